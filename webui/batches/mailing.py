"""Letters of a batch by mail: put into the queue together or one alone, halted."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError, ToolError
from letterkit.core.office import Duty
from letterkit.office.mail import many
from letterkit.office.mail.addresses import has_outbox
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.wording import plural
from webui.access import actor, needs
from webui.batches.blueprint import blueprint
from webui.batches.mail_words import row_words
from webui.batches.row import page as row_page
from webui.batches.sendings import row_numbers
from webui.batches.steps import apply_change
from webui.engine import engine


@blueprint.post("/<int:batch_id>/mail")
@needs(Duty.REGISTRY)
def mail(batch_id: int) -> Response:
    """Queues as many letters as the page has told of, or those of chosen rows."""
    form = request.form

    def go() -> str:
        _demand_way()
        chosen, told = row_numbers(form.get("rows", "")), form.get("count", -1, type=int)
        with_docx = "with_docx" in form
        count = many.mail_rows(
            engine().office, actor(), batch_id, row_words(), rows=chosen, told=told, with_docx=with_docx
        )
        return f"В очереди электронной почты: {plural(count, LETTER_FORMS)}."

    return apply_change(batch_id, "mail", go, place="sending")


@blueprint.post("/<int:batch_id>/mail/stop", endpoint="stop_mail")
@needs(Duty.REGISTRY)
def stop(batch_id: int) -> Response:
    """Takes what has not gone yet out of the queue."""

    def halt() -> str:
        count = many.stop(engine().office, actor(), batch_id)
        return f"Отправка остановлена, не ушло: {plural(count, LETTER_FORMS)}."

    return apply_change(batch_id, "mail", halt, place="sending")


@blueprint.post("/<int:batch_id>/rows/<int:number>/mail")
@needs(Duty.REGISTRY)
def mail_row(batch_id: int, number: int) -> Response:
    """Queues the letter of one row."""
    try:
        _demand_way()
        many.mail_row(engine().office, actor(), batch_id, number, row_words(), to=request.form.get("to", ""))
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code in ("batch.gone", "batch.no-row"):
            raise
        return row_page(batch_id, number, fault, "mail")
    flash("Письмо в очереди: отправленным станет, когда его примет почтовый сервер.", "success")
    return redirect(url_for("batches.row", batch_id=batch_id, number=number, _anchor="mailings"), 303)


def _demand_way() -> None:
    """Raises RequestError ``mailing.no-way``."""
    if not has_outbox(engine().settings, actor().body):
        raise RequestError("mailing.no-way")
