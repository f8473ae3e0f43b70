"""The family ``typical``: its function checks, and what they look at."""
