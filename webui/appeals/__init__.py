"""Appeals: the register, one of them with its letters, a new one."""

from webui.appeals import enter, lists, show
from webui.appeals.blueprint import blueprint

__all__ = ["blueprint", "enter", "lists", "show"]
