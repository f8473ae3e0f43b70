"""What waits for the post: printed on envelopes, listed, given its numbers."""

from collections.abc import Sequence

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import InputError
from letterkit.core.office import Actor, Duty
from letterkit.office.cases import posting
from letterkit.office.cases.posting import BarcodesTaken
from letterkit.office.context import Office
from letterkit.office.journal.access import note_export
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.sheet_words import fault_line
from letterkit.reports.wording import plural, sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital, status_of
from webui.post.files import ENVELOPES, SHOWN, envelopes_file, list_file, uploaded_barcodes
from webui.review.done import take_step

blueprint = Blueprint("post", __name__)


@blueprint.get("/post")
@needs(Duty.REGISTRY)
def show() -> Response:
    """The letters that wait for the post, and those that went without a number."""
    return _page()


@blueprint.get("/post/envelopes.pdf")
@needs(Duty.REGISTRY)
def envelopes() -> Response:
    """Envelopes of the chosen letters, or of all that wait."""
    items = posting.post_items(engine().office, actor(), _chosen_ids())
    note_export(engine().database, actor(), "post.exported", "letters", kind="envelopes", rows=len(items))
    return envelopes_file(items)


@blueprint.get("/post/list.xlsx")
@needs(Duty.REGISTRY)
def listed() -> Response:
    """The list of the chosen letters, or of all that wait, for the post."""
    items = posting.post_items(engine().office, actor(), _chosen_ids())
    note_export(engine().database, actor(), "post.exported", "letters", kind="post-list", rows=len(items))
    return list_file(items)


@blueprint.post("/post/barcodes")
@needs(Duty.REGISTRY)
def take_barcodes() -> Response:
    """Gives letters the numbers of a table; tells of each cell that fits none."""
    try:
        taken = posting.take_barcodes(engine().office, actor(), uploaded_barcodes())
    except InputError as fault:
        return _page(trouble=capital(sentence(fault)), status=status_of(fault))
    if taken.faults:
        return _page(taken=taken, status=422)
    flash(_result_words(taken), "success")
    return redirect(url_for("post.show"), 303)


@blueprint.post("/letters/<int:letter_id>/barcode")
@needs(Duty.REGISTRY)
def note(letter_id: int) -> Response:
    """Notes the number of one letter that has gone by post."""

    def put(office: Office, by: Actor, letter_id: int) -> None:
        posting.note_barcode(office, by, letter_id, request.form.get("code", ""))

    return take_step(letter_id, "barcode", put, "Номер отправления записан.", place="sent")


def _result_words(taken: BarcodesTaken) -> str:
    sent = f"Отправлено почтой: {plural(taken.sent, LETTER_FORMS)}." if taken.sent else ""
    noted = f"Записаны номера: {plural(taken.noted, LETTER_FORMS)}." if taken.noted else ""
    return " ".join(part for part in (sent, noted) if part) or "В таблице нет ни одного номера."


def _chosen_ids() -> Sequence[int]:
    return [int(each) for each in request.args.getlist("letters") if each.isdigit()]


def _page(*, taken: BarcodesTaken | None = None, trouble: str = "", status: int = 200) -> Response:
    found = posting.to_post(engine().office, actor())
    html = render_template(
        "post/show.html",
        waiting=[each for each in found if not each.is_sent],
        numberless=[each for each in found if each.is_sent],
        sizes=ENVELOPES,
        trouble=trouble,
        told=_result_words(taken) if taken else "",
        faults=[fault_line(each) for each in taken.faults[:SHOWN]] if taken else [],
        fault_count=len(taken.faults) if taken else 0,
    )
    return make_response(html, status)
