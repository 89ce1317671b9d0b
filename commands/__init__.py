"""Commands of build.py that have several of their own."""
