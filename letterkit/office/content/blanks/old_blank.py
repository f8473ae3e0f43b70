"""An old blank while somebody looks at what is proposed for it: each mark on the picture of its page, each decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from letterkit.compose.blank_fields import fields
from letterkit.compose.inspect import REQUIRED
from letterkit.core.box import Box
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.old_blanks import ChosenMark, Proposal, propose, put_marks
from letterkit.old_blanks.found import NOTHING
from letterkit.old_blanks.letterhead import other_languages
from letterkit.old_blanks.lines import read_lines
from letterkit.ooxml import edit
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import TextMap, text_map
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.pages.locate import PageMap, PagePlace
from letterkit.pages.preview import previews, sizes_mm

_FRESH_MM = (30.0, 1.2)
"""How large a place is drawn that the blank does not have yet."""
_NEVER = frozenset({"restricted", "feedback", "feedback.qr", "feedback.address", "feedback.code"})
"""Fields without words of their own, and the survey, which is drawn by hand."""
OFFERED = (*(name for name in fields() if name not in _NEVER), NOTHING)

State = Literal["open", "put", "left"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody has said of the row ``of``: its mark, or "" for words that stay."""

    of: str
    field: str
    start: int
    end: int
    fresh: str = ""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A place in the blank with the mark that is proposed or decided for it; ``likelihood`` None for one's own."""

    key: str
    mark: ChosenMark
    words: str
    likelihood: float | None
    state: State = "open"


@dataclass(frozen=True, slots=True)
class OldPage:
    """A printed page: its picture (PNG), where its words stand (``words``: box, start, end in the text)."""

    png: bytes
    width_mm: float
    height_mm: float
    words: tuple[tuple[Box, int, int], ...]


