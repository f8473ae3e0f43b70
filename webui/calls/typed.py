"""What is typed into the card of a call, and what the card of a known call shows."""

import re
from collections.abc import Mapping
from datetime import datetime

from werkzeug.datastructures import MultiDict

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.register import CallEnd
from letterkit.office.contacts.calls import CallCard
from letterkit.reports.contact_words import clock_length
from letterkit.store.register_tables import Call
from webui.numbers import whole_or_none

FIELDS = ("at", "length", "caller", "phone", "told", "end", "forwarded_to", "appeal", "words", "opened")
_LENGTH = re.compile(r"(?:(\d{1,3})\s*[:.,\s]\s*)?(\d{1,3})\s*")
_MINUTES = re.compile(r"(\d{1,3})\s*м\w*\.?\s*(?:(\d{1,2})\s*с\w*\.?)?\s*")


def typed_in(form: MultiDict[str, str]) -> dict[str, str]:
    """The fields of the form as they came."""
    return {name: form.get(name, "").strip() for name in FIELDS}


def fields_of(call: Call) -> dict[str, str]:
    """The fields of the form for a call that is known."""
    return {
        "at": at_field(call.at),
        "length": clock_length(call.seconds),
        "caller": call.caller,
        "phone": call.phone or "",
        "told": call.told,
        "end": call.end,
        "forwarded_to": call.forwarded_to or "",
        "appeal": str(call.appeal_id or ""),
        "words": "",
        "opened": "",
    }


def at_field(moment: datetime) -> str:
    """A moment as a field of day and time holds it."""
    return f"{moment.astimezone():%Y-%m-%dT%H:%M}"


def card_of(typed: Mapping[str, str]) -> CallCard:
    """The card that was typed.

    Raises RequestError with ``key``: ``call.bad-time``, ``call.bad-length``, ``call.no-end``.
    """
    at = read_moment(typed["at"])
    return CallCard(
        at=at,
        seconds=_seconds(typed["length"]) if typed["length"] else _since(typed["opened"]),
        end=_end(typed["end"]),
        caller=typed["caller"],
        phone=typed["phone"],
        told=typed["told"],
        forwarded_to=typed["forwarded_to"] if typed["end"] in (CallEnd.FORWARDED, CallEnd.NUMBER_TOLD) else "",
        appeal_id=whole_or_none(typed["appeal"]),
    )


def read_moment(typed: str) -> datetime:
    """The moment of a field of day and time, or «27.11.2026 14:05»; raises RequestError ``call.bad-time``."""
    for form in ("%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"):
        try:
            return datetime.strptime(typed, form).astimezone()
        except ValueError:
            continue
    raise RequestError("call.bad-time", key="at", value=typed[:30])


def _seconds(typed: str) -> int:
    """«4:50», «4 мин 50 с»; a number alone is minutes."""
    if found := _MINUTES.fullmatch(typed):
        return 60 * int(found[1]) + int(found[2] or 0)
    found = _LENGTH.fullmatch(typed)
    if found is None or (found[1] and int(found[2]) > 59):
        raise RequestError("call.bad-length", key="length", value=typed[:20])
    return 60 * int(found[1]) + int(found[2]) if found[1] else 60 * int(found[2])


def _since(opened: str) -> int:
    """The seconds since the card was opened, one at least: without a script nobody stops a clock. 0: not known."""
    try:
        passed = clock.now().timestamp() - int(opened)
    except ValueError:
        return 0
    return max(1, round(passed)) if passed >= 0 else 0


def _end(typed: str) -> CallEnd:
    try:
        return CallEnd(typed)
    except ValueError:
        raise RequestError("call.no-end", key="end") from None
