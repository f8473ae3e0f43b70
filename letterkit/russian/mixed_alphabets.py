"""Words typed with letters of two alphabets that look the same («Mинистерство», «cообщаем»)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LATIN = "ABCEHKMOPTXYaceopxykëË"
_CYRILLIC = "АВСЕНКМОРТХУасеорхукёЁ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

_RUN = re.compile("[a-zA-ZëËа-яА-ЯёЁ]+")
_LATIN_LETTER = re.compile("[a-zA-ZëË]")
_LATIN_RUN = re.compile("[a-zA-ZëË]+")
_CYRILLIC_LETTER = re.compile("[а-яА-ЯёЁ]")
_ADDRESS = re.compile(r"@|://|www\.|\.(?:ru|su|com|org|net|info|gov|рф)\b", re.IGNORECASE)
# «XXв.», «IVй»: a Roman number with a Russian ending is no mixed word.
_ROMAN_WITH_ENDING = re.compile("[IVXLCDM]+(?:в|вв|й|го|му|ый|ой|ая|е|я|м|х)")

# One Latin letter as a whole Russian word. Capital ones only where a sentence begins: «класс B» is honest Latin.
_LONE = re.compile(
    r"[acoy](?<=[а-яА-ЯёЁ\d,;:»)]\s.)(?=\s[«а-яА-ЯёЁ\d])"
    r"|[ABCKOY](?:(?<=\A.)|(?<=\n.)|(?<=[.!?]\s.)|(?<=\n\s.))(?=\s+«?[а-яё])"
)
# Whole words in look-alike letters that are common Russian abbreviations and no Latin word of letters.
_ABBREVIATIONS = {word.translate(_TO_LATIN): word for word in ("ООО", "ОАО", "АО", "СНТ", "ТСН", "НКО", "ТКО", "ОКТМО")}
_WHOLE = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """``text`` at ``start`` mixes alphabets; ``corrected`` is the word in one alphabet, as long as it."""

    start: int
    end: int
    text: str
    corrected: str


def find_lookalikes(text: str) -> tuple[Lookalike, ...]:
    """Mixed words of ``text`` that one alphabet can spell; addresses, Roman numbers and identifiers are left."""
    if _LATIN_LETTER.search(text) is None:
        return ()
    found: list[Lookalike] = []
    # A lone letter is judged by its neighbours, so these are mended first.
    for finder in (_mixed_words, _whole, _lone):
        mended = replace_lookalikes(text, found)
        found.extend(Lookalike(start, end, text[start:end], word) for start, end, word in finder(mended))
    return tuple(sorted(found, key=lambda word: word.start))


def replace_lookalikes(text: str, found: Sequence[Lookalike]) -> str:
    """``text`` with the corrected words in it; every offset stays."""
    if not found:
        return text
    letters = list(text)
    for word in found:
        letters[word.start : word.end] = word.corrected
    return "".join(letters)


def _mixed_words(text: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for run in _LATIN_RUN.finditer(text):
        if run.start() < done:
            continue
        start, end = _around(text, run.start())
        done = end
        if (start, end) == run.span():
            continue  # Latin all of it
        word = text[start:end]
        corrected = _correct_word(word)
        if corrected and not _touches_digit(text, start, end) and not _in_address(text, start, end):
            yield start, end, corrected


def _whole(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WHOLE.finditer(text):
        if not _in_address(text, *match.span()):
            yield *match.span(), _ABBREVIATIONS[match.group()]


def _lone(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _LONE.finditer(text):
        yield *match.span(), match.group().translate(_TO_CYRILLIC)


def _correct_word(word: str) -> str | None:
    """``word`` in one alphabet, or None when neither can spell it or it is meant so."""
    if _ROMAN_WITH_ENDING.fullmatch(word):
        return None
    cyrillic = word.translate(_TO_CYRILLIC)
    if not _LATIN_LETTER.search(cyrillic):
        return cyrillic
    latin = word.translate(_TO_LATIN)
    return None if _CYRILLIC_LETTER.search(latin) else latin


def _around(text: str, place: int) -> tuple[int, int]:
    """The run of letters that holds ``place``."""
    start = place
    while start and _RUN.fullmatch(text[start - 1]):
        start -= 1
    run = _RUN.match(text, start)
    return start, run.end() if run else start


def _touches_digit(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdigit() or text[end : end + 1].isdigit()


def _in_address(text: str, start: int, end: int) -> bool:
    """Does the word stand in an e-mail or web address (a run without spaces)?"""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return _ADDRESS.search(text, start, end) is not None
