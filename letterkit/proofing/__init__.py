"""Spelling, grammar and punctuation: one port, two engines that say the same.

``open_proofreader`` gives what is at hand: a LanguageTool server or the rules of the same release inside this process.
What they report passes our allow-list (rules/proofing/allowed.yml) and a second dictionary before anyone sees it.
"""

from letterkit.proofing.engine import Choice, open_proofreader
from letterkit.proofing.ports import Match, Proofreader

__all__ = ["Choice", "Match", "Proofreader", "open_proofreader"]
