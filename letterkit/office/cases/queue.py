"""Which letters wait for whom: the executor's own, the reviewer's queue, the signer's, the registry's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, case, or_, select

from letterkit.core import clock
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.search_input import MOST_SIGNS
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store.tables import Letter

SOON = timedelta(days=5)
_MOST = 500
_WAITS_FOR = {
    Duty.REVIEWER: (LetterState.REVIEW,),
    Duty.SIGNER: (LetterState.REVIEW, LetterState.AGREED),
    Duty.REGISTRY: (LetterState.AGREED, LetterState.APPROVED),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter in a queue: ``age`` since it was handed in, ``left`` days until it is due (negative: late)."""

    letter: Letter
    age: timedelta | None
    left: int | None

    @property
    def urgency(self) -> str:
        """``late``, ``soon`` or nothing."""
        if self.left is None or self.letter.state == LetterState.SENT:
            return ""
        return "late" if self.left < 0 else "soon" if self.left <= SOON.days else ""


def queue(office: Office, by: Actor) -> Sequence[Waiting]:
    """What waits for ``by`` as reviewer, signer or registry, soonest due first."""
    states = {state for duty, waits in _WAITS_FOR.items() if by.has(duty) for state in waits}
    return _rows(office, select(Letter).where(Letter.state.in_(states), rights.visible(by)))


def own(office: Office, by: Actor) -> Sequence[Waiting]:
    """The letters that ``by`` drafts or stands in for, soonest due first, those that are gone last."""
    return _rows(office, select(Letter).where(rights.theirs(by)))


def archive(office: Office, by: Actor, words: str = "") -> Sequence[Waiting]:
    """Every letter that ``by`` may see, in the order of ``own``; ``words`` are looked for in number and heading."""
    query = select(Letter).where(rights.visible(by))
    if words := words.strip()[:MOST_SIGNS]:
        places = (Letter.number, Letter.title)
        query = query.where(or_(*(place.icontains(words, autoescape=True) for place in places)))
    return _rows(office, query)


def waiting(letter: Letter) -> Waiting:
    """``letter`` with its age and the days it has left, today."""
    age = None if letter.submitted is None else clock.now() - letter.submitted
    return Waiting(letter, age, _days_left(letter.due))


def _rows(office: Office, query: Select[Letter]) -> list[Waiting]:
    """Soonest due first, then those without a deadline, then those that are gone, the latest first."""
    gone = Letter.state == LetterState.SENT
    order = (gone, case((gone, Letter.id)).desc(), Letter.due.is_(None), Letter.due, Letter.id)
    with office.database.reading() as session:
        return [waiting(letter) for letter in session.scalars(query.order_by(*order).limit(_MOST))]


def _days_left(due: date | None) -> int | None:
    return None if due is None else (due - clock.today()).days
