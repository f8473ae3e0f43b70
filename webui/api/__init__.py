"""The API for other programs, /api/v1: the same engine and the same report as the command line."""

from webui.api import batches, routes
from webui.api.blueprint import blueprint

__all__ = ["batches", "blueprint", "routes"]
