"""The keys that bodies sign passports with (Ed25519): private ones lie beside the data, or in LETTERKIT_PASSPORT_KEY.

``passport-key-BODY.pem`` signs; ``passport-key-BODY.ANYTHING.pem`` are keys of before, by which old passports hold.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from letterkit.core.errors import RequestError
from letterkit.settings import Settings
from letterkit.store.secret_file import kept_secret, read_secret

_BODY = re.compile(r"[\w-]{1,60}")


class PassportKeys:
    """The keys in ``folder``, by the id of the profile of a body; ``given``, if any, is the one key of all bodies."""

    def __init__(self, folder: Path, given: str | None = None) -> None:
        self._folder, self._given = folder, given

    def current(self, body: str) -> Ed25519PrivateKey:
        """The key that ``body`` signs with, made when it is first asked for.

        Raises RequestError ``passport.bad-key``, ``file.not-writable``, ``file.unreadable``.
        """
        if self._given:
            return _of_base64(self._given)
        return _private(kept_secret(self._file(body), _new), self._file(body).name)

    def known_keys(self, body: str) -> Iterator[Ed25519PublicKey]:
        """All keys that ``body`` signs or has signed with, those kept as public ones alone among them."""
        yield self.current(body).public_key()
        for file in sorted(self._folder.glob(f"passport-key-{body}.*pem")):
            if file != self._file(body):
                yield read_key(read_secret(file).encode(), file.name)

    def _file(self, body: str) -> Path:
        assert is_body(body)
        return self._folder / f"passport-key-{body}.pem"


def is_body(name: str) -> bool:
    """Whether ``name`` can be the id of a profile."""
    return _BODY.fullmatch(name) is not None


def passport_keys(settings: Settings) -> PassportKeys:
    """The keys of the settings."""
    given = settings.passport_key.get_secret_value() if settings.passport_key else None
    return PassportKeys(settings.data_dir, given)


def public_pem(key: Ed25519PublicKey) -> str:
    """The key as whoever receives letters keeps it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def read_key(data: bytes, name: str) -> Ed25519PublicKey:
    """The public key in a PEM file, also in that of a private one; raises RequestError ``passport.bad-key``."""
    try:
        key = load_pem_public_key(data) if b"PUBLIC" in data else load_pem_private_key(data, None).public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise RequestError("passport.bad-key", file=name) from None
    if not isinstance(key, Ed25519PublicKey):
        raise RequestError("passport.bad-key", file=name)
    return key


def _new() -> str:
    made = Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def _private(pem: str, name: str) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem.encode("ascii"), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise RequestError("passport.bad-key", file=name) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise RequestError("passport.bad-key", file=name)
    return key


def _of_base64(given: str) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(given, validate=True))
    except (ValueError, binascii.Error):
        raise RequestError("passport.bad-key", file="LETTERKIT_PASSPORT_KEY") from None
