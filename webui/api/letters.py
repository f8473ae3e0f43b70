"""Letters for other programs: found, read, begun from an appeal, written. Nobody but a person agrees and approves."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, Field

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty, LetterState, Scope
from letterkit.core.report import Verdict
from letterkit.office.cases import appeals, drafting, letter_files
from letterkit.office.cases.folder import Folder, folder
from letterkit.office.programs import lists
from letterkit.office.programs.lists import LetterFilter, Place
from letterkit.reports.office_words import LETTER_STATES
from letterkit.store.tables import Letter
from webui.access import actor, needs
from webui.api.answer_headers import with_location
from webui.api.asked import Model, merge, parse_body
from webui.api.blueprint import blueprint
from webui.api.files import FileTold
from webui.api.operations import operation, parse_query
from webui.api.paging import Moment, PageAsked, PageTold, send_page
from webui.engine import engine
from webui.letters.blueprint import READERS

WRITERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER)
_Id = Annotated[str, Field(min_length=1, max_length=60)]


class LettersAsked(PageAsked):
    """Which letters: what is not said is not asked."""

    words: Annotated[str | None, Field(max_length=300, description="Слова заголовка, обращения, имён; номер.")] = None
    state: Annotated[LetterState | None, Field(description="Состояние.")] = None
    appeal: Annotated[int | None, Field(ge=1, le=2147483647, description="На какое обращение отвечает.")] = None
    number: Annotated[str | None, Field(max_length=60, description="Номер письма, целиком.")] = None
    changed_since: Annotated[Moment | None, Field(description="Что изменилось с этого момента.")] = None


class LetterAsked(Model):
    """A letter to be begun: from which appeal, with which text; ``card`` is what the appeal does not say."""

    appeal: Annotated[int, Field(ge=1, le=2147483647, description="id обращения.")]
    reply: Annotated[_Id, Field(description="Текст ответа: id из /texts.")]
    blank: Annotated[_Id | None, Field(description="Бланк; без него – бланк органа.")] = None
    card: Annotated[
        dict[str, Any], Field(default_factory=dict, description="Разделы reply, executor, signer карточки.")
    ]
    again: Annotated[bool, Field(description="И тогда, когда ответ уже есть или готовится.")] = False


class LetterText(Model):
    """Other words of a letter."""

    revision: Annotated[int, Field(ge=1, le=2147483647, description="Из какого состояния: revision письма.")]
    title: Annotated[str, Field(max_length=500, description="Заголовок: «О …».")]
    text: Annotated[str, Field(max_length=20_000, description="Текст, абзац в строке.")]


class LetterCard(Model):
    """Another card of a letter; with ``reply`` its words begin anew."""

    revision: Annotated[int, Field(ge=1, le=2147483647, description="Из какого состояния: revision письма.")]
    card: Annotated[
        dict[str, Any], Field(default_factory=dict, description="Карточка: только изменения, null убирает.")
    ]
    blank: Annotated[_Id | None, Field(description="Другой бланк.")] = None
    reply: Annotated[_Id | None, Field(description="Другой текст ответа.")] = None


class LetterTold(BaseModel):
    """A letter as lists have it."""

    id: int
    state: LetterState
    state_words: str
    number: str | None
    dated: date | None
    title: str
    reply: str
    blank: str
    due: date | None
    verdict: Annotated[Verdict | None, Field(description="Чем кончилась проверка; null – текст с тех пор другой.")]
    errors: int
    appeal: int | None
    executor: str
    reviewer: str | None
    created: datetime
    changed: datetime
    submitted: datetime | None
    revision: Annotated[int, Field(description="Нынешнее состояние – для изменений.")]
    href: str


class LettersTold(PageTold):
    """A piece of the letters, by id."""

    total: int
    letters: list[LetterTold]


class ReturnTold(BaseModel):
    """Why the letter came back to its executor."""

    by: str | None
    words: str | None


class SentTold(BaseModel):
    """How the letter went out."""

    at: datetime
    channel: str
    to: str
    track: str | None
    handed_to: str | None


class LetterWhole(LetterTold):
    """A letter with its words, its card and what was found in it when it was made last."""

    text: str
    card: dict[str, Any]
    returned: ReturnTold | None
    findings: Annotated[list[dict[str, Any]], Field(description="Замечания отчёта.")]
    is_made: Annotated[bool, Field(description="Замечания – о нынешнем тексте.")]
    approved: Annotated[bool, Field(description="Байты заморожены; их отдают letter.docx, letter.pdf и archive.zip.")]
    signed: bool
    sent: SentTold | None
    files: list[FileTold]


@blueprint.get("/letters")
@needs(*READERS)
@operation("letters", "Письма: отбор и поиск", Scope.READ, LettersTold, query=LettersAsked)
def list_letters() -> Response:
    """A piece of the letters that fit and that whoever asks may see."""
    asked = parse_query(LettersAsked)
    words = (asked.words or "").replace("\0", "")
    wanted = LetterFilter(words, asked.state, asked.appeal, asked.number or "", asked.changed_since)
    found = lists.letters(engine().office, actor(), wanted, Place(asked.cursor, asked.limit))
    told = {"kind": "api", "page": f"c{asked.cursor}"}
    engine().looks.note(actor(), "register.exported", "letters", told, {"rows": len(found.rows)})
    rows = [LetterTold(**_letter_fields(each)) for each in found.rows]
    return send_page(LettersTold(next=found.next, total=found.total, letters=rows), found.next)


@blueprint.get("/letters/<int:letter_id>")
@needs(*READERS)
@operation("letter", "Одно письмо", Scope.READ, LetterWhole)
def letter(letter_id: int) -> Response:
    """One letter."""
    return whole_letter(letter_id)


@blueprint.get("/letters/<int:letter_id>/report")
@needs(*READERS)
@operation("letterReport", "Отчёт о проверке письма", Scope.READ, "Report")
def letter_report(letter_id: int) -> Response:
    """The whole report of when the letter was made last."""
    shown = folder(engine().office, actor(), letter_id).shown
    if shown is None or shown.report is None:
        raise RequestError("api.no-report")
    return jsonify(shown.report)


@blueprint.post("/letters")
@needs(Duty.EXECUTOR)
@operation("beginLetter", "Начать ответ на обращение", Scope.LETTERS, LetterWhole, status=201, body=LetterAsked)
def begin_letter() -> Response:
    """Begins a letter with the words of a reply text, as the page of a new letter does."""
    given, by, office = parse_body(LetterAsked, request), actor(), engine().office
    answered = appeals.read_appeal(office, by, given.appeal)
    card = drafting.with_executor({**answered.card, **given.card}, answered.responsible)
    begun = drafting.begin(office, by, card, given.reply, given.blank, given.appeal, again=given.again)
    return with_location(whole_letter(begun.id), url_for("api.letter", letter_id=begun.id))


@blueprint.patch("/letters/<int:letter_id>")
@needs(*WRITERS)
@operation("writeLetter", "Изменить текст письма", Scope.LETTERS, LetterWhole, body=LetterText)
def write_letter(letter_id: int) -> Response:
    """Keeps other words, as a version of their own."""
    given, by, office = parse_body(LetterText, request), actor(), engine().office
    drafting.save(office, by, letter_id, given.revision, given.title, given.text, kept=True)
    return whole_letter(letter_id)


@blueprint.patch("/letters/<int:letter_id>/card")
@needs(*WRITERS)
@operation("changeLetterCard", "Изменить карточку письма", Scope.LETTERS, LetterWhole, body=LetterCard)
def change_letter_card(letter_id: int) -> Response:
    """Puts another card under the letter, another blank, another text."""
    given, by, office = parse_body(LetterCard, request), actor(), engine().office
    card = merge(drafting.read_letter(office, by, letter_id).card, given.card)
    drafting.change_card(office, by, letter_id, given.revision, card, given.blank, given.reply)
    return whole_letter(letter_id)


def whole_letter(letter_id: int) -> Response:
    """The letter as it is now, with all that is told of it."""
    office, by = engine().office, actor()
    found = folder(office, by, letter_id)
    files = [
        FileTold(
            id=each.id,
            name=each.name,
            size=each.size,
            sha256=each.content,
            href=url_for("api.letter_file", letter_id=letter_id, file_id=each.id),
        )
        for each in letter_files.files_of(office, by, letter_id)
    ]
    report = found.shown.report if found.shown else None
    told = LetterWhole(
        **_letter_fields(found.letter),
        text=found.letter.text,
        card=found.letter.card,
        returned=_return(found.letter.returned),
        findings=(report or {}).get("findings", []),
        is_made=found.is_made,
        approved=found.approval is not None,
        signed=found.signature is not None,
        sent=_sending(found),
        files=files,
    )
    return jsonify(told.model_dump(mode="json"))


def _letter_fields(it: Letter) -> dict[str, Any]:
    plain = ("id", "number", "dated", "title", "reply", "blank", "due", "errors", "created", "changed", "submitted")
    return {
        **{name: getattr(it, name) for name in plain},
        "state": LetterState(it.state),
        "state_words": LETTER_STATES[it.state],
        "verdict": Verdict(it.verdict) if it.verdict else None,
        "appeal": it.appeal_id,
        "executor": it.executor.full_name,
        "reviewer": it.reviewer.full_name if it.reviewer else None,
        "revision": it.revision,
        "href": url_for("api.letter", letter_id=it.id),
    }


def _return(told: Mapping[str, Any] | None) -> ReturnTold | None:
    return ReturnTold(by=told.get("by"), words=told.get("words")) if told else None


def _sending(found: Folder) -> SentTold | None:
    gone = found.sent
    if gone is None:
        return None
    return SentTold(at=gone.at, channel=gone.channel, to=gone.to, track=gone.track, handed_to=gone.handed_to)
