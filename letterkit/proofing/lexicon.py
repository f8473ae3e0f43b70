"""The second dictionary: pymorphy3's words and the house's own lists (rules/words)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from letterkit.core.errors import RuleError
from letterkit.datafile import read_text
from letterkit.russian import morph

DICTIONARY = Path("words") / "dictionary.txt"
MISTAKEN = Path("words") / "mistaken.txt"
UNLIKELY = Path("words") / "unlikely.txt"

# A lower-case word that the dictionary has only as a name, or only as archaic, slang or mistaken, is a slip of the pen.
_NAME_TAGS = frozenset("Name Surn Patr Geox Orgn Trad".split())
_UNUSUAL_TAGS = frozenset("Arch Infr Dist Erro Slng".split())

# First halves of compounds that no dictionary lists in full: «девятибалльный», «общедомовой», «внутриквартальный».
_COMPOUND = re.compile(
    r"(?:авиа|авто|агро|аэро|био|видео|вне|внутри|водо|высоко|газо|гидро|гос|дву|двух|девяти|десяти|евро|еже|железо|жил|"
    r"кибер|крупно|лесо|мало|медиа|между|микро|мини|много|мульти|нефте|низко|обще|одно|около|пол|полу|после|противо|пяти|"
    r"радио|само|сверх|сейсмо|семи|снего|соц|спец|средне|супер|тепло|теле|тех|трёх|трех|ультра|фото|хоз|четырёх|четырех|"
    r"шести|электро|энерго)(?P<rest>[а-яё]{5,})"
)
_ADJECTIVES = frozenset({"ADJF", "ADJS", "PRTF"})
_JOINED_STEM = re.compile(r"(?P<stem>[а-яё]{3,})[ое]")
_STEM_ENDS = ("ый", "ий", "ой", "а", "я", "о", "", "ский")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


class Lexicon:
    """``house`` are words in their dictionary form; ``mistaken`` maps a wrong word or phrase to the right one.

    ``unlikely`` are words that exist and that no letter uses.
    """

    def __init__(self, house: Iterable[str], mistaken: Mapping[str, str], unlikely: Iterable[str] = ()) -> None:
        house = tuple(house)
        self._unlikely = frozenset(_plain(word) for word in unlikely)
        self._house = frozenset(_plain(word) for word in house)
        self._house_forms = frozenset(_plain(form) for word in house for form in _forms(word))
        self._known: dict[str, bool] = {}
        self._mistaken = {_plain(wrong): right for wrong, right in mistaken.items()}
        phrases = sorted((wrong for wrong in self._mistaken if " " in wrong), key=len, reverse=True)
        pattern = "|".join(phrases).replace(" ", r"[ \n]+").replace("е", "[её]")
        self._phrases = re.compile(rf"\b(?:{pattern or '(?!)'})\b", re.IGNORECASE)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is Russian by either dictionary; hyphenated and compound words by their parts."""
        low = word.lower()
        known = self._known.get(low)
        if known is None:
            known = self._known[low] = self._looks_known(low)
        return known

    def right_for(self, word: str) -> str | None:
        """The right word, when ``word`` is a common mistake."""
        return self._mistaken.get(_plain(word))

    def mistaken_phrases(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where phrases of several words stand that are common mistakes, and what is right."""
        for found in self._phrases.finditer(text):
            yield found.start(), found.end(), self._mistaken[_plain(" ".join(found.group().split()))]

    def is_house(self, word: str) -> bool:
        """Whether the house's own list has ``word`` in some form; е may stand for ё."""
        low = _plain(word)
        return low in self._house_forms or any(
            parse.is_known and _plain(parse.normal_form) in self._house for parse in morph.parses(low)
        )

    def is_unlikely(self, word: str) -> bool:
        """Whether ``word`` is on the house's list of words that no letter uses."""
        return _plain(word) in self._unlikely

    def is_unusual(self, word: str) -> bool:
        """Whether the dictionary has lower-case ``word`` only as a name or only as a word that no letter uses."""
        if self.is_unlikely(word):
            return True
        readings = [parse.tag.grammemes for parse in morph.parses(word) if parse.is_known]
        if not readings or self.is_house(word):
            return False
        return all(tags & _NAME_TAGS for tags in readings) or all(tags & _UNUSUAL_TAGS for tags in readings)

    def _looks_known(self, low: str) -> bool:
        if morph.is_known(low) or self.is_house(low):
            return True
        if "-" in low:
            return all(self._knows_half(half) for half in low.split("-"))
        compound = _COMPOUND.fullmatch(low)
        return compound is not None and self._is_second_half(compound["rest"])

    def _is_second_half(self, rest: str) -> bool:
        """An adjective, or a noun of the house: «спец» and a rare noun make up too many misprints."""
        adjective = any(parse.is_known and parse.tag.POS in _ADJECTIVES for parse in morph.parses(rest))
        return adjective or self.is_house(rest)

    def _knows_half(self, half: str) -> bool:
        if len(half) < 3 or self.knows(half):
            return True
        joined = _JOINED_STEM.fullmatch(half)  # «дежурно-», «технико-»: a stem and a joining vowel
        return joined is not None and any(morph.is_known(joined["stem"] + end) for end in _STEM_ENDS)


def load_lexicon(rules_dir: Path) -> Lexicon:
    """The word lists of ``rules_dir``; raises RuleError ``words.bad-line`` (``text``) with the line that is no word."""
    mistaken = {}
    for number, line in _lines(rules_dir / MISTAKEN):
        wrong, equals, right = (piece.strip() for piece in line.partition("="))
        if not (equals and all(map(_WORD.fullmatch, wrong.split(" "))) and right):
            raise RuleError("words.bad-line", file=str(rules_dir / MISTAKEN), line=number, text=line)
        mistaken[wrong] = right
    return Lexicon(_words(rules_dir / DICTIONARY), mistaken, _words(rules_dir / UNLIKELY))


def _words(path: Path) -> list[str]:
    found = []
    for number, line in _lines(path):
        if not _WORD.fullmatch(line):
            raise RuleError("words.bad-line", file=str(path), line=number, text=line)
        found.append(line)
    return found


def _forms(word: str) -> Iterator[str]:
    """``word`` and, where the dictionary has to guess it, the forms that it takes by analogy."""
    yield word
    for parse in morph.parses(word.lower())[:1]:
        if not parse.is_known and _plain(parse.normal_form) == _plain(word):
            yield from (form.word for form in morph.lexeme(parse))


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(read_text(path, RuleError).splitlines(), 1):
        bare = line.partition("#")[0].strip()
        if bare:
            yield number, bare
