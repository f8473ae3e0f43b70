"""The way by which an appeal came (6.10), as far as what came in tells it: proposed like any value of its card."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from letterkit.core.outcome import Channel
from letterkit.intake.documents.document import ReadBy
from letterkit.intake.documents.kinds import BY_SUFFIX, FileKind
from letterkit.intake.fields import Label, labelled_lines

CHANNEL = "appeal.channel"
_KNOWN, _LIKELY, _GUESSED = 1.0, 0.8, 0.4
"""How likely the way is right: it was taken from a mailbox, it looks like it, it is what such a file mostly is."""
_LABELS_OF_FORM = 4
"""A form of a site has its words under a label, and so many kinds of labels at least."""
_MESSAGES = (FileKind.MAIL, FileKind.OUTLOOK)


def with_channel(reading: dict[str, Any] | None, channel: Channel | None) -> dict[str, Any] | None:
    """``reading`` with its way among the values; ``channel`` is the one that is known, otherwise it is guessed."""
    found = (channel, _KNOWN) if channel else _guess(reading) if reading else None
    if reading is None or found is None:
        return reading
    card, (way, sure) = reading["card"], found
    return {
        **reading,
        "card": {**card, "appeal": {**card.get("appeal", {}), "channel": way.value}},
        "confidence": {**reading.get("confidence", {}), CHANNEL: sure},
    }


def _guess(reading: Mapping[str, Any]) -> tuple[Channel, float] | None:
    own = [part for part in reading.get("parts", ()) if part["appeal"]]
    if any(BY_SUFFIX.get(PurePath(part["name"]).suffix.lower()) in _MESSAGES for part in own):
        return Channel.EMAIL, _LIKELY
    labels = {line.label for line in labelled_lines(reading["text"])}
    if Label.TEXT in labels and len(labels) >= _LABELS_OF_FORM:
        return Channel.SITE, _LIKELY
    if any(part["read_by"] == ReadBy.OCR for part in own):
        return Channel.POST, _GUESSED
    return None
