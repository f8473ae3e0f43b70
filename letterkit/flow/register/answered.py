"""How an appeal ended (6.12): recorded when a letter on the substance goes, or as it was answered elsewhere."""

import datetime

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty
from letterkit.core.outcome import LEAVES_OPEN, Kind, Outcome
from letterkit.core.register import Result
from letterkit.flow.cases import rights
from letterkit.flow.cases.office import Office
from letterkit.flow.control import closing
from letterkit.russian.clean import control_free
from letterkit.store import audit
from letterkit.store.tables import Appeal

NUMBER_LIMIT = 60
_RESULTS = {
    Outcome.SOLVED: Result.SATISFIED,
    Outcome.BY_DATE: Result.SATISFIED,
    Outcome.NO_DATE: Result.EXPLAINED,
    Outcome.CANNOT: Result.REFUSED,
    Outcome.EXPLAINED: Result.EXPLAINED,
    Outcome.REDIRECTED: Result.REDIRECTED,
    Outcome.NO_ANSWER: Result.NO_ANSWER,
}
_ELSEWHERE = "ответ дан в другой системе"
CHOSEN = (Result.SATISFIED, Result.REFUSED, Result.EXPLAINED)
"""What somebody may say of an answer on the substance."""


def result_of(outcome: Outcome | None) -> Result | None:
    """What a reply of ``outcome`` is counted as; None for one that leaves the appeal open (7.4, 7.12).

    A reply that names no outcome explains.
    """
    if outcome in LEAVES_OPEN:
        return None
    return _RESULTS[outcome] if outcome is not None else Result.EXPLAINED


def is_to_be_asked(appeal: Appeal) -> bool:
    """Whether nobody has said yet if a complaint was satisfied or refused: its reply says neither."""
    return appeal.kind == Kind.COMPLAINT and appeal.answered is not None and appeal.result in (None, Result.EXPLAINED)


def record(
    appeal: Appeal,
    outcome: Outcome | None,
    on: datetime.date,
    number: str | None = None,
    result: Result | None = None,
) -> None:
    """Notes in ``appeal`` that it was answered ``on`` by the letter ``number``; ``result`` is over what it says itself.

    A reply that leaves it open is no answer. What redirects it, or is no answer on the substance, stays that whatever
    ``result`` says. An appeal that has been answered keeps the day on which it was (waiting time, 6.12).
    """
    found = result_of(outcome)
    if found is None:
        return
    appeal.result = result if result is not None and found in CHOSEN else found
    appeal.answered = appeal.answered or on
    appeal.reply_number = (number or appeal.reply_number or "")[:NUMBER_LIMIT] or None


def enter(
    office: Office,
    by: Actor,
    appeal_id: int,
    *,
    on: datetime.date,
    result: Result,
    number: str = "",
) -> Appeal:
    """Records an answer that is no letter here: given in another system, or on paper, to all that the appeal asks.

    The appeal is done.

    Raises RequestError ``appeal.gone``, ``appeal.done``, ``answer.too-early``, ``answer.not-yet``, ``appeal.too-long``,
    DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    number = " ".join(control_free(number).split())
    if len(number) > NUMBER_LIMIT:
        raise RequestError("appeal.too-long", key="reply_number", limit=NUMBER_LIMIT)
    if on > clock.today():
        raise RequestError("answer.not-yet")
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        if appeal.state == AppealState.DONE:
            raise RequestError("appeal.done")
        if on < appeal.registered:
            raise RequestError("answer.too-early", date=f"{appeal.registered:%d.%m.%Y}")
        appeal.answered, appeal.result, appeal.reply_number = on, result, number or None
        closing.answered_otherwise(session, by, appeal, on, _ELSEWHERE)
        told = {"on": on.isoformat(), "result": result.value, "number": number}
        audit.record(session, by, "appeal.answered", f"appeal:{appeal.id}", **told)
        return appeal


def judge(office: Office, by: Actor, appeal_id: int, result: Result) -> Appeal:
    """Says how an appeal that has been answered ended: of a complaint, whether it was satisfied or refused.

    Raises RequestError ``appeal.gone``, ``answer.none-yet``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        if appeal.answered is None:
            raise RequestError("answer.none-yet")
        if appeal.result != result:
            before = appeal.result
            appeal.result = result
            told = {"result": result.value, "result_before": before}
            audit.record(session, by, "appeal.judged", f"appeal:{appeal.id}", **told)
        return appeal
