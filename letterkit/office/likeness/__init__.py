"""What is known already: letters that answered the like, what they say of the same house, copies of an appeal."""
