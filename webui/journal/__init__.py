"""The journal of changes, for administrators."""

from webui.journal.views import blueprint

__all__ = ["blueprint"]
