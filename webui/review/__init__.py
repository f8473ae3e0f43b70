"""Review: the queue, and what reviewers, signers and the registry do with a letter."""

from webui.review import decisions, lists, many, remarks
from webui.review.blueprint import blueprint

__all__ = ["blueprint", "decisions", "lists", "many", "remarks"]
