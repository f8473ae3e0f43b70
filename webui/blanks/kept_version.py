"""A version of a blank that is kept, opened for pages."""

from dataclasses import dataclass

from flask import current_app, url_for

from letterkit.compose import Blank
from letterkit.core.errors import InputError
from letterkit.office.content.repository import find_kept, newest_of, version_of
from letterkit.office.content.version_file import KeptKind, blank_of
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from webui.engine import engine


@dataclass(frozen=True, slots=True)
class OpenedVersion:
    """``version`` is the one asked for, ``newest`` the last there is."""

    kept: KeptItem
    version: KeptVersion
    newest: KeptVersion
    blank: Blank


def open_version(slug: str, number: int | None = None) -> OpenedVersion:
    """Version ``number`` of the blank ``slug``, the newest when None.

    Raises RequestError ``kept.unknown``, ``kept.no-version``; TemplateError for one that cannot be read.
    """
    office = engine().office
    with office.database.reading() as session:
        kept = find_kept(session, KeptKind.BLANK, slug)
        newest = newest_of(session, kept)
        version = version_of(session, kept, number if number is not None else newest.number if newest else 0)
        return OpenedVersion(kept, version, newest or version, blank_of(office.files.get(version.content), slug))


def numbers_of(slug: str) -> list[int]:
    """The versions of the blank ``slug``, the last first; errors as ``open_version``."""
    return list(range(open_version(slug).newest.number, 0, -1))


def label_of(kept: KeptItem, version: KeptVersion | None) -> str:
    """What people call it: by its description, by its name where that cannot be read."""
    if version is None:
        return kept.slug
    try:
        return blank_of(engine().office.files.get(version.content), kept.slug).head.label
    except InputError:
        return kept.slug


def page_of(slug: str) -> str:
    """The page of the blank ``slug`` where the service has pages of what is kept, else that of all blanks."""
    if "texts.show" in current_app.view_functions:
        return url_for("texts.show", kind=KeptKind.BLANK.value, slug=slug)
    return url_for("blanks.start")
