"""Pages of access for programs: their tokens, what these are good for, what they are told of, what they have asked."""

from webui.programs import views, webhooks
from webui.programs.blueprint import blueprint

__all__ = ["blueprint", "views", "webhooks"]
