"""Where the thing stands that a notice is about."""

from typing import Any

from flask import url_for

from letterkit.office.content.version_file import KeptKind
from letterkit.office.notices.kinds import NoticeKind
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


def href_of(notice: Notice) -> str:
    """The page of the thing, at the place that the notice tells of."""
    what, _, number = notice.subject.partition(":")
    if what == "kept":
        return kept_href(KeptKind(notice.details["kind"]), notice.details["slug"]) or url_for("notices.list")
    endpoint, name = _PAGES[what]
    which: dict[str, Any] = {name: int(number)}
    return url_for(endpoint, **which, _anchor=_ANCHORS.get(NoticeKind(notice.kind)))
