"""Figures of a quarter (clauses 6.11, 6.12): of appeals, of the work on replies, and the appeals behind each number."""
