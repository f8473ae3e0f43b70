"""Bodies that the service works for: their list, the form of a profile, its versions and their approval."""

from webui.bodies import compare, edit, lists, versions
from webui.bodies.blueprint import blueprint

__all__ = ["blueprint", "compare", "edit", "lists", "versions"]
