"""Clause 3.5: «Вы» with a capital for one person, «вы» for several, one form throughout, never «ты»."""

from collections.abc import Iterator

from letterkit.checks.families.addressee_form import is_group, joint_addressees
from letterkit.checks.families.salutation_form import salutations
from letterkit.checks.hit import Hit
from letterkit.checks.protect import Shield
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_YOU = frozenset("вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашу вашим вашем ваших вашими".split())
_THOU = frozenset(
    "ты тебя тебе тобой тобою твой твоя твое твои твоего твоей твоему твою твоим твоем твоих твоими".split()
)
_QUOTES = frozenset({Shield.QUOTE})


@function_check("address-form.lower")
def lower(subject: Subject) -> Iterator[Hit]:
    """One person is addressed as «вы»."""
    small, capital = _forms(subject)
    if _several(subject) is False and not capital:
        yield from (_turned(token) for token in small)


@function_check("address-form.capital")
def capital(subject: Subject) -> Iterator[Hit]:
    """Several people are addressed as «Вы»."""
    small, capitals = _forms(subject)
    if _several(subject) and not small:
        yield from (_turned(token) for token in capitals)


@function_check("address-form.mixed")
def mixed(subject: Subject) -> Iterator[Hit]:
    """Both «Вы» and «вы» in one letter: those that do not fit the number of people, or else the rarer ones."""
    small, capitals = _forms(subject)
    if small and capitals:
        several = _several(subject)
        wrong = capitals if several else small if several is False else min(small, capitals, key=len)
        yield from (_turned(token) for token in wrong)


@function_check("address-form.thou")
def thou(subject: Subject) -> Iterator[Hit]:
    """«ты», «твой» to a citizen."""
    for token in _prose_tokens(subject):
        if token.form in _THOU and not subject.protected.touches(token.start, token.end, _QUOTES):
            yield Hit(token.start, token.end)


def _several(subject: Subject) -> bool | None:
    """Whether several people are addressed: by the card, the addressee, the salutation; None when nothing tells."""
    if subject.card and subject.card.applicant.collective:
        return True
    if subject.card and subject.card.applicant.person.name:
        return False
    forms = salutations(subject)
    if joint_addressees(subject) or (is_group(subject) and not any(form.people for form in forms)):
        return True
    if not forms:
        return None
    one = len(forms[0].people) == 1  # «Уважаемые Мария Петровна!» is a slip about one person
    return forms[0].collective or (forms[0].respect.lower() == "уважаемые" and not one)


def _forms(subject: Subject) -> tuple[list[Token], list[Token]]:
    """(«вы»…, «Вы»…) inside sentences; the first word of a sentence has a capital anyway."""
    starts = {start for start, _ in subject.sentences}
    small: list[Token] = []
    capitals: list[Token] = []
    for token in _prose_tokens(subject):
        if (
            token.form not in _YOU
            or token.start in starts
            or subject.protected.touches(token.start, token.end, _QUOTES)
        ):
            continue
        if token.text.isupper() and len(token.text) > 1:
            continue
        before = subject.text[: token.start].rstrip()[-1:]
        if before in '«"(:—–' and token.text[0].isupper():
            continue
        (capitals if token.text[0].isupper() else small).append(token)
    return small, capitals


def _prose_tokens(subject: Subject) -> Iterator[Token]:
    for part in subject.parts_of(*PROSE):
        yield from subject.tokens_of(part)


def _turned(token: Token) -> Hit:
    first = token.text[0]
    return Hit(
        token.start, token.end, suggestions=((first.lower() if first.isupper() else first.upper()) + token.text[1:],)
    )
