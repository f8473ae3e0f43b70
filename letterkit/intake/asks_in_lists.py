"""Items of the lists in which an appeal asks: under «Прошу:», «Вопросы:», of lines or marked within a line."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import Span
from letterkit.russian.morph import parses

_HEADS_LIST = regex.compile(
    r"(?i)(?:вопрос(?:ы|ов|а)?|просьб[аы]|требовани[яе]|узнать|(?:просит|просят|ходатайству\p{L}+|требует|требуют)[^\n.;:]{0,60}|просим[^\n.;:]{0,60}|прошу[^\n.;:]{0,60}|требу(?:ю|ем)[^\n.;:]{0,40}|предлага(?:ю|ем)[^\n.;:]{0,40}|спрашива(?:ю|ем)[^\n.;:]{0,40}|в\s+связи\s+с\s+\p{L}+[^\n.;:]{0,80})\s*:\s*$"
)
_BARE_HEAD = regex.compile(
    r"(?im)(?<!\p{L})(?:мы\s+|\d+\.\s*)?(?:наши\s+|мои\s+)?(?:прошу|просим|требу(?:ю|ем)|"
    r"предлага(?:ю|ем)|вопросы|требования|просьбы|предложения)\s*:?\s*$"
)
MARK = regex.compile(
    r"\s*(?:[-–—•*·▪~>+✓√●◦■□]\s*|\p{So}\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|[а-яa-z]\)\s*)", regex.IGNORECASE
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
        r"(?i)(?:прошу|просим|требу(?:ю|ем)|вопросы|предлага(?:ю|"
        r"ем))[^\n.;:]{0,60}:(?=[^\S\n]*(?:1[.)]|а\)|-|–|\p{L}))[^\n]*",
        text,
    ):
        yield from _inline(text, match.start() + match[0].index(":") + 1, match.end())


def _items(text: str, at: int) -> Iterator[Span]:
    marked: bool | None = None
    begun: int | None = None
    last = at
    for match in regex.finditer(r"[^\n]*\n?", text[at:]):
        start, line = at + match.start(), match[0]
        if not line:
            break
        if not line.strip():
            continue
        mark = MARK.match(line)
        if marked is None:
            marked = mark is not None
        closed = text[: end_without_blanks(text, last)][-1:] in (";", "?", "!", ".")
        if begun is not None and (mark is not None if marked else closed):
            yield begun, end_without_blanks(text, last)
            begun = None
        if begun is None:
            if marked and mark is None:
                return
            if not marked and (text[: end_without_blanks(text, last)][-1:] == "." or not _opens_item(line)):
                return
            begun = start + (mark.end() if mark else len(line) - len(line.lstrip()))
        elif (
            marked
            and closed
            and text[last - 1 : start + 1].count("\n")
            and not line.startswith((" ", "\t"))
            and text[: end_without_blanks(text, last)].endswith(".")
        ):
            yield begun, end_without_blanks(text, last)
            return
        last = start + len(line)
    if begun is not None:
        yield begun, end_without_blanks(text, last)


def _opens_item(line: str) -> bool:
    first = regex.search(r"\p{L}+(?:-\p{L}+)*", line)
    if first is None:
        return False
    read = parses(first[0].lower())
    return bool(INTERROGATIVE.match(first[0])) or any(each.tag.POS == "INFN" for each in read[:2]) or "?" in line


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    marks = list(regex.finditer(r"(?<!\S)(?:\(?\d[.)]|[а-я]\))\s+", text[start:end]))
    if len(marks) < 2:
        return
    for index, mark in enumerate(marks):
        stop = start + marks[index + 1].start() if index + 1 < len(marks) else end
        yield start + mark.end(), end_without_blanks(text, stop)


def end_without_blanks(text: str, end: int) -> int:
    """Where ``text[:end]`` ends without its last white space."""
    return len(text[:end].rstrip())
