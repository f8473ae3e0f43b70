"""The family ``address-form``: its function checks, and what they look at."""