class OldBlank:
    """The old blank ``data``, read once; printed by ``converter`` when its pages are asked for."""

    def __init__(self, data: bytes, name: str, converter: Converter) -> None:
        self._data, self._name, self._converter = data, name, converter
        package = Package.open(data, name)
        self._found: TextMap = text_map(package)
        self.proposals: Sequence[Proposal] = propose(package)
        self.in_other_languages = bool(other_languages(read_lines(package)))

    def rows(self, decisions: Sequence[Decision]) -> Sequence[MarkRow]:
        """Proposals and one's own places as ``decisions`` have left them (the last counts), in reading order."""
        rows = {
            _key(each): MarkRow(
                _key(each),
                ChosenMark(each.field, each.start, each.end, each.fresh),
                self.words(each.start, each.end),
                each.likelihood,
            )
            for each in self.proposals
        }
        for one in decisions:
            known = rows.get(one.of)
            mark = ChosenMark(one.field, one.start, one.end, one.fresh)  # type: ignore[arg-type]
            if not one.field and known is not None:
                mark = known.mark
            row = known or MarkRow(one.of, mark, "", None)
            words = self.words(mark.start, mark.end)
            rows[one.of] = replace(row, mark=mark, words=words, state="put" if one.field else "left")
        return sorted(rows.values(), key=lambda row: (row.mark.start, row.mark.end))

    def decide(self, decisions: Sequence[Decision], new: Decision) -> list[Decision]:
        """``decisions`` and ``new``.

        Raises RequestError ``blank.no-words`` for a place that is not in the blank, ``blank.unknown-mark``,
        ``blank.marks-overlap`` for words that have a mark already.
        """
        if new.field and new.field not in OFFERED:
            raise RequestError("blank.unknown-mark")
        if not 0 <= new.start <= new.end <= len(self._found.text) or new.fresh not in ("", "before", "after"):
            raise RequestError("blank.no-words")
        if not new.fresh and new.start == new.end and new.of not in {_key(each) for each in self.proposals}:
            raise RequestError("blank.no-words")
        for row in self.rows(decisions) if new.field and not new.fresh else ():
            apart = row.mark.fresh or row.mark.start >= new.end or row.mark.end <= new.start
            if row.key != new.of and row.state == "put" and not apart:
                raise RequestError("blank.marks-overlap", words=row.words)
        return [*decisions, new]

    def put(self, decisions: Sequence[Decision]) -> bytes:
        """The blank with every mark that was decided for; errors as ``put_marks``."""
        return put_marks(self._data, self._name, [row.mark for row in self.rows(decisions) if row.state == "put"])

    def missing(self, decisions: Sequence[Decision]) -> Sequence[str]:
        """Labels of what a letter needs and no row stands for."""
        there = {row.mark.field for row in self.rows(decisions) if row.state != "left"}
        there |= {"restricted", "copy_number"} if "restriction" in there else set()
        fresh = {row.mark.field for row in self.rows(decisions) if row.mark.fresh and row.state != "left"}
        pairs = {"date": "number", "incoming.number": "incoming.date", "signer.post_lines": "signer.name"}
        there |= {other for name, other in pairs.items() if name in fresh}
        return [fields()[name].label for name in REQUIRED if name not in there]

    def words(self, start: int, end: int) -> str:
        return " ".join(self._found.text[start:end].split())

    def lines(self) -> Iterator[tuple[int, int, str]]:
        """Where each line with words begins and ends, and its words."""
        for start, end, *_ in self._found.places:
            if said := self.words(start, end):
                yield start, end, said

    @cached_property
    def pages(self) -> Sequence[OldPage]:
        """The printed pages; raises ToolError for a LibreOffice that fails."""
        words: dict[int, list[tuple[Box, int, int]]] = {}
        for page, word, offset in self._map.printed_words():
            if offset is not None:
                words.setdefault(page, []).append((word.box, offset, offset + len(word.text)))
        pictures = zip(previews(self._pdf), sizes_mm(self._pdf), strict=True)
        return [
            OldPage(png, width, height, tuple(words.get(number, ())))
            for number, (png, (width, height)) in enumerate(pictures, 1)
        ]

    def boxes(self, mark: ChosenMark) -> Sequence[PagePlace]:
        """Where on paper its words stand, or would."""
        if mark.start < mark.end:
            return self._map.boxes(mark.start, mark.end)
        if mark.fresh:
            return self._beside(mark)
        return [place for place in (self._empty.get(mark.start),) if place is not None]

    def _beside(self, mark: ChosenMark) -> Sequence[PagePlace]:
        line = next(place for place in self._found.places if place[0] <= mark.start <= place[1])
        near = self._map.boxes(line[0], line[1]) or self._map.boxes(max(line[0] - 1, 0), line[0])
        if not near:
            return [place for place in (self._empty.get(mark.start),) if place is not None]
        page, box = near[-1] if mark.fresh == "after" else near[0]
        edge = box.bottom_mm if mark.fresh == "after" else box.y_mm
        return [PagePlace(page, Box(box.x_mm, edge - _FRESH_MM[1] / 2, *_FRESH_MM))]

    @cached_property
    def _pdf(self) -> bytes:
        return self._converter.pdf(self._data)

    @cached_property
    def _map(self) -> PageMap:
        return PageMap(self._found.text, page_facts(self._pdf))

    @cached_property
    def _empty(self) -> dict[int, PagePlace]:
        """Where empty lines stand: they are printed with a word of their own in a copy."""
        wanted = {each.start for each in self.proposals if each.start == each.end}
        starts = sorted({place[0] for place in self._found.places if place[0] == place[1] and place[0] in wanted})
        try:
            changes = [(start, start, f"щ{start}щ") for start in starts]
            facts = page_facts(self._converter.pdf(edit.replace(self._data, self._name, changes)))
        except LetterkitError:
            return {}  # the list tells of them all the same
        printed = {word.text: PagePlace(page.number, word.box) for page in facts.pages for word in page.words}
        return {start: printed[f"щ{start}щ"] for start in starts if f"щ{start}щ" in printed}


def decision_of(said: dict[str, Any]) -> Decision:
    return Decision(**said)


def _key(proposal: Proposal) -> str:
    return f"{proposal.start}-{proposal.end}-{proposal.fresh}-{proposal.field}"
