"""What goes out: the approved files, the message that a letter goes with, the record of sending, the passport."""

from webui.outgoing import mailing, views
from webui.outgoing.blueprint import blueprint

__all__ = ["blueprint", "mailing", "views"]
