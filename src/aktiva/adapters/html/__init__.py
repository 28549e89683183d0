"""Papers as web pages in one file."""
