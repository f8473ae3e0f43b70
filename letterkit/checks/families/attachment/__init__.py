"""The family ``attachment``: its function checks, and what they look at."""
