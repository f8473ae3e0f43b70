"""Colleagues who are called by «@login» or «@Фамилия» in words that somebody writes."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.store.tables import Person

_MENTION = re.compile(r"(?<![\w.@-])@(\w+(?:[.-]\w+)*)")
"""An address of mail has a word before its sign, and is none."""


def mentioned_people(session: Session, body: str, words: str) -> Sequence[Person]:
    """The active people of ``body`` whom ``words`` call; namesakes all of them."""
    names = {_fold(name) for name in _MENTION.findall(words)}
    if not names:
        return []
    # Not asked of the database by name: SQLite knows no capitals outside Latin.
    everybody = select(Person).where(Person.active, ~Person.is_program, Person.body == body).order_by(Person.id)
    return [each for each in session.scalars(everybody) if names & {_fold(each.login), _fold(each.surname)}]


def _fold(name: str) -> str:
    return name.casefold().replace("ё", "е")
