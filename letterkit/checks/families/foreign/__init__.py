"""Foreign words (clause 3.7): those in Latin script, those that rules of word formation tell for new ones."""
