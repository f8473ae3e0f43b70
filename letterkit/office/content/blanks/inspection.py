"""All that is to be known of a blank before it is used: quickly by its file alone, or with letters printed on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.compose.blank_fields import label_of
from letterkit.compose.fill import fill
from letterkit.compose.inspect import sentinels
from letterkit.compose.vetting import MOST_XML, demand_safe
from letterkit.core.errors import InputError, LetterkitError, TemplateError
from letterkit.core.finding import Level
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.fonts import font_remarks
from letterkit.office.content.blanks.leftovers import leftover_remarks
from letterkit.office.content.blanks.markup import markup_remarks
from letterkit.office.content.blanks.origin import trace_blank
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.blanks.printed import Trial, try_blank
from letterkit.office.content.blanks.proof import Proof, prove
from letterkit.office.content.blanks.reference import reference_remarks
from letterkit.office.content.blanks.taken import taken_remarks
from letterkit.office.content.blanks.unfinished import layout_remarks
from letterkit.office.content.remark import Remark

_ORDER = tuple(Level)
_MISSING = "blank.missing-field"


@dataclass(frozen=True, slots=True)
class Inspection:
    """``trial`` and ``proof`` are empty where the file alone says that no letter can be made."""

    remarks: tuple[Remark, ...]
    trial: Trial = field(default_factory=Trial)
    proof: Proof = field(default_factory=Proof)

    @property
    def errors(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.level is Level.ERROR)

    @property
    def unprinted(self) -> str | None:
        """Why letters on it were not seen on paper, a wording code."""
        return self.trial.unprinted or self.proof.unprinted


def file_remarks(blank: Blank, profile: Profile) -> tuple[Remark, ...]:
    """What the file of ``blank`` says by itself: it is filled once, and nothing is printed."""
    try:
        places = _open_places(blank)
    except InputError as fault:
        return (Remark(_as_template(fault, blank)),)
    found, missing = _of_file(blank, places, profile)
    return _sort_remarks([*found, *(_fill_faults(blank) if missing == [] else ())])


def inspect_blank(blank: Blank, checker: Checker) -> Inspection:
    """Everything: the file, letters of all lengths printed on it, and every value followed to paper.

    What keeps a letter from being made ends it there. Raises ToolError for a LibreOffice that fails.
    """
    try:
        places = _open_places(blank)
    except InputError as fault:
        return Inspection((Remark(_as_template(fault, blank)),))
    found, missing = _of_file(blank, places, checker.profile)
    if missing is None:
        return Inspection(_sort_remarks(found))
    if missing:
        more = layout_remarks(blank, places, missing, checker) if checker.options.pages else ()
        return Inspection(_sort_remarks([*found, *more]))
    if not checker.options.pages:
        return Inspection(_sort_remarks([*found, *_fill_faults(blank)]), Trial(unprinted="pages.off"))
    proof = prove(blank, places, checker.press)
    trial = try_blank(blank, places, checker)
    found += [*proof.remarks, *trial.remarks]
    found += font_remarks(blank, trace_blank(blank, places), trial.letters, checker.profile)
    return Inspection(_sort_remarks(found), trial, proof)


def _open_places(blank: Blank) -> Places:
    demand_safe(blank.data, blank.file)
    places = Places.of(blank.data, blank.file)
    size = max(len(places.package.content(part)) for part in places.package if part.endswith(".xml"))
    if size > MOST_XML:
        raise TemplateError("blank.too-large", file=blank.file, size=size, limit=MOST_XML)
    return places


def _of_file(blank: Blank, places: Places, profile: Profile) -> tuple[list[Remark], list[str] | None]:
    """What is found without filling, and the fields that are missing; None where its marks cannot be filled at all."""
    marks = markup_remarks(blank, places)
    stops = [one for one in marks if one.level is Level.ERROR]
    missing = [str(one.error.details["detail"]) for one in stops if one.error.code == _MISSING]
    left = list(leftover_remarks(blank, places))
    found = [*marks, *left, *taken_remarks(blank), *reference_remarks(blank, places, profile)]
    # A comment may quote marks, which a trial fill would take for its own.
    fillable = len(missing) == len(stops) and not any(one.error.code == "blank.comment" for one in left)
    return found, missing if fillable else None


def _fill_faults(blank: Blank) -> Iterable[Remark]:
    try:
        fill(blank, sentinels())
    except LetterkitError as fault:
        yield Remark(_as_template(fault, blank))


def _as_template(fault: LetterkitError, blank: Blank) -> TemplateError:
    details = dict(fault.details)
    if "key" in details:
        details["label"] = label_of(str(details["key"]))
    return TemplateError(fault.code, file=blank.file, line=None, column=None, **details)


def _sort_remarks(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Worst first, then as they stand in the blank; the same said twice of one place is said once."""
    told: dict[tuple[object, ...], Remark] = {}
    for remark in remarks:
        told.setdefault((remark.error.code, str(remark.error.details), remark.place), remark)
    return tuple(
        sorted(told.values(), key=lambda one: (_ORDER.index(one.level), one.place.start is None, one.place.start or 0))
    )
