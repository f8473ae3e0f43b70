"""Rules and lists of words as people read them: all of them, one, its figures, which of them want a look."""

from webui.rules import changes, health, links, listing, new_rule, own, show, words
from webui.rules.blueprint import blueprint

__all__ = ["blueprint", "changes", "health", "links", "listing", "new_rule", "own", "show", "words"]
