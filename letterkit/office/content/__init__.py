"""The clerk's bench: blanks, reply texts, rules and word lists looked at, tried on people, compared with what was."""
