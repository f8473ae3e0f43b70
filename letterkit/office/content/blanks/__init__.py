"""Blanks made in Word: everything that should be mended in one, told at its place, and proof that no value vanishes."""
