"""Rules by words: in any form of a word or by a part of it, in what a rule says, why, and in its examples."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from letterkit.checks.check import Check
from letterkit.reports.rule_words import openly, title_of
from letterkit.russian.search_words import forms, tokens

_LONGEST_QUERY = 200
_IDLE = frozenset({"п", "пункт"})
"""«п. 3.3» is looked for as «3.3»."""
_TEXTS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of what a rule says: its text in small letters and the dictionary forms of its words."""

    text: str
    forms: frozenset[str]

    def has(self, word: str) -> bool:
        if word in self.text:
            return True
        said = tokens(word)
        return bool(said) and not any(map(str.isdigit, said)) and all(forms(token) & self.forms for token in said)


def rank_rules(checks: Iterable[Check], words: str) -> dict[str, int]:
    """The rules that have all of ``words``, by code: 0 where the title has them, greater the deeper they stand."""
    asked = [word for word in _plain(words[:_LONGEST_QUERY]).split() if word.strip(".,") not in _IDLE]
    found = {}
    for check in checks:
        depths = [_depth(check, word) for word in asked]
        if None not in depths:
            found[check.code] = max((depth for depth in depths if depth is not None), default=0)
    return found


def _depth(check: Check, word: str) -> int | None:
    """The first part of the rule that has ``word``: its title, code and clause, then its reasons, then examples."""
    for depth, part in enumerate((_title, _reasons, _examples)):
        if _read_part(part(check)).has(word):
            return depth
    return None


def _title(check: Check) -> str:
    return f"{title_of(check)} {check.code} {check.clause or ''}"


def _reasons(check: Check) -> str:
    return f"{openly(check.message)} {check.why} {openly(check.advice)}"


def _examples(check: Check) -> str:
    texts = (example.text for example in (*check.wrong, *check.right) if example.text)
    return "\n".join(texts).replace("[", "").replace("]", "")


@lru_cache(maxsize=_TEXTS_KEPT)
def _read_part(text: str) -> _Part:
    return _Part(_plain(text), frozenset().union(*map(forms, tokens(text))))


def _plain(words: str) -> str:
    return words.casefold().replace("ё", "е")
