"""«Already sent»: a reply that the same applicant has had is found and told; a person decides."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from letterkit.compose.catalogue import ReplyText
from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.finding import Level
from letterkit.core.outcome import LEAVES_OPEN, Outcome
from letterkit.flow.standard.identity import Who, appeal_key, card_words, live_apart, may_be_one, row_key, text_key, who
from letterkit.flow.standard.refusal import Refusal

Why = Literal["appeal", "text"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A reply that was sent or is on its way; ``texts`` are keys of what it says, ``row`` that of the row it is of."""

    who: Who
    reply: str
    outcome: Outcome | None
    appeal: str | None
    registered: datetime.date | None
    texts: frozenset[str]
    number: str | None = None
    date: datetime.date | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """``sent`` answers the same appeal of the same applicant, or says the same to them (``why``)."""

    sent: Sent
    why: Why

    def refusal(self) -> Refusal:
        """A warning with number and date of the earlier reply (clause 4.1)."""
        key = "appeal.number" if self.why == "appeal" else "reply"
        details = {"number": self.sent.number, "date": self.sent.date, "appeal": self.sent.appeal}
        code = "standard.answered-already" if self.why == "appeal" else "standard.sent-already"
        return Refusal(code, "4.1", key, Level.WARNING, details)


def sent_of(
    card: CaseCard,
    reply_id: str,
    outcome: Outcome | None,
    *,
    text: str | None = None,
    row: str | None = None,
) -> Sent:
    """The reply to ``card`` as it is remembered, ``outcome`` being that of the reply text.

    ``text`` are the words of the letter, where they are at hand; what the card says is remembered without them.
    """
    said = [card_words(card, reply_id), *([text] if text else [])]
    return Sent(
        who(card.applicant),
        reply_id,
        card.reply.outcome or outcome,
        card.appeal.number,
        card.appeal.registered,
        frozenset(map(text_key, said)),
        card.number,
        card.date,
        row,
    )


class SentReplies:
    """Replies known, by appeal and by text: one look costs the same among a hundred and a hundred thousand."""

    def __init__(self, known: Iterable[Sent] = ()) -> None:
        self._by_appeal: dict[str, list[Sent]] = defaultdict(list)
        self._by_text: dict[tuple[str, ...], list[Sent]] = defaultdict(list)
        for sent in known:
            self.add(sent)

    def add(self, sent: Sent) -> None:
        """Remembers ``sent``; a batch adds each of its rows, so that a row doubled in it is found too."""
        if sent.appeal:
            self._by_appeal[appeal_key(sent.appeal)].append(sent)
        for key in sent.texts:
            for handle in _handles(sent.who):
                self._by_text[key, *handle].append(sent)

    def of_appeal(self, number: str) -> Iterable[Sent]:
        """All replies to the appeal ``number`` of whatever year."""
        return self._by_appeal.get(appeal_key(number), ())

    def of_texts(self, keys: Iterable[str], of: Who) -> Iterator[Sent]:
        """Replies of these texts to those who may be ``of``."""
        for key in keys:
            for handle in _sought(of):
                yield from self._by_text.get((key, *handle), ())


def _handles(of: Who) -> Iterator[tuple[str, ...]]:
    """Under what a reply is kept: all that is known, and the surname alone for those who ask with less."""
    if of.organisation:
        yield ("organisation", of.organisation)
    if of.surname:
        yield (*of.initials, of.house)
        yield ("surname", of.surname)


def _sought(of: Who) -> Iterator[tuple[str, ...]]:
    """Where those who may be ``of`` are kept: what is not known of them stands empty."""
    known = (*of.initials[1:], of.house)
    if of.organisation:
        yield ("organisation", of.organisation)
    if of.surname and all(known):
        yield from ((of.surname, *each) for each in product(*((value, "") for value in known)))
    elif of.surname:
        yield ("surname", of.surname)


def earlier(
    card: CaseCard, reply: ReplyText, known: SentReplies, *, within_days: int, text: str | None = None
) -> tuple[Earlier, ...]:
    """The replies known that make the reply to ``card`` a second one, the newest first.

    The same applicant and appeal, whenever; the same applicant and text, ``within_days`` of each other. A reply that
    leaves the appeal open (7.4, 7.12) stands in the way of another of its kind alone. The row itself, run before, does
    not count.
    """
    new = sent_of(card, reply.id, reply.head.outcome, text=text)
    found: dict[int, Earlier] = {}
    today = clock.today()
    if new.appeal:
        for sent in known.of_appeal(new.appeal):
            if _same_appeal(new, sent) and may_be_one(new.who, sent.who) and _closes(sent, new):
                found[id(sent)] = Earlier(sent, "appeal")
    for sent in known.of_texts(new.texts, new.who):
        days = abs(((new.date or today) - (sent.date or today)).days)
        if id(sent) not in found and days <= within_days and _same_person(new.who, sent.who):
            found[id(sent)] = Earlier(sent, "text")
    if not found:
        return ()
    row = row_key(card, reply.id)
    others = (each for each in found.values() if each.sent.row != row)
    return tuple(sorted(others, key=lambda each: each.sent.date or datetime.date.min, reverse=True))


def _same_appeal(one: Sent, other: Sent) -> bool:
    """Numbers begin anew each year, so that of two days of registration both must be the same."""
    return one.registered is None or other.registered is None or one.registered == other.registered


def _same_person(one: Who, other: Who) -> bool:
    """Of an appeal the number says enough; of a text sent to hundreds namesakes are told apart by their houses."""
    return may_be_one(one, other) and not live_apart(one, other)


def _closes(sent: Sent, new: Sent) -> bool:
    return sent.outcome not in LEAVES_OPEN or sent.reply == new.reply
