"""Who helps to answer an appeal (6.3), and how it ended (6.12)."""

from datetime import date

from flask import request
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.core.register import Result
from letterkit.office.cases import appeals
from letterkit.office.control import elsewhere
from letterkit.reports.register_words import RESULTS
from letterkit.russian.dates import parse_date
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, blueprint
from webui.appeals.doing import perform
from webui.engine import engine


@blueprint.post("/<int:appeal_id>/helpers")
@needs(Duty.REGISTRY)
def choose_helpers(appeal_id: int) -> Response:
    """Has the chosen executors answer together with the main one."""

    def chosen() -> str:
        appeals.choose_helpers(engine().office, actor(), appeal_id, request.form.getlist("helper", type=int))
        return "Соисполнители записаны."

    return perform(appeal_id, chosen, "helpers")


@blueprint.post("/<int:appeal_id>/answer")
@needs(Duty.REGISTRY)
def answer(appeal_id: int) -> Response:
    """Records an answer that was given elsewhere."""
    form = request.form

    def recorded() -> str:
        on, result = _day(form.get("on", "")), result_in(form.get("result", ""))
        elsewhere.enter(engine().office, actor(), appeal_id, on=on, result=result, number=form.get("number", ""))
        return "Ответ внесён: обращение рассмотрено."

    return perform(appeal_id, recorded, "elsewhere")


@blueprint.post("/<int:appeal_id>/result")
@needs(*ENTERERS)
def judge(appeal_id: int) -> Response:
    """Says how an answered appeal ended."""

    def judged() -> str:
        result = elsewhere.judge(engine().office, actor(), appeal_id, result_in(request.form.get("result", ""))).result
        return f"Результат записан: {RESULTS[result or '']}."

    return perform(appeal_id, judged, "result")


def result_in(typed: str) -> Result:
    """The result chosen in a form; raises RequestError ``answer.no-result``."""
    try:
        return Result(typed)
    except ValueError:
        raise RequestError("answer.no-result") from None


def _day(typed: str) -> date:
    try:
        return parse_date(typed)
    except ValueError:
        raise RequestError("answer.no-date") from None
