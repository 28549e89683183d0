"""A sheet as a Word file or a workbook: out, and back in when it has been filled in."""
