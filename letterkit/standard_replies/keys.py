"""Keys by which replies are kept and looked up: one look costs the same among a hundred and a million.

Replies of one key may still be of different people: a key only says which few are worth comparing.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import product

from letterkit.standard_replies.identity import ApplicantIdentity, appeal_key

_KEY_BYTES = 8
_ANY_HOUSE = "*"


def kept_keys(of: ApplicantIdentity, appeal: str | None, texts: Iterable[str]) -> frozenset[int]:
    """Under what a reply to ``of`` is kept: numbers of 64 bits with a sign, as databases hold them."""
    return frozenset(_keys(appeal, texts, _handles(of)))


def sought_keys(of: ApplicantIdentity, appeal: str | None, texts: Iterable[str]) -> frozenset[int]:
    """Where the replies are kept that may answer the same appeal, or say the same to whoever may be ``of``."""
    return frozenset(_keys(appeal, texts, _search_keys(of)))


def _keys(appeal: str | None, texts: Iterable[str], handles: Iterable[tuple[str, ...]]) -> Iterator[int]:
    if appeal:
        yield _key("appeal", appeal_key(appeal))
    for text, handle in product(texts, tuple(handles)):
        yield _key("text", text, *handle)


def _handles(of: ApplicantIdentity) -> Iterator[tuple[str, ...]]:
    """All that is known, and less of it for those who ask with less: without the house, the surname alone."""
    if of.organisation:
        yield ("organisation", of.organisation)
    if of.surname:
        yield (*of.initials, of.house)
        yield (*of.initials, _ANY_HOUSE)
        yield ("surname", of.surname)


def _search_keys(of: ApplicantIdentity) -> Iterator[tuple[str, ...]]:
    """Where those who may be ``of`` are kept: what is not known of them stands empty."""
    if of.organisation:
        yield ("organisation", of.organisation)
    surname, *initials = of.initials
    if surname and all(initials):
        houses = (of.house, "") if of.house else (_ANY_HOUSE,)
        yield from ((surname, *rest) for rest in product(*((initial, "") for initial in initials), houses))
    elif surname:
        yield ("surname", surname)


def _key(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)
