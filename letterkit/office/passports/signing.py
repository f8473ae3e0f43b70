"""The signature of a passport: Ed25519 over all that stands in it, in one canonical form of JSON."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from letterkit.core.people import Case
from letterkit.office.context import Office

SCHEMA = "letterkit-passport/1"
ALGORITHM = "Ed25519"


def sign_passport(office: Office, body: str, passport: Mapping[str, Any]) -> dict[str, Any]:
    """``passport`` with the body's name and, where the office has keys, signed by its key.

    Raises RequestError ``passport.bad-key``, ``file.not-writable``.
    """
    profile = office.of(body).profile
    whole = {**passport, "body": {"id": profile.id, "name": profile.body.names[Case.NOMINATIVE]}}
    if office.keys is None:
        return whole
    key = office.keys.current(profile.id)
    public = key.public_key()
    value = base64.b64encode(key.sign(canonical(whole))).decode("ascii")
    told = {"algorithm": ALGORITHM, "key": _raw(public), "fingerprint": fingerprint(public), "value": value}
    return {**whole, "signature": told}


def canonical(passport: Mapping[str, Any]) -> bytes:
    """What is signed: the passport without its signature, keys in order, no spaces, UTF-8."""
    said = {name: value for name, value in passport.items() if name != "signature"}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def signer_of(passport: Mapping[str, Any]) -> Ed25519PublicKey | None:
    """The key that the passport names, if it is signed by it; None where the signature does not hold or is missing."""
    said = passport.get("signature")
    if not isinstance(said, dict) or said.get("algorithm") != ALGORITHM:
        return None
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(str(said.get("key")), validate=True))
        key.verify(base64.b64decode(str(said.get("value")), validate=True), canonical(passport))
    except (ValueError, InvalidSignature):
        return None
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """What people compare: the first half of the SHA-256 of the key, in fours."""
    digest = hashlib.sha256(key.public_bytes_raw()).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def _raw(key: Ed25519PublicKey) -> str:
    return base64.b64encode(key.public_bytes_raw()).decode("ascii")
