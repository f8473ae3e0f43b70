"""The second step of signing in, beside a password: a code of an application, a security key, a recovery code.

Each person sets up their own; who has to have one the body says (``second_step_demands``).
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.second_step_tables import CodeApp, RecoveryCode, SecondStepDuty, SecurityKey
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import Person, PersonDuty

CODES = 10
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another
_GROUPS, _GROUP = 4, 4


class Way(StrEnum):
    """By what somebody proves who they are; PROVIDER: a second step that the provider of sign-ins has asked for."""

    PASSWORD = "password"
    APP = "app"
    KEY = "key"
    RECOVERY = "recovery"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What a person has set up; ``codes`` is how many recovery codes are left."""

    app: CodeApp | None
    keys: Sequence[SecurityKey]
    codes: int

    @property
    def is_set_up(self) -> bool:
        """Whether a password alone does not let the person in."""
        return self.app is not None or bool(self.keys)


def second_step_of(database: Database, person_id: int) -> SecondStep:
    """What the person has set up."""
    with database.reading() as session:
        keys = session.scalars(select(SecurityKey).filter_by(person_id=person_id).order_by(SecurityKey.id)).all()
        codes = session.scalar(select(func.count()).select_from(RecoveryCode).filter_by(person_id=person_id))
        return SecondStep(session.get(CodeApp, person_id), keys, codes or 0)


def is_set_up(session: Session, person_id: int) -> bool:
    """Whether a password alone does not let the person in."""
    return bool(session.scalar(select(has_any(literal(person_id)))))


def is_lacking() -> ColumnElement[bool]:
    """Of a row of ``Person`` and its session: whether a duty of theirs asks for a second step, and there is none."""
    return _is_demanded() & ~has_any(Person.id) & SignIn.step.is_(None)


def is_lacking_for_token() -> ColumnElement[bool]:
    """As ``is_lacking``, of a row of ``Person`` alone: of one whom no provider has asked for a second step of late.

    Programs of a body have none to take.
    """
    was_asked = exists().where(SignIn.person_id == Person.id, SignIn.step == Way.PROVIDER)
    return _is_demanded() & ~has_any(Person.id) & ~was_asked & ~Person.is_program


def _is_demanded() -> ColumnElement[bool]:
    return exists().where(
        PersonDuty.person_id == Person.id, SecondStepDuty.duty == PersonDuty.duty, SecondStepDuty.body == Person.body
    )


def renew_codes(session: Session, person_id: int) -> list[str]:
    """Other recovery codes in the place of those that the person has; they are kept as SHA-256 alone."""
    codes = ["-".join(_random(_GROUP) for _ in range(_GROUPS)) for _ in range(CODES)]
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    session.add_all(RecoveryCode(person_id=person_id, code=_hash_of(code)) for code in codes)
    return codes


def make_codes(database: Database, by: Actor) -> list[str]:
    """As ``renew_codes``, for ``by``; raises RequestError ``second-step.nothing`` without a second step."""
    with database.writing() as session:
        if not is_set_up(session, by.id):
            raise RequestError("second-step.nothing")
        record(session, by, "second-step.codes", f"person:{by.id}")
        return renew_codes(session, by.id)


def take_code(session: Session, person: Person, typed: str) -> Way | None:
    """Recovery code ``typed``, in whatever capitals and groups, is used up; None: it is not one of theirs."""
    signs = "".join(sign for sign in typed.lower() if sign in _SIGNS)
    code = "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
    taken = delete(RecoveryCode).where(RecoveryCode.person_id == person.id, RecoveryCode.code == _hash_of(code))
    return Way.RECOVERY if session.scalars(taken.returning(RecoveryCode.code)).first() else None


def demand_other(session: Session, person: Person) -> None:
    """Raises RequestError ``second-step.demanded`` where the person's last way has gone and a duty asks for one."""
    session.flush()
    if is_set_up(session, person.id):
        return
    duties = select(SecondStepDuty.duty).filter_by(body=person.body)
    if not person.duty_set.isdisjoint(map(Duty, session.scalars(duties))):
        raise RequestError("second-step.demanded")
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))


def has_any(person_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether that person has a second step, for a query."""
    return or_(exists().where(CodeApp.person_id == person_id), exists().where(SecurityKey.person_id == person_id))


def _random(count: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(count))


def _hash_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
