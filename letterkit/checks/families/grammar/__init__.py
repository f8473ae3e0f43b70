"""The family ``grammar``: its function checks, and what they look at."""
