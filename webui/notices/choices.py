"""How a person wants to be told of things: a part of their own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from letterkit.office.notices.choices import change_choices, read_choices
from letterkit.office.notices.kinds import NoticeKind, Ways, kinds_of
from letterkit.reports.notice_words import CHOICES
from webui.access import actor, needs
from webui.engine import engine
from webui.notices.blueprint import blueprint


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A line of the table: what somebody is told of, and how now."""

    kind: NoticeKind
    words: str
    ways: Ways


@blueprint.post("/choices")
@needs()
def choose() -> Response:
    """Keeps the ways that are ticked; kinds that do not concern the person stay as they were."""
    by = actor()
    page, mail = (set(request.form.getlist(name)) for name in ("page", "mail"))
    change_choices(engine().database, by, {kind: Ways(kind in page, kind in mail) for kind in kinds_of(by)})
    flash("Выбор уведомлений сохранён.", "success")
    return redirect(url_for("me.page", _anchor="notices"), 303)


@blueprint.app_template_global("notice_choices")
def choice_lines() -> Sequence[ChoiceLine]:
    """What whoever asks may choose among."""
    return [ChoiceLine(kind, CHOICES[kind], ways) for kind, ways in read_choices(engine().database, actor()).items()]
