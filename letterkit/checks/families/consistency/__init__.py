"""The family ``consistency``: its function checks, and what they look at."""
