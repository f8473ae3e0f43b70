"""The family ``closing``: its function checks, and what they look at."""
