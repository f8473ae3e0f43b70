"""Batches of standard replies: their list, a new one from a table, one of them at each step, its letters."""

from webui.batches import (
    approvals,
    downloads,
    lists,
    mailing,
    new,
    posting,
    preview,
    row,
    sendings,
    show,
    signatures,
    steps,
    waivers,
)
from webui.batches.blueprint import blueprint

__all__ = [
    "approvals",
    "blueprint",
    "downloads",
    "lists",
    "mailing",
    "new",
    "posting",
    "preview",
    "row",
    "sendings",
    "show",
    "signatures",
    "steps",
    "waivers",
]
