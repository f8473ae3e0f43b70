"""The letters that answer appeals, for lists of appeals."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from letterkit.core.office import Actor, LetterState
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store.tables import Appeal, Letter


def answers_to(office: Office, by: Actor, appeals: Sequence[Appeal]) -> Mapping[int, Sequence[Letter]]:
    """The letters that ``by`` may see, first to last, by the id of the appeal that they answer."""
    of_them = Letter.appeal_id.in_([appeal.id for appeal in appeals])
    wanted = select(Letter).where(of_them, Letter.state != LetterState.REMOVED).order_by(Letter.id)
    found: dict[int, list[Letter]] = {}
    with office.database.reading() as session:
        for letter in session.scalars(wanted):
            if letter.appeal_id is not None and rights.may_see(by, letter):
                found.setdefault(letter.appeal_id, []).append(letter)
    return found
