"""The family ``punctuation``: its function checks, and what they look at."""
