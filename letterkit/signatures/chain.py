"""By whom a certificate was issued and whether it was revoked, by what an administrator has put into a folder.

The folder holds certificates of centres that are trusted, roots or not (.cer, .crt, .pem), and lists of revoked ones
(.crl). Nobody is asked for anything else; the path is found by OpenSSL, which knows GOST where its engine is.
"""

import logging
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from asn1crypto import crl, pem, x509

from letterkit.core.disk import room
from letterkit.signatures.algorithms import key_algorithm
from letterkit.signatures.certificates import public_key
from letterkit.signatures.container import FAULTS
from letterkit.signatures.engine import has_gost, openssl
from letterkit.signatures.facts import Answer, ChainFacts

log = logging.getLogger(__name__)

_LARGEST_BYTES = 50_000_000
_CERTIFICATES, _LISTS = (".cer", ".crt", ".pem"), (".crl",)
_FAULT = re.compile(r"error (\d+) at (\d+) depth lookup")
Faults = frozenset[tuple[int, int]]
"""Errors by the numbers of OpenSSL (X509_V_ERR_…), and at which certificate of the path: 0 is the signer's."""
_UNREADABLE: Faults = frozenset({(6, 0)})
_OF_ANOTHER_DAY = frozenset({9, 10})
_STALE = frozenset({11, 12})
"""The list of revoked ones is not of today."""
_REVOKED = 23
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class TrustedCertificates:
    """What lies in the folder, as far as it could be read.

    ``known`` is what was found by it: of a batch one official signs hundreds of letters within minutes.
    """

    centres: tuple[x509.Certificate, ...]
    lists: tuple[crl.CertificateList, ...]
    known: dict[tuple[bytes, datetime], ChainFacts] = field(default_factory=dict, compare=False)


def read_trusted(folder: Path) -> TrustedCertificates:
    """The certificates and lists in ``folder``; what cannot be read is logged and left out."""
    centres = _read_all(folder, _CERTIFICATES, x509.Certificate.load)
    return TrustedCertificates(tuple(centres), tuple(_read_all(folder, _LISTS, crl.CertificateList.load)))


def chain_facts(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    trusted: TrustedCertificates,
    signed_at: datetime,
    now: datetime,
) -> ChainFacts:
    """Whether ``certificate`` was issued by somebody trusted when it was signed with, and was not revoked by ``now``.

    ``others`` lie beside it in the signature: the path may lead over them.
    """
    key = (certificate.sha256, signed_at.replace(minute=0, second=0, microsecond=0))
    if key not in trusted.known:
        trusted.known[key] = _find_chain(certificate, others, trusted, signed_at, now)
    return trusted.known[key]


def _find_chain(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    trusted: TrustedCertificates,
    signed_at: datetime,
    now: datetime,
) -> ChainFacts:
    if not has_gost() and any(key_algorithm(public_key(each)[0]).is_gost for each in (certificate, *others)):
        return ChainFacts(Answer.UNKNOWN, Answer.UNKNOWN)
    lists = [each for each in trusted.lists if each.issuer.dump() == certificate.issuer.dump()]
    with room(), tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
        work = Path(folder)
        _write(work / "certificate", [certificate], "CERTIFICATE")
        _write(work / "others", others, "CERTIFICATE")
        _write(work / "centres", trusted.centres, "CERTIFICATE")
        _write(work / "lists", trusted.lists, "X509 CRL")
        path: tuple[str, ...] = ()
        if faults := _faults(work, signed_at):  # to no root: somebody on the way may be trusted as well
            path = ("-partial_chain",)
            faults = _faults(work, signed_at, *path)
        if faults or not lists:
            return ChainFacts(_issue_answer(faults), Answer.UNKNOWN)
        found = _faults(work, now, *path, "-crl_check_all", "-CRLfile", "lists")
    until = max((moment for each in lists if (moment := _next_update(each)) is not None), default=None)
    if any(code == _REVOKED and depth for code, depth in found):
        return ChainFacts(Answer.NO, Answer.UNKNOWN)
    own = {code for code, depth in found if not depth} - _OF_ANOTHER_DAY
    if _REVOKED in own:
        return ChainFacts(Answer.YES, Answer.YES, until, _revoked_at(certificate, lists))
    if own:
        return ChainFacts(Answer.YES, Answer.UNKNOWN, until if own & _STALE else None)
    return ChainFacts(Answer.YES, Answer.NO, until)


def _issue_answer(faults: Faults) -> Answer:
    if not faults:
        return Answer.YES
    return Answer.UNKNOWN if _UNREADABLE & faults else Answer.NO


def _faults(work: Path, at: datetime, *asked: str) -> Faults:
    """What OpenSSL objects to in the path from the certificate to somebody trusted."""
    order = ["verify", *(["-engine", "gost"] if has_gost() else []), "-no-CApath", "-no-CAstore"]
    files = ["-CAfile", "centres", "-untrusted", "others"]
    end = openssl(work, [*order, *files, "-attime", str(int(at.timestamp())), *asked, "certificate"])
    if end.status == 0:
        return frozenset()
    return frozenset((int(code), int(depth)) for code, depth in _FAULT.findall(end.said)) or _UNREADABLE


def _revoked_at(certificate: x509.Certificate, lists: Sequence[crl.CertificateList]) -> datetime | None:
    days = [
        entry["revocation_date"].native
        for each in lists
        for entry in each["tbs_cert_list"]["revoked_certificates"] or ()
        if entry["user_certificate"].native == certificate.serial_number
    ]
    return min(days, default=None)


def _next_update(each: crl.CertificateList) -> datetime | None:
    told: datetime | None = each["tbs_cert_list"]["next_update"].native
    return told


def _read_all(folder: Path, endings: Sequence[str], load: Callable[[bytes], Read]) -> Iterator[Read]:
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.suffix.lower() not in endings:
            continue
        try:
            if file.stat().st_size > _LARGEST_BYTES:
                raise ValueError("too large")
            for der in _ders(file.read_bytes()):
                made: Any = load(der)
                made.issuer.dump()  # it is read only now
                yield made
        except (OSError, *FAULTS) as fault:
            log.warning("%s is no certificate and no list of revoked ones: %s", file.name, fault)


def _ders(data: bytes) -> Iterator[bytes]:
    if not pem.detect(data):
        yield data
        return
    for _, _, der in pem.unarmor(data, multiple=True):
        yield der


def _write(file: Path, parts: Sequence[Any], label: str) -> None:
    file.write_bytes(b"".join(pem.armor(label, each.dump()) for each in parts))
