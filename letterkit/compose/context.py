"""What a reply text may name: the words of the card, and phrases made from them that must be right Russian."""

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from letterkit.compose import topic
from letterkit.compose.addressee import gender_said, is_several
from letterkit.compose.catalogue import FieldPart, ReplyText
from letterkit.compose.filters import CasedName, Gap, is_reasonable
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.people import Gender
from letterkit.core.profile import Profile

_NO_GAPS: Mapping[str, Gap | tuple[str, ...]] = {}
_FIELDS = "reply.fields."
_URL = re.compile(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")


def reply_context(
    card: CaseCard, reply: ReplyText, profile: Profile, gaps: Mapping[str, Gap | tuple[str, ...]] = _NO_GAPS
) -> dict[str, Any]:
    """The names of ``RESERVED`` and the reply's own fields that are printed (None where the card has nothing).

    ``gaps`` stand, by their dotted paths, for what the card does not have yet (letterkit.compose.gaps).
    Raises CardError: ``card.missing``, ``card.unknown-field``, ``card.bad-field``, ``card.answers-differ``,
    ``card.outcome-differs``.
    """
    _agree(card, reply)
    _need(card, reply, gaps)
    fields = typed_fields({**card.reply.fields, **_of_fields(gaps)}, reply)
    several = is_several(card.applicant)
    addressed = topic.addressee_of(card.appeal, profile.body)
    return {
        **{name: value for name, value in fields.items() if name not in reply.unprinted},
        "opening": topic.opening(card.appeal, profile.body, several=several),
        "subject": card.appeal.subject,
        "subject_about": topic.subject_about(card.appeal.subject) if card.appeal.subject else None,
        "addressed": addressed,
        "came_to": topic.came_to(addressed),
        "questions": card.appeal.questions,
        "answered": _pair_answers(card, fields.get("answers")),
        "body": card.reply.body or gaps.get("reply.body"),
        "contact": contact(card, profile, several=several),
        "law": profile.texts.get("law"),
        "date": card.date,
        "number": card.number,
        "due_date": card.reply.due_date or gaps.get("reply.due_date"),
        "appeal": {
            "number": card.appeal.number,
            "registered": card.appeal.registered,
            "sent": card.appeal.sent,
            "repeat_of": card.appeal.repeat_of,
        },
        "office": {
            "name": CasedName(profile.body.names),
            "short_name": profile.body.short_name or CasedName(profile.body.names),
            "phone": profile.body.phone,
            "email": profile.body.email,
            "site": profile.body.site,
        },
        "applicant": card.applicant.person,
        "executor": {"person": card.executor.person, "phone": card.executor.phone, "email": card.executor.email},
        "several": several,
        "woman": not several and gender_said(card.applicant.person) is Gender.FEMALE,
        "man": not several and gender_said(card.applicant.person) is Gender.MALE,
        "attachments": card.reply.attachments,
    }


def contact(card: CaseCard, profile: Profile, *, several: bool) -> str:
    """Whom to ask (clause 6.4): the executor by name and phone, or the body when the executor is not known."""
    you = "вас" if several else "Вас"
    phone, who = card.executor.phone, card.executor.person.full
    if phone and who:
        return f"Если у {you} останутся вопросы, позвоните исполнителю письма: {phone}, {who}."
    return f"Если у {you} останутся вопросы, позвоните нам: {phone or profile.body.phone}."


def typed_fields(given: Mapping[str, object], reply: ReplyText) -> dict[str, Any]:
    """The reply's fields with the values of the card in their types."""
    for name in given:
        if name not in reply.fields:
            raise CardError("card.unknown-field", key=f"reply.fields.{name}", reply=reply.id, known=tuple(reply.fields))
    made: dict[str, Any] = {}
    for name, field in reply.fields.items():
        value = given.get(name)
        if not is_given(value):
            if field.required:
                raise CardError("card.missing", key=f"reply.fields.{name}", reply=reply.id, label=field.label)
            made[name] = False if field.type == "flag" else () if field.type in ("list", "bodies") else None
        else:
            made[name] = typed_value(value, field, f"reply.fields.{name}")
    return made


def is_given(value: object) -> bool:
    """Whether the card says anything here; no and nought are said."""
    return value is not None and value != "" and value != ()


def items_of(value: object) -> tuple[str, ...] | None:
    """The items of a list, or of a text with one in each line; None for anything else."""
    if isinstance(value, (list, tuple)):
        return tuple(item if isinstance(item, Gap) else str(item) for item in value)
    if isinstance(value, str):
        return tuple(line.strip(" -–;") for line in value.splitlines() if line.strip())
    return None


def _of_fields(gaps: Mapping[str, object]) -> dict[str, object]:
    return {path.removeprefix(_FIELDS): gap for path, gap in gaps.items() if path.startswith(_FIELDS)}


def typed_value(value: object, field: FieldPart, key: str) -> object:
    """``value`` of the card in the type of ``field``; raises CardError ``card.bad-field``."""
    if isinstance(value, Gap):
        return value
    try:
        match field.type:
            case "flag" if isinstance(value, bool):
                return value
            case "list" | "bodies" if (items := items_of(value)) is not None:
                return items
            case "date":
                from letterkit.russian.dates import parse_date

                return value if isinstance(value, datetime.date) else parse_date(str(value))
            case "number" if not isinstance(value, bool):
                if is_reasonable(whole := int(str(value).replace(" ", "").replace("\u00a0", ""))):
                    return whole
            case "money" if not isinstance(value, bool):
                sum_ = Decimal(str(value).replace(" ", "").replace("\u00a0", "").replace(",", "."))
                if is_reasonable(sum_):
                    return sum_
            case "url" if _URL.match(str(value)):
                return str(value)
            case "prose" if isinstance(value, (str, int)):
                return str(value)
            case "text" | "body" if isinstance(value, (str, int)) and not isinstance(value, bool):
                return " ".join(str(value).split())
    except (ValueError, InvalidOperation):
        pass
    raise CardError("card.bad-field", key=key, value=str(value)[:80], type=field.type, label=field.label)


def _agree(card: CaseCard, reply: ReplyText) -> None:
    for key, has, wants in (
        ("reply.outcome", card.reply.outcome, reply.head.outcome),
        ("reply.ground", card.reply.ground, reply.head.ground),
    ):
        if has and wants and has is not wants:
            raise CardError("card.outcome-differs", key=key, value=str(has), reply=reply.id, wants=str(wants))


def _need(card: CaseCard, reply: ReplyText, gaps: Mapping[str, object]) -> None:
    for need in unmet(card, reply):
        paths = paths_of(need)
        if not any(path in gaps for path in paths):
            raise CardError("card.missing", key=paths[0], reply=reply.id, any_of=need)


def unmet(card: CaseCard, reply: ReplyText) -> Iterator[str]:
    """What ``reply`` needs of the card and ``card`` does not have, as the reply text puts it: «path» or «path|path»."""
    return (need for need in reply.head.needs if not any(_at(card, path) for path in paths_of(need)))


def paths_of(need: str) -> tuple[str, ...]:
    """The dotted paths of which one is enough."""
    return tuple(path.strip() for path in need.split("|"))


def _at(card: CaseCard, path: str) -> object:
    value: object = card
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else getattr(value, step, None)
    return value


def _pair_answers(card: CaseCard, answers: object) -> tuple[dict[str, object], ...]:
    """Questions of the appeal with their answers, in the order of the card (clause 7.9)."""
    questions = card.appeal.questions
    if not isinstance(answers, tuple) or not answers:
        if answers is not None and len(questions) > 1 and not card.reply.body:
            raise CardError("card.missing", key="reply.fields.answers", questions=len(questions))
        return ()
    if questions and len(questions) != len(answers):
        raise CardError(
            "card.answers-differ", key="reply.fields.answers", questions=len(questions), answers=len(answers)
        )
    asked = questions or ("",) * len(answers)
    return tuple(
        {"number": index, "question": question, "answer": answer}
        for index, (question, answer) in enumerate(zip(asked, answers, strict=True), 1)
    )
