"""A body's own pack: what its clerks change in rules and lists of words, without touching what comes with letterkit."""
