"""Texts and blanks as a folder: those that come with letterkit taken in, everything written out and read back.

A folder is laid out as ``templates/`` is (``replies/ID.md``, ``blanks/ID.yml`` and ``.docx``), with all versions beside
in ``versions/KIND/ID/NUMBER.*`` and what is known of them in ``kept.json``: it can lie under version control.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.checking.profile import load_profile
from letterkit.compose.catalogue import Slug
from letterkit.core import clock
from letterkit.core.atomic_files import write_whole
from letterkit.core.disk import not_written
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.datafile import parse_model, read_text
from letterkit.office.content.editing import add_version
from letterkit.office.content.kinds import KINDS, files_of
from letterkit.office.content.repository import demand_keeper, newest_of
from letterkit.office.content.version_file import KeptKind
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from letterkit.store.tables import Person
from letterkit.yaml_bounds import Bounds

INDEX = "kept.json"
_SHIPPED = "Поставка letterkit"
_INDEX = Bounds(signs=20_000_000, values=1_000_000)
"""What the program itself has written of years of versions."""


class _FolderModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _VersionPart(_FolderModel):
    number: int
    note: str = ""
    made: datetime
    by: str | None = None
    asked: datetime | None = None
    asked_by: str | None = None
    decided: datetime | None = None
    decided_by: str | None = None
    refused: str | None = None


class _KeptPart(_FolderModel):
    kind: KeptKind
    slug: Slug
    folder: str = ""
    owner: str | None = None
    live: int | None = None
    retired: datetime | None = None
    expires: date | None = None
    created: datetime
    versions: list[_VersionPart]


class _Index(_FolderModel):
    schema_: str = "letterkit-kept/1"
    kept: list[_KeptPart]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came new, and of what a new version came that nobody has approved yet."""

    new: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


def take_in_shipped(database: Database, files: Files, templates: Path, profile: Path | None = None) -> TakenIn:
    """The texts and blanks of the folder ``templates``, which comes with letterkit, and the settings' ``profile``.

    What is not known yet goes live at once: somebody has chosen this release. Of what is known already a new version
    is proposed, when the release brings another one than the last.
    """
    new: list[str] = []
    proposed: list[str] = []
    with database.writing() as session:
        for kind, slug, content in (*shipped_content(templates), *_of_settings(profile)):
            kept = session.scalars(select(KeptItem).filter_by(kind=kind, slug=slug)).first()
            name = files.put(content)
            if kept is not None and kept.shipped == name:
                continue
            if kept is None:
                kept = KeptItem(kind=kind, slug=slug, created=clock.now(), live=1)
                session.add(kept)
                session.flush()
                add_version(session, files, kept, content, _SHIPPED, None).decided = clock.now()
                new.append(slug)
            elif (newest := newest_of(session, kept)) is None or newest.content != name:
                add_version(session, files, kept, content, _SHIPPED, None)
                proposed.append(slug)
            kept.shipped = name
            kept.revision += 1
        if new or proposed:
            audit.record(session, None, "kept.taken-in", "kept:templates", count=len(new) + len(proposed))
    return TakenIn(tuple(new), tuple(proposed))


def _of_settings(profile: Path | None) -> Iterator[tuple[KeptKind, str, bytes]]:
    """The profile that the settings name, by the id in it; raises ProfileError for one that cannot be read."""
    if profile is not None:
        yield KeptKind.PROFILE, load_profile(profile).id, profile.read_bytes()


def shipped_content(templates: Path) -> Iterator[tuple[KeptKind, str, bytes]]:
    """Kind, name and content of each thing in a folder laid out as ``templates/`` is."""
    for kind, known in KINDS.items():
        for slug, content in known.read_shipped(templates):
            yield kind, slug, content


