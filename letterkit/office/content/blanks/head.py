"""The description of a blank made in Word, measured in its file: layout, margins, sizes of type."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from letterkit.compose.catalogue import BlankHead, GeometryPart
from letterkit.core.paper import Setting
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.markup import tags
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.remark import BlankPlace
from letterkit.ooxml.measures import millimetres
from letterkit.ooxml.names import local
from letterkit.ooxml.paper import paper_of
from letterkit.ooxml.styles import child, value

_A4_MM = (210.0, 297.0)
_USUAL_MM = (30.0, 15.0, 20.0, 20.0)
_USUAL_PT = 12.0
_CORNER_SHARE = 0.6
"""A name of the body in a cell narrower than this share of the text stands in the corner."""
_LOOP = re.compile(r"\{%\w*\s*for\s+(\w+)\s+in\s+([\w.]+)\s*%\}")
_END = re.compile(r"\{%\w*\s*endfor\s*%\}")
_VALUE = re.compile(r"\{\{(?:[pr]\s)?\s*([\w.]+)")
_PACK = "gost-2025"
_LONGEST_LINE_MM = 120.0
"""Lines of a longitudinal blank end here, however wide its cell is (GOST R 7.0.97)."""
_LONGEST_SLUG = 60
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ia".split(" "),
        strict=True,
    )
)
"""Cyrillic in Latin letters, as passports have it."""


def measured_head(
    places: Places, profile: Profile, slug: str, label: str, before: BlankHead | None = None
) -> BlankHead:
    """What the file of a blank says of itself; what a file does not tell is as ``before``, or as the pack has it."""
    paper = paper_of(places.package, places.found)
    sheet = paper.sheets[0] if paper.sheets else None
    margins = sheet.margins if sheet else None
    left, right, top, bottom = (
        (margins.left_mm, margins.right_mm, margins.top_mm, margins.bottom_mm) if margins else _USUAL_MM
    )
    width_mm = (sheet.width_mm if sheet else _A4_MM[0]) - left - right
    marks = list(fields_printed(places))
    name_mm = _cell_mm(_first(marks, "organisation.lines", "organisation.name"), places) or width_mm
    text = _settings(marks, paper.settings, "paragraphs.text")
    pack = next((pack for pack in profile.packs if pack.startswith("gost-")), _PACK)
    return BlankHead(
        id=slug,
        label=label,
        layout="corner" if name_mm < _CORNER_SHARE * width_mm else "longitudinal",
        pack=pack,
        title_required=before.title_required if before and before.pack == pack else pack >= _PACK,
        font_free=before.font_free if before and before.pack == pack else pack >= _PACK,
        qr_place=before.qr_place if before else None,
        geometry=GeometryPart(
            left_mm=_round(left),
            right_mm=_round(right),
            top_mm=_round(top),
            bottom_mm=_round(bottom),
            requisite_mm=_round(min(name_mm, _LONGEST_LINE_MM)),
            arms_mm=before.geometry.arms_mm if before else 0,
            text_pt=_size(text),
            name_pt=_size(_settings(marks, paper.settings, "organisation.lines", "organisation.name")),
            reference_pt=_size(_settings(marks, paper.settings, "organisation.phone", "organisation.email")),
            executor_pt=_size(_settings(marks, paper.settings, "executor")),
            line=round(next((each.lines for each in text if each.lines), 1.0), 2),
        ),
    )


def head_yaml(head: BlankHead) -> bytes:
    """``head`` as the .yml beside a blank."""
    said = {name: got for name, got in head.model_dump(mode="json", exclude={"geometry"}).items() if got is not None}
    lines = [f"{name}: {json.dumps(got, ensure_ascii=False)}" for name, got in said.items()]
    lines += ["geometry:", *(f"  {name}: {got:g}" for name, got in head.geometry.model_dump().items())]
    return ("\n".join(lines) + "\n").encode()


def slug_of(words: str) -> str:
    """A name in Latin letters made of ``words``, such as the name of a file; «blank» when nothing of them is left."""
    plain = "".join(_LATIN.get(letter, letter) for letter in words.lower())
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")
    return made or "blank"


def fields_printed(places: Places) -> Iterator[tuple[BlankPlace, str]]:
    """Each mark that prints something, with its field: «{{ line }}» in a loop over the address is the address."""
    loops: list[tuple[str, str]] = []
    for place, tag in tags(places):
        if begun := _LOOP.match(tag):
            loops.append((begun[1], begun[2]))
        elif _END.match(tag):
            loops = loops[:-1]
        elif printed := _VALUE.match(tag):
            first, _, rest = printed[1].partition(".")
            around = next((field for name, field in reversed(loops) if name == first), None)
            yield place, ".".join(filter(None, (around or first, rest)))


def looks(places: Places) -> Mapping[str, str]:
    """How each field is set, in words and points: «Times New Roman, 14 пт»; by the first of its marks."""
    settings = paper_of(places.package, places.found).settings
    found: dict[str, str] = {}
    for place, name in fields_printed(places):
        of = next((one for one in settings if place.start is not None and one.start <= place.start < one.end), None)
        if of is not None and of.size_pt:
            found.setdefault(name, ", ".join(filter(None, (of.font, f"{of.size_pt:g} пт".replace(".", ",")))))
    return found


def _first(marks: Sequence[tuple[BlankPlace, str]], *names: str) -> BlankPlace | None:
    return next((place for place, name in marks if name in names), None)


def _settings(marks: Sequence[tuple[BlankPlace, str]], settings: Sequence[Setting], *names: str) -> list[Setting]:
    starts = [place.start for place, name in marks if name in names and place.start is not None]
    return [each for each in settings if any(each.start <= start < each.end for start in starts)]


def _size(settings: Sequence[Setting]) -> float:
    sizes = Counter(each.size_pt for each in settings if each.size_pt)
    return sizes.most_common(1)[0][0] or _USUAL_PT if sizes else _USUAL_PT


def _cell_mm(place: BlankPlace | None, places: Places) -> float | None:
    """The width of the table cell that ``place`` is in."""
    if place is None or place.paragraph is None:
        return None
    node: etree._Element | None = places.spots[place.part][place.paragraph - 1].element
    while node is not None and local(node.tag) != "tc":
        node = node.getparent()
    return millimetres(value(child(child(node, "tcPr"), "tcW"), "w")) if node is not None else None


def _round(mm: float) -> float:
    return round(mm, 1)
