"""The page of a letter: its newest composed version, what was found in it, what people have said, what can be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from letterkit.checking.checker import CheckedLetter
from letterkit.checking.text_comparison import ComparedParagraph, compare
from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.outcome import LEAVES_OPEN, Channel, Kind
from letterkit.office.cases import dispatch, letter_files, numbering, page_pictures, presence, queue
from letterkit.office.cases.folder import Folder, folder
from letterkit.office.cases.options import Action, options
from letterkit.office.letter_cards import card_of
from letterkit.office.mail.addresses import has_outbox
from letterkit.office.register.results import result_of
from letterkit.office.signatures.keeping import KEEPERS, facts_of, signer_named
from letterkit.reports.as_html import letter_view
from letterkit.reports.blockers import ACTIONS, stand_words
from letterkit.reports.from_json import report_of
from letterkit.reports.lines import Lines
from letterkit.reports.mail_words import mailing_state
from letterkit.reports.marks import RemarkedSpan
from letterkit.reports.return_reason import reason_of
from letterkit.reports.signature_words import check_words
from letterkit.reports.wording import sentence
from letterkit.store.tables import Remark, Version
from webui.access import actor, needs, own_office
from webui.engine import engine, reads_once
from webui.errors import capital, status_of
from webui.finding_pages import asked_findings
from webui.letters.badge import badge_of
from webui.letters.blueprint import READERS, blueprint
from webui.letters.facts import appeal_rows, reply_rows
from webui.letters.paragraphs import paragraph_of, paragraphs, printed_at, words_of
from webui.letters.steps import steps

_MOST_PICKS = 12
_FINDINGS = 8
"""So many of them keep a page of 60 KB; the others are a press away."""


@dataclass(frozen=True, slots=True)
class RefusedLetterForm:
    """A form of the page that was refused: its name, why, and what had been typed."""

    form: str
    sentence: str
    typed: Mapping[str, str]


@blueprint.get("/<int:letter_id>")
@needs(*READERS)
@reads_once
def show(letter_id: int) -> AnyResponse:
    """The letter as it stands."""
    return page(letter_id)


@blueprint.get("/<int:letter_id>/page/<pdf>/<int:number>.png")
@needs(*READERS)
def picture(letter_id: int, pdf: str, number: int) -> AnyResponse:
    """A page of a version of the letter, printed to the file whose SHA-256 is ``pdf``."""
    png = page_pictures.page_png(engine().office, actor(), letter_id, pdf, number)
    return Response(png, mimetype="image/png")


def page(letter_id: int, form: str = "", fault: LetterkitError | None = None) -> AnyResponse:
    """The page of the letter; after a refused ``form`` with the reason beside it and what was typed kept in it."""
    by = actor()
    seen = folder(engine().office, by, letter_id)
    failed = RefusedLetterForm(form, capital(sentence(fault)), request.form.to_dict()) if fault else None
    opened = failed.form if failed else request.args.get("form", "")
    found = {**_report(seen), **_remarks_context(seen), **_comparison(seen)}
    context = {**_head(seen, by), **found, "failed": failed, "opened": opened}
    return make_response(render_template("letters/show.html", **context), status_of(fault) if fault else 200)


def _head(seen: Folder, by: Actor) -> dict[str, Any]:
    letter = seen.letter
    card = card_of(letter)
    can = options(by, seen)
    return {
        "it": letter,
        "seen": seen,
        "steps": steps(seen),
        "waiting": queue.waiting(letter),
        "others": presence.present(engine().office, by, letter.id).others,
        "can": {action.value: option.is_open for action, option in can.items()},
        "blocked": [
            (action.value, ACTIONS[action], [stand_words(stand) for stand in option.stands])
            for action, option in can.items()
            if not option.is_open
        ],
        "actions": {action.value: words for action, words in ACTIONS.items()},
        "send_href": url_for("outgoing.send", letter_id=letter.id),
        "mail_href": url_for("outgoing.write", letter_id=letter.id)
        if has_outbox(engine().settings, letter.body) and seen.approval is not None and seen.approval.pdf
        else "",
        "mailings": [(each, *mailing_state(each)) for each in seen.mailings],
        "next_number": numbering.likely_number(engine().office, letter)
        if not letter.number and Action.NUMBER in can and can[Action.NUMBER].is_open
        else "",
        "reason_of": reason_of,
        "signed": _signature(seen, signer_named(engine().office, letter.body, card)),
        "can_note": by.has(Duty.REGISTRY) and seen.sent is not None and seen.sent.channel == Channel.POST,
        "can_sign": letter.state == LetterState.APPROVED and by.has(*KEEPERS),
        "files": letter_files.files_of(engine().office, by, letter.id),
        "ways": dispatch.ways(card, came_back=seen.came_back)
        if Action.SEND in can and can[Action.SEND].is_open
        else (),
        "is_complaint": card.appeal.kind is Kind.COMPLAINT and card.reply.outcome not in LEAVES_OPEN,
        "result_now": result_of(card.reply.outcome),
        "card": card,
        "appeal_rows": appeal_rows(card),
        "reply_rows": reply_rows(card),
        "by": by,
        "today": clock.today(),
    }


def _signature(seen: Folder, signer: str) -> dict[str, Any] | None:
    """What is known of the signature of the approved PDF."""
    if seen.signature is None:
        return None
    facts = facts_of(seen.signature)
    return {"facts": facts, "checks": check_words(facts, signer)}


def _report(seen: Folder) -> dict[str, Any]:
    """The report of the shown version as the check page shows one; None when nothing was composed yet."""
    shown = seen.shown
    if shown is None or shown.report is None:
        return {"letter": None, "badge": None, "picks": [], "line_of": {}}
    office = own_office()
    report = report_of(shown.report)
    checked = CheckedLetter(report, office.checker.clause_titles, tuple(page_pictures.pages_of(office, shown)))
    lines = Lines(report.text)
    line_of = paragraphs(lines.texts(), shown.text)
    page = asked_findings(len(report.findings), _FINDINGS, _finding_at_hand())
    view = letter_view(
        checked,
        "f",
        lambda each: url_for("letters.picture", letter_id=seen.letter.id, pdf=shown.pdf, number=each.page),
        tuple(_remark_places(seen.open_remarks, shown, lines, line_of)),
        shown=page.shown,
    )
    items = [item for group in view["groups"] if group["level"] != "advice" for item in group["items"]]
    return {
        "letter": view,
        "finding_page": page,
        "badge": badge_of(seen, report),
        "picks": items[:_MOST_PICKS],
        "line_of": line_of,
    }


def _finding_at_hand() -> str:
    """The number of the finding that a form is asked for or was sent about."""
    return request.form.get("finding") or request.args.get("form", "").partition("waive-")[2]


def _remark_places(
    remarks: Sequence[Remark], shown: Version, lines: Lines, line_of: Mapping[int, int]
) -> Iterator[RemarkedSpan]:
    """The words that ``remarks`` are about, where they stand in the printed text."""
    line_at = {paragraph: line for line, paragraph in line_of.items()}
    for remark in remarks:
        paragraph, words = paragraph_of(remark, shown.id, shown.text), words_of(remark, shown.id, shown.text)
        if words is None or paragraph not in line_at:
            continue
        first, last = lines.span(line_at[paragraph])
        typed = shown.text.split("\n")[paragraph - 1]
        if (place := printed_at(*words, typed, lines.text[first:last])) is not None:
            yield RemarkedSpan(remark.id, first + place[0], first + place[1])


def _remarks_context(seen: Folder) -> dict[str, Any]:
    """The remarks of reviewers, each with its paragraph in the version that is shown."""
    shown = seen.shown
    text, version_id = (shown.text, shown.id) if shown else (seen.letter.text, 0)
    places = {remark.id: paragraph_of(remark, version_id, text) for remark in seen.remarks}
    at: dict[int, list[Remark]] = {}
    for remark in seen.remarks:
        if (paragraph := places[remark.id]) is not None:
            at.setdefault(paragraph, []).append(remark)
    return {"remarks_at": at, "place_of": places}


def _comparison(seen: Folder) -> dict[str, Any]:
    """The shown version beside an earlier one: the one that was asked for, or the last that had other words."""
    shown = seen.shown
    against = _against(shown, seen.earlier) if shown else None
    rows: Sequence[ComparedParagraph] = compare(_words(against), _words(shown)) if shown and against else ()
    return {
        "against": against,
        "rows": rows,
        "changed": sum(row.kind != "same" for row in rows),
    }


def _against(shown: Version, earlier: Sequence[Version]) -> Version | None:
    wanted = request.args.get("against", type=int)
    asked = next((each for each in earlier if each.number == wanted), None)
    return asked or next((each for each in earlier if _words(each) != _words(shown)), next(iter(earlier), None))


def _words(version: Version) -> str:
    return f"{version.title}\n{version.text}"
