"""Replies of an appeal's course, which no ground of clause 4.3 needs: sent on, prolonged, interim, clarification asked.

They are sent in hundreds all the same, and each has needs of its own (clauses 3.4, 7.4–7.7, 7.12).
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping

from letterkit.core.finding import Level
from letterkit.core.outcome import Evidence, Outcome
from letterkit.core.profile import Profile
from letterkit.standard_replies.evidence import GivenEvidence
from letterkit.standard_replies.refusal import Refusal
from letterkit.standard_replies.terms import Days

_NOBODY = re.compile(r"\s*(?:соответствующ|уполномоченн|компетентн|надлежащ|вышестоящ)", re.IGNORECASE)
_DUE = "reply.due_date"


def of_redirect(given: GivenEvidence, profile: Profile, days: Days) -> Iterator[Refusal]:
    """7.7, 59-FZ 8.3: a body is named, and it is another one."""
    receiver = given.values.get(Evidence.RECEIVER)
    if not isinstance(receiver, str):
        return
    own = {name.casefold() for name in (*profile.body.names.values(), profile.body.short_name or "")}
    if receiver.casefold() in own:
        yield given.refusal("standard.sent-to-self", Evidence.RECEIVER, value=receiver)
    elif _NOBODY.match(receiver):
        yield given.refusal("standard.sent-to-nobody", Evidence.RECEIVER, value=receiver)


def of_extension(given: GivenEvidence, profile: Profile, days: Days) -> Iterator[Refusal]:
    """7.4, 7.5: once, by thirty days at most, told three days before the first term ends and never after it."""
    due = given.card.reply.due_date
    if days.extended_to:
        yield given.refusal("standard.extended-twice", _DUE, clause="7.4", until=days.extended_to)
        return
    if due and due <= days.review:
        yield given.refusal("standard.not-longer", _DUE, clause="7.4", date=due, last=days.review)
    if due and due > days.longest:
        yield given.refusal("standard.too-long", _DUE, clause="7.4", date=due, last=days.longest)
    if days.letter > days.review_at_latest:
        yield given.refusal("standard.extended-late", "date", clause="7.4", date=days.letter, last=days.review)
    elif days.letter > days.notice:
        yield given.refusal("standard.notice-late", "date", Level.WARNING, date=days.letter, last=days.notice)


def of_interim(given: GivenEvidence, profile: Profile, days: Days) -> Iterator[Refusal]:
    """7.12: the day of the final reply is to come, and within the term unless that is prolonged (7.4)."""
    final, last = given.card.reply.due_date, days.extended_to or days.review_at_latest
    if final and final <= days.letter:
        yield given.refusal("standard.final-past", _DUE, date=final, letter=days.letter)
    elif final and final > last:
        yield given.refusal("standard.final-late", _DUE, clause="7.4", date=final, last=last)


def of_clarifying(given: GivenEvidence, profile: Profile, days: Days) -> Iterator[Refusal]:
    """3.4: the applicant has time to answer, and the body to use the answer; the term runs on (7.12)."""
    yield from of_interim(given, profile, days)
    by, final = given.values.get(Evidence.ANSWER_BY), given.card.reply.due_date
    if isinstance(by, datetime.date):
        if by <= days.letter:
            yield given.refusal("standard.no-time-to-answer", Evidence.ANSWER_BY, date=by, letter=days.letter)
        elif final and by >= final:
            yield given.refusal("standard.answer-after-final", Evidence.ANSWER_BY, date=by, final=final)


BY_OUTCOME: Mapping[Outcome, Callable[[GivenEvidence, Profile, Days], Iterator[Refusal]]] = {
    Outcome.REDIRECTED: of_redirect,
    Outcome.EXTENDED: of_extension,
    Outcome.INTERIM: of_interim,
    Outcome.CLARIFY: of_clarifying,
}
