"""What is asked of a new password: its length, nothing that others guess, none of the last ones, how old it may get.

Guessable are parts that follow a rule: keys beside each other, signs in a row, a repeated sign, dates, the words that
most passwords begin with. They are taken out, and what is left has to be long enough by itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.office.people.passwords import matches
from letterkit.settings import load_settings
from letterkit.store.database import Database
from letterkit.store.second_step_tables import OldPassword
from letterkit.store.tables import Person

MOST = 128
_LEAST_SIGNS = 5
_LEAST_LEFT = 5
_LEAST_NAME = 4  # «Ли» is in too many words
_STRAIGHT, _WINDING = 3, 5
"""So many neighbours are a row, in one direction or in any: Russian words wind about the keyboard too."""
_Step = tuple[int, int]
_BOARDS = (
    ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"),
    ("1234567890-=", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."),
)
_PLACES = [{sign: (row, at) for row, signs in enumerate(board) for at, sign in enumerate(signs)} for board in _BOARDS]
_WORDS = re.compile(
    "password|passwd|administrator|admin|letmein|welcome|iloveyou|changeme|superuser|letterkit|gfhjkm|"
    "пароль|администратор|админ|министерство|привет|россия|russia"
)
_DATES = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./-]?(?:0[1-9]|1[0-2])[./-]?(?:(?:19|20)?\d\d)?|(?:19|20)\d\d(?:[./-]?\d\d){0,2}"
)
_LOOKALIKES = str.maketrans("@$0135", "asoles")


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """``least`` signs, none of the ``last`` passwords, ``days`` that one serves; 0: no such rule."""

    least: int = 10
    last: int = 0
    days: int = 0


def rules_now() -> PasswordRules:
    """The rules of the settings."""
    settings = load_settings()
    return PasswordRules(settings.password_least, settings.password_last, settings.password_days)


def demand_strong(password: str, login: str, *names: str | None, rules: PasswordRules | None = None) -> None:
    """Raises RequestError ``person.short-password``, ``.long-password``, ``.password-has-name``, ``.weak-password``."""
    rules = rules or rules_now()
    plain = unicodedata.normalize("NFC", password).casefold()
    if len(plain) < rules.least:
        raise RequestError("person.short-password", least=rules.least, missing=rules.least - len(plain))
    if len(plain) > MOST:
        raise RequestError("person.long-password", most=MOST)
    for name in (login, *re.split(r"[._@-]", login), *names):
        if name and len(name) >= _LEAST_NAME and name.casefold() in plain:
            raise RequestError("person.password-has-name", name=name)
    signs = len(set(plain))
    left = len(_without_guessable(plain))
    if signs < _LEAST_SIGNS or left < _LEAST_LEFT:
        raise RequestError("person.weak-password", left=left, least=_LEAST_LEFT)


def demand_unused(database: Database, person: Person, password: str, rules: PasswordRules | None = None) -> None:
    """Raises RequestError ``person.same-password``, ``person.old-password`` for one that the person has had of late."""
    rules = rules or rules_now()
    if matches(password, person.password):
        raise RequestError("person.same-password")
    if rules.last < 2:
        return
    wanted = select(OldPassword.password).filter_by(person_id=person.id).order_by(OldPassword.id.desc())
    with database.reading() as session:
        had = session.scalars(wanted.limit(rules.last - 1)).all()
    if any(matches(password, hashed) for hashed in had):
        raise RequestError("person.old-password", last=rules.last)


def note_old(session: Session, person: Person) -> None:
    """Remembers the password that the person has as an old one, as many of them as the rules ask for."""
    last = rules_now().last
    if last >= 2 and person.password is not None:
        session.add(OldPassword(person_id=person.id, password=person.password))
        session.flush()
    kept = select(OldPassword.id).filter_by(person_id=person.id).order_by(OldPassword.id.desc()).limit(max(last - 1, 0))
    session.execute(
        delete(OldPassword).where(OldPassword.person_id == person.id, OldPassword.id.not_in(kept.scalar_subquery()))
    )


def is_aged(person: Person, days: int, now: datetime) -> bool:
    """Whether the person's own password has served longer than ``days``."""
    if not days or person.password is None:
        return False
    return now - (person.password_set or person.created) > timedelta(days=days)


def is_temporary_over(person: Person, now: datetime) -> bool:
    """Whether the person's password is a temporary one, older than the settings let it be."""
    return person.must_change_password and is_aged(person, load_settings().temporary_password_days, now)


def _without_guessable(plain: str) -> str:
    """``plain`` without the parts that follow a rule."""
    shortest = plain
    if (at := (plain + plain).find(plain, 1)) < len(plain):
        shortest = plain[:at]  # the same thing over again
    for read in (shortest, shortest.translate(_LOOKALIKES)):
        left = _without_runs(_DATES.sub(" ", _WORDS.sub(" ", read)))
        shortest = min(shortest, left, key=len)
    return shortest


def _without_runs(plain: str) -> str:
    """``plain`` without rows of signs, each beside the next one on a keyboard or in an alphabet."""
    left, run, steps = [], plain[:1], set[_Step]()
    for sign in [*plain[1:], ""]:
        if sign and (step := _step(run[-1], sign)) is not None:
            run += sign
            steps.add(step)
            continue
        is_row = len(run) >= (_STRAIGHT if len(steps) == 1 else _WINDING)
        left.append("" if is_row else run)
        run, steps = sign, set()
    return "".join(left).replace(" ", "")


def _step(one: str, other: str) -> _Step | None:
    """Whereto from ``one`` sign its neighbour ``other`` is; None when they are no neighbours."""
    if one.isalnum() and other.isalnum() and abs(way := ord(other) - ord(one)) <= 1:
        return 0, way
    for places in _PLACES:
        if one in places and other in places:
            (row, at), (other_row, other_at) = places[one], places[other]
            if abs(row - other_row) <= 1 and abs(at - other_at) <= 1:
                return other_row - row, other_at - at
    return None
