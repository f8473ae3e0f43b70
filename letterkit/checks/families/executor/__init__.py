"""The family ``executor``: its function checks, and what they look at."""
