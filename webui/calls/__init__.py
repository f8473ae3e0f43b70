"""Calls: the card filled while talking, the list, an appeal written down after one."""

from webui.calls import appeal, card, lists
from webui.calls.blueprint import blueprint

__all__ = ["appeal", "blueprint", "card", "lists"]
