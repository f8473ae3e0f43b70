"""A profile in force without the way there: for tests of what follows."""

from sqlalchemy import select

from letterkit.core import clock
from letterkit.office.content.editing import add_version
from letterkit.office.content.profiles import KeptProfile
from letterkit.office.content.version_file import KeptKind
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.keeping_tables import KeptItem


def let_live(database: Database, files: Files, kept: KeptProfile, *, retired: bool = False) -> None:
    slug = kept.profile.id
    with database.writing() as session:
        row = session.scalars(select(KeptItem).filter_by(kind=KeptKind.PROFILE, slug=slug)).first()
        if row is None:
            row = KeptItem(kind=KeptKind.PROFILE, slug=slug, created=clock.now())
            session.add(row)
            session.flush()
        row.live = add_version(session, files, row, kept.source.encode(), "", None).number
        row.retired = clock.now() if retired else None
        row.revision = (row.revision or 0) + 1
