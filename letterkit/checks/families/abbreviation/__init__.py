"""The family ``abbreviation``: its function checks, and what they look at."""
