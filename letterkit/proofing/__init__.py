"""Spelling, grammar and punctuation: what our own proofreader says, and a LanguageTool server beside it.

``open_proofreader`` gives what is at hand. A server's rules pass our allow-list (rules/proofing/allowed.yml) first.
"""

from letterkit.proofing.engine import Choice, open_proofreader
from letterkit.proofing.ports import Match, Proofreader

__all__ = ["Choice", "Match", "Proofreader", "open_proofreader"]
