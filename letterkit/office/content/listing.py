"""What is kept as people look for it: by words, folder and state, with how each thing is used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from letterkit.compose import Blank, ReplyText
from letterkit.core.errors import InputError
from letterkit.core.office import Actor
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.repository import (
    KeptState,
    Usage,
    all_kept,
    expires_soon,
    find_kept,
    state_of,
    usage,
    version_of,
)
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from letterkit.store.tables import Letter


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of the catalogue; ``thing`` is what is in force, else the newest version; None if unreadable."""

    kept: KeptItem
    newest: KeptVersion | None
    thing: ReplyText | Blank | None
    usage: Usage

    @property
    def kind(self) -> KeptKind:
        return KeptKind(self.kept.kind)

    @property
    def state(self) -> KeptState:
        return state_of(self.kept, self.newest)

    @property
    def expires_soon(self) -> bool:
        return self.kept.retired is None and expires_soon(self.kept)

    @property
    def has_newer(self) -> bool:
        """Whether a version lies there that nobody has decided about, beside the one in force."""
        return (
            self.newest is not None and self.newest.decided is None and self.kept.live not in (None, self.newest.number)
        )

    def is_about(self, words: str) -> bool:
        """Whether each of ``words`` stands in its name, its description or its text."""
        text = self._text().casefold().replace("ё", "е")
        return all(word in text for word in words.casefold().replace("ё", "е").split())

    def _text(self) -> str:
        told = [self.kept.slug, self.kept.folder, self.kept.owner.short_name if self.kept.owner else ""]
        if isinstance(self.thing, ReplyText):
            head = self.thing.head
            told += [head.name or "", head.title, head.purpose or "", head.clause or "", self.thing.source]
            told += [field.label for field in head.fields.values()]
        elif isinstance(self.thing, Blank):
            told += [self.thing.head.label, self.thing.head.pack]
        return "\n".join(told)


@dataclass(frozen=True, slots=True)
class ItemVersions:
    """One thing with all its versions, the newest first."""

    item: Item
    versions: Sequence[KeptVersion]

    def version(self, number: int | None) -> KeptVersion | None:
        return next((each for each in self.versions if each.number == number), None)


def list_items(office: Office, kind: KeptKind) -> list[Item]:
    """Everything of ``kind``, by folder and name."""
    rows = all_kept(office, kind)
    with office.database.reading() as session:
        used = usage(session, kind, [kept.slug for kept, _ in rows])
        shown = {
            (version.kept_id, version.number): version.content
            for version in session.scalars(
                select(KeptVersion)
                .join(KeptItem, KeptVersion.kept_id == KeptItem.id)
                .where(KeptItem.kind == kind, KeptVersion.number == KeptItem.live)
            )
        }
    made = []
    for kept, newest in rows:
        content = shown.get((kept.id, kept.live or 0)) or (newest.content if newest else None)
        thing = _thing(kind, kept.slug, office.files.get(content)) if content else None
        made.append(Item(kept, newest, thing, used[kept.slug]))
    return made


def read_item(office: Office, kind: KeptKind, slug: str) -> ItemVersions:
    """Raises RequestError ``kept.unknown``."""
    with office.database.reading() as session:
        kept = find_kept(session, kind, slug)
        versions = list(
            session.scalars(select(KeptVersion).filter_by(kept_id=kept.id).order_by(KeptVersion.number.desc()))
        )
        used = usage(session, kind, [slug])[slug]
    newest = versions[0] if versions else None
    shown = next((each for each in versions if each.number == kept.live), newest)
    thing = _thing(kind, slug, office.files.get(shown.content)) if shown else None
    return ItemVersions(Item(kept, newest, thing, used), versions)


def thing_of(office: Office, kind: KeptKind, slug: str, number: int) -> ReplyText | Blank | None:
    """Version ``number``; None when it cannot be read. Raises RequestError ``kept.unknown``, ``kept.no-version``."""
    with office.database.reading() as session:
        content = version_of(session, find_kept(session, kind, slug), number).content
    return _thing(kind, slug, office.files.get(content))


def letters_on(office: Office, by: Actor, ids: Iterable[int]) -> Sequence[Letter]:
    """Of the letters ``ids`` those of the body that ``by`` works for, with their executors."""
    query = select(Letter).where(Letter.id.in_(list(ids)), Letter.body == by.body)
    with office.database.reading() as session:
        return list(session.scalars(query.order_by(Letter.id)).unique())


def batches_on(office: Office, by: Actor, ids: Iterable[int]) -> Sequence[Batch]:
    """Of the batches ``ids`` those of the body that ``by`` works for, with who has begun them."""
    query = select(Batch).where(Batch.id.in_(list(ids)), Batch.body == by.body)
    with office.database.reading() as session:
        return list(session.scalars(query.order_by(Batch.id)).unique())


@lru_cache(maxsize=512)
def _thing(kind: KeptKind, slug: str, content: bytes) -> ReplyText | Blank | None:
    try:
        read: ReplyText | Blank = KINDS[kind].parse(content, slug)
    except InputError:
        return None
    return read
