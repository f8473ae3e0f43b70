"""The family ``outcome``: its function checks, and what they look at."""
