"""A row of a table beside an appeal of the register: what it makes anew, what it changes."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, TableError
from letterkit.core.office import AppealState, Duty
from letterkit.office.register.display_names import group_name, told_by
from letterkit.office.register.entry import SECTIONS
from letterkit.office.register.table import RegisterRow
from letterkit.store.register_tables import CoExecutor
from letterkit.store.tables import Appeal, Person
from letterkit.tables.card import card_mapping, parse_card
from letterkit.tables.fault import Fault

_FILE = "карточка"


class KnownExecutors:
    """The executors of a body by every name that a table may have for them; remembers whom it has warned of."""

    def __init__(self, session: Session, body: str) -> None:
        self._session = session
        people = session.scalars(select(Person).where(Person.body == body, Person.active, ~Person.is_program))
        by_name: dict[str, set[int]] = {}
        for person in people:
            if Duty.EXECUTOR in person.duty_set:
                for name in (person.full_name, person.short_name, person.login, person.email):
                    if name:
                        by_name.setdefault(_key(name), set()).add(person.id)
        self._by_name = {name: next(iter(ids)) for name, ids in by_name.items() if len(ids) == 1}
        self._told: set[str] = set()

    def find(self, name: str | None) -> int | None:
        """The one executor who is called ``name``."""
        return self._by_name.get(_key(name)) if name else None

    def helpers(self, row: RegisterRow) -> list[int]:
        """Those of the co-executors of ``row`` who are somebody here, the main executor left out."""
        main = self.find(row.own.responsible)
        found = {self.find(name) for name in row.own.co_executors} - {None, main}
        return sorted(each for each in found if each is not None)

    def missing_helpers(self, appeal: Appeal, row: RegisterRow) -> list[int]:
        """Those whom the register does not have beside ``appeal`` yet."""
        wanted = self.helpers(row)
        if not wanted:
            return []
        there = set(self._session.scalars(select(CoExecutor.person_id).where(CoExecutor.appeal_id == appeal.id)))
        return [each for each in wanted if each not in there and each != appeal.responsible_id]

    def doubts(self, row: RegisterRow) -> Iterator[Fault]:
        """Names that nobody here has: each told once, at the row where it is met first."""
        for name in filter(None, (row.own.responsible, *row.own.co_executors)):
            if self.find(name) is None and name not in self._told:
                self._told.add(name)
                yield Fault(TableError("register.no-such-person", value=name), row.number, None, is_warning=True)


def row_of(
    row: RegisterRow, body: str, known: KnownExecutors, due_on: Callable[[datetime.date], datetime.date]
) -> dict[str, Any]:
    """The row of the table ``appeals`` that ``row``, which has no fault, makes; all columns but ``created``."""
    card, own = row.card, row.own
    assert card is not None
    registered = card.appeal.registered
    assert registered is not None
    return {
        "body": body,
        "number": card.appeal.number,
        "registered": registered,
        **told_by(card),
        "card": _sections(card),
        "due": own.due or due_on(registered),
        "extended_to": own.extended_to,
        "reason": own.reason,
        "result": own.result.value if own.result else None,
        "answered": own.answered,
        "reply_number": own.reply_number,
        "priority": own.priority,
        "visit": _visit(row),
        "state": AppealState.DONE if own.answered else AppealState.NEW,
        "responsible_id": known.find(own.responsible),
        "responsible_name": own.responsible if known.find(own.responsible) is None else None,
    }


def changes(appeal: Appeal, row: RegisterRow, known: KnownExecutors) -> dict[str, Any]:
    """What ``row`` says of ``appeal`` that the register has otherwise: values by column.

    An empty cell says nothing; an appeal that is done stays so.
    """
    card, own = row.card, row.own
    assert card is not None
    found: dict[str, Any] = {}
    merged = _merge_card(appeal.card, _sections(card))
    if merged != appeal.card and not say_the_same(appeal.card, merged):
        told = told_by(parse_card(merged, _FILE))
        found = {name: value for name, value in told.items() if getattr(appeal, name) != value}
        found["card"] = merged
    for name in ("due", "extended_to", "reason", "answered", "reply_number", "result"):
        value = getattr(own, name)
        if value is not None and getattr(appeal, name) != value:
            found[name] = getattr(value, "value", value)
    if own.priority and not appeal.priority:
        found["priority"] = True
    visit = {**(appeal.visit or {}), **(_visit(row) or {})} or None
    if visit != appeal.visit:
        found["visit"] = visit
    if own.answered and appeal.state != AppealState.DONE:
        found["state"] = AppealState.DONE
    return found | _answering(appeal, own.responsible, known)


def say_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two cards differ in nothing but how they are written: days, numbers, names of groups."""
    try:
        before, now = (_with_group(parse_card(card, _FILE)) for card in (one, other))
    except CardError:  # a card written by another letterkit
        return False
    return (before.appeal, before.applicant) == (now.appeal, now.applicant)


def _answering(appeal: Appeal, name: str | None, known: KnownExecutors) -> dict[str, Any]:
    """Who answers: somebody of the register stays when the table names nobody whom it knows."""
    person = known.find(name)
    if person is not None:
        return {"responsible_id": person, "responsible_name": None} if appeal.responsible_id != person else {}
    if name and appeal.responsible_id is None and appeal.responsible_name != name:
        return {"responsible_name": name}
    return {}


def _sections(card: CaseCard) -> dict[str, Any]:
    """The appeal and the applicant as the register keeps them: the group by the name that it has now."""
    whole = card_mapping(_with_group(card))
    return {name: whole[name] for name in SECTIONS if whole.get(name)}


def _with_group(card: CaseCard) -> CaseCard:
    return replace(card, appeal=replace(card.appeal, group=group_name(card.appeal.group)))


def _visit(row: RegisterRow) -> dict[str, str] | None:
    told = {"with": row.own.visit_with, "representative": row.own.visit_representative}
    return {name: words for name, words in told.items() if words} or None


def _merge_card(card: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    merged = deepcopy(dict(card))
    for name, section in more.items():
        merged[name] = {**(merged.get(name) or {}), **section}
    return merged


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").replace(".", ". ").split())
