"""The family ``letterhead``: its function checks, and what they look at."""
