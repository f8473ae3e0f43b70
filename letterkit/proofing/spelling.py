"""Spelling judged twice: what the engine doubts is put before a second dictionary, and what it lets through is too.

The engine's dictionary lacks towns, terms of building and half of all compounds, and holds misprints («учавствовать»,
«предусмотренны»); pymorphy3's errs elsewhere. Names, trade names and abbreviations are in neither and never alarm.
"""

import re
from collections.abc import Iterable, Iterator

from letterkit.proofing.engine import Match
from letterkit.proofing.lexicon import Lexicon
from letterkit.proofing.suggest import closest, in_case_of, suggestions
from letterkit.russian import morph
from letterkit.russian.words import Word, words

ENGINE_RULE = "MORFOLOGIK_RULE_RU_RU"
SECOND, UNUSUAL, MISTAKEN = "SECOND_DICTIONARY", "UNUSUAL_WORD", "MISTAKEN_WORD"
CATEGORY = "TYPOS"
OWN_RULES = frozenset({SECOND, UNUSUAL, MISTAKEN})

_CYRILLIC = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_BEFORE_START = re.compile(r"(?:^|[.!?…:;]\s|\n|^\s*(?:\d+[.)]|[–—•-])\s)[\s«\"„(]*$")
_INITIALS = re.compile(r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?")
_SHORT = 3  # letters: abbreviations, not words


class Spelling:
    """Judges words of one paragraph at a time by ``lexicon``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def doubted(self, unit: str, match: Match) -> Match | None:
        """The engine's doubt about a word with our suggestions, or None when it is no error."""
        word = unit[match.start : match.end]
        if not _CYRILLIC.fullmatch(word):
            return match
        if self.lexicon.right_for(word) or self.lexicon.knows(word) or _is_shortened(word, unit, match.end):
            return None
        if not self._must_be_known(unit, match, word):
            return None
        return _with(match, suggestions(word, match.replacements, self.lexicon))

    def overlooked(self, unit: str, covered: Iterable[Match]) -> Iterator[Match]:
        """Words that the engine let through: mistaken, unknown to the second dictionary, or never used in letters.

        Those in ``covered``, matches about the same words, are left alone.
        """
        taken = [(match.start, match.end) for match in covered]
        for start, end, phrase in self.lexicon.mistaken_phrases(unit):
            taken.append((start, end))
            yield Match(MISTAKEN, CATEGORY, start, end, "", (in_case_of(unit[start], phrase),))
        for word in words(unit):
            if word.kind != "word" or any(start < word.end and end > word.start for start, end in taken):
                continue
            right = self.lexicon.right_for(word.text)
            if right is not None:
                yield _own(MISTAKEN, word, (in_case_of(word.text, right),))
            elif _is_plain(word.text) and not _is_shortened(word.text, unit, word.end):
                yield from self._second_opinion(word)
            elif _is_name_like(word.text) and not self.lexicon.knows(word.text):
                meant = closest(word.text, self.lexicon)
                if meant and not _beside_name(unit, word):
                    yield _own(SECOND, word, suggestions(word.text, meant, self.lexicon))

    def _second_opinion(self, word: Word) -> Iterator[Match]:
        if not self.lexicon.knows(word.text) and len(word.text) > _SHORT:
            # Without a known word close by it is a new word («имплементация»), not a slip.
            meant = suggestions(word.text, (), self.lexicon)
            if meant:
                yield _own(SECOND, word, meant)
        elif self.lexicon.is_unusual(word.text):
            meant = suggestions(word.text, closest(word.text, self.lexicon), self.lexicon)
            if meant:
                yield _own(UNUSUAL, word, meant)

    def _must_be_known(self, unit: str, match: Match, word: str) -> bool:
        """Whether ``word`` is one that a dictionary ought to have: no name, trade name or abbreviation."""
        if word.islower():
            return True
        if not (word[0].isupper() and word[1:].islower()) and "-" not in word:
            return False
        if _beside_name(unit, match):
            return False
        starts = _BEFORE_START.search(unit[: match.start]) is not None and not _quoted(unit, match)
        return starts or bool(closest(word, self.lexicon))


def _is_plain(word: str) -> bool:
    return len(word) >= _SHORT and word.islower() and _CYRILLIC.fullmatch(word) is not None


def _is_name_like(word: str) -> bool:
    return len(word) > _SHORT and word[0].isupper() and not word.isupper() and _CYRILLIC.fullmatch(word) is not None


def _is_shortened(word: str, unit: str, end: int) -> bool:
    """«каб.», «доб.», «зарег.»: a dot follows, and the sentence goes on."""
    return len(word) <= 6 and re.match(r"\.\s?[а-яё\d№«]", unit[end : end + 3]) is not None


def _quoted(unit: str, match: Match) -> bool:
    return unit[: match.start].rstrip()[-1:] in ("«", '"', "„", "“")


def _beside_name(unit: str, match: Match | Word) -> bool:
    """Whether initials, a first name or a patronymic stand next to the word: then it is a surname."""
    after = unit[match.end : match.end + 40].lstrip()
    before = unit[max(0, match.start - 40) : match.start].rstrip()
    if _INITIALS.match(after) or re.search(r"[А-ЯЁ]\.$", before):
        return True
    neighbours = [*re.findall(r"^[А-ЯЁ][а-яё]+", after), *re.findall(r"\b[А-ЯЁ][а-яё]+$", before)]
    return any(
        parse.is_known and parse.tag.grammemes & {"Name", "Patr"} for name in neighbours for parse in morph.parses(name)
    )


def _with(match: Match, replacements: tuple[str, ...]) -> Match:
    return Match(match.rule, match.category, match.start, match.end, match.message, replacements)


def _own(rule: str, word: Word, replacements: tuple[str, ...]) -> Match:
    return Match(rule, CATEGORY, word.start, word.end, "", replacements)
