"""The bodies of a service: a new one made by the pattern of another, whose people are whose, which are there."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from letterkit.core.errors import InputError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.core.people import Case
from letterkit.office import rights
from letterkit.office.content.editing import content_of, create, retire
from letterkit.office.content.profile_lint import proposed_names
from letterkit.office.content.profiles import KeptProfile, read_profile
from letterkit.office.content.repository import all_kept
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.store.database import Database
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from letterkit.store.tables import Person

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_PAGES = frozenset({"new", "choose", "compare"})
"""Names that pages of the service have beside those of the bodies themselves."""
_LETTERHEAD_SIGNS = 26
"""Capitals of a line that fit a corner blank."""
_NOTE = "Новый орган по образцу {pattern}"
_OWN = ("fax", "okpo", "ogrn", "inn_kpp", "superior", "short_name")
"""What a new body does not take over: it is printed only where somebody has written it."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as its list shows it: ``profile`` is that of its newest version, None where that cannot be read."""

    kept: KeptItem
    newest: KeptVersion | None
    profile: KeptProfile | None
    people: int


def bodies(office: Office, first: str) -> list[BodyRow]:
    """All bodies, that of the settings (``first``, by the id of its profile) before the others."""
    with office.database.reading() as session:
        count = select(Person.body, func.count()).where(Person.active, ~Person.is_program).group_by(Person.body)
        people: dict[str, int] = {body: number for body, number in session.execute(count)}  # noqa: C416 (rows are no pairs to mypy)
    rows = [
        BodyRow(kept, newest, _read(office, kept, newest), people.get("" if kept.slug == first else kept.slug, 0))
        for kept, newest in all_kept(office, KeptKind.PROFILE)
    ]
    return sorted(rows, key=lambda row: row.kept.slug != first)


def newest(office: Office, slug: str, number: int | None = None) -> KeptProfile:
    """The profile as its version ``number`` has it, the newest when None.

    Raises RequestError ``kept.unknown``, ``kept.no-version``, ProfileError.
    """
    return read_profile(content_of(office, KeptKind.PROFILE, slug, number), slug)


def create_body(office: Office, by: Actor, slug: str, name: str, pattern: str) -> KeptItem:
    """A new body called ``name`` (nominative): its profile is a draft by the profile ``pattern``.

    Its name in all cases and on the blank is proposed; what is the pattern's own alone is left out, and what it cannot
    do without is told of when it is checked. Raises DeniedError, RequestError ``profile.bad-id``, ``profile.no-name``,
    ``kept.exists``, ``kept.unknown``.
    """
    rights.demand(by, Duty.ADMINISTRATOR)
    slug, name = slug.strip().lower(), " ".join(name.split())
    if not _SLUG.fullmatch(slug) or slug in _PAGES:
        raise RequestError("profile.bad-id", id=slug)
    if not name:
        raise RequestError("profile.no-name")
    copied = newest(office, pattern)
    source = copied.with_values(_new_body_values(copied.values, slug, name))
    note = _NOTE.format(pattern=pattern)
    return create(office, by, KeptKind.PROFILE, slug, source.encode(), note)


def retire_body(office: Office, by: Actor, slug: str, first: str) -> KeptItem:
    """Takes a body out of use that nobody works for any more; what it has sent stays as it is.

    Raises DeniedError, RequestError ``body.first`` for that of the settings, ``body.has-people``.
    """
    if slug == first:
        raise RequestError("body.first")
    with office.database.reading() as session:
        wanted = select(func.count()).select_from(Person).where(Person.active, Person.body == slug)
        if count := session.scalar(wanted):
            raise RequestError("body.has-people", count=count)
    return retire(office, by, KeptKind.PROFILE, slug)


def body_of(database: Database, first: str, slug: str) -> str:
    """What the body ``slug`` is called in rows of people and letters; ``first`` is the id of the settings' profile.

    Raises RequestError ``body.unknown`` for one that is not there, was never approved or is retired.
    """
    if not slug or slug == first:
        return ""
    with database.reading() as session:
        wanted = select(KeptItem.slug).filter_by(kind=KeptKind.PROFILE, slug=slug, retired=None)
        if session.scalars(wanted.where(KeptItem.live.is_not(None))).first() is None:
            raise RequestError("body.unknown", id=slug)
    return slug


def letterhead(name: str) -> list[str]:
    """``name`` in capitals, cut into lines that fit a corner blank."""
    lines: list[str] = []
    for word in name.upper().split():
        if lines and len(f"{lines[-1]} {word}") <= _LETTERHEAD_SIGNS:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _new_body_values(values: Mapping[str, Any], slug: str, name: str) -> dict[str, Any]:
    made = deepcopy(dict(values))
    body = {key: value for key, value in made["body"].items() if key not in _OWN}
    body["names"] = {case.value: words for case, words in proposed_names(name).items()}
    body["names"][Case.NOMINATIVE.value] = name
    body["letterhead_lines"] = letterhead(name)
    return made | {"id": slug, "body": body}


def _read(office: Office, kept: KeptItem, version: KeptVersion | None) -> KeptProfile | None:
    try:
        return newest(office, kept.slug, version.number if version else None)
    except InputError:
        return None
