"""Security keys and passkeys (WebAuthn): a key signs what it is asked, for the one site that it was added on.

The browser tells the key which site asks, so that nobody else's page gets an answer that is worth anything here. Which
maker a key is of is not asked (no attestation): the body hands out none.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office.people.details import tidy_line
from letterkit.office.people.second_step import Way, demand_other, is_set_up, renew_codes
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.second_step_tables import SecurityKey
from letterkit.store.tables import Person

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

# webauthn is imported by whoever comes with a key: a third of a second and 8 MB that most processes never need.
MOST = 10
_ISSUER = "letterkit"
_NAME_LIMIT = 60
_WAIT_MS = 120_000


@dataclass(frozen=True, slots=True)
class Site:
    """Where keys are asked: ``host`` is what they are bound to, ``origin`` the address that the browser shows."""

    host: str
    origin: str


def creation_options(site: Site, person: Person, keys: Sequence[SecurityKey], challenge: bytes) -> str:
    """What the browser is asked for a new key by, as JSON; none of ``keys`` once more."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import structs

    return options_to_json(
        generate_registration_options(
            rp_id=site.host,
            rp_name=_ISSUER,
            user_name=person.login,
            user_display_name=person.short_name,
            user_id=f"person:{person.id}".encode(),
            challenge=challenge,
            timeout=_WAIT_MS,
            exclude_credentials=_descriptors(site, keys),
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.DISCOURAGED,
                # A password came before: the key need not ask a PIN of its own.
                user_verification=structs.UserVerificationRequirement.DISCOURAGED,
            ),
        )
    )


def request_options(site: Site, keys: Sequence[SecurityKey], challenge: bytes) -> str:
    """What the browser is asked for a signature by, as JSON: one of ``keys`` is to give it."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    return options_to_json(
        generate_authentication_options(
            rp_id=site.host,
            challenge=challenge,
            timeout=_WAIT_MS,
            allow_credentials=_descriptors(site, keys),
            user_verification=UserVerificationRequirement.DISCOURAGED,
        )
    )


def add(database: Database, by: Actor, site: Site, name: str, answer: str, challenge: bytes) -> list[str]:
    """Has ``by`` prove themselves by the key that has answered; recovery codes as ``CodeApps.set_up``.

    Raises RequestError ``security-key.no-name``, ``security-key.refused``, ``security-key.too-many``.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    name = tidy_line(name)[:_NAME_LIMIT]
    if not name:
        raise RequestError("security-key.no-name")
    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site.host, expected_origin=site.origin
        )
    except (WebAuthnException, ValueError) as fault:
        raise RequestError("security-key.refused") from fault
    with database.writing() as session:
        is_first = not is_set_up(session, by.id)
        keys = session.scalars(select(SecurityKey).filter_by(person_id=by.id).with_for_update()).all()
        known = session.scalars(select(SecurityKey.id).filter_by(credential=made.credential_id)).first()
        if len(keys) >= MOST:
            raise RequestError("security-key.too-many", most=MOST)
        if known is not None:
            raise RequestError("security-key.refused")
        record(session, by, "second-step.key-added", f"person:{by.id}")
        session.add(
            SecurityKey(
                person_id=by.id,
                site=site.host,
                credential=made.credential_id,
                public_key=made.credential_public_key,
                count=made.sign_count,
                name=name,
                made=clock.now(),
            )
        )
        return renew_codes(session, by.id) if is_first else []


def remove(database: Database, by: Actor, key_id: int) -> None:
    """Has ``by`` prove themselves by that key no more.

    Raises RequestError ``second-step.gone``, ``second-step.demanded``.
    """
    with database.writing() as session:
        key = session.get(SecurityKey, key_id)
        if key is None or key.person_id != by.id:
            raise RequestError("second-step.gone")
        record(session, by, "second-step.key-removed", f"person:{by.id}")
        session.delete(key)
        demand_other(session, session.get_one(Person, by.id))


def take(session: Session, person: Person, site: Site, answer: str, challenge: bytes) -> Way | None:
    """The signature ``answer`` is that of a key of the person over ``challenge``; None: it is not."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        credential = base64url_to_bytes(json.loads(answer)["rawId"])
    except (ValueError, KeyError, TypeError):
        return None
    mine = select(SecurityKey).filter_by(person_id=person.id, credential=credential).with_for_update()
    key = session.scalars(mine).first()
    if key is None:
        return None
    try:
        signed = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.count,
        )
    except (WebAuthnException, ValueError):
        return None
    key.count, key.used = signed.new_sign_count, clock.now()
    return Way.KEY


def _descriptors(site: Site, keys: Sequence[SecurityKey]) -> "list[PublicKeyCredentialDescriptor]":
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=each.credential) for each in keys if each.site == site.host]
