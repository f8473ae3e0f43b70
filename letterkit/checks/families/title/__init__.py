"""The family ``title``: its function checks, and what they look at."""
