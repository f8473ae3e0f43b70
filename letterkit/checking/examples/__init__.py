"""The examples that rules carry: made into letters, and the rules tried on them."""
