"""Files of one appeal put together: which of them is the appeal and which were attached to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from letterkit.intake.documents.document import Document, DocumentPart, FileText, ReadBy, SeenWord, mean_confidence
from letterkit.intake.reader import read_appeal

_COVER_LETTERS = 250
"""A message with fewer letters beside a file that asks something only brings that file."""
_GAP = "\n\n"


def join_files(files: Sequence[FileText]) -> Document:
    """All ``files`` as one appeal; raises the fault of the first one where none could be read.

    The appeal is the first that asks for something, with the message that brought it (one passed on speaks for itself);
    pictures beside one another are pages of one document. Where nothing asks, it is the first that says anything.
    """
    units = list(_units(files, None))
    told = [unit for unit in units if unit.text]
    if not told:
        raise next(each.read.fault for unit in units for each in unit.files if each.read.fault)
    chosen = _appeal(told)
    first = [chosen] if chosen.is_message or chosen.message is None else [chosen.message, chosen]
    ordered = first + [unit for unit in units if unit not in first]
    text, seen, parts, appeal_end = "", list[SeenWord](), list[DocumentPart](), 0
    for unit in ordered:
        for each in unit.files:
            read = each.read
            text += _GAP if text and read.text else ""
            start = len(text)
            text += read.text
            seen += [SeenWord(word.start + start, word.end + start, word.confidence) for word in read.seen]
            way = ReadBy.OCR if read.seen else ReadBy.TEXT
            sure = mean_confidence(read.seen)
            parts.append(DocumentPart(each.name, start, len(text), way, sure, unit in first, read.fault))
        appeal_end = len(text) if unit is first[-1] else appeal_end
    return Document(text, appeal_end, tuple(parts), tuple(seen))


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """A file, or pictures that are pages of one document; ``message`` is what brought it."""

    files: tuple[FileText, ...]
    message: "_Unit | None"

    @property
    def text(self) -> str:
        return _GAP.join(each.read.text for each in self.files if each.read.text)

    @property
    def is_message(self) -> bool:
        return self.files[0].is_message


def _units(files: Sequence[FileText], message: _Unit | None) -> Iterator[_Unit]:
    for are_pictures, run in groupby(files, key=lambda each: each.is_picture):
        for group in [tuple(run)] if are_pictures else [(each,) for each in run]:
            unit = _Unit(group, message)
            yield unit
            for each in group:
                yield from _units(each.inside, unit if each.is_message else message)


def _appeal(units: Sequence[_Unit]) -> _Unit:
    if len(units) == 1:
        return units[0]
    asking = [unit for unit in units if read_appeal(unit.text).card.appeal.questions]
    whole = [unit for unit in asking if not (unit.is_message and _is_cover(unit))]
    return next(iter(whole or asking or units))


def _is_cover(unit: _Unit) -> bool:
    body = unit.text.partition(_GAP)[2]
    return sum(letter.isalpha() for letter in body) < _COVER_LETTERS
