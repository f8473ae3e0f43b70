"""To whom a letter goes: the addressee's lines, the salutation, «Вы» or «вы»."""

import re

from letterkit.compose.ledger import CLOSE, OPEN, Ledger
from letterkit.core.case import Applicant, CaseCard
from letterkit.core.errors import CardError
from letterkit.core.outcome import Channel
from letterkit.core.people import Case, Gender, Person

# As many characters of 14-point text as fit beside a corner letterhead (75 mm).
ADDRESS_LINE = 34
_SETTLEMENT = re.compile(r"(?:г|с|п|пгт|рп|ст|д|сл|х)\.\s?[А-ЯЁ]|(?:город|село|пос[её]лок|деревня|станица|хутор)\s")
_DEAR = {Gender.MALE: "Уважаемый", Gender.FEMALE: "Уважаемая"}
_SIR = {Gender.MALE: "господин", Gender.FEMALE: "госпожа"}
_YOU = re.compile(r"\bВ(?=(?:ы|ас|ам|ами|аш(?:а|е|и|у|ей|ею|его|ему|ем|им|ими|их)?)\b)")


def is_several(applicant: Applicant) -> bool:
    """Whether the letter speaks to more than one person: «вы», «Уважаемые…»."""
    named = applicant.person.name or applicant.person.surname
    return applicant.collective or bool(applicant.organisation and not named)


def salutation(applicant: Applicant) -> str:
    """«Уважаемая Мария Петровна!» by what the appeal names (clause 3.5).

    Raises CardError ``card.gender-unknown``, ``card.missing`` when there is nobody to speak to.
    """
    if applicant.collective:
        return "Уважаемые заявители!"
    person = applicant.person
    if not (person.name or person.surname):
        if applicant.organisation:
            return "Уважаемые господа!"
        raise CardError("card.missing", key="applicant.name")
    gender = gender_known(person)
    from letterkit.russian.names import salutation_name

    name = salutation_name(person)
    if not (name or person.surname):
        raise CardError("card.missing", key="applicant.name")
    # Only the surname and initials are known: the standard's form for that, never initials.
    return f"{_DEAR[gender]} {name or f'{_SIR[gender]} {person.surname}'}!"


def gender_said(person: Person) -> Gender | None:
    """The gender given, or told by the name."""
    from letterkit.russian.names import gender_of

    return person.gender or gender_of(person)


def gender_known(person: Person) -> Gender:
    """As ``gender_said``; raises CardError ``card.gender-unknown`` when nothing tells it: it is never guessed."""
    gender = gender_said(person)
    if gender is None:
        raise CardError("card.gender-unknown", key="applicant.gender", name=person.full)
    return gender


def addressee_lines(card: CaseCard) -> tuple[str, ...]:
    """Who in the dative, then where, line by line; an address that is not known leaves no line."""
    applicant = card.applicant
    lines = [applicant.organisation] if applicant.organisation else []
    if applicant.person.surname or applicant.person.name:
        lines.append(_dative(applicant.person))
    if applicant.collective:
        lines.append("и другим заявителям" if lines else "Заявителям")
    where = place(card)
    if where == "email" and applicant.email:
        lines.append(applicant.email)
    elif where == "address" and applicant.address:
        lines.extend(address_lines(applicant.address))
    return tuple(lines)


def place(card: CaseCard) -> str | None:
    """Which of the card's places the letter names: ``email``, ``address`` or None (clause 2.3)."""
    applicant = card.applicant
    first, second = ("email", "address") if card.reply.delivery is Channel.EMAIL else ("address", "email")
    return next((name for name in (first, second) if getattr(applicant, name)), None)


def delivery(card: CaseCard) -> Channel | None:
    """How the reply goes when the card does not say: through the feedback portal if it came so, else where it can."""
    if card.reply.delivery:
        return card.reply.delivery
    if card.appeal.channel is Channel.POS:
        return Channel.POS
    if card.applicant.address:
        return Channel.POST
    return Channel.EMAIL if card.applicant.email else None


def address_lines(address: str) -> tuple[str, ...]:
    """Street and house on one line, the settlement and what follows on the next, or the other way round where postcode
    and settlement lead; none longer than the column.
    """
    pieces = [piece.strip() for piece in address.split(",") if piece.strip()]
    town = next((index for index, piece in enumerate(pieces) if _SETTLEMENT.match(piece)), 0)
    begins = town + 1 if "".join(pieces[:town]).isdigit() else town
    groups: list[list[str]] = [[]]
    for index, piece in enumerate(pieces):
        if groups[-1] and (index == begins or len(", ".join([*groups[-1], piece])) >= ADDRESS_LINE):
            groups.append([])
        groups[-1].append(piece)
    lines = [", ".join(group) for group in groups if group]
    return tuple(line + ("," if index < len(lines) - 1 else "") for index, line in enumerate(lines))


def lower_you(text: str, ledger: Ledger) -> str:
    """The template's own «Вы», «Ваш» as «вы», «ваш», except at the beginning of a sentence; sealed values stay."""

    def small(match: re.Match[str]) -> str:
        before = text[: match.start()].rstrip(" \u00a0«„(")
        if before.endswith(CLOSE):
            mark = before.rfind(OPEN)
            before = before[:mark] + ledger.open_marks(before[mark:])
        starts = not before or (before[-1] in ".!?…\n:>" and not before.endswith(":"))
        line = before.rpartition("\n")[2].strip()
        return match[0] if starts or not line or line in {"-", "–", ">", "*"} else "в"

    return _YOU.sub(small, text)


def _dative(person: Person) -> str:
    from letterkit.russian.names import decline, with_initials

    known = Person(person.surname, person.name, person.patronymic, gender_known(person))
    if known.surname and known.name:
        return with_initials(known, Case.DATIVE)
    return decline(known, Case.DATIVE).full
