"""The family ``addressee``: its function checks, and what they look at."""
