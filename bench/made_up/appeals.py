"""Made-up appeals: seasons, weekdays, channels, groups, results, late replies and repeats as in a busy office.

Nothing here touches a database, and the same seed makes the same appeals on the same day.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from bench.made_up.world import Topic, World, weighted_surnames
from letterkit.core.outcome import Channel, Kind
from letterkit.core.people import Person
from letterkit.core.register import Result
from letterkit.deadlines.counting import deadline
from letterkit.deadlines.quarter import Quarter
from letterkit.deadlines.terms import term_of
from letterkit.russian.calendar import is_working, nearest_working

Thing = TypeVar("Thing")
_LATE, _EXTENDED, _FORGOTTEN, _REPEATS, _NO_REASON = 0.035, 0.05, 0.004, 0.07, 0.015
_QUICKER = 0.94  # each quarter replies take so much of the time of the one before
_SHORT_DAYS = 7
_LONGER = term_of("extension").days
_DAY = timedelta(days=1)


@dataclass(slots=True)
class MadeUpAppeal:
    """One appeal; ``earlier`` is the number in the list of one that it repeats, ``quarter`` the place of its own."""

    number: str
    quarter: int
    registered: date
    channel: Channel
    kind: Kind
    topic: Topic
    subject: str
    reason: str | None
    applicant: Person
    address: str
    due: date
    extended_to: date | None = None
    answered: date | None = None
    result: Result | None = None
    earlier: int | None = None

    @property
    def card(self) -> dict[str, object]:
        """Its case card as the register keeps it."""
        appeal = {
            "number": self.number,
            "registered": self.registered.isoformat(),
            "channel": self.channel.value,
            "subject": self.subject,
            "questions": [f"Когда решат вопрос {self.subject[:1].lower()}{self.subject[1:]}?"],
            "kind": self.kind.value,
            "group": self.topic.group,
        }
        who = self.applicant
        named = {"surname": who.surname, "name": who.name, "patronymic": who.patronymic}
        return {"appeal": appeal, "applicant": {**named, "address": self.address}}


@dataclass(slots=True)
class Maker:
    """Makes appeals of ``world``; what is after ``today`` has not happened yet."""

    world: World
    seed: int
    today: date
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def appeals(self, count: int, quarters: Sequence[Quarter]) -> list[MadeUpAppeal]:
        """``count`` appeals over ``quarters`` (first to last), as evenly as they go, in the order of registration."""
        made: list[MadeUpAppeal] = []
        for place, quarter in enumerate(quarters):
            share = count // len(quarters) + (place < count % len(quarters))
            for day in self._days(quarter, share):
                made.append(self._appeal(len(made) + 1, place, day))
                self._perhaps_repeats(made)
        return made

    def _days(self, quarter: Quarter, count: int) -> list[date]:
        last = min(quarter.last, self.today)
        days = [quarter.first + number * _DAY for number in range((last - quarter.first).days + 1)]
        open_days = [day for day in days if is_working(day)] or [quarter.first]
        weekdays, months = self.world.weekdays, self.world.months
        weights = [weekdays[min(day.weekday(), len(weekdays) - 1)] * months[day.month - 1] for day in open_days]
        return sorted(self._chance.choices(open_days, weights, k=count))

    def _appeal(self, serial: int, place: int, registered: date) -> MadeUpAppeal:
        chance, world = self._chance, self.world
        topic = self._of(world.topics, [each.weight for each in world.topics])
        complains = self._in_hundred(topic.complaints)
        usual = Kind.STATEMENT if chance.random() < 0.9 else Kind.PROPOSAL
        made = MadeUpAppeal(
            f"Д-{serial}/{registered:%y}",
            place,
            registered,
            self._of(list(world.channels), list(world.channels.values())),
            Kind.COMPLAINT if complains else usual,
            topic,
            chance.choice(topic.subjects),
            None if chance.random() < _NO_REASON else chance.choice(topic.reasons),
            *self._somebody(),
            deadline(registered, "review", "preceding").due,
        )
        self._answer(made)
        return made

    def _answer(self, made: MadeUpAppeal) -> None:
        """When and how it was answered; nothing of that lies after today."""
        chance, topic = self._chance, made.topic
        if chance.random() < _FORGOTTEN:
            return
        days = self._waiting_days(made)
        if not topic.redirected and chance.random() < _EXTENDED:
            made.extended_to = nearest_working(made.due + _LONGER * _DAY, "preceding")
            days = (made.due - made.registered).days + chance.randint(3, _LONGER - 3)
        elif chance.random() < _LATE:
            days = (made.due - made.registered).days + 1 + min(20, int(chance.expovariate(0.25)))
        answered = nearest_working(made.registered + days * _DAY, "following")
        if answered <= self.today:
            made.answered, made.result = answered, self._result(made)
        if made.extended_to is not None and made.due - 3 * _DAY > self.today:
            made.extended_to = None  # nobody has asked for more time yet

    def _waiting_days(self, made: MadeUpAppeal) -> int:
        usual = made.topic.days * _QUICKER**made.quarter
        if made.topic.redirected:
            return self._chance.randint(1, _SHORT_DAYS - 2)
        most = (made.due - made.registered).days - 2  # moved to a working day, it is in time still
        return max(1, min(most, round(self._chance.triangular(2, 30, usual))))

    def _result(self, made: MadeUpAppeal) -> Result:
        if made.topic.redirected:
            return Result.REDIRECTED
        if made.kind is Kind.COMPLAINT:
            satisfied, refused = made.topic.satisfied + 2 * made.quarter, made.topic.refused
        else:
            satisfied, refused = 12, 8
        rest = max(1, 97 - satisfied - refused)
        return self._of(
            [Result.SATISFIED, Result.REFUSED, Result.EXPLAINED, Result.REDIRECTED, Result.NO_ANSWER],
            [satisfied, refused, rest, 2, 1],
        )

    def _perhaps_repeats(self, made: list[MadeUpAppeal]) -> None:
        """The last of ``made`` may be from somebody who was answered before and writes of the same again."""
        share = _REPEATS * _QUICKER ** made[-1].quarter
        if len(made) < 2 or self._chance.random() >= share:
            return
        number = self._chance.randrange(len(made) - 1)
        earlier, repeat = made[number], made[-1]
        if earlier.answered is None or earlier.answered > repeat.registered or earlier.topic.redirected:
            return
        repeat.earlier, repeat.applicant, repeat.address = number, earlier.applicant, earlier.address
        repeat.subject = earlier.subject
        if repeat.topic is not earlier.topic:
            repeat.topic, repeat.reason = earlier.topic, earlier.reason
            if repeat.result is Result.REDIRECTED:
                repeat.result = Result.EXPLAINED

    def _somebody(self) -> tuple[Person, str]:
        chance, people = self._chance, self.world.people
        is_woman = chance.random() < 0.62
        given = people.women if is_woman else people.men
        surnames, as_often = weighted_surnames()
        surname = chance.choices(surnames, cum_weights=as_often)[0]
        if is_woman:
            surname = _of_woman(surname)
        who = Person(surname, chance.choice(given.names), chance.choice(given.patronymics))
        street, place = chance.choice(people.streets), chance.choice(people.places)
        return who, f"ул. {street}, д. {chance.randint(1, 90)}, кв. {chance.randint(1, 120)}, {place}"

    def _in_hundred(self, percent: int) -> bool:
        return self._chance.random() * 100 < percent

    def _of(self, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
        return self._chance.choices(things, weights)[0]


def _of_woman(surname: str) -> str:
    """«Осокин-Береговой» → «Осокина-Береговая»."""
    return "-".join(f"{part[:-2]}ая" if part.endswith("ой") else f"{part}а" for part in surname.split("-"))
