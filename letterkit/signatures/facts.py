"""What is known of an electronic signature after it was read."""

from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass


class Answer(StrEnum):
    """``UNKNOWN``: nobody could check it here."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose key it was. ``serial`` is in hex; what identifies the person (СНИЛС, ИНН) is not taken over."""

    serial: str
    owner: str
    post: str | None
    organisation: str | None
    issuer: str
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """What the trusted certificates of this machine say of one: ``issued`` by one of them, ``revoked`` by their lists.

    ``until`` is when the newest list says that the next one comes, ``revoked_at`` the moment that a list names.
    """

    issued: Answer
    revoked: Answer
    until: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """One signer. ``signed_at`` is what their program has said, ``stamped_at`` the time of a time stamp that holds.

    ``value_holds``: the value of the signature is that of the key of ``certificate``. ``in_force``: the certificate was
    valid when it was signed. ``key`` and ``digest`` are the names of the algorithms. ``chain`` is None where no
    certificates are trusted here.
    """

    certificate: Certificate
    key: str
    digest: str
    signed_at: datetime | None
    stamped_at: datetime | None
    value_holds: Answer
    in_force: Answer
    chain: ChainFacts | None = None


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """A signature of one file by its ``signers``; ``same_bytes``: it is of these very bytes."""

    signers: tuple[SignerFacts, ...]
    same_bytes: Answer


ADAPTER = TypeAdapter(SignatureFacts)
"""From and to JSON."""
