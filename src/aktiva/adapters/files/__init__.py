"""Files that people hand in: what they are, whether they are clean, and where they lie."""
