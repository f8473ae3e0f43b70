"""The rule book: what is asked of a letter, and the run that asks it.

A check is written in one of two ways and is the same frozen ``Check`` either way: a rule file whose *kind* does the
work (wording), or a rule file of kind ``function`` whose logic is a decorated function in ``families`` (structure).
Levels, clauses, messages and examples always live in the rule file; Python never holds them.
"""
