"""The container of a signature (CMS, RFC 5652): from a .sig file, which a stranger has made, to its parts."""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import cms, tsp

from letterkit.core.errors import RequestError

LARGEST_BYTES = 1_000_000
"""With its certificates, time stamp and lists of revoked ones a signature takes some dozens of kilobytes."""
MOST_SIGNERS = 10
STAMP = "signature_time_stamp_token"
_DER = 0x30
_PEM = re.compile(rb"-----BEGIN [A-Z0-9 ]{3,30}-----(.*?)-----END [A-Z0-9 ]{3,30}-----", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
"""What asn1crypto raises at bytes that are not what they say."""
Given = TypeVar("Given")


def read_container(data: bytes) -> cms.SignedData:
    """The signed data of a file: DER, PEM or bare Base64.

    Raises RequestError ``signature.empty``, ``signature.too-large``, ``signature.not-cms``.
    """
    if not data:
        raise RequestError("signature.empty")
    if len(data) > LARGEST_BYTES:
        raise RequestError("signature.too-large", limit=LARGEST_BYTES // 1000)
    content = take_part(lambda: cms.ContentInfo.load(_der(data), strict=True))
    if take_part(lambda: content["content_type"].native) != "signed_data":
        raise RequestError("signature.not-cms")
    return take_part(lambda: content["content"])


def take_part(step: Callable[[], Given]) -> Given:
    """What ``step`` takes from a container; raises RequestError ``signature.not-cms`` where that is damaged."""
    try:
        return step()
    except FAULTS as fault:
        raise RequestError("signature.not-cms") from fault


def attribute(attributes: Any, name: str) -> Any | None:
    """The one value of an attribute of a signer, None where there is none; of two nobody knows which one is meant."""
    found = [each["values"] for each in attributes or () if each["type"].native == name]
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None


def stamp_in(signer: cms.SignerInfo) -> tuple[cms.SignedData, tsp.TSTInfo, bytes] | None:
    """The time stamp of a signature: its own signed data, what it says, and the bytes that it says it in."""
    token = attribute(signer["unsigned_attrs"], STAMP)
    if token is None:
        return None
    stamp = token["content"]
    content = stamp["encap_content_info"]["content"]
    return stamp, content.parsed, content.contents


def moment(value: Any) -> datetime | None:
    """A moment as it stands in a container, aware of its zone."""
    native = value.native if value is not None else None
    return native if isinstance(native, datetime) and native.tzinfo is not None else None


def _der(data: bytes) -> bytes:
    if data[0] == _DER:
        return data
    framed = _PEM.search(data)
    words = framed[1] if framed else data.removeprefix(b"\xef\xbb\xbf")
    if not _BASE64.fullmatch(words):
        raise RequestError("signature.not-cms")
    try:
        return base64.b64decode(b"".join(words.split()), validate=True)
    except (ValueError, binascii.Error):
        raise RequestError("signature.not-cms") from None
