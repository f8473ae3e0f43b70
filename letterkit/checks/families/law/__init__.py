"""The family ``law``: its function checks, and what they look at."""
