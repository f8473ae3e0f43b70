"""The order of things: what follows what, from a card or a file to a checked letter."""
