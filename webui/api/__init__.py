"""The API for other programs, /api/v1: the same engine and the same report as the command line."""

from webui.api import (
    appeal_files,
    appeals,
    batch_steps,
    batches,
    changes,
    guard,
    incoming,
    letter_steps,
    letters,
    reference,
    routes,
    similar,
    webhooks,
)
from webui.api.blueprint import blueprint

__all__ = [
    "appeal_files",
    "appeals",
    "batch_steps",
    "batches",
    "blueprint",
    "changes",
    "guard",
    "incoming",
    "letter_steps",
    "letters",
    "reference",
    "routes",
    "similar",
    "webhooks",
]
