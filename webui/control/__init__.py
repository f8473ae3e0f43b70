"""Control of deadlines (7.1–7.3): the two lists of the week, the reminders that went."""

from webui.control import lists, mail
from webui.control.blueprint import blueprint

__all__ = ["blueprint", "lists", "mail"]
