"""A letter whose words a person writes: what the editor begins with, and the letter made of what stands in it.

In the editor a line is a paragraph. Nothing in it is a template: braces are signs like any other.
"""

from dataclasses import dataclass, replace

from letterkit.compose import addressee as who
from letterkit.compose.bounds import MOST_ROWS
from letterkit.compose.catalogue import Blank, ReplyText
from letterkit.compose.context import reply_context
from letterkit.compose.fill import fill
from letterkit.compose.gaps import gaps_of
from letterkit.compose.inspect import vet_reply
from letterkit.compose.letter import clean_card, letter_context, with_defaults
from letterkit.compose.lines import TypedLine, fit, lines_of
from letterkit.compose.prose import ProseRow
from letterkit.compose.reply import kept_together, words_of
from letterkit.compose.survey_code import SurveyCode, draw_codes
from letterkit.core.case import BODY_LIMIT, LINE_LIMIT, CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.profile import Profile


@dataclass(frozen=True, slots=True)
class StartingText:
    """What the editor begins with; ``card`` is the card with the outcome and ground of the reply text."""

    title: str
    text: str
    card: CaseCard


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter made of a person's words; ``lines`` lead from its paragraphs back to the text in the editor.

    ``card`` is the card with what was taken by default, ``salutation`` and ``addressee`` are as printed.
    """

    docx: bytes
    card: CaseCard
    blank: str
    title: str
    salutation: str
    addressee: tuple[str, ...]
    lines: tuple[TypedLine, ...]


def starting_text(card: CaseCard, reply: ReplyText, profile: Profile, *, gaps: bool = False) -> StartingText:
    """The words of ``reply`` filled with ``card``, a paragraph a line, «> » before a question of the appeal.

    With ``gaps`` what the reply itself still lacks is marked in the text (letterkit.compose.gaps).
    Raises CardError and TemplateError as ``letter.compose``.
    """
    vet_reply(reply)
    whole = with_defaults(clean_card(card), profile, reply)
    context = reply_context(whole, reply, profile, gaps_of(whole, reply) if gaps else {})
    words = words_of(reply, context, title=whole.reply.title, several=who.is_several(whole.applicant))
    text = "\n".join(f"> {row.text}" if row.kind == "question" else row.text for row in words.rows)
    return StartingText(words.title, text, whole)


def compose_written(
    card: CaseCard, title: str, text: str, blank: Blank, profile: Profile, survey: SurveyCode | None = None
) -> WrittenLetter:
    """The letter that answers ``card`` with ``title`` and ``text`` on ``blank``; the same words give the same bytes.

    A text without words makes a letter without a body. Raises RequestError ``writing.title-too-long``,
    ``writing.text-too-long`` (with ``size`` and ``limit``, characters) and ``writing.too-many-paragraphs``; CardError
    where nobody can be addressed; TemplateError of the blank.
    """
    lines = _within_limits(title, text)
    named = " ".join(fit(title).split())
    whole = with_defaults(clean_card(card), profile)
    whole = replace(whole, reply=replace(whole.reply, title=named or None))
    rows = kept_together(tuple(ProseRow(line.kind, line.words) for line in lines))
    context = letter_context(whole, named, rows, profile, survey)
    docx = fill(blank, context).docx
    if survey:
        docx = draw_codes(docx, survey.link)
    return WrittenLetter(docx, whole, blank.id, named, context["salutation"], context["addressee"], lines)


def _within_limits(title: str, text: str) -> tuple[TypedLine, ...]:
    if len(title) > LINE_LIMIT:
        raise RequestError("writing.title-too-long", size=len(title), limit=LINE_LIMIT)
    if len(text) > BODY_LIMIT:
        raise RequestError("writing.text-too-long", size=len(text), limit=BODY_LIMIT)
    lines = lines_of(text)
    if len(lines) > MOST_ROWS:
        raise RequestError("writing.too-many-paragraphs", count=len(lines), limit=MOST_ROWS)
    return lines
