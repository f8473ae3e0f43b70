"""What a provider has given for the sessions of browsers: kept sealed, gone with its session."""

import base64
import json
import secrets
from collections.abc import Iterable
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError
from letterkit.directory.entry import Grant, Logout, Source
from letterkit.office.people.sessions import end_of_person, hash_of
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.directory_tables import DirectoryGrant, DirectoryLogout, DirectoryPerson
from letterkit.store.session_tables import SignIn

_LOGOUTS_KEPT = timedelta(hours=1)
"""Longer than a logout token is good for (``directory.oidc``)."""


def keep_grant(database: Database, secret: str, grant: Grant) -> int:
    """The number under which ``grant`` is kept until its session begins; ``secret`` is that of the service."""
    row = DirectoryGrant(sealed=seal_grant(secret, grant), sid=grant.session, asked=clock.now())
    with database.writing() as session:
        session.add(row)
    return row.id


def attach_grant(database: Database, grant_id: int, token: str) -> None:
    """The session of ``token`` has begun by that grant; one that was taken back meanwhile is no session."""
    whose = select(SignIn.id).where(SignIn.token == hash_of(token)).scalar_subquery()
    free = (DirectoryGrant.id == grant_id, DirectoryGrant.sign_in_id.is_(None))
    with database.writing() as session:
        attached = update(DirectoryGrant).where(*free).values(sign_in_id=whose).returning(DirectoryGrant.id)
        if session.scalar(attached) is None:
            session.execute(update(SignIn).where(SignIn.token == hash_of(token)).values(ended=clock.now()))


def take_back(database: Database, told: Logout) -> int:
    """Ends the sessions here that ``told`` is about, begun or waiting for their second step; how many had begun.

    Tokens of people's own programs are no sessions. Raises DeniedError ``sign-in.bad-logout`` when it was said before.
    """
    with database.writing() as session:
        session.execute(delete(DirectoryLogout).where(DirectoryLogout.at < clock.now() - _LOGOUTS_KEPT))
        session.add(DirectoryLogout(token=told.token, at=clock.now()))
        try:
            session.flush()
        except IntegrityError:
            raise DeniedError("sign-in.bad-logout") from None
        return _end_session(session, told) if told.session is not None else _end_person(session, told.key)


def _end_session(session: Session, told: Logout) -> int:
    wanted: ColumnElement[bool] = DirectoryGrant.sid == told.session
    if told.key is not None:  # where the provider has not said by what name it calls a session, all of theirs
        theirs = (
            select(SignIn.id)
            .join(DirectoryPerson, DirectoryPerson.person_id == SignIn.person_id)
            .where(DirectoryPerson.source == Source.OIDC, DirectoryPerson.key == told.key)
        )
        wanted = or_(wanted, DirectoryGrant.sid.is_(None) & DirectoryGrant.sign_in_id.in_(theirs))
    grants = session.scalars(select(DirectoryGrant).where(wanted)).all()
    return _end(session, (grant.sign_in_id for grant in grants), [grant.id for grant in grants])


def _end_person(session: Session, key: str | None) -> int:
    wanted = select(DirectoryPerson).where(DirectoryPerson.source == Source.OIDC, DirectoryPerson.key == key)
    known = session.scalars(wanted).first()
    if known is None:
        return 0
    sessions = select(SignIn.id).where(SignIn.person_id == known.person_id, SignIn.ended.is_(None))
    ids = session.scalars(sessions).all()
    grants = select(DirectoryGrant.id).where(DirectoryGrant.sign_in_id.in_(ids))
    count = _end(session, ids, session.scalars(grants).all())
    end_of_person(session, known.person_id)
    known.person.fs_uniquifier = secrets.token_hex(32)  # nor does one go on that waits for its second step
    return count


def _end(session: Session, sign_in_ids: Iterable[int | None], grant_ids: Iterable[int]) -> int:
    count = 0
    for sign_in_id in sign_in_ids:
        found = session.get(SignIn, sign_in_id) if sign_in_id is not None else None
        if found is not None and found.ended is None:
            record(session, None, "person.session-ended", f"person:{found.person_id}", browser=found.browser)
            found.ended = clock.now()
            count += 1
    session.execute(delete(DirectoryGrant).where(DirectoryGrant.id.in_(list(grant_ids))))
    return count


def grant_of(session: Session, secret: str, sign_in_id: int) -> Grant | None:
    """What was given for that session; None where nothing was, or another secret has sealed it."""
    row = session.scalars(select(DirectoryGrant).filter_by(sign_in_id=sign_in_id)).first()
    if row is None:
        return None
    try:
        told = json.loads(_seal(secret).decrypt(row.sealed))
    except InvalidToken:
        return None
    return Grant(told["refresh"], told["id_token"], row.sid)


def seal_grant(secret: str, grant: Grant) -> str:
    """``grant`` as it is kept."""
    told = json.dumps({"refresh": grant.refresh, "id_token": grant.id_token}).encode()
    return _seal(secret).encrypt(told).decode()


def _seal(secret: str) -> Fernet:
    made = HKDF(SHA256(), 32, salt=None, info=b"letterkit directory grants").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(made))
