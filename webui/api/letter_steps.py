"""The way of a letter for other programs: submitted, recalled, registered, sent; its files. People approve."""

import json
from datetime import date
from typing import Annotated

from flask import Response as Answer
from flask import request, url_for
from pydantic import Field
from werkzeug.wrappers import Response

from letterkit.core.office import Duty, Scope
from letterkit.core.outcome import Channel
from letterkit.core.register import Result
from letterkit.office.cases import dispatch, letter_files, numbering, review
from letterkit.office.cases.export import Kind, export
from letterkit.office.cases.passport import passport
from letterkit.office.journal.access import note_export
from webui.access import actor, needs
from webui.api.answer_headers import with_location
from webui.api.appeals import day
from webui.api.asked import Model, parse_body
from webui.api.blueprint import blueprint
from webui.api.files import BYTES, DOCX, PDF, ZIP, files_given, send_bytes
from webui.api.letters import WRITERS, LetterWhole, whole_letter
from webui.api.operations import operation
from webui.engine import engine
from webui.letters.blueprint import READERS

_Line = Annotated[str, Field(max_length=300)]
_NUMBERERS = (Duty.REGISTRY, Duty.SIGNER, Duty.REVIEWER)


class StepAsked(Model):
    """A step of the letter as it was seen."""

    revision: Annotated[int, Field(ge=1, le=2147483647, description="Из какого состояния: revision письма.")]


class NumberAsked(Model):
    """The number and the day of a letter; the next number of the register, and today, where they are not said."""

    number: Annotated[str | None, Field(max_length=60, description="Номер; без него – следующий по реестру.")] = None
    dated: Annotated[
        str | None,
        Field(
            min_length=1, max_length=40, description="Дата; без неё – сегодня.", json_schema_extra={"format": "date"}
        ),
    ] = None


class SendingAsked(Model):
    """How an approved letter has gone out."""

    channel: Annotated[Channel, Field(strict=False, description="Каким каналом (п. 2.3).")]
    to: Annotated[str, Field(max_length=2000, description="Куда; без него – по карточке.")] = ""
    track: Annotated[_Line, Field(description="Номер отправления.")] = ""
    handed_to: Annotated[_Line, Field(description="Кому вручено (п. 2.5).")] = ""
    result: Annotated[Result | None, Field(strict=False, description="Чем кончилась жалоба.")] = None


@blueprint.post("/letters/<int:letter_id>/submit")
@needs(*WRITERS)
@operation("submitLetter", "Сдать письмо на проверку", Scope.LETTERS, LetterWhole, body=StepAsked)
def submit_letter(letter_id: int) -> Answer:
    """Hands the letter in: composed, printed, checked, then seen by a reviewer."""
    review.submit(engine().office, actor(), letter_id, parse_body(StepAsked, request).revision)
    return whole_letter(letter_id)


@blueprint.post("/letters/<int:letter_id>/recall")
@needs(Duty.EXECUTOR)
@operation("recallLetter", "Забрать письмо с проверки", Scope.LETTERS, LetterWhole)
def recall_letter(letter_id: int) -> Answer:
    """Takes the letter back before anybody has agreed to it."""
    review.recall(engine().office, actor(), letter_id)
    return whole_letter(letter_id)


@blueprint.post("/letters/<int:letter_id>/register")
@needs(*_NUMBERERS)
@operation("registerLetter", "Зарегистрировать письмо", Scope.LETTERS, LetterWhole, body=NumberAsked)
def register_letter(letter_id: int) -> Answer:
    """Gives the letter its number and its date, which are printed on it (4.1)."""
    given = parse_body(NumberAsked, request)
    dated: date | None = day(given.dated, "dated") if given.dated else None
    numbering.enter(engine().office, actor(), letter_id, given.number, dated)
    return whole_letter(letter_id)


@blueprint.post("/letters/<int:letter_id>/send")
@needs(Duty.REGISTRY)
@operation("sendLetter", "Отметить письмо отправленным", Scope.LETTERS, LetterWhole, body=SendingAsked)
def send_letter(letter_id: int) -> Answer:
    """Records by which way the approved letter has gone out: its appeal is answered."""
    given = parse_body(SendingAsked, request)
    dispatch.send(
        engine().office,
        actor(),
        letter_id,
        given.channel,
        to=given.to,
        track=given.track,
        handed_to=given.handed_to,
        result=given.result,
    )
    return whole_letter(letter_id)


@blueprint.get("/letters/<int:letter_id>/letter.docx")
@needs(*READERS)
@operation("letterDocx", "Утверждённое письмо, .docx", Scope.READ, DOCX)
def letter_docx(letter_id: int) -> Response:
    """The approved letter as .docx."""
    return _export(letter_id, "docx", DOCX)


@blueprint.get("/letters/<int:letter_id>/letter.pdf")
@needs(*READERS)
@operation("letterPdf", "Утверждённое письмо, PDF", Scope.READ, PDF)
def letter_pdf(letter_id: int) -> Response:
    """The approved letter as PDF."""
    return _export(letter_id, "pdf", PDF)


@blueprint.get("/letters/<int:letter_id>/archive.zip")
@needs(*READERS)
@operation("letterArchive", "Письмо, подпись, приложения и паспорт архивом", Scope.READ, ZIP)
def letter_archive(letter_id: int) -> Response:
    """The approved letter with all that goes with it."""
    return _export(letter_id, "zip", ZIP)


@blueprint.get("/letters/<int:letter_id>/passport")
@needs(*READERS)
@operation("letterPassport", "Паспорт письма", Scope.READ, "Passport")
def letter_passport(letter_id: int) -> Answer:
    """What the letter was made of, who did what, signed."""
    office, by = engine().office, actor()
    made = passport(office, by, letter_id)
    note_export(office.database, by, "letter.exported", f"letter:{letter_id}", kind="passport")
    return Answer(json.dumps(made, ensure_ascii=False) + "\n", content_type="application/json")


@blueprint.post("/letters/<int:letter_id>/files")
@needs(Duty.EXECUTOR)
@operation("attachToLetter", "Приложить файлы к письму", Scope.LETTERS, LetterWhole, status=201, form="FilesForm")
def attach_to_letter(letter_id: int) -> Answer:
    """Puts files beside a letter that is with its executor; where one of them is, or the letter that has several."""
    office, by = engine().office, actor()
    letter_files.files_of(office, by, letter_id)  # what is not there is told first
    added = letter_files.attach(office, by, letter_id, files_given())
    one = url_for("api.letter_file", letter_id=letter_id, file_id=added[0].id)
    return with_location(
        whole_letter(letter_id), one if len(added) == 1 else url_for("api.letter", letter_id=letter_id)
    )


@blueprint.get("/letters/<int:letter_id>/files/<int:file_id>")
@needs(*READERS)
@operation("letterFile", "Приложение к письму", Scope.READ, BYTES)
def letter_file(letter_id: int, file_id: int) -> Response:
    """A file as it was put beside the letter."""
    known, data = letter_files.read_file(engine().office, actor(), letter_id, file_id)
    return send_bytes(data, BYTES, known.name)


def _export(letter_id: int, kind: Kind, mimetype: str) -> Response:
    made = export(engine().office, actor(), letter_id, kind)
    return send_bytes(made.data, mimetype, made.name)
