"""Type of a blank: fonts that this machine prints in another one's place, sizes that the standard does not have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from letterkit.compose import Blank
from letterkit.core.errors import LetterkitError, TemplateError
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.paper import Setting
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.origin import Origins, TracedBlank
from letterkit.office.content.blanks.printed import PrintedSample
from letterkit.office.content.remark import BlankPlace, Remark
from letterkit.ooxml.package import Package
from letterkit.ooxml.paper import paper_of

TOLERANCE_PT = 0.25
SMALLEST_PT = 8.0
"""Reference data and the executor's mark may be smaller than the text, but people of seventy read them."""
_SAME_WIDTHS: Sequence[frozenset[str]] = (
    frozenset(
        {"timesnewroman", "timesnewromanps", "liberationserif", "tinos", "ptastraserif", "xothames", "nimbusroman"}
    ),
    frozenset({"arial", "liberationsans", "arimo", "ptastrasans", "xooriel", "helvetica", "nimbussans"}),
    frozenset({"couriernew", "liberationmono", "cousine", "nimbusmonops"}),
    frozenset({"calibri", "carlito"}),
    frozenset({"cambria", "caladea"}),
)
"""Families whose letters are as wide: lines break at the same words."""
_TYPESET = frozenset({Role.ADDRESSEE, Role.TITLE, Role.SALUTATION, Role.CLOSING, Role.SIGNATURE, Role.ATTACHMENT})
_SMALL = frozenset({Role.LETTERHEAD, Role.EXECUTOR, Role.REFERENCE, Role.DATE, Role.NUMBER, Role.RESTRICTION})


def font_remarks(
    blank: Blank, of: TracedBlank, letters: Sequence[PrintedSample], profile: Profile
) -> tuple[Remark, ...]:
    """What the samples ``letters`` show of the type, at its places in ``blank``; each place once."""
    found: dict[tuple[str, BlankPlace], Remark] = {}
    for tried in letters:
        package = Package.open(tried.letter.composed.docx, tried.letter.name)
        origins = Origins(tried.letter.composed.docx, tried.letter.name, of)
        settings = paper_of(package, origins.found).settings
        for setting, code, details in (*_sizes(tried, settings, profile), *_replaced_fonts(tried, settings)):
            place = origins.place(setting.start)
            error = TemplateError(code, file=blank.file, part=place.part, paragraph=place.paragraph, **details)  # type: ignore[arg-type]
            found.setdefault((code, place), Remark(error, Level.WARNING, place))
    return tuple(_once_a_font(found.values()))


def _sizes(
    tried: PrintedSample, settings: Sequence[Setting], profile: Profile
) -> Iterator[tuple[Setting, str, Mapping[str, object]]]:
    least, most = profile.limits["font_min_pt"], profile.limits["font_max_pt"]
    for setting in settings:
        roles = {part.role for part in tried.checked.report.parts if part.start <= setting.start < part.end}
        low = least if roles & _TYPESET else SMALLEST_PT if roles & _SMALL else None
        if low is None or setting.size_pt is None:
            continue
        if not low - TOLERANCE_PT <= setting.size_pt <= most + TOLERANCE_PT:
            yield setting, "blank.size", {"size": setting.size_pt, "least": low, "most": most}


def _replaced_fonts(
    tried: PrintedSample, settings: Sequence[Setting]
) -> Iterator[tuple[Setting, str, Mapping[str, object]]]:
    """Paragraphs most of whose words are printed in another family than the file asks for."""
    from letterkit.pages.facts import page_facts
    from letterkit.pages.locate import PageMap

    if tried.checked.pdf is None:
        return
    try:
        printed = PageMap(tried.checked.report.text, page_facts(tried.checked.pdf)).printed_words()
    except LetterkitError:
        return
    words = [(offset, word.font) for _, word, offset in printed if offset is not None and word.font]
    for setting in settings:
        fonts = Counter(font for offset, font in words if setting.start <= offset < setting.end)
        if not fonts or not setting.font:
            continue
        font = fonts.most_common(1)[0][0] or ""
        if not _alike(setting.font, font):
            yield setting, "blank.font-replaced", {"font": setting.font, "printed": _family(font)}


def _once_a_font(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """A font that is not there is told where it is first met: the whole blank may be set in it."""
    told: set[object] = set()
    for remark in remarks:
        font = remark.error.details.get("font")
        if font is None or font not in told:
            told.add(font)
            yield remark


def _alike(asked: str, printed: str) -> bool:
    wanted, got = _key(asked), _key(_family(printed))
    return got.startswith(wanted) or wanted.startswith(got) or any({wanted, got} <= same for same in _SAME_WIDTHS)


def _family(name: str) -> str:
    """«LiberationSerif-Bold» is of the family «LiberationSerif»."""
    return name.split("-")[0].split(",")[0].removesuffix("MT").removesuffix("PS")


def _key(name: str) -> str:
    return "".join(name.lower().split())
