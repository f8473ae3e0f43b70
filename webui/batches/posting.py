"""Letters of a batch for the post: envelopes, the list of registered mail, numbers that come back."""

from collections.abc import Sequence

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import InputError
from letterkit.core.office import Duty
from letterkit.core.post import PostItem
from letterkit.office.batches import barcodes, sending
from letterkit.office.batches.progress import read_batch
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.sheet_words import fault_line
from letterkit.reports.wording import plural, sentence
from letterkit.tables.fault import Fault
from webui.access import actor, needs
from webui.batches.blueprint import blueprint
from webui.batches.downloads import note_file
from webui.batches.replies import name_of_id
from webui.engine import engine
from webui.errors import capital, status_of
from webui.post.files import ENVELOPES, SHOWN, envelopes_file, list_file, uploaded_barcodes


@blueprint.get("/<int:batch_id>/post")
@needs(Duty.REGISTRY)
def post(batch_id: int) -> Response:
    """What of the batch goes by post."""
    return _page(batch_id)


@blueprint.get("/<int:batch_id>/post/envelopes.pdf")
@needs(Duty.REGISTRY)
def envelopes(batch_id: int) -> Response:
    """Envelopes of the letters that wait, or of those that went together."""
    items = _items(batch_id)
    note_file(batch_id, "envelopes", rows=len(items))
    return envelopes_file(items)


@blueprint.get("/<int:batch_id>/post/list.xlsx")
@needs(Duty.REGISTRY)
def post_list(batch_id: int) -> Response:
    """The list of the same letters for the post."""
    items = _items(batch_id)
    note_file(batch_id, "post-list", rows=len(items))
    return list_file(items)


@blueprint.post("/<int:batch_id>/post/barcodes")
@needs(Duty.REGISTRY)
def take_barcodes(batch_id: int) -> Response:
    """Gives letters the numbers of a table; tells of each cell that fits none."""
    try:
        read_batch(engine().office, actor(), batch_id)
        noted, faults = barcodes.take_barcodes(engine().office, actor(), batch_id, uploaded_barcodes())
    except InputError as fault:
        if fault.code == "batch.gone":
            raise
        return _page(batch_id, trouble=capital(sentence(fault)), status=status_of(fault))
    told = f"Записаны номера: {plural(noted, LETTER_FORMS)}."
    if faults:
        return _page(batch_id, told=told, faults=faults, status=422)
    flash(told, "success")
    return redirect(url_for("batches.post", batch_id=batch_id), 303)


def _items(batch_id: int) -> Sequence[PostItem]:
    return barcodes.post_items(engine().office, actor(), batch_id, request.args.get("sending", type=int))


def _page(
    batch_id: int, *, told: str = "", faults: Sequence[Fault] = (), trouble: str = "", status: int = 200
) -> Response:
    office, by = engine().office, actor()
    batch = read_batch(office, by, batch_id)
    html = render_template(
        "batches/post.html",
        batch=batch,
        reply_name=name_of_id(batch.reply),
        to_send={way: count for way, count in sending.to_send(office, by, batch_id).items() if way in barcodes.BY_POST},
        sendings=[each for each in sending.sendings(office, by, batch_id) if each.channel == "post"],
        sizes=ENVELOPES,
        most=barcodes.MOST,
        trouble=trouble,
        told=told,
        faults=[fault_line(each) for each in faults[:SHOWN]],
        fault_count=len(faults),
    )
    return make_response(html, status)
