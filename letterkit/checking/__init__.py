"""A letter in, a report out: read, printed, asked every rule; mended, composed and written with its findings beside."""
