"""Clause 3.3 through the proofreader: what it says under a code, where no name or address is meant."""

from collections.abc import Iterator

from letterkit.checks.hit import Hit
from letterkit.checks.protected_spans import FROM_PROOFING, Shield
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.language.ports import Match

OF_SERVER = ".languagetool"
"""How the codes end under which the rules of a LanguageTool server speak."""
_WITHOUT_WORDS = frozenset({Role.DATE, Role.NUMBER, Role.REFERENCE, Role.PAGE_NUMBER})


def hits(subject: Subject, code: str) -> Iterator[Hit]:
    """What is filed under ``code``, clear of names, bodies and addresses; misspelt common words there too."""
    for match in (*subject.language_matches, *subject.misspelt):
        if match.code != code or not may_be_shown(subject, match):
            continue
        yield Hit(
            match.start,
            match.end,
            {"engine_message": match.message.rstrip(". ")},
            match.replacements,
            safe=match.safe,
            level=match.level,
            engine="languagetool" if code.endswith(OF_SERVER) else "embedded",
        )


def _disputed_span(subject: Subject, match: Match) -> tuple[int, int]:
    """What ``match`` is about: of a mark between two words the gap, which may end a name («… области сообщаем»)."""
    is_between = subject.text.count(" ", match.start, match.end) == 1
    if match.category != "PUNCTUATION" or not is_between:
        return match.start, match.end
    gap = subject.text.index(" ", match.start, match.end)
    return gap, gap + 1


def may_be_shown(subject: Subject, match: Match) -> bool:
    """Whether ``match`` is clear of names, bodies and addresses, or misspelt whatever it is."""
    start, end = _disputed_span(subject, match)
    if not subject.protected.touches(start, end, FROM_PROOFING):
        return True
    role = subject.role_at(match.start)
    if not match.certain or role in _WITHOUT_WORDS:
        return False
    if role not in (Role.ESIGN,) and subject.protected.touches(match.start, match.end, frozenset({Shield.MACHINE})):
        return False
    # A capital in the name of a body or in an address is its own; beside a person's it begins a surname.
    is_named = subject.protected.touches(match.start, match.end, frozenset({Shield.PERSON}))
    return subject.text[match.start].islower() or not is_named
