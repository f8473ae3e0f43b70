"""Clauses 7.4, 7.5, 7.7, 7.12: what the citizen is told of an appeal that is sent on, prolonged or still in work."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.outcome_signs import Saying, Sign, sayings
from letterkit.checks.outcome_words import Verb
from letterkit.checks.reply_kind import Standard, kind
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.russian import entities, morph
from letterkit.russian.words import words

_NOBODY = regex.compile(
    r"(?i)\b(?:в|во)\s+(?:соответствующ|уполномоченн|компетентн|надлежащ|вышестоящ|профильн|друг|ин)\p{L}*\s+(?:\p{L}+\s+){0,2}?(?:орган|ведомств|инстанци|организаци|учреждени|структур|служб)\p{L}*(?:\s+(?:государственной\s+)?власти)?"
    r"|\bпо\s+(?:компетенции|принадлежности|подведомственности)\b|\b(?:в|во)\s+орган\p{L}*\b(?:\s+(?:государственной\s+)?власти)?"
)
_BODY = regex.compile(
    r"(?i)\b(?:инспекци|администраци|министерств|прокуратур|департамент|управлени|комитет|агентств|служб|фонд|мэри|правительств|полици|отдел|роспотребнадзор|ростехнадзор|росреестр|суд|центр|дум)\p{L}*"
    r"|\b(?:УМВД|МВД|ГИБДД|МЧС|УФССП|ГЖИ|ФНС|УФНС|УФАС|Минстрой)\b"
)
_REASON = regex.compile(
    r"(?i)\b(?:потому|поэтому|поскольку|так\s+как|в\s+связи\s+с|из-за|чтобы|для\s+этого|необходим|нужн|запрос|запраш|ожида|жд[её]м|требу|экспертиз|причин|без\s|не\s+(?:получ|поступ)|для\s+(?:получени|проведени|подготовк|всесторонн|уточнени|сбор))\p{L}*"
)
_COMPLAINT = regex.compile(
    r"(?i)\bжалоб\p{L}*\s+на\s+(?:действи\p{L}*\s+|бездействи\p{L}*\s+|\(?бездействи\p{L}*\)?\s+|работ\p{L}*\s+|решени\p{L}*\s+)?"
)
_COPIES = regex.compile(r"(?i)\bкопи[ийюяе]\p{L}*")
_NAME_OF_BODY = (
    r"(?:инспекци|администраци|министерств|прокуратур|департамент|управлени|комитет|агентств|служб|фонд|полици|отдел"
    r"|роспотребнадзор|ростехнадзор|росреестр)\p{L}*"
)
_TWO_BODIES = regex.compile(
    rf"(?i)\b(?:в|во)\s+(?:[\p{{L}}«»-]+\s+){{0,4}}?{_NAME_OF_BODY}[^.;]{{0,80}}?(?:,|\bи)\s+(?:в|во)\s+(?:[\p{{L}}«»-]+\s+){{0,4}}?{_NAME_OF_BODY}"
)
_TWICE = regex.compile(
    r"(?i)\b(?:повторно|ещё\s+раз|еще\s+раз|снова|вновь|вторично|второй\s+раз)\s+(?:\p{L}+\s+){0,2}?продл\p{L}+|\bпродл\p{L}+\s+(?:\p{L}+\s+){0,4}?(?:повторно|ещё\s+раз|еще\s+раз|снова|вторично|второй\s+раз)\b"
)
_CANNOT = regex.compile(r"(?i)\b(?:нельзя|невозможно|не\s+(?:мож|допуска|предусм|продл|буд|разреш)\p{L}+)")
_EXTENDS = frozenset({"продлить", "продлять", "продлевать", "быть"})
_AT_WORK = frozenset(
    "ждать ожидать готовить проводить проверять обследовать запрашивать изучать собирать продолжать".split()
)
_AWAITED = regex.compile(
    r"(?i)\b(?:заключени|экспертиз|сведени|документ|запро[сш]|проверк|обследовани|осмотр|акт(?:а|ы|ов)?\b|выписк|испытани|измерени|лаборатори)\p{L}*"
)


@function_check("typical.redirect-no-body")
def redirect_no_body(subject: Subject) -> Iterator[Hit]:
    """«Обращение направлено по компетенции»: to whom?"""
    redirect = kind(subject, Standard.REDIRECT)
    if redirect is None or redirect.saying is None:
        return
    said = sayings(subject)
    at = said.index(redirect.saying)
    near = [each for each in said[max(0, at - 2) : at + 3] if not each.of_appeal or each is redirect.saying]
    own = tuple(name.lower() for name in subject.profile.body.names.values())
    blank = frozenset().union(*(_lemmas(subject.text_of(part)) for part in subject.parts_of(Role.LETTERHEAD)))
    if any(_names_another(each, own, blank) for each in near):
        return
    found = _NOBODY.search(redirect.saying.text)
    start = redirect.saying.start
    yield Hit(start + found.start(), start + found.end()) if found else Hit(start, redirect.saying.end)


@function_check("typical.redirect-accused")
def redirect_accused(subject: Subject) -> Iterator[Hit]:
    """A complaint sent to the body that it complains of (59-FZ art. 8 part 6)."""
    redirect = kind(subject, Standard.REDIRECT)
    opening = subject.first(Role.OPENING)
    if redirect is None or redirect.saying is None or opening is None:
        return
    text = subject.text_of(opening)
    complaint = _COMPLAINT.search(text)
    if complaint is None or (redirect.saying.opening and redirect.saying.start < opening.start + complaint.end()):
        return
    accused = [_lemmas(each.text) for each in entities.bodies(text) if each.start - complaint.end() in range(-1, 40)]
    for body in entities.bodies(redirect.saying.text):
        names = _lemmas(body.text)
        if any(len(names & other) >= 2 and (names <= other or other <= names) for other in accused[:1]):
            yield Hit(redirect.saying.start + body.start, redirect.saying.start + body.end)


@function_check("typical.redirect-copies")
def redirect_copies(subject: Subject) -> Iterator[Hit]:
    """Several bodies are to answer: each gets a copy (59-FZ art. 8 part 4)."""
    redirect = kind(subject, Standard.REDIRECT)
    if redirect and redirect.saying and not _COPIES.search(redirect.saying.text):
        found = _TWO_BODIES.search(redirect.saying.text)
        if found:
            yield Hit(redirect.saying.start + found.start(), redirect.saying.start + found.end())


@function_check("typical.extension-twice")
def extension_twice(subject: Subject) -> Iterator[Hit]:
    """The term is prolonged once, by thirty days at most (clause 7.4, 59-FZ art. 12 part 2)."""
    extension = kind(subject, Standard.EXTENSION)
    for saying in sayings(subject) if extension else ():
        found = _TWICE.search(saying.text)
        if found and not saying.conditional and not _CANNOT.search(saying.text):
            yield Hit(saying.start + found.start(), saying.start + found.end())


@function_check("typical.extension-no-progress")
def extension_no_progress(subject: Subject) -> Iterator[Hit]:
    """What has been done so far is told with the extension (clause 7.5)."""
    extension = kind(subject, Standard.EXTENSION)
    if extension is None:
        return
    if not any(_tells_work(saying) or _AWAITED.search(saying.text) for saying in sayings(subject)):
        said = extension.saying
        yield Hit(said.start, said.end) if said else MISSING


@function_check("typical.extension-no-reason")
def extension_no_reason(subject: Subject) -> Iterator[Hit]:
    """An extension without the reason for it."""
    extension = kind(subject, Standard.EXTENSION)
    if extension and not any(_REASON.search(each.text) for each in sayings(subject) if Sign.LATER not in each.signs):
        said = extension.saying
        yield Hit(said.start, said.end) if said else MISSING


def _names_another(saying: Saying, own: tuple[str, ...], blank: frozenset[str]) -> bool:
    """Whether a body is named that is neither the profile's nor, by every word of its name, that of the ``blank``."""
    named = [body.text for body in entities.bodies(saying.text)]
    others = [name for name in named if not any(name.lower() in mine or mine in name.lower() for mine in own)]
    if any(not _lemmas(name) <= blank for name in others):
        return True
    text = _NOBODY.sub(" ", saying.text)
    for name in named:
        text = text.replace(name, " ")
    return any(not found.group().lower().startswith("министерств") for found in _BODY.finditer(text))


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(morph.lemma(word.text) for word in words(text) if len(word.text) > 2)


def _tells_work(saying: Saying) -> bool:
    """«Мы запросили заключение», «дом обследуют»: something besides the new term; of a paper awaited too."""
    if saying.of_appeal or saying.retells:
        return False
    return any(one.finite and one.lemma not in _EXTENDS and _done_or_at_work(one) for _, one in saying.verbs)


def _done_or_at_work(one: Verb) -> bool:
    return one.tense == "past" or one.lemma in _AT_WORK