def write_out(database: Database, files: Files, folder: Path) -> int:
    """Everything kept with its versions into ``folder``, which is made; how many things.

    What is retired is taken out of the things in force there; other files are left alone. The same state gives the
    same bytes. Raises RequestError ``file.not-writable``.
    """
    told: list[_KeptPart] = []
    with database.reading() as session:
        for kept in session.scalars(select(KeptItem).order_by(KeptItem.kind, KeptItem.slug)):
            versions = session.scalars(select(KeptVersion).filter_by(kept_id=kept.id).order_by(KeptVersion.number))
            parts = []
            for version in versions:
                content = files.get(version.content)
                _put(folder / _place(KeptKind(kept.kind), kept.slug, version.number), content)
                if version.number == kept.live:
                    for path, data in files_of(KeptKind(kept.kind), kept.slug, content).items():
                        if kept.retired is None:
                            _put(folder / path, data)
                        else:
                            (folder / path).unlink(missing_ok=True)
                parts.append(_version_part(version))
            told.append(_kept_part(kept, parts))
    index = _Index(kept=told).model_dump(mode="json", exclude_none=True)
    _put(folder / INDEX, (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode())
    return len(told)


def read_back(database: Database, files: Files, by: Actor | None, folder: Path) -> int:
    """What ``write_out`` has written, into a database that keeps nothing yet; how many things.

    People are found by their sign-in names; who is not here is left out. ``by`` None stands for the command line.
    Raises DeniedError, RequestError ``kept.not-empty``, ``data.*`` with the place, ``file.not-found``; InputError as
    ``parse`` of its kind for what is in force and cannot be read, before anything is kept.
    """
    if by is not None:
        demand_keeper(by)
    place = folder / INDEX
    index = parse_model(read_text(place, RequestError), _Index, file=str(place), error=RequestError, bounds=_INDEX)
    for part in index.kept:
        _demand_readable(folder, part)
    with database.writing() as session:
        if session.scalars(select(KeptItem.id).limit(1)).first() is not None:
            raise RequestError("kept.not-empty")
        people = {person.login: person.id for person in session.scalars(select(Person))}
        for part in index.kept:
            _restore_part(session, files, folder, part, people)
        audit.record(session, by, "kept.read-back", "kept:templates", count=len(index.kept))
    return len(index.kept)


def _demand_readable(folder: Path, part: _KeptPart) -> None:
    """What nobody can read would stop every letter; an old version that nobody can read stops nothing."""
    if part.live is not None and part.retired is None and any(each.number == part.live for each in part.versions):
        KINDS[part.kind].parse(_content(folder / _place(part.kind, part.slug, part.live)), part.slug)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise RequestError("file.not-found", file=str(path)) from fault


def _restore_part(session: Session, files: Files, folder: Path, part: _KeptPart, people: Mapping[str, int]) -> None:
    kept = KeptItem(
        kind=part.kind,
        slug=part.slug,
        folder=part.folder,
        owner_id=people.get(part.owner or ""),
        live=part.live,
        retired=part.retired,
        expires=part.expires,
        created=part.created,
    )
    session.add(kept)
    session.flush()
    for each in part.versions:
        content = _content(folder / _place(part.kind, part.slug, each.number))
        session.add(
            KeptVersion(
                kept_id=kept.id,
                number=each.number,
                content=files.put(content),
                note=each.note,
                made=each.made,
                by_id=people.get(each.by or ""),
                asked=each.asked,
                asked_by_id=people.get(each.asked_by or ""),
                decided=each.decided,
                decided_by_id=people.get(each.decided_by or ""),
                refused=each.refused,
            )
        )


def _place(kind: KeptKind, slug: str, number: int) -> str:
    return f"versions/{kind}/{slug}/{number:04}{KINDS[kind].suffix}"


def _put(place: Path, data: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise not_written(fault, place) from fault
    write_whole(place, data)


def _kept_part(kept: KeptItem, versions: list[_VersionPart]) -> _KeptPart:
    known: dict[str, Any] = {
        name: getattr(kept, name) for name in ("kind", "slug", "folder", "live", "retired", "expires", "created")
    }
    return _KeptPart(**known, owner=kept.owner.login if kept.owner else None, versions=versions)


def _version_part(version: KeptVersion) -> _VersionPart:
    known: dict[str, Any] = {
        name: getattr(version, name) for name in ("number", "note", "made", "asked", "decided", "refused")
    }
    people = {name: getattr(version, name) for name in ("by", "asked_by", "decided_by")}
    return _VersionPart(**known, **{name: person.login if person else None for name, person in people.items()})
