"""The family ``questions``: its function checks, and what they look at."""
