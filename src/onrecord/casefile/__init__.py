"""The one SQLite file that a case is."""
