"""Word files (Office Open XML): are they safe, what is their text, and how a piece of it is replaced in place."""
