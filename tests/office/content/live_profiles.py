"""A profile or a pack of rules in force without the way there: for tests of what follows."""

from sqlalchemy import select

from letterkit.checks.own.format import OwnPack
from letterkit.core import clock
from letterkit.office.content.editing import add_version
from letterkit.office.content.profiles import KeptProfile
from letterkit.office.content.version_file import KeptKind
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.keeping_tables import KeptItem


def let_live(database: Database, files: Files, kept: KeptProfile, *, retired: bool = False) -> None:
    _let(database, files, KeptKind.PROFILE, kept.profile.id, kept.source, retired=retired)


def let_pack_live(database: Database, files: Files, pack: OwnPack) -> None:
    _let(database, files, KeptKind.PACK, pack.id, pack.source)


def _let(database: Database, files: Files, kind: KeptKind, slug: str, source: str, *, retired: bool = False) -> None:
    with database.writing() as session:
        row = session.scalars(select(KeptItem).filter_by(kind=kind, slug=slug)).first()
        if row is None:
            row = KeptItem(kind=kind, slug=slug, created=clock.now())
            session.add(row)
            session.flush()
        row.live = add_version(session, files, row, source.encode(), "", None).number
        row.retired = clock.now() if retired else None
        row.revision = (row.revision or 0) + 1
