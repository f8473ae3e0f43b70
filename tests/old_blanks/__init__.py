"""Old blanks: proposals for them, marks put in, frames mended."""
