"""Words of a letter: what the checks and the counts take for one word."""

import re
from typing import Literal, NamedTuple

WordKind = Literal["word", "number", "abbreviation", "address"]

HANGING = frozenset("а в во и к ко на не ни но о об от по с со у я до за из №".split())
"""Short words that typographers leave at no end of a line."""

_LETTER = r"[^\W\d_]"
_ADDRESS = r"""
      (?P<address>   (?:https?://|www\.)[^\s<>«»]*[^\s<>«».,;:!?)] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
                   | \b[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:ru|su|com|org|net|info)\b )
    | """
_OTHER = rf"""
      (?P<abbreviation> \b(?:{_LETTER}\.){{2,}} )                                # т.е., и.о., И.О.
    | (?P<number>    \d+(?:[.,:/]\d+)*(?![.,:/]?\d)(?!-?{_LETTER}) )            # 5; 12.05.2024; 1,5
    | (?P<word>      \d+(?:[.,:/-]\d+)*-?{_LETTER}+(?:[-'’]\w+)*                # 10-ти; 59-ФЗ; 12а
                   | {_LETTER}[^\W_]*(?:[-'’]\w+)* )                               # кто-нибудь; О’Нил; IT-отдел
    """
_WORD = re.compile(_OTHER, re.VERBOSE)
_WORD_OR_ADDRESS = re.compile(_ADDRESS + _OTHER, re.VERBOSE)
# What an address cannot be without; to look for one at every word costs more than all the rest.
_MAY_BE_ADDRESS = re.compile(r"@|://|www\.|\.(?:ru|su|com|org|net|info)\b")


class Word(NamedTuple):
    """``text`` stands at ``start`` up to ``end``, in code points."""

    text: str
    start: int
    end: int
    kind: WordKind = "word"


def words(text: str) -> tuple[Word, ...]:
    """Words, numbers, dotted abbreviations and addresses of ``text`` in order; hyphenated words stay whole.

    The dot of a shortened word («ул.») is no part of it; the dots of «т.е.» and of initials are.
    """
    pattern = _WORD_OR_ADDRESS if _MAY_BE_ADDRESS.search(text) else _WORD
    return tuple(
        Word(match.group(), match.start(), match.end(), match.lastgroup)  # type: ignore[arg-type]
        for match in pattern.finditer(text)
    )
