"""The family ``tone``: its function checks, and what they look at."""
