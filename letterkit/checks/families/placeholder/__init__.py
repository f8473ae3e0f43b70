"""The family ``placeholder``: its function checks, and what they look at."""
