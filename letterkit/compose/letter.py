"""The straight way from a card to a letter: words first, then the blank, then proof that nothing was lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from letterkit.compose import addressee, attachments, executor_mark, prose
from letterkit.compose.catalogue import Blank, ReplyText
from letterkit.compose.context import reply_context
from letterkit.compose.fast import CompiledBlank
from letterkit.compose.fill import fill
from letterkit.compose.inspect import vet_reply
from letterkit.compose.lines import fit
from letterkit.compose.presence import used_values
from letterkit.compose.reply import words_of
from letterkit.compose.survey_code import SurveyCode, draw_codes
from letterkit.compose.typography import plain, unbroken, unbroken_text
from letterkit.core.case import CaseCard, Signer
from letterkit.core.profile import Profile
from letterkit.russian.dates import date_digits

# A post of the signer that is not in the profile is broken into lines of this many characters.
POST_LINE = 34


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """A letter made here.

    ``card`` is the card with what was taken by default; ``used`` maps its paths to the words printed.
    """

    docx: bytes
    text: str
    card: CaseCard
    reply: str
    blank: str
    title: str
    used: Mapping[str, str]


def compose(
    card: CaseCard, reply: ReplyText, blank: Blank | CompiledBlank, profile: Profile, survey: SurveyCode | None = None
) -> ComposedLetter:
    """The letter that answers ``card`` with the words of ``reply`` on ``blank``; the same card gives the same bytes.

    ``survey`` invites to say what one thinks of it, where the blank has a place for that.
    Whoever makes many letters gives the blank compiled (``fast.compile_blank``): the letters are the same.

    Raises CardError (``card.missing``, ``card.gender-unknown``, ``card.unknown-field`` and others of ``context``),
    TemplateError (a fault of the blank or the reply text, or ``blank.value-lost``).
    """
    vet_reply(reply)
    whole = with_defaults(clean_card(card), profile, reply)
    context = reply_context(whole, reply, profile)
    words = words_of(reply, context, title=whole.reply.title, several=addressee.is_several(whole.applicant))
    printed = letter_context(whole, words.title, words.rows, profile, survey)
    filled = blank.fill(printed) if isinstance(blank, CompiledBlank) else fill(blank, printed)
    used = used_values(whole, words.ledger, filled.text, file=reply.file, unprinted=reply.unprinted)
    docx = draw_codes(filled.docx, survey.link) if survey else filled.docx
    return ComposedLetter(docx, filled.text, whole, reply.id, blank.id, words.title, used)


def clean_card(card: CaseCard) -> CaseCard:
    """``card`` without control characters and the two characters that seal values, wherever they stood."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            kept = fit(value)
            # StrEnum members are strings too, and stay what they are.
            return kept if type(value) is str else value
        if isinstance(value, tuple):
            return tuple(clean(item) for item in value)
        if isinstance(value, Mapping):
            return {name: clean(item) for name, item in value.items()}
        if hasattr(value, "__dataclass_fields__"):
            return replace(value, **{name: clean(getattr(value, name)) for name in value.__dataclass_fields__})
        return value

    made: CaseCard = clean(card)
    return made


def with_defaults(card: CaseCard, profile: Profile, reply: ReplyText | None = None) -> CaseCard:
    """``card`` with the way it goes and the body's first signer; with a ``reply`` text, its outcome and ground too."""
    plan = replace(
        card.reply,
        outcome=card.reply.outcome or (reply.head.outcome if reply else None),
        ground=card.reply.ground or (reply.head.ground if reply else None),
        delivery=addressee.delivery(card),
    )
    return replace(card, reply=plan, signer=_signer(card.signer, profile))


def letter_context(
    card: CaseCard, title: str, words: Sequence[prose.ProseRow], profile: Profile, survey: SurveyCode | None = None
) -> dict[str, Any]:
    """What the blank prints: ``inspect.REQUIRED`` and ``OPTIONAL``, as finished text with its non-breaking spaces."""
    body = profile.body
    rows = [{"kind": row.kind, "keep": row.keep, "text": unbroken_text(row.text)} for row in words]
    attached = attachments.mark_rows(card.reply.attachments)
    return {
        "organisation": {
            "name": _capital(body.names[next(iter(body.names))]),
            "lines": tuple(unbroken(line) for line in body.letterhead_lines),
            "superior": body.superior,
            "address_lines": tuple(unbroken(line) for line in body.address_lines),
            "phone": body.phone,
            "fax": body.fax,
            "email": body.email,
            "site": body.site,
            "okpo": body.okpo,
            "ogrn": body.ogrn,
            "inn_kpp": body.inn_kpp,
        },
        "date": date_digits(card.date) if card.date else "",
        "number": card.number or "",
        "incoming": {
            "number": card.appeal.number or "",
            "date": date_digits(card.appeal.registered) if card.appeal.registered else "",
        },
        "restricted": card.reply.restricted,
        "restriction": profile.texts.get("restriction", "Для служебного пользования"),
        "copy_number": card.reply.copy_number or "",
        "addressee": tuple(unbroken(line) for line in addressee.addressee_lines(card)),
        "title": unbroken(title),
        "salutation": unbroken(addressee.salutation(card.applicant)),
        "paragraphs": rows,
        "attachments": [{"first": index == 0, "text": unbroken(row)} for index, row in enumerate(attached)],
        "closing": profile.texts.get("closing", "С уважением,"),
        "signer": {"post_lines": post_lines(card.signer, profile), "name": unbroken(card.signer.name or "")},
        "executor": tuple(unbroken(line) for line in executor_mark.mark_lines(card.executor)),
        "feedback": survey.context() if survey else False,
    }


def post_lines(signer: Signer, profile: Profile) -> tuple[str, ...]:
    """The post as the profile breaks it, or broken by length; one empty line, for the name, when there is no post."""
    post = plain(signer.post or "")
    for known in profile.signers:
        if plain(" ".join(known.post_lines)) == post:
            return known.post_lines
    lines: list[str] = []
    for word in post.split(" "):
        if lines and len(lines[-1]) + len(word) < POST_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _signer(signer: Signer, profile: Profile) -> Signer:
    """The card's signer; the missing half from the profile's signer of that name, all of it from the first one."""
    same = [one for one in profile.signers if signer.name and plain(one.name) == plain(signer.name)]
    default = same[0] if same else profile.signers[0]
    if signer.name and not same and not signer.post:
        return signer
    return Signer(signer.post or " ".join(default.post_lines), signer.name or default.name)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
