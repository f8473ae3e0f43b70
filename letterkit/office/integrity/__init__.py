"""Whether what the tables say follows from the journal: who writes in them past letterkit leaves no entry."""
