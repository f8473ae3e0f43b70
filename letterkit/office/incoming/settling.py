"""What a person makes of a proposed card: value by value confirmed, changed, cleared; nothing is taken by itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letterkit.core.card_values import CARD_VALUES, ValueKind
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office.context import Office
from letterkit.office.incoming.listing import is_waiting, lock_incoming
from letterkit.office.register.details import Details
from letterkit.office.register.entry import SECTIONS
from letterkit.russian.dates import parse_date
from letterkit.store.incoming_tables import Incoming

QUESTIONS = "appeal.questions"
REPRESENTATIVE, PRIORITY, REASON, EXECUTOR = "representative", "priority", "reason", "executor"
"""What the register keeps beside the card; ``executor`` is the id of who is to answer."""
_PATHS = {path for path, value in CARD_VALUES.items() if value.section in SECTIONS}
PATHS = frozenset({*_PATHS, REPRESENTATIVE, PRIORITY, REASON, EXECUTOR})
_MOST_LETTERS = 20_000


@dataclass(frozen=True, slots=True)
class SettledCard:
    """``values`` by path, as they were read or as somebody has put them since; ``confirmed`` are those to be taken.

    Of the questions each is confirmed by itself, as ``appeal.questions.0``.
    """

    values: Mapping[str, Any]
    confirmed: frozenset[str]

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """What says something and nobody has confirmed yet."""
        return tuple(key for key, value in _each(self.values) if value and key not in self.confirmed)

    @property
    def card(self) -> Mapping[str, Any]:
        """A card of what is confirmed, and of nothing else."""
        made: dict[str, dict[str, Any]] = {}
        for path in _PATHS.intersection(self.values):
            if value := self._confirmed_value(path):
                section, name = path.split(".")
                made.setdefault(section, {})[name] = value
        return made

    @property
    def details(self) -> Details:
        """What is confirmed of what the register keeps beside a card."""
        return Details(
            reason=self._confirmed_value(REASON),
            priority=bool(self._confirmed_value(PRIORITY)),
            representative=self._confirmed_value(REPRESENTATIVE),
        )

    @property
    def executor_id(self) -> int | None:
        """Who is to answer."""
        chosen = str(self._confirmed_value(EXECUTOR) or "")
        return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None

    def _confirmed_value(self, path: str) -> Any:
        value = self.values.get(path)
        if path == QUESTIONS:
            return [each for number, each in enumerate(value or ()) if f"{path}.{number}" in self.confirmed]
        return value if path in self.confirmed else None


def proposed_values(reading: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What a reading proposes, by path, in the one way in which values are compared."""
    if not reading:
        return {}
    card = reading["card"]
    found = {f"{section}.{name}": value for section in SECTIONS for name, value in card.get(section, {}).items()}
    found |= {REPRESENTATIVE: reading.get("representative"), PRIORITY: bool(reading.get("benefit"))}
    return {path: plain_value(path, value) for path, value in found.items() if value and path in PATHS}


def settled_card(it: Incoming) -> SettledCard:
    """The card of ``it`` as it stands now."""
    values = {**proposed_values(it.reading), **it.settled.get("values", {})}
    return SettledCard(values, frozenset(it.settled.get("confirmed", ())))


def settle(
    office: Office, by: Actor, incoming_id: int, values: Mapping[str, Any], confirmed: Collection[str]
) -> SettledCard:
    """Keeps what a person has made of the card so far; a value that they have put is confirmed by that.

    Raises RequestError ``incoming.gone``, ``incoming.decided``, ``appeal.too-long``, DeniedError.
    """
    given = {path: plain_value(path, value) for path, value in values.items() if path in PATHS}
    for path, value in given.items():
        if len(str(value)) > _MOST_LETTERS:
            raise RequestError("appeal.too-long", key=path, limit=_MOST_LETTERS)
    with office.database.writing() as session:
        it = is_waiting(lock_incoming(session, by, incoming_id))
        proposed = proposed_values(it.reading)
        changed = {path: value for path, value in given.items() if value != proposed.get(path, _nothing(path))}
        told = dict(_each({**proposed, **changed}))
        was = {value for key, value in _each(proposed) if key.startswith(QUESTIONS)}
        taken = {key for key in told if key in confirmed}
        taken |= {path for path in changed if path != QUESTIONS}
        taken |= {key for key, value in told.items() if key.startswith(QUESTIONS) and value not in was}
        it.settled = {"values": changed, "confirmed": sorted(taken)}
        return settled_card(it)


def plain_value(path: str, value: Any) -> Any:
    """``value`` as both a reading and a form have it: ISO days, lists of lines, flags, words without spaces around."""
    kind = CARD_VALUES[path].kind if path in CARD_VALUES else None
    if path == PRIORITY or kind is ValueKind.FLAG:
        return bool(value)
    if kind is ValueKind.LIST:
        lines: Sequence[Any] = value if isinstance(value, (list, tuple)) else str(value or "").split("\n")
        return [line for each in lines if (line := " ".join(str(each).split()))]
    said = "" if value is None else " ".join(str(value).split())
    if kind is ValueKind.DATE and said:
        try:
            return parse_date(said).isoformat()
        except ValueError:
            return said
    return said


def _nothing(path: str) -> Any:
    return plain_value(path, None)


def _each(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every value by its path, the questions one by one."""
    for path, value in values.items():
        if path == QUESTIONS:
            yield from ((f"{path}.{number}", each) for number, each in enumerate(value))
        else:
            yield path, value
