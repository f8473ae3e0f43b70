"""Pages that are pictures, read: what tesseract says of each word put back into lines and paragraphs."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import regex

from letterkit.core.errors import LetterFileError
from letterkit.intake.documents.document import Reading, SeenWord
from letterkit.intake.documents.pictures import level_lines, pgm
from letterkit.intake.documents.tesseract import demand_tesseract, recognise
from letterkit.russian.clean import clean
from letterkit.russian.mixed_alphabets import find_lookalikes, replace_lookalikes
from letterkit.russian.morph import is_known

if TYPE_CHECKING:
    from PIL.Image import Image

Drawing = Callable[[], "Image"]
"""What makes the picture of one page."""

DPI = 300
_MOST_AT_ONCE = 4
_WORD_ROW = "5"
_COLUMNS = 12
_SURE_OF_MARKS = 60
_LEAST_SURE = 15
_LETTERS = regex.compile(r"[\p{L}\d]")
_APART = 1.5
"""A gap so many times the usual one stands between paragraphs."""


class _Word(NamedTuple):
    block: str
    line: tuple[str, str, str]
    top: int
    height: int
    confidence: float
    text: str


def read_scans(pages: Sequence[Drawing]) -> list[Reading]:
    """Each of ``pages``, several at once; raises as ``tesseract.recognise`` and what draws them do."""
    demand_tesseract()
    with ThreadPoolExecutor(min(len(pages), os.cpu_count() or 1, _MOST_AT_ONCE)) as threads:
        return list(threads.map(_read, pages))


def join_readings(pages: Sequence[Reading], name: str) -> Reading:
    """The pages of the file ``name`` as one text; raises LetterFileError ``scan.no-words`` where there are none."""
    text, seen = "", list[SeenWord]()
    for page in pages:
        if page.text:
            text += "\n\n" if text else ""
            seen += [SeenWord(word.start + len(text), word.end + len(text), word.confidence) for word in page.seen]
            text += page.text
    if not text:
        raise LetterFileError("scan.no-words", file=name)
    return Reading(text, tuple(seen))


def _read(draw: Drawing) -> Reading:
    return _text(_words(recognise(pgm(level_lines(draw())), DPI)))


def _words(table: str) -> list[_Word]:
    """The words of a TSV; specks that were taken for marks are left out."""
    found = []
    for row in table.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) != _COLUMNS or cells[0] != _WORD_ROW:
            continue
        text, sure = clean(cells[11]).text.strip(), float(cells[10])
        least = _LEAST_SURE if _LETTERS.search(text) else _SURE_OF_MARKS
        if text and sure >= least:
            line = (cells[2], cells[3], cells[4])
            found.append(_Word(cells[2], line, int(cells[7]), int(cells[9]), sure / 100, text))
    return found


def _text(words: Sequence[_Word]) -> Reading:
    """Lines as on paper, an empty one between paragraphs; a word broken at a line's end is put together."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    tops = [median(word.top for word in line) for line in lines]
    usual = median([after - before for before, after in pairwise(tops) if after > before] or [0])
    text, seen = "", list[SeenWord]()
    for number, line in enumerate(lines):
        if _is_broken(text) and line[0].text[0].islower():
            if not _has_hyphen(text.split()[-1], line[0].text):
                text = text[:-1]
                seen[-1] = replace(seen[-1], end=len(text))
        elif number:
            apart = line[0].block != lines[number - 1][0].block or tops[number] - tops[number - 1] > _APART * usual
            text += "\n\n" if apart else "\n"
        for place, word in enumerate(line):
            text += " " if place else ""
            seen.append(SeenWord(len(text), len(text) + len(word.text), word.confidence))
            text += word.text
    return Reading(replace_lookalikes(text, find_lookalikes(text)), tuple(seen))


def _is_broken(text: str) -> bool:
    return text.endswith("-") and text[-2:-1].isalpha()


def _has_hyphen(half: str, other: str) -> bool:
    """Whether the hyphen after ``half`` is one of spelling («по-прежнему»), not of a line's end."""
    rest = other.rstrip(".,;:!?»)")
    return is_known(half + rest) and not is_known(half[:-1] + rest)
