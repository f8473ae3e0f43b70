"""The steps of a letter: taken, returned, agreed to, registered, approved, answered for, taken back."""

from contextlib import suppress
from datetime import date, datetime
from http import HTTPStatus

from flask import request
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office.cases import approval, numbering, review, waivers
from letterkit.office.context import Office
from webui.access import needs
from webui.review.blueprint import blueprint
from webui.review.done import offer_signing, take_step

_REVIEWED = LetterState.REVIEW
"""After a decision the next letter in this state is shown."""


@blueprint.post("/letters/<int:letter_id>/take")
@needs(Duty.REVIEWER, Duty.SIGNER)
def take(letter_id: int) -> Response:
    """Says that the reader reviews the letter."""
    return take_step(letter_id, "take", review.take, "Письмо у Вас на проверке.")


@blueprint.post("/letters/<int:letter_id>/release")
@needs(Duty.REVIEWER, Duty.SIGNER)
def release(letter_id: int) -> Response:
    """Lets another review it."""
    return take_step(letter_id, "release", review.release, "Вы отпустили письмо: его может взять другой проверяющий.")


@blueprint.post("/letters/<int:letter_id>/recall")
@needs(Duty.EXECUTOR)
def recall(letter_id: int) -> Response:
    """Takes the letter back from review."""
    return take_step(letter_id, "recall", review.recall, "Письмо снова у Вас: исправьте его и сдайте на проверку.")


@blueprint.post("/letters/<int:letter_id>/make")
@needs(Duty.REVIEWER, Duty.SIGNER, Duty.EXECUTOR)
def make(letter_id: int) -> Response:
    """Composes and checks a letter that its reviewer has changed."""
    revision = request.form.get("revision", default=0, type=int)
    return take_step(letter_id, "make", review.submit, "Письмо собрано и проверено заново.", revision)


@blueprint.post("/letters/<int:letter_id>/return")
@needs(Duty.REVIEWER, Duty.SIGNER)
def give_back(letter_id: int) -> Response:
    """Returns the letter to its executor with a reason; findings that were ticked are added to it."""
    parts = [request.form.get("reason", "").strip(), *(f"– {each.strip()}" for each in request.form.getlist("pick"))]
    reason = "\n".join(part for part in parts if part)
    return take_step(
        letter_id, "return", review.give_back, "Письмо возвращено исполнителю с причиной.", reason, onward=_REVIEWED
    )


@blueprint.post("/letters/<int:letter_id>/agree")
@needs(Duty.REVIEWER)
def agree(letter_id: int) -> Response:
    """Has nothing against the letter."""
    docx = request.form.get("docx", "")
    return take_step(
        letter_id, "agree", approval.agree, "Письмо согласовано и ждёт подписанта.", docx, onward=_REVIEWED
    )


@blueprint.post("/letters/<int:letter_id>/number")
@needs(Duty.REGISTRY, Duty.REVIEWER, Duty.SIGNER)
def number(letter_id: int) -> Response:
    """Registers the letter: the next number by the mask, or the one that was written."""
    own, written = request.form.get("number", "").strip() or None, request.form.get("dated", "")

    def enter(office: Office, by: Actor, letter_id: int) -> None:
        numbering.enter(office, by, letter_id, own, _day(written))

    return take_step(letter_id, "number", enter, "Письмо зарегистрировано: номер и дата напечатаны на бланке.")


@blueprint.post("/letters/<int:letter_id>/approve")
@needs(Duty.SIGNER)
def approve(letter_id: int) -> Response:
    """Approves the very bytes that the page has shown."""
    docx = request.form.get("docx", "")
    said = "Письмо утверждено: теперь уйдёт только этот файл."
    answer = take_step(letter_id, "approve", approval.approve, said, docx, onward=LetterState.AGREED)
    if answer.status_code == HTTPStatus.SEE_OTHER:
        offer_signing()
    return answer


@blueprint.post("/letters/<int:letter_id>/revoke")
@needs(Duty.SIGNER)
def revoke(letter_id: int) -> Response:
    """Takes the approval back before the letter is sent."""
    reason = request.form.get("reason", "")
    return take_step(letter_id, "revoke", approval.revoke, "Утверждение отозвано: письмо снова у исполнителя.", reason)


@blueprint.post("/letters/<int:letter_id>/waive")
@needs(Duty.REVIEWER, Duty.SIGNER)
def waive(letter_id: int) -> Response:
    """Answers for a finding."""
    form, reason = f"waive-{request.form.get('finding', '')}", request.form.get("reason", "")
    said = "Замечание принято под Вашу ответственность."
    return take_step(letter_id, form, waivers.waive, said, *_finding(), reason, place="waived")


@blueprint.post("/letters/<int:letter_id>/unwaive")
@needs(Duty.REVIEWER, Duty.SIGNER)
def unwaive(letter_id: int) -> Response:
    """The finding stands again."""
    return take_step(letter_id, "unwaive", waivers.unwaive, "Замечание снова в силе.", *_finding())


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
