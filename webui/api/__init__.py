"""The API for other programs, /api/v1: the same engine and the same report as the command line."""

from webui.api import appeals, batches, incoming, routes, similar
from webui.api.blueprint import blueprint

__all__ = ["appeals", "batches", "blueprint", "incoming", "routes", "similar"]
