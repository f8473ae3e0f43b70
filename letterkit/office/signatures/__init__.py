"""Electronic signatures put beside what was approved, and what is given away with them."""
