"""openpyxl made quicker where tables of a hundred thousand rows are read: nothing is read otherwise for it.

Release 3.1 goes through a whole sheet for its size where the file tells none, before the first row is read, and builds
five objects for each cell that holds its own words, as files made by programs do.
"""

from typing import Any

from openpyxl.reader import excel
from openpyxl.worksheet import _reader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHEET_MAIN_NS

_WORDS, _RUN_WORDS = f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}r/{{{SHEET_MAIN_NS}}}t"


def read_quickly() -> None:
    """From now on, in this process, for sheets of which only rows are asked."""
    excel.ReadOnlyWorksheet = _UnmeasuredSheet
    _reader.Text = _CellWords


class _UnmeasuredSheet(ReadOnlyWorksheet):
    """Ends where its last row ends: what a file tells of its own size is not to be trusted either."""

    def _get_size(self) -> None: ...


class _CellWords:
    """In the place of openpyxl's Text: ``content`` is what a cell says, whatever the looks of its runs."""

    def __init__(self, content: str) -> None:
        self.content = content

    @classmethod
    def from_tree(cls, node: Any) -> "_CellWords":
        if len(node) == 1 and node[0].tag == _WORDS:
            return cls(node[0].text or "")
        return cls("".join(each.text or "" for each in (*node.findall(_WORDS), *node.findall(_RUN_WORDS))))
