"""The versions of a letter: who kept each and why, any two side by side, any one taken again."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.checking.text_comparison import ComparedParagraph, compare
from letterkit.core.errors import RequestError
from letterkit.office import rights
from letterkit.office.cases import drafting
from letterkit.reports.wording import sentence
from letterkit.store.tables import Version
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.letters.blueprint import READERS, WRITERS, blueprint
from webui.letters.cardform import CardForm
from webui.letters.changes import Change, changes


@blueprint.get("/<int:letter_id>/versions")
@needs(*READERS)
def versions(letter_id: int) -> str:
    """All versions, newest first, and the two chosen (else the two newest) beside each other."""
    office, by = engine().office, actor()
    letter = drafting.read_letter(office, by, letter_id)
    kept = drafting.versions(office, by, letter_id)
    by_number = {each.number: each for each in kept}
    after = by_number.get(request.args.get("after", default=0, type=int), kept[0])
    before = by_number.get(request.args.get("before", default=0, type=int)) or _other_words(after, kept)
    rows = compare(_words(before), _words(after)) if before else ()
    return render_template(
        "letters/versions.html",
        it=letter,
        versions=kept,
        before=before,
        after=after,
        rows=[row for row in rows if not _is_empty(row)],
        changed=sum(row.kind != "same" for row in rows),
        card_changes=_card_changes(before, after),
        can_restore=rights.may_write(by, letter),
        is_now=lambda version: (version.title, version.text, version.card) == (letter.title, letter.text, letter.card),
    )


@blueprint.post("/<int:letter_id>/versions/<int:number>/restore")
@needs(*WRITERS)
def restore(letter_id: int, number: int) -> Response:
    """Makes the words and the card of a version those of the letter again; what stood there stays a version."""
    revision = request.form.get("revision", default=0, type=int)
    try:
        drafting.restore(engine().office, actor(), letter_id, revision, number)
    except RequestError as fault:
        if fault.code == "letter.gone":
            raise
        flash(capital(sentence(fault)), "error")
        return redirect(url_for("letters.versions", letter_id=letter_id), 303)
    flash(f"Восстановлена редакция {number}. Прежний текст остался среди редакций.")
    return redirect(url_for("letters.edit", letter_id=letter_id), 303)


def _other_words(after: Version, kept: Sequence[Version]) -> Version | None:
    """The newest version before ``after`` that has other words or another card, else the one just before it."""
    older = [each for each in kept if each.number < after.number]
    changed = (each for each in older if (_words(each), each.card) != (_words(after), after.card))
    return next(changed, next(iter(older), None))


def _card_changes(before: Version | None, after: Version) -> list[Change]:
    return changes(CardForm(card=before.card), CardForm(card=after.card)) if before else []


def _words(version: Version) -> str:
    return f"{version.title}\n{version.text}"


def _is_empty(row: ComparedParagraph) -> bool:
    return not any(piece.text.strip() for piece in (*row.before, *row.after))
