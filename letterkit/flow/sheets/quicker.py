"""openpyxl made quicker where tables of a hundred thousand rows are read: nothing is read otherwise for it.

Release 3.1 goes through a whole sheet for its size where the file tells none, before the first row is read; takes each
element of the sheet into Python, of which only the rows are wanted; keeps what the rows say of their height; and builds
five objects for each cell that holds its own words, as files made by programs do.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree
from openpyxl.reader import excel
from openpyxl.utils.cell import column_index_from_string
from openpyxl.worksheet import _read_only, _reader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

_ROW, _VALUE, _OWN = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "v", "is"))
_WORDS, _RUN_WORDS = f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}r/{{{SHEET_MAIN_NS}}}t"
_FIGURES = "0123456789"
_COLUMNS = 16_384
"""As many as a sheet can have."""


def read_quickly() -> None:
    """From now on, in this process, for sheets of which only rows are asked."""
    excel.ReadOnlyWorksheet = _UnmeasuredSheet
    _read_only.WorkSheetParser = _RowParser
    _reader.Text = _CellWords


class _UnmeasuredSheet(ReadOnlyWorksheet):
    """Ends where its last row ends: what a file tells of its own size is not to be trusted either."""

    def _get_size(self) -> None: ...


class _RowParser(WorkSheetParser):
    """Of a sheet the rows alone, in the order of the file; what stands around them is passed over unread."""

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        # Entities are refused before (letterkit.flow.sheets.packed); what is nested or goes on without end, here.
        rows = etree.iterparse(
            self.source, tag=_ROW, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
        )
        for _, row in rows:
            yield self.parse_row(row)
            row.clear()
            above = row.getparent()
            while above is not None and above[0] is not row:
                del above[0]

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        parsed: tuple[int, list[dict[str, Any]]] = super().parse_row(row)
        self.row_dimensions.clear()
        return parsed

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Words, which most cells are, by a shorter way."""
        kind, place = element.get("t"), element.get("r")
        if not (place and self.data_only):
            return self._by_the_book(element)
        if kind == "s":
            index = element.findtext(_VALUE)
            if not index:
                return self._by_the_book(element)
            value = self.shared_strings[int(index)]
        elif kind == "inlineStr" and len(element) == 1 and element[0].tag == _OWN:
            value = _CellWords.from_tree(element[0]).content
        else:
            return self._by_the_book(element)
        self.col_counter = column = _column(place.rstrip(_FIGURES))
        style = int(element.get("s", 0))
        return {"row": self.row_counter, "column": column, "value": value, "data_type": "s", "style_id": style}

    def _by_the_book(self, element: Any) -> dict[str, Any]:
        parsed: dict[str, Any] = super().parse_cell(element)
        return parsed


@lru_cache(_COLUMNS)
def _column(letters: str) -> int:
    """Raises ValueError, as openpyxl does, for what is no column."""
    return int(column_index_from_string(letters))


class _CellWords:
    """In the place of openpyxl's Text: ``content`` is what a cell says, whatever the looks of its runs."""

    def __init__(self, content: str) -> None:
        self.content = content

    @classmethod
    def from_tree(cls, node: Any) -> "_CellWords":
        if len(node) == 1 and node[0].tag == _WORDS:
            return cls(node[0].text or "")
        return cls("".join(each.text or "" for each in (*node.findall(_WORDS), *node.findall(_RUN_WORDS))))
