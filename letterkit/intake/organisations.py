"""The organisation whose letter an appeal is: named on its letterhead, after «от», in the head of a message."""

import regex

from letterkit.core.people import Case
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue, Span
from letterkit.intake.zones import Zones
from letterkit.russian.names_nominative import nominative
from letterkit.russian.phrase_nominative import phrase_nominative

_POST = regex.compile(
    r"(?i)(?:директор|председател\p{L}*|руководител\p{L}*|начальник|президент|управляющ\p{L}+|"
    r"заведующ\p{L}+|глава|ректор|настоятель)(?!\p{L})"
)
_KIND = (
    r"(?:(?:ООО|АО|ПАО|ОАО|ЗАО|ИП|ТСЖ|ТСН|ЖСК|ГСК|СНТ|ДНТ|КФХ|НКО|АНО|МУП|МКУ|МБУ|ГБУ|МБОУ|МБДОУ|ГБПОУ)(?!\p{L})|"
    r"(?:\p{L}+(?:-\p{L}+)*\s+){0,4}?(?:обществ|товариществ|кооператив|фонд|ассоциаци|союз|организаци|федераци|учреждени|предприяти|"
    r"совет\p{L}*\s+(?:ветеран|дом|мног)|комитет|школ|профсоюз|общин|предпринимател)\p{L}*)"
)
_LETTERHEAD = regex.compile(rf"(?i)\W*(?!во?\s)(?P<name>{_KIND}[^\n]{{0,140}})")
_FROM = regex.compile(rf"(?im)^[^\S\n]*(?:заявитель:?\s*|от\s+)(?P<name>{_KIND}[^\n,:;<]{{0,110}})")
_LINE = regex.compile(r"[^\n]*\S[^\n]*")
_OTHER_LINE = regex.compile(
    r"(?i)\W*(?:инн|огрн|тел|адрес|\d|e-?mail|исх|№|от\s|(?:г|с|ул|пос)\.|\p{L}+[^\n]{0,20}:|директор|председател)|[^\n]*@"
)
_SIGN = regex.compile(r"(?i)исх(?:\.|одящ)|№\s*\S+\s+от\s+\d|(?<!\p{L})инн(?!\p{L})|^[^\S\n]*№\s*\d", regex.MULTILINE)
_MOST_LINES = 3
_KEPT = frozenset(
    "ООО АО ПАО ОАО ЗАО СЗ СНТ ТСН ТСЖ ИП ЖСК ГСК ДНТ КФХ НКО АНО МУП МКУ МБУ ГБУ МБОУ МБДОУ ГБПОУ".split()
)
_IN_BRACKETS = regex.compile(r"\s*\([^()]*\)")
_WORD = regex.compile(r"\p{L}+")


def organisation_of(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[str] | None:
    """The name of the organisation; None where people write for themselves."""
    head = next((line for line in labelled if line.label is Label.PERSON and line.at < line.end), None)
    if head is not None and (said := _LETTERHEAD.match(text, head.at, head.end)):
        name = regex.split(r"\s*[<(]", said["name"])[0]
        return _organisation(name, (said.start("name"), said.start("name") + len(name)), 0.85)
    first = _LINE.search(text)
    opened = first and _LETTERHEAD.match(text, first.start(), first.end())
    signed = _POST.search(text, zones.story[1]) or _SIGN.search(text[: zones.story[0]])
    if opened and signed:
        end = _end_of_letterhead(text, opened.end())
        return _organisation(text[opened.start("name") : end], (opened.start("name"), end), 0.9)
    sent = _FROM.search(text, 0, zones.story[0])
    if sent and (_POST.search(text) or signed):
        named = sent["name"].rstrip(" ,.")
        made = _own_name(named) or phrase_nominative(" ".join(named.split()), ("gent",)) or named
        return _organisation(made, sent.span("name"), 0.7)
    return None


def _own_name(named: str) -> str | None:
    """«ИП Ковалёва Петра Ильича» in the nominative."""
    kind, _, name = named.partition(" ")
    return f"{kind} {nominative(name, Case.GENITIVE).full}" if kind == "ИП" and name else None


def _end_of_letterhead(text: str, end: int) -> int:
    """Where the name on a letterhead ends: lines go on with it until one tells something else."""
    for _ in range(_MOST_LINES - 1):
        following = regex.compile(r"\n([^\n]+)").match(text, end)
        if following is None or not following[1].strip() or _OTHER_LINE.match(following[1]):
            break
        end = following.end()
    return end


def _organisation(name: str, place: Span, confidence: float) -> FoundValue[str]:
    made = " ".join(_IN_BRACKETS.sub("", name).split()).strip(" ,.|")
    if made.isupper() and len(made) > len("ООО «АБВ»"):
        kind, quote, called = made.partition("«")
        kind = " ".join(word if word in _KEPT else word.lower() for word in kind.split(" "))
        made = kind[:1].upper() + kind[1:] + quote + _WORD.sub(lambda word: word[0].capitalize(), called)
    return FoundValue(made, (place,), confidence)
