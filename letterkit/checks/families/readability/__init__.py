"""The family ``readability``: its function checks, and what they look at."""
