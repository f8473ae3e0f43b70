"""Letters: lists, a new one, the card of one, its versions, and its page with what can be done about it."""

from webui.letters import card, drafts, editor, files, lists, new, prepare, sheet, show, similar, versions
from webui.letters.blueprint import blueprint

__all__ = [
    "blueprint",
    "card",
    "drafts",
    "editor",
    "files",
    "lists",
    "new",
    "prepare",
    "sheet",
    "show",
    "similar",
    "versions",
]
