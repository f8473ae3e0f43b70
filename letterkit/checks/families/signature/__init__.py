"""The family ``signature``: its function checks, and what they look at."""
