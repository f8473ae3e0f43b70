"""What becomes of what rules find: counted while letters are kept, told by rule, by clause and by week."""
