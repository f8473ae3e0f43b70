"""Rules and lists of words as people read them: all of them, one, its figures, which of them want a look."""

from webui.rules import health, links, listing, show, words
from webui.rules.blueprint import blueprint

__all__ = ["blueprint", "health", "links", "listing", "show", "words"]
