"""The list of attachments: counted without a gap, and the text sends the reader to none that is not there."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Role

_ITEM = regex.compile(r"(?m)(?:^[ \t]*|приложени[ея]\s*:\s*)(?P<number>\d{1,2})[.)]\s+[^\n]*", regex.IGNORECASE)
_MARKED = regex.compile(r"(?i)приложени[ея]\s*(?:№|N)\s*(?P<number>\d{1,2})")
_SAID = regex.compile(r"(?i)\bприложени(?:и|ю|я|е|ем)\s+(?:№|N)\s?(?P<number>\d{1,2})(?!\.?\d)")
_OF_ACT = regex.compile(r"(?i)^\s+(?:к|«)(?!\s+(?:настоящему\s+)?(?:письму|ответу))|^\s+\p{L}+(?:ия|ого|ому)\b")
_ACT = regex.compile(
    r"(?i)\b(?:закон|кодекс|договор|постановлени|распоряжени|приказ|правил|порядк|положени|регламент|программ|решени"
    r"|контракт|соглашени|административн)\p{L}*"
)
_MARK = regex.compile(
    r"(?m)^[ \t]*(?P<word>[Пп]риложени[ея]|[Пп]рил\.?)\s?(?P<mark>:?)"
    r"(?P<rest>[ \t]+(?!к\s|№|N\s)\p{L}[^\n]*\bна\s+\d+\s*л[^\n]*)$"
)


@function_check("attachment.list-number")
def list_number(subject: Subject) -> Iterator[Hit]:
    """«1.», then «3.»."""
    last = 0
    for part in subject.parts_of(Role.ATTACHMENT):
        for found in _ITEM.finditer(subject.text, part.start, part.end):
            number = int(found["number"])
            if number not in (last + 1, 1) or (number == 1 and last == 1):
                yield Hit(found.start("number"), found.end(), {"right": str(last + 1)})
                return
            last = number


@function_check("attachment.wrong-number")
def wrong_number(subject: Subject) -> Iterator[Hit]:
    """«Показан в приложении № 7», and the letter has two attachments."""
    parts = list(subject.parts_of(Role.ATTACHMENT))
    if not parts:
        return
    text = "\n".join(subject.text_of(part) for part in parts)
    numbers = [int(found["number"]) for pattern in (_ITEM, _MARKED) for found in pattern.finditer(text)]
    lines = sum(1 for line in text.split("\n") if line.strip())
    most = max([*numbers, lines])
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        if _ACT.search(sentence) or "рилож" not in sentence:
            continue
        for found in _SAID.finditer(sentence):
            if int(found["number"]) > most and not _OF_ACT.match(sentence[found.end() :]):
                yield Hit(start + found.start(), start + found.end(), {"most": str(max([*numbers, 1]))})


@function_check("attachment.mark")
def mark(subject: Subject) -> Iterator[Hit]:
    """«приложение: …», «Прил.: …», «Приложения: …» for one paper, «Приложение акт …»."""
    for part in subject.parts_of(Role.ATTACHMENT, Role.OTHER, *PROSE):
        if "рил" not in subject.text[part.start : part.end]:
            continue
        for found in _MARK.finditer(subject.text, part.start, part.end):
            word = found["word"]
            several = regex.search(r"(?i)\b(?:2|2\))[.)]\s|;", found["rest"]) or _has_more(subject, found.end())
            if found["mark"] == ":" and word == "Приложение":
                continue
            if word == "Приложения" and (several or found["mark"] != ":"):
                continue
            end = found.end("mark") if found["mark"] else found.end("word")
            yield Hit(found.start("word"), end, suggestions=("Приложение:",))


def _has_more(subject: Subject, end: int) -> bool:
    """Whether more papers follow on the next lines."""
    return regex.compile(r"\s*(?:\d[.)]|[-–—•])\s").match(subject.text, end) is not None


def has_mark(subject: Subject) -> bool:
    """Whether some line is meant as the mark, though not in its form."""
    return any(_MARK.search(subject.text, part.start, part.end) for part in subject.parts_of(Role.OTHER, *PROSE))
