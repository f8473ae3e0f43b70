"""The family ``salutation``: its function checks, and what they look at."""
