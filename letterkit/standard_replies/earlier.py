"""«Already sent»: a reply that the same applicant has had is found and told; a person decides."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from letterkit.compose.catalogue import ReplyText
from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.finding import Level
from letterkit.core.outcome import LEAVES_OPEN, Outcome
from letterkit.standard_replies.identity import (
    ApplicantIdentity,
    Said,
    appeal_key,
    card_words,
    live_apart,
    may_be_one,
    row_key,
    said_by,
    text_key,
    who,
)
from letterkit.standard_replies.keys import kept_keys, sought_keys
from letterkit.standard_replies.refusal import Refusal

Why = Literal["appeal", "text"]


@dataclass(frozen=True)
class SentReply:
    """A reply that was sent or is on its way; ``texts`` are keys of what it says, ``row`` that of the row it is of."""

    who: ApplicantIdentity
    reply: str
    outcome: Outcome | None
    appeal: str | None
    registered: datetime.date | None
    texts: frozenset[str]
    number: str | None = None
    date: datetime.date | None = None
    row: str | None = None

    @cached_property
    def keys(self) -> frozenset[int]:
        """Under what it is kept (``standard.keys``)."""
        return kept_keys(self.who, self.appeal, self.texts)

    @cached_property
    def sought_keys(self) -> frozenset[int]:
        """Where those are kept that it may repeat."""
        return sought_keys(self.who, self.appeal, self.texts)

    def work_out_keys(self) -> None:
        """Both now, while there is time: they go along wherever this goes."""
        _ = self.keys, self.sought_keys


@dataclass(frozen=True, slots=True)
class Earlier:
    """``sent`` answers the same appeal of the same applicant, or says the same to them (``why``)."""

    sent: SentReply
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
    card_says: Said | None = None,
) -> SentReply:
    """The reply to ``card`` as it is remembered, ``outcome`` being that of the reply text.

    ``text`` are the words of the letter, where they are at hand; what the card says is remembered without them, and
    told by ``card_says`` where that has been worked out already.
    """
    said = [card_words(card_says or said_by(card), reply_id), *([text] if text else [])]
    return SentReply(
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
    """Replies known, by their keys: few of them are touched by a look."""

    def __init__(self, known: Iterable[SentReply] = ()) -> None:
        self._by_key: dict[int, list[SentReply]] = defaultdict(list)
        for sent in known:
            self.add(sent)

    def add(self, sent: SentReply, keys: Iterable[int] | None = None) -> None:
        """Remembers ``sent``; a batch adds each of its rows, so that a row doubled in it is found too.

        ``keys`` are its own, where they have been worked out already.
        """
        for key in sent.keys if keys is None else keys:
            self._by_key[key].append(sent)

    def like(self, new: SentReply) -> Iterator[SentReply]:
        """Those that share a key with what is sought for ``new``, each once."""
        met: set[int] = set()
        for key in new.sought_keys:
            for sent in self._by_key.get(key, ()):
                if id(sent) not in met:
                    met.add(id(sent))
                    yield sent


def earlier(
    card: CaseCard, reply: ReplyText, known: SentReplies, *, within_days: int, text: str | None = None
) -> tuple[Earlier, ...]:
    """``find_earlier`` by the reply to ``card`` with the words of ``reply``, or with ``text`` where it is at hand."""
    said = said_by(card)
    new = sent_of(card, reply.id, reply.head.outcome, text=text, row=row_key(said, reply.id), card_says=said)
    return find_earlier(new, known, within_days=within_days)


def find_earlier(new: SentReply, known: SentReplies, *, within_days: int) -> tuple[Earlier, ...]:
    """The replies known that make ``new`` a second one, the newest first.

    The same applicant and appeal, whenever; the same applicant and text, ``within_days`` of each other. A reply that
    leaves the appeal open (7.4, 7.12) stands in the way of another of its kind alone. The row itself, run before, does
    not count.
    """
    found = [Earlier(sent, why) for sent in known.like(new) if (why := _why(new, sent, within_days))]
    others = (each for each in found if each.sent.row is None or each.sent.row != new.row)
    return tuple(sorted(others, key=lambda each: each.sent.date or datetime.date.min, reverse=True))


def _why(new: SentReply, sent: SentReply, within_days: int) -> Why | None:
    if _same_appeal(new, sent) and may_be_one(new.who, sent.who) and _closes(sent, new):
        return "appeal"
    today = clock.today()
    days = abs(((new.date or today) - (sent.date or today)).days)
    is_text = not new.texts.isdisjoint(sent.texts) and days <= within_days and _same_person(new.who, sent.who)
    return "text" if is_text else None


def _same_appeal(one: SentReply, other: SentReply) -> bool:
    """Numbers begin anew each year, so that of two days of registration both must be the same."""
    if not one.appeal or not other.appeal or appeal_key(one.appeal) != appeal_key(other.appeal):
        return False
    return one.registered is None or other.registered is None or one.registered == other.registered


def _same_person(one: ApplicantIdentity, other: ApplicantIdentity) -> bool:
    """Of an appeal the number says enough; of a text sent to hundreds namesakes are told apart by their houses."""
    return may_be_one(one, other) and not live_apart(one, other)


def _closes(sent: SentReply, new: SentReply) -> bool:
    return sent.outcome not in LEAVES_OPEN or sent.reply == new.reply
