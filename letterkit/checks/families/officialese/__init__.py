"""The family ``officialese``: its function checks, and what they look at."""
