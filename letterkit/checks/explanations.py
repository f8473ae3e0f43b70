"""Whether a letter explains a term itself: in brackets, after a dash, with «то есть»; after the term or before it."""

from typing import TYPE_CHECKING

import regex

from letterkit.checks.subject import PROSE, Subject

if TYPE_CHECKING:
    from letterkit.checks.word_list import ListEntry, WordList

# What may stand between a term and its explanation: «выкупную стоимость квартиры (…)», «красная линия – это …».
_AFTER = regex.compile(
    r"(?:\s+\p{L}[\p{L}\-]*){0,4}?\s*"
    r"(?:\((?!далее\b)(?P<inside>[^()]{8,})\)"
    r"|[–—]\s+(?:это\s+|то\s+есть\s+)?\p{Ll}[^.!?\n]{12,}"
    r"|,?\s*(?:то\s+есть|т\.\s?е\.|или\s+(?:по-другому|проще|просто|иначе)|иначе\s+говоря|проще\s+говоря|другими\s+словами|иными\s+словами"
    r"|так\s+называ\w+|под\s+(?:ним|ней|ними)\s+понима\w+)\b"
    r"|,\s+(?:в|на|с|из|за|по|при|для|к)?\s?котор\w{2,3}\s[^.!?\n]{12,}"
    r"|\.\s+(?:это|так\s+называ\w+|то\s+есть|иначе\s+говоря|проще\s+говоря)\b)",
    regex.IGNORECASE,
)
_BEFORE = regex.compile(
    r"(?:\p{L}{3,}\s*\(\s*|(?:так\s+называем\w+|то\s+есть|называ\w+|по\s+закону|официально)\s+[–—«\"(]?\s*|\bэто\s+и\s+есть\s+)"
    r"(?:\p{L}[\p{L}\-]*\s+){0,2}$",
    regex.IGNORECASE,
)
# «общедомовые нужды (далее – ОДН)», «градостроительный план земельного участка (ГПЗУ)», «ИТП (тепловой пункт)»
_SHORT_AFTER = regex.compile(
    r"(?:\s+\p{Ll}[\p{L}\-]*){0,3}\s*\((?:далее\s*[–—-]\s*)?\p{Lu}[\p{Lu}\p{Ll}]*\p{Lu}\)|(?:\s+\p{L}[\p{L}\-]*){0,3}\)"
)
_SHORT_BEFORE = regex.compile(r"\p{Lu}{2,}\s*\((?:\p{Ll}[\p{L}\-]*\s+){0,3}$")
_LOOK = 160


def near(subject: Subject, entry: "ListEntry", listed: "WordList") -> bool:
    """Whether some use of the term of ``entry`` in the text of the letter has its explanation beside it."""
    for part in subject.parts_of(*PROSE):
        tokens = subject.tokens_of(part)
        for index in entry.places(tokens, subject.places_of(part)):
            length = entry.at(tokens, index)
            if not length:
                continue
            start, end = tokens[index].start, tokens[index + length - 1].end
            after = subject.text[end : min(part.end, end + _LOOK)]
            before = subject.text[max(part.start, start - _LOOK) : start]
            if _AFTER.match(after) or _BEFORE.search(before):
                return True
    return False


def is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands as what an abbreviation beside it means, in brackets before or after."""
    after = _SHORT_AFTER.match(text, end)
    if after is None:
        return False
    return "(" in after.group() or _SHORT_BEFORE.search(text, max(0, start - _LOOK), start) is not None
