"""All that is known of one person: found across the tables, given out, blocked (articles 14 and 21 of 152-FZ)."""
