"""How accurate the checks are: clean letters, defects planted into them by code, and what the checker says of both."""
