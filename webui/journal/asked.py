"""What is asked of the journal in the address of its page, and of the file of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from letterkit.office.content.bodies import body_of
from letterkit.office.journal.listing import Deeds, JournalFilter
from webui.asker import known_address
from webui.bodies.lists import first_id
from webui.engine import engine

NAMES = ("body", "about", "number", "deeds", "action", "person", "since", "until", "address")
_DAYS = {"since": "с какого дня", "until": "по какой день"}
_LONGEST = 300
_TYPED = frozenset({"number"})
"""People's own words: that they were asked is all that is noted."""


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """``given`` as it was typed, ``wanted`` as it is meant; ``troubles`` has a sentence for each wrong field."""

    given: Mapping[str, str]
    wanted: JournalFilter
    troubles: Mapping[str, str] = field(default_factory=dict)

    @property
    def used(self) -> dict[str, str]:
        """What was typed, without what was left empty."""
        return {name: value for name, value in self.given.items() if value}

    @property
    def journal_details(self) -> dict[str, Any]:
        """The same as the journal may keep it."""
        return {name: True if name in _TYPED else value for name, value in self.used.items()}


def asked_of(args: Mapping[str, str]) -> JournalQuery:
    """What ``args`` ask for; a field that is wrong asks nothing. Raises RequestError ``body.unknown``."""
    given = {name: args.get(name, "").strip()[:_LONGEST].replace("\0", "") for name in NAMES}
    troubles: dict[str, str] = {}
    since, until = (_day(name, given[name], troubles) for name in _DAYS)
    if since and until and since > until:
        troubles["until"] = "Этот день раньше того, с которого показывать записи."
    address = known_address(given["address"]) if given["address"] else ""
    if address is None:
        troubles["address"] = "Нужен адрес вида 10.0.0.7 или 2001:db8::7."
    wanted = JournalFilter(
        about=given["about"],
        number=given["number"],
        deeds=Deeds(given["deeds"]) if given["deeds"] in set(Deeds) else None,
        action=given["action"],
        person=given["person"],
        address=address or "",
        since=since,
        until=until,
        body=body_of(engine().database, first_id(), given["body"]) if given["body"] else None,
    )
    return JournalQuery(given, wanted, troubles)


def _day(name: str, written: str, troubles: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        troubles[name] = f"Дата, {_DAYS[name]}, записана не так: нужна дата вида 2026-11-26."
        return None
