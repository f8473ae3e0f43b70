"""Pieces of text for letters: one's own and those of the body, on a page of theirs and in the editor."""

from webui.snippets.views import blueprint

__all__ = ["blueprint"]
