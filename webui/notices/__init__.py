"""Notices: the list of what a person was told of, the number at the bell, how they want to be told."""

from webui.notices import choices, lists
from webui.notices.blueprint import blueprint

__all__ = ["blueprint", "choices", "lists"]
