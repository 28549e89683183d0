"""Pay files and staff files as columns: one reader for every kind of file."""

from aktiva.adapters.pay_files.opening import OpenedFile, open_file, read_table

__all__ = ["OpenedFile", "open_file", "read_table"]
