"""The steps of a batch: let begin, halted, gone on with, called off, its failed rows tried again."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, ToolError
from letterkit.office.batches import steps
from letterkit.reports.batch_words import ROW_FORMS
from letterkit.reports.wording import plural
from webui.access import actor, needs
from webui.batches.blueprint import MAKERS, blueprint
from webui.batches.notify_workers import wake_all
from webui.batches.show import page
from webui.engine import engine


@blueprint.post("/<int:batch_id>/confirm")
@needs(*MAKERS)
def confirm(batch_id: int) -> Response:
    """Lets the letters be made."""
    again = "again" in request.form

    def begin() -> None:
        steps.confirm(engine().office, actor(), batch_id, again=again)
        wake_all(batch_id)

    return apply_change(batch_id, "confirm", begin, "Письма готовятся. Страницу можно закрыть: работа не остановится.")


@blueprint.post("/<int:batch_id>/pause")
@needs(*MAKERS)
def pause(batch_id: int) -> Response:
    """Takes no more rows."""
    said = "Рассылка приостановлена: начатые письма будут закончены, новые не начнутся."
    return apply_change(batch_id, "pause", lambda: steps.pause(engine().office, actor(), batch_id), said)


@blueprint.post("/<int:batch_id>/resume")
@needs(*MAKERS)
def resume(batch_id: int) -> Response:
    """Goes on."""

    def go_on() -> None:
        steps.resume(engine().office, actor(), batch_id)
        wake_all(batch_id)

    return apply_change(batch_id, "resume", go_on, "Рассылка продолжена.")


@blueprint.post("/<int:batch_id>/cancel")
@needs(*MAKERS)
def cancel(batch_id: int) -> Response:
    """Calls it off."""
    said = "Рассылка отменена. Письма, которые уже готовы, остались."
    return apply_change(batch_id, "cancel", lambda: steps.cancel(engine().office, actor(), batch_id), said)


@blueprint.post("/<int:batch_id>/retry")
@needs(*MAKERS)
def retry(batch_id: int) -> Response:
    """Tries the failed rows once more."""

    def again() -> str:
        count = steps.retry(engine().office, actor(), batch_id)
        wake_all(batch_id)
        return f"Составляем ещё раз: {plural(count, ROW_FORMS)}."

    return apply_change(batch_id, "retry", again)


def apply_change(batch_id: int, form: str, change: Callable[[], object], said: str = "", place: str = "") -> Response:
    """Makes ``change`` and leads to the batch, at the anchor ``place``, telling what ``change`` has said or ``said``.

    A refusal is told beside the form ``form``; what cannot be told there is a page of its own.
    """
    try:
        told = change()
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code == "batch.gone":
            raise
        return page(batch_id, form, fault)
    flash(told if isinstance(told, str) else said, "success")
    return redirect(url_for("batches.show", batch_id=batch_id, _anchor=place or None), 303)
