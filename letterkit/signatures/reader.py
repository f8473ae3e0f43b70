"""A detached signature read and checked, as far as that can be done without asking anybody.

Whether the certificate was issued by a centre that is trusted, and was not revoked, is known as far as certificates and
lists of such centres are at hand (``chain``).
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from letterkit.core.errors import RequestError
from letterkit.signatures.algorithms import Algorithm, digest_algorithm, key_algorithm
from letterkit.signatures.certificates import certificate_facts, certificate_of, certificates, public_key
from letterkit.signatures.chain import TrustedCertificates, chain_facts
from letterkit.signatures.container import MOST_SIGNERS, attribute, moment, read_container, stamp_in, take_part
from letterkit.signatures.engine import gost_digests, gost_verifies
from letterkit.signatures.facts import Answer, ChainFacts, SignatureFacts, SignerFacts

_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_SLOWEST_KEY_BITS = 8192
_PLAIN, _PSS = "rsassa_pkcs1v15", "rsassa_pss"


def read_signature(
    data: bytes, file: bytes, now: datetime, trusted: TrustedCertificates | None = None
) -> SignatureFacts:
    """Who has signed ``file`` by the .sig file ``data``, and what of it could be checked.

    Raises RequestError ``signature.empty``, ``signature.too-large``, ``signature.not-cms``, ``signature.attached``,
    ``signature.no-signer``, ``signature.many-signers``, ``signature.no-certificate``, ``signature.other-file``,
    ``signature.broken`` (``owner``), ``signature.not-in-force`` (``owner``, ``first``, ``last``), ``signature.revoked``
    (``owner``, ``day``).
    """
    signed, signers = _signers(data)
    known = take_part(lambda: list(certificates(signed)))
    same = Answer.YES
    found = []
    for signer in signers:
        answer = _answer(take_part(lambda: _signed_digest(signer)), digest(_digest_of(signer), file))  # noqa: B023 (called at once)
        if answer is Answer.NO:
            raise RequestError("signature.other-file")
        same = answer if answer is Answer.UNKNOWN else same
        found.append(_facts(signer, known, now, trusted))
    return SignatureFacts(tuple(found), same)


def digest_in(data: bytes) -> tuple[Algorithm, bytes]:
    """Of which file a signature is: the digest that it names, by which algorithm; raises as ``read_signature``."""
    signer = _signers(data)[1][0]
    return _digest_of(signer), take_part(lambda: _signed_digest(signer))


def digests(algorithm: Algorithm, files: Sequence[bytes]) -> list[bytes | None]:
    """The digest of each of ``files``; None where ``algorithm`` cannot be computed on this machine."""
    if algorithm.is_gost:
        return gost_digests(algorithm.program, files)
    if not algorithm.program:
        return [None] * len(files)
    return [hashlib.new(algorithm.program, data).digest() for data in files]


def digest(algorithm: Algorithm, file: bytes) -> bytes | None:
    """As ``digests``, of one file."""
    return digests(algorithm, [file])[0]


def _signers(data: bytes) -> tuple[cms.SignedData, list[cms.SignerInfo]]:
    signed = read_container(data)
    if take_part(lambda: signed["encap_content_info"]["content"].native) is not None:
        raise RequestError("signature.attached")
    signers = take_part(lambda: list(signed["signer_infos"]))
    if not signers:
        raise RequestError("signature.no-signer")
    if len(signers) > MOST_SIGNERS:
        raise RequestError("signature.many-signers", limit=MOST_SIGNERS)
    return signed, signers


def _digest_of(signer: cms.SignerInfo) -> Algorithm:
    return digest_algorithm(take_part(lambda: signer["digest_algorithm"]["algorithm"].dotted))


def _signed_digest(signer: cms.SignerInfo) -> bytes:
    """The digest of the file that the signer has signed; without it (and so without a time) nothing can be told."""
    said = attribute(signer["signed_attrs"], "message_digest")
    if said is None:
        raise RequestError("signature.not-cms")
    return bytes(said.native)


def _facts(
    signer: cms.SignerInfo, known: list[x509.Certificate], now: datetime, trusted: TrustedCertificates | None
) -> SignerFacts:
    certificate = take_part(lambda: certificate_of(signer, known))
    if certificate is None:
        raise RequestError("signature.no-certificate")
    about = take_part(lambda: certificate_facts(certificate))
    holds = take_part(lambda: _holds(signer, certificate))
    if holds is Answer.NO:
        raise RequestError("signature.broken", owner=about.owner)
    signed_at = take_part(lambda: moment(attribute(signer["signed_attrs"], "signing_time")))
    stamped_at = take_part(lambda: _stamped_at(signer))
    if not about.valid_from <= (stamped_at or signed_at or now) <= about.valid_to:
        first, last = f"{about.valid_from:%d.%m.%Y}", f"{about.valid_to:%d.%m.%Y}"
        raise RequestError("signature.not-in-force", owner=about.owner, first=first, last=last)
    chain = None
    if trusted is not None:
        chain = take_part(lambda: chain_facts(certificate, known, trusted, stamped_at or signed_at or now, now))
        _demand_not_revoked(chain, about.owner, stamped_at)
    return SignerFacts(
        certificate=about,
        key=key_algorithm(public_key(certificate)[0]).name,
        digest=_digest_of(signer).name,
        signed_at=signed_at,
        stamped_at=stamped_at,
        value_holds=holds,
        in_force=Answer.YES if stamped_at or signed_at else Answer.UNKNOWN,
        chain=chain,
    )


def _demand_not_revoked(chain: ChainFacts, owner: str, stamped_at: datetime | None) -> None:
    """One revoked later than a time stamp says that it was signed holds (63-FZ, article 11)."""
    if chain.revoked is not Answer.YES:
        return
    if chain.revoked_at is None or stamped_at is None or stamped_at >= chain.revoked_at:
        day = f"{chain.revoked_at:%d.%m.%Y}" if chain.revoked_at else ""
        raise RequestError("signature.revoked", owner=owner, day=day)


def _stamped_at(signer: cms.SignerInfo) -> datetime | None:
    """The moment of a time stamp that was put on this very signature and holds; else nobody vouches for any."""
    found = stamp_in(signer)
    if found is None:
        return None
    stamp, said, content = found
    named = said["message_imprint"]
    algorithm = digest_algorithm(named["hash_algorithm"]["algorithm"].dotted)
    if digest(algorithm, signer["signature"].native) != named["hashed_message"].native:
        return None
    known, (by, *others) = list(certificates(stamp)), list(stamp["signer_infos"])
    certificate = certificate_of(by, known)
    if others or certificate is None or digest(_digest_of(by), content) != _signed_digest(by):
        return None
    return moment(said["gen_time"]) if _holds(by, certificate) is Answer.YES else None


def _holds(signer: cms.SignerInfo, certificate: x509.Certificate) -> Answer:
    """Whether the value of the signature is that of the certificate's key over what the signer has signed."""
    kind, key = public_key(certificate)
    algorithm = _digest_of(signer)
    # In the container the set has the tag of its place; signed it is with the tag of a set (RFC 5652, 5.4).
    signed, value = signer["signed_attrs"].untag().dump(), signer["signature"].native
    if key_algorithm(kind).is_gost:
        held = gost_verifies(algorithm.program, key, value, signed) if algorithm.is_gost else None
        return Answer.UNKNOWN if held is None else (Answer.YES if held else Answer.NO)
    if algorithm.program not in _HASHES:
        return Answer.UNKNOWN
    return _held_by_key(signer, key, value, signed, _HASHES[algorithm.program]())


def _held_by_key(
    signer: cms.SignerInfo, key: bytes, value: bytes, signed: bytes, hashed: hashes.HashAlgorithm
) -> Answer:
    try:
        public = load_der_public_key(key)
        if isinstance(public, rsa.RSAPublicKey):
            way = signer["signature_algorithm"].signature_algo
            if public.key_size > _SLOWEST_KEY_BITS or way not in (_PLAIN, _PSS):
                return Answer.UNKNOWN
            padded: padding.AsymmetricPadding = padding.PKCS1v15()
            if way == _PSS:
                padded = padding.PSS(padding.MGF1(hashed), padding.PSS.AUTO)
            public.verify(value, signed, padded, hashed)
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(value, signed, ec.ECDSA(hashed))
        else:
            return Answer.UNKNOWN
    except InvalidSignature:
        return Answer.NO
    except (UnsupportedAlgorithm, ValueError):
        return Answer.UNKNOWN
    return Answer.YES


def _answer(said: bytes, computed: bytes | None) -> Answer:
    if computed is None:
        return Answer.UNKNOWN
    return Answer.YES if said == computed else Answer.NO
