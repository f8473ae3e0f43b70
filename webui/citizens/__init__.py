"""All that is known of one person: sought, given out, blocked."""

from webui.citizens import views
from webui.citizens.blueprint import blueprint

__all__ = ["blueprint", "views"]
