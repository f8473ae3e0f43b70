"""Two versions of a reply text or of a blank: what they ask otherwise, and the words that differ."""

from dataclasses import dataclass
from typing import Any

from letterkit.checking.text_comparison import ComparedParagraph, compare
from letterkit.compose import Blank, ReplyText
from letterkit.compose.changes import Change, blank_changes, is_breaking, reply_changes
from letterkit.core.errors import LetterFileError, TemplateError
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map


@dataclass(frozen=True, slots=True)
class Difference:
    """``rows`` are all paragraphs of both, those that are the same too."""

    changes: tuple[Change, ...]
    rows: tuple[ComparedParagraph, ...]

    @property
    def is_breaking(self) -> bool:
        """Whether cards, drafts and tables made for the version before may not suit any more."""
        return is_breaking(self.changes)

    @property
    def is_none(self) -> bool:
        """Whether both say the same."""
        return not self.changes and all(row.kind == "same" for row in self.rows)


def reply_difference(old: ReplyText, new: ReplyText) -> Difference:
    return Difference(reply_changes(old, new), compare(old.source.strip(), new.source.strip()))


def blank_difference(old: Blank, new: Blank) -> Difference:
    """Raises TemplateError for a blank that cannot be read."""
    return Difference(blank_changes(old, new), compare(_words(old), _words(new)))


def _words(blank: Blank) -> str:
    try:
        return text_map(Package.open(blank.data, blank.file)).text
    except LetterFileError as fault:
        details: dict[str, Any] = fault.details
        raise TemplateError(fault.code, file=blank.file, **details) from fault
