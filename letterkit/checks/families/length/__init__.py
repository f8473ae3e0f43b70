"""The family ``length``: its function checks, and what they look at."""
