"""What is known already of an appeal: letters on the like, their paragraphs to be taken, what was said of the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.compose.gaps import answer_gap
from letterkit.core.errors import LetterkitError, RequestError, TemplateError
from letterkit.core.office import Duty, LetterState
from letterkit.office import rights
from letterkit.office.cases import answers, appeals, drafting
from letterkit.office.likeness.duplicates import Duplicate, duplicates_of_appeal
from letterkit.office.likeness.known_facts import known_facts
from letterkit.office.likeness.passages import Passage, passages_of
from letterkit.office.likeness.similar import similar_letters
from letterkit.reports.likeness_words import NEARNESS, fate_words
from letterkit.reports.office_words import OUTCOMES
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal, Letter
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.letters.blueprint import READERS, WRITERS, blueprint
from webui.letters.replies import name_of
from webui.numbers import whole_or_none

_TEXTS = 3


@dataclass(frozen=True, slots=True)
class CopyOfAppeal:
    """An appeal with the same words, and the letters that answered it."""

    copy: Duplicate
    letters: Sequence[Letter]


@blueprint.get("/like/<int:appeal_id>")
@needs(*READERS)
def similar(appeal_id: int) -> str:
    """The letters on the like of the appeal, copies of it, what letters say of its house and programmes."""
    office, by = engine().office, actor()
    appeal = appeals.read_appeal(office, by, appeal_id)
    found = similar_letters(office, by, appeal_id)
    return render_template(
        "letters/similar.html",
        it=appeal,
        similar=found.letters,
        texts=_texts([reply for reply, _ in found.replies]) if by.has(Duty.EXECUTOR) else (),
        facts=known_facts(office, by, appeal_id),
        copies=copies_of(appeal),
        to=_draft(),
        **words_of_likeness(),
    )


@blueprint.get("/like/<int:appeal_id>/<int:letter_id>")
@needs(*READERS)
def similar_letter(appeal_id: int, letter_id: int) -> str:
    """The paragraphs of one of them, with holes for all that is not of this appeal."""
    found = passages_of(engine().office, actor(), appeal_id, letter_id)
    appeal = appeals.read_appeal(engine().office, actor(), appeal_id)
    return render_template("letters/similar_letter.html", it=appeal, found=found, to=_draft())


@blueprint.post("/<int:letter_id>/take/<int:other_id>/<int:number>")
@needs(*WRITERS)
def take_passage(letter_id: int, other_id: int, number: int) -> Response:
    """Puts a paragraph of another letter where this one waits for its answer, else at the end.

    The versions have the text from before.
    """
    office, by = engine().office, actor()
    letter = drafting.read_letter(office, by, letter_id)
    passage = _passage(letter, other_id, number)
    revision = whole_or_none(request.form.get("revision", "")) or letter.revision
    text = _with_passage(letter.text, passage)
    try:
        drafting.save(office, by, letter_id, revision, letter.title, text, kept=True)
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
    else:
        flash("Абзац вставлен. Заполните пропуски в скобках.", "success")
    return redirect(url_for("letters.edit", letter_id=letter_id), 303)


def copies_of(appeal: Appeal) -> list[CopyOfAppeal]:
    """The copies of the appeal in the register with the letters that answered them."""
    office, by = engine().office, actor()
    found = duplicates_of_appeal(office, by, appeal.id)
    letters = answers.answers_to(office, by, [each.appeal for each in found])
    return [CopyOfAppeal(each, letters.get(each.appeal.id, ())) for each in found]


def words_of_likeness() -> dict[str, Any]:
    """What templates of likeness call things by."""
    return {"nearness": NEARNESS, "outcomes": OUTCOMES, "fate_words": fate_words}


def _passage(letter: Letter, other_id: int, number: int) -> Passage:
    if letter.appeal_id is None:
        raise RequestError("letter.gone")
    found = passages_of(engine().office, actor(), letter.appeal_id, other_id)
    passage = next((each for each in found.passages if each.number == number and not each.is_empty), None)
    if passage is None:
        raise RequestError("passage.gone")
    return passage


def _with_passage(text: str, passage: Passage) -> str:
    for gap in map(answer_gap, passage.answers):
        if gap in text:
            return text.replace(gap, passage.text, 1)
    return f"{text.rstrip()}\n{passage.text}".lstrip()


def _draft() -> Letter | None:
    """The letter that paragraphs are to go into, if whoever asks may write in it."""
    letter_id = request.args.get("to", type=int)
    if letter_id is None:
        return None
    letter = drafting.read_letter(engine().office, actor(), letter_id)
    return letter if rights.may_write(actor(), letter) and letter.state != LetterState.REMOVED else None


def _texts(replies: Sequence[str]) -> list[tuple[str, str]]:
    """Reply texts that are still offered, by id and name."""
    known = []
    for reply_id in replies[:_TEXTS]:
        try:
            known.append((reply_id, name_of(engine().catalogue.offered_reply(reply_id))))
        except (RequestError, TemplateError):  # out of use since
            continue
    return known
