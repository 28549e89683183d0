"""SQLite with a queue for those who write, as a database engine of Django's."""
