"""The Russian of a letter: what is written wrong, and what should stand there."""
