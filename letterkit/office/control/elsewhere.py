"""An appeal that was answered elsewhere, and how one ended as somebody judges it (6.12)."""

import datetime

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty
from letterkit.core.register import Result
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.control import closing
from letterkit.office.register.indexing import ELSEWHERE
from letterkit.office.register.results import NUMBER_LIMIT
from letterkit.russian.clean import control_free
from letterkit.store import audit
from letterkit.store.tables import Appeal


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
        closing.answered_otherwise(session, by, appeal, on, ELSEWHERE)
        told = {"on": on.isoformat(), "result": result.value, "number": number, "state": appeal.state}
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
