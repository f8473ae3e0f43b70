"""People and programs: signing in, one's own page, the administrator's pages."""
