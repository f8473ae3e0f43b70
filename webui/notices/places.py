"""Where the thing stands that a notice is about."""

from typing import Any

from flask import url_for

from letterkit.office.content.version_file import KeptKind
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.people.held_changes import ASKED
from letterkit.store.notice_tables import Notice
from webui.texts.names import href_of as kept_href

_PAGES = {
    "letter": ("letters.show", "letter_id"),
    "appeal": ("appeals.show", "appeal_id"),
    "batch": ("batches.show", "batch_id"),
}
_ANCHORS = {
    NoticeKind.REMARKED: "remarks",
    NoticeKind.RESOLVED: "remarks",
    NoticeKind.BATCH_WAITS: "approval",
    NoticeKind.BATCH_TO_SEND: "sending",
    NoticeKind.MAIL_TROUBLE: "sending",
}


def _place_of_security(notice: Notice, what: str, number: str) -> str:
    if notice.details["action"] == ASKED:
        return url_for("officer.show")
    if what == "person":
        return url_for("people.person", person_id=int(number))
    return url_for("journal.show", about=what, action=notice.details["action"])


def href_of(notice: Notice) -> str:
    """The page of the thing, at the place that the notice tells of."""
    what, _, number = notice.subject.partition(":")
    if notice.kind == NoticeKind.SECURITY:
        return _place_of_security(notice, what, number)
    if notice.kind == NoticeKind.SIGN_IN:
        return url_for("me.page", _anchor="sessions" if notice.details["what"] == "place" else "second-step")
    if notice.kind == NoticeKind.RETENTION:
        return url_for("retention.act", act_id=int(number)) if what == "act" else url_for("retention.due")
    if what == "kept":
        return kept_href(KeptKind(notice.details["kind"]), notice.details["slug"]) or url_for("notices.list")
    endpoint, name = _PAGES[what]
    which: dict[str, Any] = {name: int(number)}
    return url_for(endpoint, **which, _anchor=_ANCHORS.get(NoticeKind(notice.kind)))
