"""What is kept, as it stands: its versions, the one in force, what is on its way, how it is used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, BatchState, Duty, LetterState
from letterkit.office import rights
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from letterkit.store.tables import Letter

KEEPERS = (Duty.CLERK, Duty.ADMINISTRATOR)
"""Who writes texts and blanks; who else reads them needs no right for it."""
WARNED_BEFORE = timedelta(days=30)
"""So long before a text or a blank expires its owner is warned."""
_UNDER_WAY = (BatchState.READING, BatchState.CHECKED, BatchState.RUNNING, BatchState.PAUSED)
_AT_HAND = (LetterState.DRAFT, LetterState.RETURNED, LetterState.REVIEW, LetterState.AGREED)


class KeptState(StrEnum):
    """DRAFT: nothing of it is in force. ASKED: its newest version waits for approval. RETIRED: no new letters."""

    DRAFT = "draft"
    ASKED = "asked"
    LIVE = "live"
    RETIRED = "retired"


class VersionState(StrEnum):
    """LIVE is in force, FORMER was; SHIPPED came with letterkit and was not taken yet."""

    DRAFT = "draft"
    SHIPPED = "shipped"
    ASKED = "asked"
    REFUSED = "refused"
    LIVE = "live"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class Usage:
    """Letters ever begun with it, the last of them, and what stands on it now: drafts and batches not done yet."""

    letters: int = 0
    batches: int = 0
    last: datetime | None = None
    drafts: tuple[int, ...] = ()
    under_way: tuple[int, ...] = ()


def state_of(kept: KeptItem, newest: KeptVersion | None) -> KeptState:
    if kept.retired is not None:
        return KeptState.RETIRED
    if newest is not None and newest.asked is not None and newest.decided is None:
        return KeptState.ASKED
    return KeptState.LIVE if kept.live is not None else KeptState.DRAFT


def version_state(kept: KeptItem, version: KeptVersion) -> VersionState:
    if version.number == kept.live:
        return VersionState.LIVE
    if version.refused is not None:
        return VersionState.REFUSED
    if version.decided is not None:
        return VersionState.FORMER
    if version.asked is not None:
        return VersionState.ASKED
    return VersionState.SHIPPED if version.by_id is None else VersionState.DRAFT


def expires_soon(kept: KeptItem, today: date | None = None) -> bool:
    """Whether somebody is to look at it again before long, or should have already."""
    return kept.expires is not None and kept.expires - (today or clock.today()) <= WARNED_BEFORE


def find_kept(session: Session, kind: KeptKind, slug: str) -> KeptItem:
    """Raises RequestError ``kept.unknown``."""
    kept = session.scalars(select(KeptItem).filter_by(kind=kind, slug=slug)).first()
    if kept is None:
        raise RequestError("kept.unknown", slug=slug)
    return kept


def lock_kept(session: Session, kind: KeptKind, slug: str) -> KeptItem:
    """As ``find_kept``, locked until the transaction ends."""
    kept = find_kept(session, kind, slug)
    session.execute(select(KeptItem.id).where(KeptItem.id == kept.id).with_for_update())
    session.refresh(kept)
    return kept


def version_of(session: Session, kept: KeptItem, number: int) -> KeptVersion:
    """Raises RequestError ``kept.no-version``."""
    version = session.scalars(select(KeptVersion).filter_by(kept_id=kept.id, number=number)).first()
    if version is None:
        raise RequestError("kept.no-version", slug=kept.slug, number=number)
    return version


def newest_of(session: Session, kept: KeptItem) -> KeptVersion | None:
    """The last version, whoever made it."""
    query = select(KeptVersion).filter_by(kept_id=kept.id).order_by(KeptVersion.number.desc()).limit(1)
    return session.scalars(query).first()


def all_kept(office: Office, kind: KeptKind) -> Sequence[tuple[KeptItem, KeptVersion | None]]:
    """Everything of ``kind`` with its newest version, by folder and name."""
    other = aliased(KeptVersion)
    last = select(func.max(other.number)).where(other.kept_id == KeptItem.id).correlate(KeptItem).scalar_subquery()
    query = (
        select(KeptItem, KeptVersion)
        .outerjoin(KeptVersion, (KeptVersion.kept_id == KeptItem.id) & (KeptVersion.number == last))
        .where(KeptItem.kind == kind)
        .order_by(KeptItem.folder, KeptItem.slug)
    )
    with office.database.reading() as session:
        return [(kept, version) for kept, version in session.execute(query)]


def usage(session: Session, kind: KeptKind, slugs: Iterable[str]) -> Mapping[str, Usage]:
    """How each of ``slugs`` is used."""
    wanted = list(slugs)
    if (columns := KINDS[kind].used_by) is None:
        return dict.fromkeys(wanted, Usage())
    letter, batch = columns
    letters = {
        slug: (count, last)
        for slug, count, last in session.execute(
            select(letter, func.count(), func.max(Letter.created)).where(letter.in_(wanted)).group_by(letter)
        )
    }
    batches = {
        slug: (count, last)
        for slug, count, last in session.execute(
            select(batch, func.count(), func.max(Batch.created)).where(batch.in_(wanted)).group_by(batch)
        )
    }
    drafts = _by_slug(session.execute(select(letter, Letter.id).where(letter.in_(wanted), Letter.state.in_(_AT_HAND))))
    under_way = _by_slug(session.execute(select(batch, Batch.id).where(batch.in_(wanted), Batch.state.in_(_UNDER_WAY))))
    made = {}
    for slug in wanted:
        (of_letters, one), (of_batches, other) = letters.get(slug, (0, None)), batches.get(slug, (0, None))
        last = max(filter(None, (one, other)), default=None)
        made[slug] = Usage(of_letters, of_batches, last, drafts.get(slug, ()), under_way.get(slug, ()))
    return made


def demand_keeper(by: Actor) -> None:
    """Raises DeniedError ``denied.duty``."""
    rights.demand(by, *KEEPERS)


def _by_slug(rows: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    found_: dict[str, tuple[int, ...]] = {}
    for slug, id in sorted(rows):
        found_[slug] = (*found_.get(slug, ()), id)
    return found_
