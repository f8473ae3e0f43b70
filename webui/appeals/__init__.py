"""Appeals: the register, one of them with its letters, a new one."""

from webui.appeals import course, enter, lists, show
from webui.appeals.blueprint import blueprint

__all__ = ["blueprint", "course", "enter", "lists", "show"]
