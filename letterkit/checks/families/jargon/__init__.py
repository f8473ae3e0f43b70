"""The family ``jargon``: its function checks, and what they look at."""
