"""Items of the lists in which an appeal asks: under «Прошу:», «Вопросы:», of lines or marked within a line."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import Span
from letterkit.russian.morph import parses

_HEADS_LIST = regex.compile(
    r"(?i)(?:вопрос(?:ы|ов|а)?(?:[^\n.;:]{0,40})|(?:моя\s+)?идея(?:\s*\([^()\n]*\))?|предложени[ея]|просьб[аы]|требовани[яе](?:\s+\p{L}+){0,2}|узнать|"
    r"(?:что|чего)\s+(?:мы\s+|я\s+)?(?:хо(?:чу|тим)|прошу|просим|добива(?:юсь|емся))|добива(?:юсь|емся)|записали\s+главное|(?:просит|просят|ходатайству\p{L}+|требует|требуют)[^\n.;:]{0,60}|просим[^\n.;:]{0,60}|прошу[^\n.;:]{0,60}|требу(?:ю|ем)[^\n.;:]{0,40}|предлага(?:ю|ем)[^\n.;:]{0,40}|спрашива(?:ю|ем)[^\n.;:]{0,40}|в\s+связи\s+с\s+\p{L}+[^\n.;:]{0,80})\s*:\s*$"
)
_BARE_HEAD = regex.compile(
    r"(?im)(?<!\p{L})(?:мы\s+|\d+\.\s*)?(?:наши\s+|мои\s+)?(?:прошу|просим|требу(?:ю|ем)|"
    r"предлага(?:ю|ем)|вопросы|требования|просьбы|предложения|чего\s+добиваемся|по\s+сути)\s*[:↓]?\s*$"
)
_CANNOT = regex.compile(r"(?i)(?<!\p{L})(?:не\s+(?:мо[гж]\p{L}+|уда\p{L}+)|нельзя|невозможно)(?!\p{L})")
_ABOVE = 1_000
"""Characters above an item in which the head of its list is looked for."""
MARK = regex.compile(
    r"\s*(?:[-–—•*·▪~>+✓√●◦■□→►]\s*|\d\uFE0F?\u20E3\s*|\p{So}\s*|(?-i:[IVX]{1,4})[.)]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|[а-яa-z]\)\s*)",
    regex.IGNORECASE,
)
ABOUT_ANSWER = regex.compile(
    r"(?i)(?:(?<!\p{L})(?:ответ\p{L}*|письм\p{L}+|отвечать|результат\p{L}*)\s+(?:\p{L}+\s+){0,4}?$)"
)
INTERROGATIVE = regex.compile(
    r"(?i)(?<![\p{L}-])(?:когда|где|куда|откуда|кто|кого|кому|кем|что|чем|чего|как(?:ой|ая|ое|ие|ую|ого|ому|им|их|ова|ов)?|сколько|почему|зачем|ли|можно|чей|чья|чь[её])(?![\p{L}-])"
)


def list_items(text: str, labelled: Sequence[LabelledLine]) -> Iterator[Span]:
    """Items under «Прошу:», «Вопросы:», «Мы требуем»: of the lines that follow, or marked within the line."""
    for match in regex.finditer(r"[^\n]+", text):
        line = match[0]
        if any(match.start() <= each.start < match.end() and each.label is Label.TEXT for each in labelled):
            continue
        if not (_HEADS_LIST.search(line) or (_BARE_HEAD.search(line) and len(line) < 60)):
            continue
        if ABOUT_ANSWER.search(regex.split(r"(?i)просим|прошу|:", line, maxsplit=1)[0]):
            continue
        yield from _items(text, match.end())
    for match in regex.finditer(
        r"(?i)(?:прошу|просим|просить|требу(?:ю|ем)|вопросы|предлага(?:ю|"
        r"ем))[^\n.;:]{0,60}:(?=[^\S\n]*(?:1[.)]|а\)|-|–|\p{L}))[^\n]*",
        text,
    ):
        yield from _inline(text, match.start() + match[0].index(":") + 1, match.end())


def tells_in_list(text: str, start: int) -> bool:
    """Whether the words at ``start`` are of a list of what cannot be done: «Без паспорта я не могу: – получить …»."""
    line = text.rfind("\n", 0, start) + 1
    if MARK.match(text, line) is None:
        return False
    above = text[max(0, line - _ABOVE) : line].splitlines()
    head = next((each.strip() for each in reversed(above) if each.strip() and not MARK.match(each)), "")
    return head.endswith(":") and _CANNOT.search(head) is not None


def _items(text: str, at: int) -> Iterator[Span]:
    marked: bool | None = None
    begun: int | None = None
    last, indent, kind = at, 0, ""
    for match in regex.finditer(r"[^\n]*\n?", text[at:]):
        start, line = at + match.start(), match[0]
        if not line:
            break
        if not line.strip():
            continue
        if line.count("|") > 1:  # a table of those who sign
            break
        mark, margin = MARK.match(line), len(line) - len(line.lstrip())
        if marked is None:
            marked = mark is not None
        closed = text[: end_without_blanks(text, last)][-1:] in (";", "?", "!", ".")
        if marked and mark is not None and kind and _kind_of(mark[0]) != kind:
            break  # «6. Требования: I. … II. … 7. Пояснение»: the list of another order goes on
        if begun is not None and (mark is not None if marked else closed):
            yield begun, end_without_blanks(text, last)
            begun = None
        if begun is None:
            if marked and mark is None:
                return
            if not marked and (text[: end_without_blanks(text, last)][-1:] == "." or not _opens_item(line)):
                return
            begun, indent = start + (mark.end() if mark else margin), margin
            kind = kind or (_kind_of(mark[0]) if mark else "")
        elif marked and mark is None and margin <= indent and _begins_anew(text, last, start, closed):
            yield begun, end_without_blanks(text, last)
            return
        last = start + len(line)
    if begun is not None:
        yield begun, end_without_blanks(text, last)


def _kind_of(mark: str) -> str:
    """What an item is marked with: a number, a letter, a Roman number, a sign."""
    sign = mark.strip(" (\t\n")[:1]
    return "number" if sign.isdigit() else "roman" if sign in "IVX" else "letter" if sign.isalpha() else "sign"


def _begins_anew(text: str, last: int, start: int, closed: bool) -> bool:
    """Whether the line at ``start`` begins a sentence that is no part of the item above it."""
    first = text[start:].lstrip()[:1]
    apart = text[end_without_blanks(text, last) : start].count("\n") > 1
    return first.isupper() and (closed or apart)


def _opens_item(line: str) -> bool:
    first = regex.search(r"\p{L}+(?:-\p{L}+)*", line)
    if first is None:
        return False
    read = parses(first[0].lower())
    return bool(INTERROGATIVE.match(first[0])) or any(each.tag.POS == "INFN" for each in read[:2]) or "?" in line


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    marks = list(regex.finditer(r"(?<!\S)(?:\(?\d[.)]|[а-я]\))\s+", text[start:end]))
    if len(marks) < 2:
        yield from _between_semicolons(text, start, end)
        return
    for index, mark in enumerate(marks):
        stop = start + marks[index + 1].start() if index + 1 < len(marks) else end
        yield start + mark.end(), end_without_blanks(text, stop)


def _between_semicolons(text: str, start: int, end: int) -> Iterator[Span]:
    """«требую: провести проверку …; обязать …; сообщить …»: each begins with what is to be done."""
    parts = list(regex.finditer(r"[^;]+", text[start:end]))
    if len(parts) < 2 or not all(_opens_item(part[0]) for part in parts[:2]):
        return
    for part in parts:
        begin = start + part.start() + len(part[0]) - len(part[0].lstrip())
        stop = regex.search(r"\.\s+(?=\p{Lu})", part[0])
        if _opens_item(part[0]):
            yield begin, end_without_blanks(text, start + (part.start() + stop.start() if stop else part.end()))


def end_without_blanks(text: str, end: int) -> int:
    """Where ``text[:end]`` ends without its last white space."""
    return len(text[:end].rstrip())
