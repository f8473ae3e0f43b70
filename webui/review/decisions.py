"""The steps of a letter: taken, returned, agreed to, registered, approved, answered for, taken back."""

from contextlib import suppress
from datetime import date, datetime

from flask import request
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.flow.cases import approval, numbering, review, waiving
from webui.access import actor, needs
from webui.engine import engine
from webui.review.blueprint import blueprint
from webui.review.done import done


@blueprint.post("/letters/<int:letter_id>/take")
@needs(Duty.REVIEWER, Duty.SIGNER)
def take(letter_id: int) -> Response:
    """Says that the reader reviews the letter."""
    office, by = engine().office, actor()
    return done(letter_id, "take", lambda: review.take(office, by, letter_id), "Письмо у Вас на проверке.")


@blueprint.post("/letters/<int:letter_id>/release")
@needs(Duty.REVIEWER, Duty.SIGNER)
def release(letter_id: int) -> Response:
    """Lets another review it."""
    office, by = engine().office, actor()
    said = "Вы отпустили письмо: его может взять другой проверяющий."
    return done(letter_id, "release", lambda: review.release(office, by, letter_id), said)


@blueprint.post("/letters/<int:letter_id>/recall")
@needs(Duty.EXECUTOR)
def recall(letter_id: int) -> Response:
    """Takes the letter back from review."""
    office, by = engine().office, actor()
    said = "Письмо снова у Вас: исправьте его и сдайте на проверку."
    return done(letter_id, "recall", lambda: review.recall(office, by, letter_id), said)


@blueprint.post("/letters/<int:letter_id>/make")
@needs(Duty.REVIEWER, Duty.SIGNER, Duty.EXECUTOR)
def make(letter_id: int) -> Response:
    """Composes and checks a letter that its reviewer has changed."""
    office, by, revision = engine().office, actor(), request.form.get("revision", default=0, type=int)
    said = "Письмо собрано и проверено заново."
    return done(letter_id, "make", lambda: review.submit(office, by, letter_id, revision), said)


@blueprint.post("/letters/<int:letter_id>/return")
@needs(Duty.REVIEWER, Duty.SIGNER)
def give_back(letter_id: int) -> Response:
    """Returns the letter to its executor with a reason; findings that were ticked are added to it."""
    office, by = engine().office, actor()
    parts = [request.form.get("reason", "").strip(), *(f"– {each.strip()}" for each in request.form.getlist("pick"))]
    reason = "\n".join(part for part in parts if part)
    said = "Письмо возвращено исполнителю с причиной."
    return done(letter_id, "return", lambda: review.give_back(office, by, letter_id, reason), said)


@blueprint.post("/letters/<int:letter_id>/agree")
@needs(Duty.REVIEWER)
def agree(letter_id: int) -> Response:
    """Has nothing against the letter."""
    office, by, docx = engine().office, actor(), request.form.get("docx", "")
    said = "Письмо согласовано и ждёт подписанта."
    return done(letter_id, "agree", lambda: approval.agree(office, by, letter_id, docx), said)


@blueprint.post("/letters/<int:letter_id>/number")
@needs(Duty.REGISTRY, Duty.REVIEWER, Duty.SIGNER)
def number(letter_id: int) -> Response:
    """Registers the letter: the next number by the mask, or the one that was written."""
    office, by, own = engine().office, actor(), request.form.get("number", "").strip() or None

    def enter() -> None:
        numbering.enter(office, by, letter_id, own, _day(request.form.get("dated", "")))

    return done(letter_id, "number", enter, "Письмо зарегистрировано: номер и дата напечатаны на бланке.")


@blueprint.post("/letters/<int:letter_id>/approve")
@needs(Duty.SIGNER)
def approve(letter_id: int) -> Response:
    """Approves the very bytes that the page has shown."""
    office, by, docx = engine().office, actor(), request.form.get("docx", "")
    said = "Письмо утверждено: теперь уйдёт только этот файл."
    return done(letter_id, "approve", lambda: approval.approve(office, by, letter_id, docx), said)


@blueprint.post("/letters/<int:letter_id>/revoke")
@needs(Duty.SIGNER)
def revoke(letter_id: int) -> Response:
    """Takes the approval back before the letter is sent."""
    office, by, reason = engine().office, actor(), request.form.get("reason", "")
    said = "Утверждение отозвано: письмо снова у исполнителя."
    return done(letter_id, "revoke", lambda: approval.revoke(office, by, letter_id, reason), said)


@blueprint.post("/letters/<int:letter_id>/waive")
@needs(Duty.REVIEWER, Duty.SIGNER)
def waive(letter_id: int) -> Response:
    """Answers for a finding."""
    office, by, (code, excerpt) = engine().office, actor(), _finding()
    reason = request.form.get("reason", "")
    said = "Замечание принято под Вашу ответственность."
    form = f"waive-{request.form.get('finding', '')}"
    return done(letter_id, form, lambda: waiving.waive(office, by, letter_id, code, excerpt, reason), said, "waived")


@blueprint.post("/letters/<int:letter_id>/unwaive")
@needs(Duty.REVIEWER, Duty.SIGNER)
def unwaive(letter_id: int) -> Response:
    """The finding stands again."""
    office, by, (code, excerpt) = engine().office, actor(), _finding()
    said = "Замечание снова в силе."
    return done(letter_id, "unwaive", lambda: waiving.unwaive(office, by, letter_id, code, excerpt), said)


def _finding() -> tuple[str, str | None]:
    return request.form.get("code", ""), request.form.get("excerpt") or None


def _day(written: str) -> date | None:
    """The day of a date field, or as people write it where a browser has none."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(written.strip(), form).date()
    if written.strip():
        raise RequestError("number.bad-date", date=written)
    return None
