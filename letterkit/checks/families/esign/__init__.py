"""The family ``esign``: its function checks, and what they look at."""
