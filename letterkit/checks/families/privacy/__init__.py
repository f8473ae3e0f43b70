"""The family ``privacy``: its function checks, and what they look at."""
