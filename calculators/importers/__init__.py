"""Prices taken over from other tables: read, compared, shown, and added to the history. Used by the command line only."""
