"""Marks of the template in a blank: those that cannot be read, that ask for what is not there, that lose their look."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from letterkit.compose import Blank
from letterkit.compose.blank_fields import fields, known_names, label_of
from letterkit.compose.inspect import REQUIRED
from letterkit.compose.losses import losses
from letterkit.compose.sandbox import ForbiddenConstruct, sandbox, template_error
from letterkit.core.errors import TemplateError
from letterkit.core.finding import Level
from letterkit.office.content.blanks.places import Places, shorten
from letterkit.office.content.remark import BlankPlace, Remark
from letterkit.ooxml.names import local
from letterkit.ooxml.styles import child

# Rules of docxtpl-lint by our codes; DTL005 is about comments to that program, DTL3 and DTL4 need data.
_CODES: Mapping[str, str] = {
    "DTL001": "blank.tag-unclosed",
    "DTL002": "blank.tag-over-paragraphs",
    "DTL003": "blank.tag-deleted",
    "DTL101": "blank.block-unclosed",
    "DTL102": "blank.block-stray",
    "DTL103": "blank.tag-unread",
    "DTL104": "blank.filter-unknown",
    "DTL105": "blank.test-unknown",
    "DTL106": "blank.loop-name-outside",
    "DTL201": "blank.tag-percent",
    "DTL202": "blank.tag-space",
    "DTL203": "blank.tag-outside-table",
    "DTL204": "blank.tag-kinds-differ",
    "DTL205": "blank.loop-two-tables",
    "DTL206": "blank.loop-one-row",
    "DTL207": "blank.loop-cells",
    "DTL208": "blank.tag-outside-table",
    "DTL209": "blank.tag-not-alone",
    "DTL210": "blank.loop-one-paragraph",
}
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PREFIX = re.compile(r"^(\{[{%])(?:p|tr|tc|r) ")
_KEYWORD = re.compile(r"\{%-?\s*(\w+)")
_AROUND = {"if": ("", "{% endif %}"), "for": ("", "{% endfor %}"), "elif": ("{% if a %}", "{% endif %}")}
"""What stands around a mark that is no whole by itself."""
# docxtpl makes Word's own quotation marks plain ones inside a mark.
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_NOT_LOOK = frozenset({"lang", "noProof", "rtl", "szCs", "bCs", "iCs", "proofErr"})


def markup_remarks(blank: Blank, places: Places) -> tuple[Remark, ...]:
    """What is wrong with the marks of ``blank``; with an error among them it cannot be filled at all."""
    import docxtpl_lint

    try:
        linted = docxtpl_lint.lint(blank.data, jinja_env=sandbox())
    except Exception as fault:  # whatever stands in a mark, it is the mark that is to be mended
        return (Remark(template_error(fault, file=blank.file)), *_lost_all(blank, places))
    found = [_of_lint(issue, blank, places) for issue in linted.issues if issue.rule in _CODES]
    told = {remark.error.code for remark in found}
    found += [remark for remark in _lost_all(blank, places) if remark.error.code not in told]
    if not any(remark.level is Level.ERROR for remark in found):
        found += _unread(blank, places)
    if not any(remark.level is Level.ERROR for remark in found):
        names = tuple(sorted({name.replace("[]", "").rstrip(".") for name in linted.variables}))
        found += _unknown(names, blank, places)
        found += _missing(names, blank)
    found += _two_looks(blank, places)
    return tuple(found)


def _lost_all(blank: Blank, places: Places) -> Iterator[Remark]:
    for fault in losses(blank.data, blank.file):
        yield _loss_remark(fault, places)


def _loss_remark(fault: TemplateError, places: Places) -> Remark:
    """What docxtpl would tear or drop without a word, at its place."""
    part, number = str(fault.details["part"]), fault.details["paragraph"]
    place = places.paragraph(part, number if isinstance(number, int) else 0)
    return Remark(fault, place=places.words_in(place, str(fault.details.get("tag", ""))))


def _of_lint(issue: Any, blank: Blank, places: Places) -> Remark:
    at = issue.location
    place = places.paragraph(places.part_named(at.part), at.paragraph)
    words = issue.params.get("raw") or issue.params.get("open_raw") or issue.snippet
    place = places.words_in(place, str(words), max(at.column - 1, 0))
    kw = str(issue.params.get("kw", ""))
    details: dict[str, Any] = {
        "tag": shorten(str(words)),
        "closing": f"{{% end{kw} %}}" if kw else str(issue.params.get("close", "")),
        "name": str(issue.params.get("name", "")),
        "rest": str(issue.params.get("rest", "")),
    }
    level = Level.ERROR if issue.severity == "error" else Level.WARNING
    return Remark(_error(_CODES[issue.rule], blank, place, **details), level, place)


def _unread(blank: Blank, places: Places) -> Iterator[Remark]:
    """Marks that Jinja cannot read or that letters may not have, each read alone: so their places are known."""
    for place, tag in tags(places):
        body = _PREFIX.sub(r"\1", tag).translate(_QUOTES)
        found = _KEYWORD.match(body)
        word = found[1] if found else ""
        if word.startswith("end") or word == "else":
            continue
        before, after = _AROUND.get(word, ("", ""))
        try:
            sandbox().parse(f"{before}{body}{after}")
        except ForbiddenConstruct as fault:
            yield Remark(_error("template.forbidden", blank, place, what=fault.message, tag=tag), Level.ERROR, place)
        except TemplateSyntaxError:
            yield Remark(_error("blank.tag-unread", blank, place, tag=shorten(tag)), Level.ERROR, place)
        except (TemplateError, RecursionError) as fault:
            yield Remark(template_error(fault, file=blank.file), Level.ERROR, place)


def _unknown(names: tuple[str, ...], blank: Blank, places: Places) -> Iterator[Remark]:
    """Fields that no letter has; the nearest known name is offered."""
    import difflib

    known = known_names()
    for name in names:
        if name in known:
            continue
        tag, place = _tag_with(name, places)
        near = difflib.get_close_matches(name, known, 1)
        about: dict[str, Any] = {"detail": name, "tag": tag, "near": near[0] if near else ""}
        yield Remark(_error("blank.unknown-field", blank, place, **about), Level.ERROR, place)


def _missing(names: tuple[str, ...], blank: Blank) -> Iterator[Remark]:
    for name in REQUIRED:
        if not any(one == name or one.startswith(f"{name}.") for one in names):
            field = fields()[name]
            said: dict[str, Any] = {"detail": name, "label": field.label, "tag": " ".join(field.mark)}
            yield Remark(TemplateError("blank.missing-field", file=blank.file, **said), clause=field.clause)


def tags(places: Places) -> Iterator[tuple[BlankPlace, str]]:
    """Every mark that stands in one paragraph, with its place."""
    for spots in places.spots.values():
        for spot in spots:
            if spot.place.start is None or spot.place.end is None:
                continue
            for found in TAG.finditer(places.text, spot.place.start, spot.place.end):
                yield places.within(spot.place, *found.span()), found.group()


def _tag_with(name: str, places: Places) -> tuple[str, BlankPlace]:
    """The first mark that has ``name`` in it; of «paragraphs.txt» the loop's own «row.txt» will do."""
    last = name.split(".")[-1]
    for pattern in (rf"(?<![\w.]){re.escape(name)}\b", rf"\.{re.escape(last)}\b"):
        for place, tag in tags(places):
            if re.search(pattern, tag):
                return tag, place
    return name, BlankPlace()


def _two_looks(blank: Blank, places: Places) -> Iterator[Remark]:
    """Marks whose letters are set in different ways: the value gets the look of the first of them."""
    pieces = [piece for piece in places.found.pieces if piece.element is not None]
    for place, tag in tags(places):
        if not tag.startswith("{{") or place.start is None or place.end is None:
            continue
        start, end = place.start, place.end
        looks = {_look(piece.element) for piece in pieces if piece.start < end and piece.end > start}
        if len(looks) > 1:
            name = tag.strip("{} ")
            error = _error("blank.tag-two-looks", blank, place, tag=tag, label=label_of(name))
            yield Remark(error, Level.ADVICE, place)


def _look(element: etree._Element | None) -> bytes:
    run = element.getparent() if element is not None else None
    properties = child(run, "rPr")
    said = [node for node in properties if local(node.tag) not in _NOT_LOOK] if properties is not None else []
    return b"".join(sorted(etree.tostring(node, with_tail=False) for node in said))


def _error(code: str, blank: Blank, place: BlankPlace, **details: Any) -> TemplateError:
    return TemplateError(code, file=blank.file, part=place.part, paragraph=place.paragraph, **details)
