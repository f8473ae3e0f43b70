"""Two profiles side by side: the values that differ, word by word, and those that are the same."""

from dataclasses import dataclass

from flask import render_template, request

from letterkit.checking.text_comparison import ComparedParagraph, compare
from letterkit.core.people import Case
from letterkit.office.content import bodies
from letterkit.office.content.bodies import BodyRow
from letterkit.office.content.profiles import KeptProfile, ValuePair, profiles_beside
from letterkit.reports.profile_words import value_label
from webui.access import needs
from webui.bodies.blueprint import READERS, blueprint
from webui.bodies.lists import first_id
from webui.engine import engine
from webui.errors import capital


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the table shows it; ``rows`` are its lines in both profiles."""

    label: str
    rows: tuple[ComparedParagraph, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: ``number`` is that of the version shown, in force where there is one."""

    slug: str
    name: str
    number: int
    is_live: bool
    profile: KeptProfile


@blueprint.get("/compare")
@needs(*READERS)
def compare_profiles() -> str:
    """The two bodies that the address names, else the first two that there are."""
    office = engine().office
    rows = [row for row in bodies.bodies(office, first_id()) if row.profile]
    slugs = [row.kept.slug for row in rows]
    one = _choose_slug("one", slugs, 0)
    other = _choose_slug("other", [slug for slug in slugs if slug != one], 0)
    sides = [_side(row) for slug in (one, other) for row in rows if row.kept.slug == slug]
    values = _values(*(side.profile for side in sides)) if len(sides) == 2 else []
    return render_template(
        "bodies/compare.html",
        names=[(row.kept.slug, _name(row.profile)) for row in rows if row.profile],
        sides=sides,
        one=one,
        other=other,
        differing=[value for value in values if value.differs],
        same=[value for value in values if not value.differs],
    )


def _choose_slug(name: str, slugs: list[str], at: int) -> str:
    asked = request.args.get(name, "")
    return asked if asked in slugs else slugs[at] if len(slugs) > at else ""


def _side(row: BodyRow) -> Side:
    kept, newest = row.kept, row.newest.number if row.newest else 0
    number = kept.live or newest
    profile = bodies.newest(engine().office, kept.slug, number)
    return Side(kept.slug, _name(profile), number, kept.live is not None, profile)


def _name(profile: KeptProfile) -> str:
    return capital(profile.profile.body.names[Case.NOMINATIVE])


def _values(one: KeptProfile, other: KeptProfile) -> list[Value]:
    return [_value(each) for each in profiles_beside(one, other) if each.name != "id"]


def _value(each: ValuePair) -> Value:
    return Value(capital(value_label(each.name)), compare(each.one or "", each.other or ""), each.differs)
