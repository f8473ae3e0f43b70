"""The family ``typography``: its function checks, and what they look at."""
