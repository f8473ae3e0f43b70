"""Proof that no value vanishes: each field of a blank gets a word found nowhere else, which must come out in print.

A value may stand in the file and not on paper: in the header of a page that is not there, in a box that is too small,
in hidden text, beside the sheet. On paper it may be white on white, too small, cut or under other words (``unseen``).
The letter is long enough for a second page, so that its header is printed too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letterkit.checking.press import Press
from letterkit.compose import Blank
from letterkit.compose.blank_fields import fields, label_of
from letterkit.compose.fill import fill, leaves
from letterkit.compose.inspect import blank_fields, sentinels
from letterkit.core.errors import LetterkitError, TemplateError, ToolError
from letterkit.office.content.blanks.origin import Origins, trace_blank
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.blanks.unseen import Paper
from letterkit.office.content.remark import NOWHERE, BlankPlace, Remark
from letterkit.ooxml.package import Package
from letterkit.ooxml.paper import paper_of

_ROWS = 60
"""Lines of text beside the words looked for: they take more than the rest of a page in any type."""
_NAME = "proof.docx"
TIGHTEST_LINES = 0.6
"""Of the distance that the font itself asks for: capitals lose their tops."""


@dataclass(frozen=True, slots=True)
class ProvedField:
    """The field ``name`` with so many ``values`` (rows count each) came out on ``pages``, from ``place``."""

    name: str
    label: str
    values: int
    pages: tuple[int, ...]
    place: BlankPlace


@dataclass(frozen=True, slots=True)
class Proof:
    """``remarks``: values that vanish. ``unprinted``: why paper was not looked at, a wording code."""

    fields: tuple[ProvedField, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unprinted: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every field was followed to paper and none was lost."""
        return bool(self.fields) and not self.remarks and self.unprinted is None


def prove(blank: Blank, places: Places, press: Press) -> Proof:
    """``blank`` filled with sentinels and printed; what stops it from being filled is a remark."""
    mark = trace_blank(blank, places)
    context = _context()
    try:
        filled = fill(mark.blank, context)
        origins = Origins(filled.docx, _NAME, mark)
    except LetterkitError as fault:
        details = fault.details | {"label": label_of(str(fault.details.get("key") or fault.details.get("name") or ""))}
        return Proof(remarks=(Remark(TemplateError(fault.code, file=blank.file, **details)),))  # type: ignore[arg-type]
    asked = _field_sentinels(blank, context)
    paper, why = _print_paper(filled.docx, press, asked)
    proved: list[ProvedField] = []
    lost: list[Remark] = []
    tight = _tight(filled.docx, origins)
    for name, values in asked.items():
        at = {value: _places(value, origins) for value in values}
        place = next((spots[0] for spots in at.values() if spots), None) or _standing(name, places)
        wrong = _fault(at, paper) or (("blank.value-cut", {}) if place in tight else None)
        if wrong is not None:
            lost.append(_field_remark(blank, name, place, *wrong))
            continue
        pages = sorted({page for value in values for page in paper.pages(value)}) if paper else ()
        proved.append(ProvedField(name, fields()[name].label, len(values), tuple(pages), place))
    return Proof(tuple(proved), tuple(lost), why)


def _fault(at: Mapping[str, Sequence[BlankPlace]], paper: Paper | None) -> tuple[str, Mapping[str, object]] | None:
    """The wording code and the details of what is worst with the values of a field, by where they stand in the file."""
    if not all(at.values()):
        return "blank.value-unread", {}
    if paper is None:
        return None
    if not all(map(paper.pages, at)):
        return "blank.value-unprinted", {}
    unseen = next((fault for fault in map(paper.unseen, at) if fault), None)
    return (unseen.code, {"page": unseen.page, **unseen.details}) if unseen else None


def _tight(docx: bytes, origins: Origins) -> frozenset[BlankPlace]:
    """Paragraphs whose lines are set closer than their letters are high: Word cuts these, LibreOffice does not."""
    settings = paper_of(Package.open(docx, _NAME), origins.found).settings
    tight = (setting for setting in settings if (setting.lines or 1) < TIGHTEST_LINES)
    return frozenset(origins.place(setting.start) for setting in tight) - {NOWHERE}


def _context() -> Mapping[str, object]:
    context = dict(sentinels())
    rows = context["paragraphs"]
    assert isinstance(rows, tuple)
    more = ({**rows[0], "text": f"щит-строка-{number:02}"} for number in range(_ROWS))
    context["paragraphs"] = (*rows, *more)
    return context


def _field_sentinels(blank: Blank, context: Mapping[str, object]) -> Mapping[str, list[str]]:
    """The sentinels of each field that ``blank`` prints, by the names of ``blank_fields``."""
    used = blank_fields(blank)
    found: dict[str, list[str]] = {}
    for path, value in leaves(context):
        name = next((one for one in fields() if path == one or path.startswith(f"{one}.")), None)
        if name and any(one == name or one.startswith(f"{name}.") for one in used):
            found.setdefault(name, []).append(value)
    return found


def _places(value: str, origins: Origins) -> list[BlankPlace]:
    """Where in the blank the paragraphs come from in which a reader of the file finds ``value``."""
    text = origins.found.text
    return [place for start, end, place in origins.paragraphs() if value in text[start:end]]


def _standing(name: str, places: Places) -> BlankPlace:
    """The paragraph of the blank that has the mark of the field ``name``, seen by a reader or not."""
    for spots in places.spots.values():
        for spot in spots:
            if name in "".join(map(str, spot.element.itertext())):
                return spot.place
    return BlankPlace()


def _print_paper(docx: bytes, press: Press, asked: Mapping[str, list[str]]) -> tuple[Paper | None, str | None]:
    """What is on paper, or why nothing is."""
    from letterkit.pages.facts import page_facts

    try:
        pdf = press.converter().pdf(docx)
        labels = {fields()[name].label: values for name, values in asked.items()}
        return Paper(pdf, page_facts(pdf), labels), None
    except ToolError as fault:
        return None, "pages.no-libreoffice" if fault.code == "libreoffice.missing" else fault.code


def _field_remark(blank: Blank, name: str, place: BlankPlace, code: str, details: Mapping[str, object]) -> Remark:
    about = fields()[name]
    error = TemplateError(
        code,
        file=blank.file,
        key=name,
        label=about.label,
        tag=" ".join(about.mark),
        part=place.part,
        paragraph=place.paragraph,
        **details,  # type: ignore[arg-type]
    )
    return Remark(error, place=place, clause=about.clause)
