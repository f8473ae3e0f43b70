"""The list of one's own notices, and what an open page asks about them."""

from collections.abc import Mapping

from flask import flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.office.notices import listing
from letterkit.office.notices.kinds import NoticeKind
from letterkit.reports.notice_words import NOTICE_FORMS, heading
from letterkit.reports.wording import plural
from letterkit.store.notice_tables import Notice
from webui.access import actor, needs
from webui.engine import engine
from webui.notices.blueprint import blueprint
from webui.notices.places import href_of
from webui.numbers import page_asked
from webui.resume import own_path

_LATEST = 5
_PICTURES: Mapping[str, str] = {
    NoticeKind.RETURNED: "undo-2",
    NoticeKind.REMARKED: "message-square",
    NoticeKind.RESOLVED: "circle-check",
    NoticeKind.MENTIONED: "at-sign",
    NoticeKind.GIVEN: "inbox",
    NoticeKind.DUE_SOON: "clock",
    NoticeKind.BATCH_ENDED: "mails",
    NoticeKind.BATCH_WAITS: "mails",
    NoticeKind.BATCH_TO_SEND: "send",
    NoticeKind.LETTER_WAITS: "pencil",
    NoticeKind.VERSION_DECIDED: "file-text",
    NoticeKind.SIGN_IN: "key-round",
    NoticeKind.RETENTION: "archive",
}


@blueprint.get("", endpoint="list")
@needs()
def listing_page() -> str:
    """What the person was told of, a page at a time, the unread first."""
    database, by = engine().database, actor()
    found = listing.list_notices(database, by, page_asked())
    latest = listing.latest(database, by, 1)
    groups = {
        "Новые": [each for each in found.rows if each.read is None],
        "Прочитанные": [each for each in found.rows if each.read is not None],
    }
    return render_template(
        "notices/list.html",
        found=found,
        groups={title: rows for title, rows in groups.items() if rows},
        unread=listing.count_unread(database, by),
        last=latest[0].id if latest else 0,
        heading=_heading,
        pictures=_PICTURES,
        href=lambda page: url_for("notices.list", page=page),
    )


@blueprint.post("/read")
@needs()
def read() -> Response:
    """Marks one as read, or all that the page has shown: those that came since stay unread."""
    database, by = engine().database, actor()
    if (number := request.form.get("notice", type=int)) is not None:
        listing.mark_read(database, by, number)
        flash("Уведомление отмечено прочитанным.", "success")
    elif count := listing.mark_all_read(database, by, request.form.get("last", type=int)):
        flash(f"Прочитано: {plural(count, NOTICE_FORMS)}.", "success")
    back = own_path(request.form.get("back")) or url_for("notices.list", page=request.form.get("page", type=int))
    return redirect(back, 303)


@blueprint.get("/<int:notice_id>")
@needs()
def show(notice_id: int) -> Response:
    """Marks the notice as read and leads to what it is about."""
    return redirect(href_of(listing.mark_read(engine().database, actor(), notice_id)), 303)


@blueprint.get("/now")
@needs()
def now() -> Response:
    """How many are unread and the last of them: an open page asks from time to time."""
    database, by = engine().database, actor()
    latest = [
        {
            "id": each.id,
            "words": _heading(each),
            "at": each.at.isoformat(timespec="minutes"),
            "href": url_for("notices.show", notice_id=each.id),
        }
        for each in listing.latest(database, by, _LATEST)
    ]
    return jsonify(unread=listing.count_unread(database, by), latest=latest)


def _heading(notice: Notice) -> str:
    return heading(notice.kind, notice.details)
