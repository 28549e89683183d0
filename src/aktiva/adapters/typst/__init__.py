"""Papers as accessible PDF, by Typst."""
