"""What a provider has given for the sessions of browsers: kept sealed, gone with its session."""

import base64
import json

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.directory.entry import Grant
from letterkit.office.people.sessions import hash_of
from letterkit.store.database import Database
from letterkit.store.directory_tables import DirectoryGrant
from letterkit.store.session_tables import SignIn


def keep_grant(database: Database, secret: str, grant: Grant) -> int:
    """The number under which ``grant`` is kept until its session begins; ``secret`` is that of the service."""
    row = DirectoryGrant(sealed=seal_grant(secret, grant), asked=clock.now())
    with database.writing() as session:
        session.add(row)
    return row.id


def attach_grant(database: Database, grant_id: int, token: str) -> None:
    """The session of ``token`` has begun by that grant."""
    whose = select(SignIn.id).where(SignIn.token == hash_of(token)).scalar_subquery()
    free = (DirectoryGrant.id == grant_id, DirectoryGrant.sign_in_id.is_(None))
    with database.writing() as session:
        session.execute(update(DirectoryGrant).where(*free).values(sign_in_id=whose))


def grant_of(session: Session, secret: str, sign_in_id: int) -> Grant | None:
    """What was given for that session; None where nothing was, or another secret has sealed it."""
    row = session.scalars(select(DirectoryGrant).filter_by(sign_in_id=sign_in_id)).first()
    if row is None:
        return None
    try:
        told = json.loads(_seal(secret).decrypt(row.sealed))
    except InvalidToken:
        return None
    return Grant(told["refresh"], told["id_token"])


def seal_grant(secret: str, grant: Grant) -> str:
    """``grant`` as it is kept."""
    told = json.dumps({"refresh": grant.refresh, "id_token": grant.id_token}).encode()
    return _seal(secret).encrypt(told).decode()


def _seal(secret: str) -> Fernet:
    made = HKDF(SHA256(), 32, salt=None, info=b"letterkit directory grants").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(made))
