"""The family ``delivery``: its function checks, and what they look at."""
