"""The family ``reference``: its function checks, and what they look at."""
