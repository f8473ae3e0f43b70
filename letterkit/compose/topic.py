"""What the appeal was about and to whom, as the first paragraph must say it (clause 3.6)."""

import re

from letterkit.compose.filters import CasedName, about, accusative, genitive, lower_first, with_v
from letterkit.core.case import Appeal
from letterkit.core.profile import Body

_ABOUT = re.compile(r"об?о? ", re.IGNORECASE)
_QUESTION = re.compile(r"по (?:вопрос\w+|поводу) ", re.IGNORECASE)
# «переселения …», «подключения …»: a verbal noun given in the genitive already; the plural of such words is rare.
_VERBAL_GENITIVE = re.compile(r"([А-Яа-яё]+[нт])ия\b")


def subject_about(subject: str) -> str | None:
    """«о переселении из аварийного дома»; None for «по вопросу …», which cannot be turned."""
    given = subject.strip().rstrip(".")
    if _QUESTION.match(given):
        return None
    given = lower_first(given)
    return given if _ABOUT.match(given) else about(_nominative(given))


def appeal_words(subject: str | None) -> str:
    """What stands after «обращение»: « по вопросу переселения …», « о переселении …» or nothing."""
    if not subject:
        return ""
    given = lower_first(subject.strip().rstrip("."))
    if _ABOUT.match(given) or _QUESTION.match(given):
        return f" {given}"
    return f" по вопросу {given if _VERBAL_GENITIVE.match(given) else genitive(given)}"


def addressee_of(appeal: Appeal, body: Body) -> str:
    """The body or the official to whom the appeal was sent, in the nominative; the body's own name by default."""
    own = CasedName(body.names)
    given = (appeal.addressed_to or "").strip()
    same = given.lower() in {name.lower() for name in (own, body.short_name or own)}
    return own if not given or same else given


def came_to(name: str) -> str:
    """«в министерство …» for a body, «на имя губернатора …» for an official."""
    return (
        f"на имя {genitive(name)}" if not isinstance(name, CasedName) and _is_person(name) else with_v(accusative(name))
    )


def opening(appeal: Appeal, body: Body, *, several: bool) -> str:
    """«Рассмотрев Ваше обращение по вопросу …, поступившее в …, сообщаем.»"""
    your = "ваше" if several else "Ваше"
    to = came_to(addressee_of(appeal, body))
    return f"Рассмотрев {your} обращение{appeal_words(appeal.subject)}, поступившее {to}, сообщаем."


def _nominative(subject: str) -> str:
    return _VERBAL_GENITIVE.sub(r"\1ие", subject, count=1) if _VERBAL_GENITIVE.match(subject) else subject


def _is_person(name: str) -> bool:
    from letterkit.russian.morph import parses

    for word in name.split():
        nouns = [parse for parse in parses(word.strip("«»,.").lower()) if "NOUN" in parse.tag]
        if nouns:
            return "anim" in nouns[0].tag
    return False
