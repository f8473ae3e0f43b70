"""The catalogue of reply texts and blanks: looked for, read, written, approved."""

from webui.texts import catalogue, edit, new, show, steps, versions, waiting
from webui.texts.blueprint import blueprint

__all__ = ["blueprint", "catalogue", "edit", "new", "show", "steps", "versions", "waiting"]
