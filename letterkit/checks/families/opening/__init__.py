"""The family ``opening``: its function checks, and what they look at."""
