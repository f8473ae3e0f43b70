"""Clause 3.3 through the grammar engine: what the allow-list lets pass, where no dictionary-less word is meant."""

from collections.abc import Iterator

from letterkit.checks.hit import Hit
from letterkit.checks.protect import FROM_PROOFING
from letterkit.checks.subject import Subject


def hits(subject: Subject, code: str) -> Iterator[Hit]:
    """The engine's matches that the allow-list files under ``code``, clear of names, bodies and addresses."""
    for match in subject.language_matches:
        if match.code != code or subject.protected.touches(match.start, match.end, FROM_PROOFING):
            continue
        yield Hit(
            match.start,
            match.end,
            {"engine_message": match.message.rstrip(". ")},
            match.replacements,
            safe=match.safe,
            level=match.level,
            engine=subject.proofreader.engine if subject.proofreader else "rules",
        )
