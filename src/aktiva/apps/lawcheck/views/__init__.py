"""Pages of the law check."""
