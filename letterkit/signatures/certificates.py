"""Certificates as a signature carries them: whose they are, from when to when, the key in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from asn1crypto import cms, core, x509

from letterkit.signatures.facts import Certificate

_LONGEST = 300
_EMPTY = "не назван"


class _KeyAlgorithm(core.Sequence):
    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any, {"optional": True})]  # noqa: RUF012


class _Key(core.Sequence):
    """A key as asn1crypto has it reads no key of an algorithm unknown to it, and it does not know those of GOST."""

    _fields = [("algorithm", _KeyAlgorithm), ("public_key", core.BitString)]  # noqa: RUF012 (it wants a list)


def certificates(signed: cms.SignedData) -> Iterator[x509.Certificate]:
    """Those that lie in the container."""
    for each in signed["certificates"] or ():
        if each.name == "certificate":
            yield each.chosen


def certificate_of(signer: cms.SignerInfo, known: list[x509.Certificate]) -> x509.Certificate | None:
    """The one among ``known`` that the signer names."""
    named = signer["sid"]
    for each in known:
        if named.name == "issuer_and_serial_number":
            issuer, serial = named.chosen["issuer"], named.chosen["serial_number"].native
            if each.serial_number == serial and each.issuer.dump() == issuer.dump():
                return each
        elif each.key_identifier == named.chosen.native:
            return each
    return None


def certificate_facts(certificate: x509.Certificate) -> Certificate:
    """``certificate`` as people read it."""
    subject, issuer = _names(certificate.subject), _names(certificate.issuer)
    owner = " ".join(part for part in (subject.get("surname"), subject.get("given_name")) if part)
    validity = certificate["tbs_certificate"]["validity"]
    digits = f"{certificate.serial_number:X}"
    return Certificate(
        serial=digits.zfill(len(digits) + len(digits) % 2),
        owner=owner or subject.get("common_name") or _EMPTY,
        post=subject.get("title"),
        organisation=subject.get("organization_name"),
        issuer=issuer.get("common_name") or issuer.get("organization_name") or _EMPTY,
        valid_from=validity["not_before"].native,
        valid_to=validity["not_after"].native,
    )


def public_key(certificate: x509.Certificate) -> tuple[str, bytes]:
    """The identifier of the algorithm of the key, and the key (DER)."""
    key = certificate["tbs_certificate"]["subject_public_key_info"].dump()
    return _Key.load(key)["algorithm"]["algorithm"].dotted, key


def _names(name: x509.Name) -> Mapping[str, str]:
    """The first of each kind; signs that print nothing are left out, and what is longer than a line is cut."""
    found: dict[str, str] = {}
    for row in name.chosen:
        for pair in row:
            value: Any = pair["value"].native
            if isinstance(value, str):
                words = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
                found.setdefault(pair["type"].native, words[:_LONGEST])
    return {kind: words for kind, words in found.items() if words}
