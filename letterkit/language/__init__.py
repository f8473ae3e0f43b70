"""The Russian of a letter: what is written wrong in its spelling, grammar and marks, and what should stand there.

``proofreader.open_proofreader`` gives whoever says so; ``ports`` is what they all are.
"""
