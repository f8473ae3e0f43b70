"""Whether what the service needs works, asked of each part itself."""

from webui.health.answer import blueprint

__all__ = ["blueprint"]
