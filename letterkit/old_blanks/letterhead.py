"""The letterhead of an old blank: whose it is, where it is, how to reach it."""

import re
from collections.abc import Sequence

from letterkit.old_blanks.found import CONTEXT, PATTERN, PLACE, FoundMarks
from letterkit.old_blanks.lines import Line
from letterkit.old_blanks.patterns import (
    ADDRESS,
    ADDRESS_LABEL,
    ARMS,
    BARE_PHONE,
    BODY,
    CONTACTS,
    CYRILLIC,
    LABELLED,
    LATIN,
    SUPERIOR,
)
from letterkit.reading.parts_marks import OTHER_CYRILLIC

_MARK = re.compile(r"\{[{%].*?[%}]\}")
_CAPITALS = 0.7
"""Share of capital letters from which a line is a name."""

_SHORTEST_NAME = 4


def find_letterhead(found: FoundMarks, head: Sequence[Line]) -> None:
    """Adds name, address and contacts of the body from the lines ``head``; those of other languages stay."""
    find_contacts(found, head)
    _find_name(found, _in_russian(head))


def find_contacts(found: FoundMarks, lines: Sequence[Line]) -> None:
    """Adds address and contacts of the body from ``lines``."""
    for line in lines:
        for field, pattern in CONTACTS.items():
            if said := pattern.search(line.words):
                found.add(field, line.start + said.start("value"), line.start + said.end("value"), PATTERN)
    for line in lines:
        if (bare := BARE_PHONE.search(line.words)) and not line.held:
            found.add("organisation.phone", line.start + bare.start("value"), line.start + bare.end("value"), CONTEXT)
    _find_phone_again(found, lines)
    _find_address(found, _in_russian(lines))


def _find_phone_again(found: FoundMarks, lines: Sequence[Line]) -> None:
    """Adds the same phone where the blank says it in another language too."""
    known = {figures(line.words[slice(*at)]) for line in lines for at in found.spans_in(line, "organisation.phone")}
    for line in lines:
        for bare in BARE_PHONE.finditer(line.words):
            said = figures(bare["value"])
            if any(said.endswith(one) or one.endswith(said) for one in known if one):
                start, end = line.start + bare.start("value"), line.start + bare.end("value")
                found.add("organisation.phone", start, end, CONTEXT, again=True)


def figures(words: str) -> str:
    return "".join(filter(str.isdigit, words))


def is_foreign(words: str) -> bool:
    """Whether most letters of ``words`` are Latin."""
    return len(LATIN.findall(words)) > len(CYRILLIC.findall(words))


def _in_russian(lines: Sequence[Line]) -> Sequence[Line]:
    others = other_alphabets(lines)
    return [line for line in lines if not is_foreign(line.words) and line.box not in others]


def other_alphabets(lines: Sequence[Line]) -> set[object]:
    """The cells and frames of ``lines`` that are written in another language of the country."""
    return {line.box for line in lines if (line.cell or line.frame is not None) and OTHER_CYRILLIC.search(line.words)}


def other_languages(lines: Sequence[Line]) -> Sequence[tuple[int, int]]:
    """Where words in other languages stand in the text: marks print the body's data in Russian alone."""
    others = other_alphabets(lines)
    foreign = (line for line in lines if line.box in others or OTHER_CYRILLIC.search(line.words) or _in_latin(line))
    return [(line.start, line.end) for line in foreign if not line.is_empty]


def _in_latin(line: Line) -> bool:
    """Whether the line says something in a language with Latin letters; marks, addresses of sites and mail are none."""
    said = _MARK.sub("", line.words)
    words = said.split() if is_foreign(said) else ()
    return sum(1 for word in words if word.strip(",.()").isalpha() and len(word) > 2) > 1


def _find_address(found: FoundMarks, head: Sequence[Line]) -> None:
    begun: tuple[int, int] | None = None
    before: Line | None = None
    for line in head:
        label = ADDRESS_LABEL.match(line.words)
        start = label.end() if label else len(line.words) - len(line.words.lstrip())
        cut = LABELLED.search(line.words, start)
        end = cut.start() if cut else len(line.words.rstrip())
        shown = line.words[start:end].rstrip(" ,;.")
        goes_on = begun is not None and before is not None and line.cell == before.cell
        if ADDRESS.search(shown) and not found.takes(line.start + start, line.start + end) and not is_name(line):
            if begun is None:
                begun = (line.start + start, line.start + start + len(shown))
            elif goes_on:
                begun = (begun[0], line.start + start + len(shown))
        elif begun is not None:
            break
        before = line
    if begun is not None:
        found.add("organisation.address_lines", *begun, PATTERN)


def _find_name(found: FoundMarks, head: Sequence[Line]) -> None:
    """The first lines without other requisites; of two bodies one under the other the first is above the second."""
    lines: list[Line] = []
    for line in head:
        if lines and (line.is_empty or line.box != lines[-1].box):
            break
        if line.is_empty or ARMS.match(line.words):
            continue
        if len(CYRILLIC.findall(line.words)) < _SHORTEST_NAME:
            break
        if found.takes_line(line) or LABELLED.search(line.words) or line.held:
            break
        lines.append(line)
    if not lines:
        return
    if len(lines) > 1 and (SUPERIOR.match(lines[0].words) or BODY.match(lines[0].words)):
        others = ((at, line.words.strip()) for at, line in enumerate(lines[1:], 1))
        # «Учреждение «Центр …»» is one body with a name, «Администрация … Отдел …» are two.
        second = next((at for at, words in others if BODY.match(words) and words[0] not in '«"'), None)
        if second is not None:
            found.add_lines("organisation.superior", lines[:second], CONTEXT)
            lines = lines[second:]
    sure = any(is_name(line) for line in lines)
    found.add_lines("organisation.lines", lines, CONTEXT if sure else PLACE)


def is_name(line: Line) -> bool:
    """Whether it is written as the name of a body: by its first word, in capitals."""
    letters = re.sub(r"[\W\d_]", "", line.words)
    return bool(BODY.match(line.words)) or (
        len(letters) > 5 and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)
    )
