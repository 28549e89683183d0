"""Papers as data: blocks, decisions, templates and the papers of the year."""
