"""Whether files are those that a passport was signed for; no database is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from letterkit.core.errors import RequestError
from letterkit.office.passports.signing import fingerprint, signer_of
from letterkit.office.passports.submitted_files import Passport, SubmittedFile, split_passports


class Signature(StrEnum):
    """Whether a passport is signed, and by whom."""

    GOOD = "good"
    BAD = "bad"  # something in it was changed since
    NONE = "none"  # a release before has made it
    OTHER_KEY = "other-key"  # it holds, by another key than the one asked for


@dataclass(frozen=True, slots=True)
class PassportComparison:
    """A passport, and the names of the files given that are those it names; ``key`` is the fingerprint of its key."""

    passport: Passport
    signature: Signature
    key: str | None
    same: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.signature is Signature.GOOD and bool(self.same)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``strangers`` are files that no passport names."""

    passports: tuple[PassportComparison, ...]
    strangers: tuple[SubmittedFile, ...]

    @property
    def holds(self) -> bool:
        return not self.strangers and all(each.holds for each in self.passports)


def compare(given: Iterable[SubmittedFile], keys: Sequence[Ed25519PublicKey] = ()) -> Comparison:
    """Compares the files with the passports among them; ``keys``, if any, are those that may have signed.

    Raises RequestError ``passport.none``, ``passport.no-letter`` and those of ``given.parted``.
    """
    passports, files = split_passports(given)
    if not passports:
        raise RequestError("passport.none")
    if not files:
        raise RequestError("passport.no-letter")
    compared = tuple(_compare_passport(passport, files, keys) for passport in passports)
    named = {sha256 for passport in passports for sha256 in _hashes(passport)}
    return Comparison(compared, tuple(each for each in files if each.sha256 not in named))


def signature_of(passport: Passport, keys: Sequence[Ed25519PublicKey]) -> tuple[Signature, Ed25519PublicKey | None]:
    """How ``passport`` is signed, and by which key."""
    key = signer_of(passport.whole)
    if key is None:
        return (Signature.BAD if "signature" in passport.whole else Signature.NONE), None
    allowed = {each.public_bytes_raw() for each in keys}
    return (Signature.OTHER_KEY if allowed and key.public_bytes_raw() not in allowed else Signature.GOOD), key


def _compare_passport(
    passport: Passport, files: Sequence[SubmittedFile], keys: Sequence[Ed25519PublicKey]
) -> PassportComparison:
    signature, key = signature_of(passport, keys)
    hashes = _hashes(passport)
    same = tuple(each.name for each in files if each.sha256 in hashes)
    return PassportComparison(passport, signature, fingerprint(key) if key else None, same)


def _hashes(passport: Passport) -> set[str]:
    files = passport.said.files
    return {files.docx, files.pdf} - {None}  # type: ignore[return-value]
