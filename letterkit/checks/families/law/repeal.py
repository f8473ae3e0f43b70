"""Clause 2.1: acts that are in force no longer, only in part or not yet, and what stands in their place."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import regex

from letterkit.checks.families.law.act_list import KnownAct, acts_numbered, known_acts, successor_of
from letterkit.checks.families.law.acts import Act, acts, first_named, standards
from letterkit.checks.families.law.titles import has_other_words, title_key
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import Subject
from letterkit.core import clock
from letterkit.core.finding import Level
from letterkit.russian.dates import date_digits

# The act is spoken of as one that was, or that is still to come.
_AS_PAST = regex.compile(
    r"(?i)\bутра[тч]\p{L}+\s+(?:свою\s+)?сил|\bдейств(?:овал|ующ\p{L}+\s+(?:до|на\s+(?:момент|дату)|в\s+(?:тот|то)\b))"
    r"|\bотмен[её]н|\b(?:прежн|старо(?:й|го|му|м)\b|старый|устарел|недействующ)|\b(?:взамен|вместо|замен[яеи]|смени|раньше|ранее|тогда)\p{L}*"
    r"|\b(?:на\s+тот\s+момент|в\s+то\s+время|в\s+прошлом)\b|\bне\s+(?:действу|применя)\p{L}+|\bактуализированн"
)
_AS_TO_COME = regex.compile(r"(?i)\bвступ\p{L}+\s+в\s+силу|\b(?:будет|будут|начн[её]т)\b|\bс\s+\d{1,2}[.\s]\S+\s?\d{4}")
# Houses stand, contracts were made by the rules of their day.
_DONE_THEN = regex.compile(
    r"(?i)\b(?:построен|постройк|возвед|проектиров|введ[её]н\p{L}*\s+в\s+эксплуатац|сдан|выдан|заключ[её]н|присвоен|приватизирован|зарегистрирован|приобрет)\p{L}*"
)
# What the letter says now rests on the act.
_GROUND = regex.compile(
    r"(?i)\b(?:в\s+соответствии|согласно|на\s+основании|руководству|в\s+силу|регулиру|регламентиру|установлен|предусмотрен|определ[её]н|закрепл[её]н"
    r"|утвержд[её]н|требовани|положени|норм|част[ьи]|стать|пункт|правил)\p{L}*\b[^.;]{0,80}$|\bпо\s[^.;]{0,40}$"
)
_PLACE_BEFORE = regex.compile(r"(?i)\b(?:стать|част|пункт|подпункт|абзац|глав|раздел|ст|ч|п)\p{L}*\.?\s*\d[^;]{0,60}$")
_TITLE_LEFT = regex.compile(r"\s*[«\"(]")
_OF_RUSSIA = regex.compile(r"(?i)российск|\bРФ\b|\bРСФСР\b|\bросси[ий]\b")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AS_FAR_BACK = 140


class _ListedAct(NamedTuple):
    """What of the list a letter names, and whether it can be no other act."""

    known: KnownAct
    is_certain: bool


@function_check("law.not-in-force")
def not_in_force(subject: Subject) -> Iterator[Hit]:
    """«Федеральный закон от 21.07.2005 № 94-ФЗ» in a letter of today: repealed, with what replaced it.

    A letter is judged by its own day, one without a date by today's.
    """
    on = own_date(subject) or clock.today()
    for act in first_named((*acts(subject), *standards(subject))):
        named = _named_in_list(subject, act)
        if named is None:
            continue
        known, start, end = named.known, *(subject.sentences.at(act.start) or (act.start, act.end))
        sentence = subject.text[start:end]
        if known.is_repealed(on):
            if not _AS_PAST.search(sentence) and not _tells_of_the_past(subject, sentence, start, known):
                yield _of_repealed(subject, act, named, on)
        elif known.partly and on >= known.partly and not _AS_PAST.search(sentence):
            state = f"с {date_digits(known.partly)} действует лишь в части"
            instead = f"Проверьте, действует ли ещё эта норма; новый акт – {_new_act(known, on)}"
            yield Hit(act.start, act.end, {"state": state, "instead": instead}, level=Level.ADVICE)
        elif known.since and on < known.since and named.is_certain and not _AS_TO_COME.search(sentence):
            state = f"вступает в силу лишь {date_digits(known.since)}"
            instead = "Сошлитесь на акт, который действует сейчас"
            yield Hit(act.start, act.end, {"state": state, "instead": instead}, level=Level.ADVICE)


def _named_in_list(subject: Subject, act: Act) -> _ListedAct | None:
    """The act of the list; by its title alone only where all of that title are out of force."""
    if act.number is None:
        titled = [each for each in known_acts() if act.name and title_key(each.name) == title_key(act.name)]
        # «Закон «Об образовании»» may be the short title of another one; «закон о внесении изменений в закон «…»» is.
        certain = (act.federal_law or _OF_RUSSIA.search(act.issuer)) and "внесени" not in act.issuer
        gone = [each for each in titled if each.repealed and act.federal_law is not bool(each.kind)]
        return _ListedAct(gone[0], False) if certain and gone and len(gone) == len(titled) else None
    day = act.date or next((each.date for each in acts(subject) if each.number == act.number and each.date), None)
    for known in acts_numbered(act.number):
        if not known.answers(act.noun, act.issuer, act.number) or (act.name and has_other_words(known.name, act.name)):
            continue
        if known.is_standard or (day and known.date == day):
            return _ListedAct(known, bool(act.federal_law or act.issuer or known.is_standard))
        # Each year has its 122-ФЗ, but 94-ФЗ without a day is that of 2005: so the list says.
        if day is None and (act.name or known.number in known.names):
            return _ListedAct(known, bool(act.name) and title_key(known.name) == title_key(act.name or ""))
    return None


def _tells_of_the_past(subject: Subject, sentence: str, start: int, known: KnownAct) -> bool:
    """Whether the sentence names a year in which the act was in force, and not as that of an act."""
    assert known.repealed is not None
    in_acts = [(act.start - start, act.end - start) for act in (*acts(subject), *standards(subject))]
    return any(
        int(year.group()) < known.repealed.year
        for year in _YEAR.finditer(sentence)
        if not any(first <= year.start() < last for first, last in in_acts)
    )


def _of_repealed(subject: Subject, act: Act, named: _ListedAct, on: datetime.date) -> Hit:
    known, before = named.known, subject.text[max(0, act.start - _AS_FAR_BACK) : act.start]
    start, end = subject.sentences.at(act.start) or (act.start, act.end)
    assert known.repealed is not None
    day = f"в {known.repealed.year} году" if known.by_year else f"с {date_digits(known.repealed)}"
    is_sure = known.is_sure and named.is_certain
    new_act = _new_act(known, on)
    if known.is_renewed:
        state, instead = f"обновлён {day}", f"Сошлитесь на новую редакцию – {new_act}"
    elif is_sure:
        state, instead = f"утратил силу {day}", f"Сошлитесь на новый акт – {new_act}" if new_act else "Уберите ссылку"
    else:
        state = f"похоже, утратил силу {day}"
        instead = "Проверьте, действует ли он" + (f"; вместо него – {new_act}" if new_act else "")
    level = Level.WARNING
    if not is_sure or known.is_renewed or _DONE_THEN.search(subject.text, start, end):
        level = Level.ADVICE
    elif _GROUND.search(before):
        level = Level.ERROR
    source = f"; основание отмены – {known.source}" if known.source else ""
    mend = _in_its_place(subject, act, known, on) if level is not Level.ADVICE else None
    details = {"state": state, "instead": f"{instead}{source}"}
    return Hit(act.start, act.end, details, (mend,) if mend else (), level=level)


def _new_act(known: KnownAct, on: datetime.date) -> str:
    successor = successor_of(known, on)
    return successor if isinstance(successor, str) else successor.citation


def _in_its_place(subject: Subject, act: Act, known: KnownAct, on: datetime.date) -> str | None:
    """The new act in the words of the letter; none where articles of the old one are named."""
    successor = successor_of(known, on)
    if isinstance(successor, str) or successor.kind != known.kind:
        return None
    if _PLACE_BEFORE.search(subject.text, max(0, act.start - _AS_FAR_BACK), act.start):
        return None
    if known.is_standard:
        return f"{act.noun} {successor.number}"
    if act.dated is None or successor.date is None or (not act.name and _TITLE_LEFT.match(subject.text, act.end)):
        return None
    head = subject.text[act.start : min(act.dated[0], act.number_first[0] if act.number_first else act.dated[0])]
    title = f" «{successor.name}»" if act.name else ""
    return f"{head}от {date_digits(successor.date)} № {successor.number}{title}"
