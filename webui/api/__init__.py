"""The API for other programs, /api/v1: the same engine and the same report as the command line."""

from webui.api.routes import blueprint

__all__ = ["blueprint"]
