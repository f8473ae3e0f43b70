"""What a letter was made of and held to, in hashes: for its passport."""

import hashlib
from collections.abc import Mapping
from typing import Any

from letterkit.checking.checker import Checker
from letterkit.compose.catalogue import Blank, ReplyText


def origin(blank: Blank, reply: ReplyText, checker: Checker, versions: Mapping[str, str]) -> dict[str, Any]:
    """The hashes of blank, reply text and profile, and ``versions`` of letterkit, rules and engine, as plain JSON."""
    profile = checker.profile
    return {
        "blank": {"id": blank.id, "sha256": _sha256(blank.data)},
        "reply": {"id": reply.id, "sha256": _sha256(reply.source.encode())},
        "profile": {"id": profile.id, "sha256": checker.profile_sha256},
        "versions": dict(versions),
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
