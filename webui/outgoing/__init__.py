"""What goes out: the approved files, the record of sending, the passport."""

from webui.outgoing.views import blueprint

__all__ = ["blueprint"]
