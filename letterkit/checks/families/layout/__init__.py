"""The family ``layout``: its function checks, and what they look at."""
