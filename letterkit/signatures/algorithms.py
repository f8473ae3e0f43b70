"""Algorithms of signatures by their object identifiers: what they are called, and who can compute them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Algorithm:
    """``name`` is for people; ``program`` is what hashlib or, where ``is_gost``, OpenSSL's engine calls it."""

    name: str
    program: str = ""
    is_gost: bool = False


_DIGESTS = {
    "1.2.643.7.1.1.2.2": Algorithm("ГОСТ Р 34.11-2012, 256 бит", "md_gost12_256", is_gost=True),
    "1.2.643.7.1.1.2.3": Algorithm("ГОСТ Р 34.11-2012, 512 бит", "md_gost12_512", is_gost=True),
    "1.2.643.2.2.9": Algorithm("ГОСТ Р 34.11-94", "md_gost94", is_gost=True),
    "2.16.840.1.101.3.4.2.1": Algorithm("SHA-256", "sha256"),
    "2.16.840.1.101.3.4.2.2": Algorithm("SHA-384", "sha384"),
    "2.16.840.1.101.3.4.2.3": Algorithm("SHA-512", "sha512"),
}
"""SHA-1 and MD5 are not among them: a file can be made to fit them."""
_KEYS = {
    "1.2.643.7.1.1.1.1": Algorithm("ГОСТ Р 34.10-2012, 256 бит", is_gost=True),
    "1.2.643.7.1.1.1.2": Algorithm("ГОСТ Р 34.10-2012, 512 бит", is_gost=True),
    "1.2.643.2.2.19": Algorithm("ГОСТ Р 34.10-2001", is_gost=True),
    "1.2.840.113549.1.1.1": Algorithm("RSA"),
    "1.2.840.10045.2.1": Algorithm("ECDSA"),
}


def digest_algorithm(oid: str) -> Algorithm:
    """What computes the digest of a file; of an unknown one nothing but its number is known."""
    return _DIGESTS.get(oid, Algorithm(oid))


def key_algorithm(oid: str) -> Algorithm:
    """Of what kind the key of a certificate is."""
    return _KEYS.get(oid, Algorithm(oid))
