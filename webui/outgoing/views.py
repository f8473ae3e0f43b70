"""Export of the approved bytes, sending by a channel that the Order allows, and the passport of a letter."""

import hashlib
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, cast, get_args

from flask import render_template, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor, Duty
from letterkit.core.people import Case
from letterkit.core.register import Result
from letterkit.office.cases import dispatch, drafting
from letterkit.office.cases.exchange import letter_to_exchange
from letterkit.office.cases.export import Kind, export
from letterkit.office.cases.passport import passport
from letterkit.office.context import Office
from letterkit.office.journal.access import note_export
from letterkit.reports.medo import medo_archive
from letterkit.reports.rule_words import title_of
from letterkit.reports.wording import VERSIONS
from webui.access import actor, needs, own_office
from webui.appeals.people import result_in
from webui.engine import engine
from webui.letters.blueprint import READERS
from webui.letters.replies import name_of
from webui.outgoing.blueprint import blueprint
from webui.review.done import take_step

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


@blueprint.get("/export/<kind>", endpoint="export")
@needs(*READERS)
def take(letter_id: int, kind: str) -> Response:
    """The approved letter: .docx, .pdf, or both with the passport in one archive."""
    if kind not in get_args(Kind):
        raise NotFound
    made = export(engine().office, actor(), letter_id, cast(Kind, kind))
    return send_file(BytesIO(made.data), _TYPES[kind], as_attachment=True, download_name=made.name)


@blueprint.get("/exchange.zip")
@needs(*READERS)
def exchange(letter_id: int) -> Response:
    """The approved letter as a message of МЭДО."""
    letter = letter_to_exchange(engine().office, actor(), letter_id)
    data = BytesIO(medo_archive(letter, clock.now()))
    return send_file(data, "application/zip", as_attachment=True, download_name=f"{letter.stem}.medo.zip")


@blueprint.post("/send")
@needs(Duty.REGISTRY)
def send(letter_id: int) -> Response:
    """Records by which way the letter has gone out."""
    form = request.form

    def go(office: Office, by: Actor, letter_id: int) -> None:
        to, track, handed_to = (form.get(name, "") for name in ("to", "track", "handed_to"))
        channel, result = dispatch.read_channel(form.get("channel", "")), _result(form.get("result", ""))
        dispatch.send(office, by, letter_id, channel, to=to, track=track, handed_to=handed_to, result=result)

    return take_step(letter_id, "send", go, "Отмечено: письмо отправлено, обращение обновлено.", place="sent")


@blueprint.get("/passport", endpoint="passport")
@needs(*READERS)
def show(letter_id: int) -> str:
    """The passport as a page."""
    return _page(letter_id)


@blueprint.get("/passport.json", endpoint="passport_file")
@needs(*READERS)
def as_file(letter_id: int) -> Response:
    """The passport as a file."""
    office, by = engine().office, actor()
    made = passport(office, by, letter_id)
    note_export(office.database, by, "letter.exported", f"letter:{letter_id}", kind="passport")
    data = json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n"
    return send_file(BytesIO(data), "application/json", as_attachment=True, download_name=f"passport-{letter_id}.json")


@blueprint.post("/passport")
@needs(*READERS)
def verify(letter_id: int) -> str:
    """Says whether a file that somebody has is the approved one, byte for byte."""
    given = request.files.get("file")
    if given is None or not given.filename:
        return _page(letter_id, trouble="Выберите файл .docx или .pdf, который нужно сверить.")
    return _page(letter_id, sha256=hashlib.sha256(given.read()).hexdigest())


def _page(letter_id: int, sha256: str = "", trouble: str = "") -> str:
    office, by = own_office(), actor()
    made = passport(office, by, letter_id)
    same = next((kind for kind, each in made["files"].items() if sha256 and each == sha256), None)
    titles = {number: clause.asks for number, clause in office.checker.book.clauses.by_number.items()}
    rules = office.checker.book.by_code
    return render_template(
        "outgoing/passport.html",
        it=drafting.read_letter(office, by, letter_id),
        passport=made,
        sha256=sha256,
        same=same,
        trouble=trouble,
        titles=titles,
        versions=VERSIONS,
        made_of=_made_of(office, made["made_of"]),
        waived=[
            (title_of(rules[each["code"]]) if each["code"] in rules else each["code"], each) for each in made["waivers"]
        ],
    )


def _made_of(office: Office, parts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the letter was made of, as people call it, and the SHA-256 of each."""
    found = []
    for part, words in (("blank", "Бланк"), ("reply", "Текст ответа"), ("profile", "Профиль органа")):
        if part in parts:
            found.append((f"{words} «{_name_of_part(office, part, parts[part]['id'])}»", parts[part]["sha256"]))
    return found


def _name_of_part(office: Office, part: str, id: str) -> str:
    """The name of a blank, a text or a profile; its id where it is no more."""
    try:
        if part == "blank":
            return office.catalogue.blank(id).head.label
        if part == "reply":
            return name_of(office.catalogue.reply(id))
    except LetterkitError:
        return id
    return office.profile.body.names[Case.NOMINATIVE] if office.profile.id == id else id


def _result(written: str) -> Result | None:
    """How a complaint ended, when it was said; raises RequestError ``answer.no-result``."""
    return result_in(written) if written else None
