"""The family ``spelling``: its function checks, and what they look at."""
