"""A .csv file as rows of text: the encoding and the delimiter found, read a record at a time."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from letterkit.core.errors import LetterFileError, TableError
from letterkit.reading.text import decode
from letterkit.tables.cells import Cell

_SAMPLE_BYTES = 65_536
_CHUNK_BYTES = 262_144
_SAMPLE_ROWS = 30
_DELIMITERS = ";,\t"
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_NAMED = re.compile("sep=(.)[\r\n]+", re.IGNORECASE)
# Stands after the last line: when a quotation mark is never closed, it ends up inside a cell.
_END = "\ue000end of table\ue000"
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
Recognised = Callable[[Sequence[Cell]], int]


class DelimitedFile:
    """The records of a .csv; they can be read more than once."""

    kind = "csv"
    title: str | None = None
    other_titles: tuple[str, ...] = ()

    def __init__(self, given: Path | bytes, name: str, recognised: Recognised) -> None:
        """``recognised`` counts the headers that it knows in a row: the delimiter that shows most of them is the one.

        Raises TableError: ``table.binary``, ``table.encoding``.
        """
        self._given = given
        self.name = name
        self.encoding = self._find_encoding()
        sample = self._sample()
        named = _NAMED.match(sample)
        self._names_delimiter = named is not None
        self.delimiter = named[1] if named else max(_DELIMITERS, key=lambda each: _fitness(sample, each, recognised))

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Records with their numbers as a spreadsheet counts them: a cell of several lines is one record.

        Raises TableError ``table.unclosed-quote``, ``table.cell-too-long`` with ``row``.
        """
        with closing(io.TextIOWrapper(self._open(), self.encoding, newline="")) as stream:
            if self._names_delimiter:
                stream.readline()
            number = 0
            last: list[str] = []
            try:
                for number, record in enumerate(csv.reader(chain(stream, (_END,)), delimiter=self.delimiter), 1):
                    if number == 1 and record:
                        record[0] = record[0].removeprefix("\ufeff")
                    last = record
                    if _END in (record[-1] if record else ""):
                        break
                    yield number, record
            except csv.Error as fault:
                code = "table.cell-too-long" if "field larger" in str(fault) else "table.damaged"
                raise TableError(code, row=number + 1, limit=csv.field_size_limit(), why=str(fault)) from fault
            if last != [_END]:
                raise TableError("table.unclosed-quote", row=number)

    def _open(self) -> BinaryIO:
        return io.BytesIO(self._given) if isinstance(self._given, bytes) else self._given.open("rb")

    def _find_encoding(self) -> str:
        with self._open() as stream:
            head = stream.read(_SAMPLE_BYTES)
        encoding = self._guess(head) if head.startswith(_BOMS) or b"\0" in head else "utf-8"
        wrong = self._undecodable(encoding)
        if wrong is None:
            return encoding
        with self._open() as stream:
            stream.seek(max(0, wrong - _SAMPLE_BYTES // 2))
            sample = stream.read(_SAMPLE_BYTES)
        if encoding == "utf-8" and _is_damaged_utf8(sample):
            raise TableError("table.encoding", file=self.name, byte=wrong)
        encoding = self._guess(sample)
        wrong = self._undecodable(encoding)
        if wrong is not None:
            raise TableError("table.encoding", file=self.name, byte=wrong)
        return encoding

    def _guess(self, sample: bytes) -> str:
        try:
            return decode(sample, self.name)[1]
        except LetterFileError as fault:
            code = "table.encoding" if fault.code == "text.encoding" else "table.binary"
            raise TableError(code, file=self.name, byte=fault.details.get("byte")) from fault

    def _undecodable(self, encoding: str) -> int | None:
        """About where the file stops being ``encoding``; None when it is all of it."""
        decoder = codecs.getincrementaldecoder(encoding)()
        done = 0
        with self._open() as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError as fault:
                    return done + fault.start
                done += len(chunk)
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return max(0, done - 1)
        return None

    def _sample(self) -> str:
        with self._open() as stream:
            text = stream.read(_SAMPLE_BYTES).decode(self.encoding, errors="ignore")
        return text.removeprefix("\ufeff")


def _is_damaged_utf8(sample: bytes) -> bool:
    """Whether the text is UTF-8 but for a few bytes: in a one-byte encoding hardly a pair of bytes makes a letter."""
    text = sample.decode("utf-8", errors="replace")
    return len(_CYRILLIC.findall(text)) > 10 * text.count("\ufffd")


def _fitness(sample: str, delimiter: str, recognised: Recognised) -> tuple[int, int]:
    """Headers recognised, then cells, in the best of the first records."""
    try:
        records = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return -1, 0
    return max(((recognised(record), len(record)) for record in records), default=(0, 0))
