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
    r"совет\p{L}*\s+(?:ветеран|дом|мног)|комитет|школ|профсоюз|общин|предпринимател|редакци)\p{L}*)"
)
_LETTERHEAD = regex.compile(rf"(?i)\W*(?!во?\s)(?P<name>{_KIND}[^\n]{{0,140}})")
_FROM = regex.compile(rf"(?im)^[^\S\n]*(?:заявитель:?\s*|от\s+)(?P<name>{_KIND}[^\n,:;<]{{0,110}})")
_LINE = regex.compile(r"[^\n]*\p{L}[^\n]*")
_CALLED = r"[«\"“][^»\"”\n]{2,60}[»\"”]"
_MEMBERS = r"(?i:СНТ|ДНТ|СНП|ТСЖ|ТСН|ЖСК|ГСК|ГК|СДТ|КФХ)"
_OF_POST = regex.compile(
    rf"(?im)^[^\S\n]*(?:\p{{L}}+,\s*)?{_POST.pattern.removeprefix('(?i)')}\s+(?:правления\s+)?"
    rf"(?P<name>(?:{_MEMBERS}|ООО|АО|МБУ|МКУ|МУП)\s+{_CALLED}|(?:\p{{L}}+(?:-\p{{L}}+)*\s+){{0,3}}"
    r"(?:совета\s+ветеранов|комитета|общины|товарищества|кооператива|фонда|ассоциации|союза)(?:\s+«[^»\n]+»)?)(?!\p{L})"
)
"""In a signature: «Председатель ГСК «Мотор» Зубков», «Председатель городского совета ветеранов»."""
_CHAIR = regex.compile(
    r"(?i)(?<!\p{L})(?:председатель|казначей|бухгалтер|управляющ\p{L}+)(?!\p{L})(?!\s+совета?\s+(?:дома|мног))"
)
_MEMBERSHIP = regex.compile(rf"(?<!\p{{L}})(?P<name>(?P<kind>{_MEMBERS})\s+(?P<called>{_CALLED}))")
_COLLECTIVE = regex.compile(
    r"(?m)^[^\S\n]*(?:Коллектив|Администрация|Правление)\s+(?P<name>\p{Lu}[^\n,.;:]{4,60}?)\s+(?:прос[ия]т|обраща\p{L}тся|благодар[ия]т)"
)
_DEPUTY = regex.compile(
    r"(?i)\A\W*депутат\s+(?P<name>(?:совета|собрания|думы)\s[^»\n]*(?:\n[^\S\n]*[^»\n]*)?(?:«[^»\n]*»|(?=\n)))"
)
_OF_PRESS = regex.compile(
    r"(?i)(?P<called>«[^»\n]{2,40}»)[^\S\n]*,?[^\S\n]*(?P<kind>редакция|газета|телеканал)(?!\p{L})"
)
_AFTER_NAME = regex.compile(
    r"[^\S\n]{2,}|[^\S\n]*[•|·<(]|,?[^\S\n]*(?:ИНН|ОГРН|КПП|(?i:тел|юр|факт|вх|исх)\.|(?i:адрес|телефон))(?!\p{L})|"
    r",[^\S\n]*(?:\d|(?:г|ул|с|пос|пгт|п|пр|д|обл|р-н)(?:\.|[^\S\n])|(?i:город|село|пос[её]лок)[^\S\n])|(?<=[»\"”]),"
)
_OTHER_LINE = regex.compile(
    r"(?i)\W*(?:инн|огрн|тел|адрес|\d|e-?mail|исх|№|от\s|(?:г|с|ул|пос)\.|\p{L}+[^\n]{0,20}:|директор|председател)|[^\n]*@"
)
_SIGN = regex.compile(r"(?i)исх(?:\.|одящ)|№\s*\S+\s+от\s+\d|(?<!\p{L})инн(?!\p{L})|^[^\S\n]*№\s*\d", regex.MULTILINE)
_TAX = regex.compile(r"(?<!\p{L})(?:ИНН|ОГРН)(?!\p{L})")
_OF_TAXES = regex.compile(r"\n[^\S\n]*(?:ИНН|ОГРН|КПП)(?!\p{L})")
_NEXT_LINE = regex.compile(r"\n[|│ \t]*([^\n]+)")
_MOST_LINES = 3
_KEPT = frozenset(
    "ООО АО ПАО ОАО ЗАО СЗ СНТ ТСН ТСЖ ИП ЖСК ГСК ДНТ КФХ НКО АНО МУП МКУ МБУ ГБУ МБОУ МБДОУ ГБПОУ".split()
)
_IN_BRACKETS = regex.compile(r"\s*\([^()]*\)")


def organisation_of(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[str] | None:
    """The name of the organisation; None where people write for themselves."""
    head = next((line for line in labelled if line.label is Label.PERSON and line.at < line.end), None)
    if head is not None and (said := _LETTERHEAD.match(text, head.at, head.end)):
        name = _cut(said["name"])
        return _organisation(name, (said.start("name"), said.start("name") + len(name)), 0.85)
    if head is not None and (press := _OF_PRESS.match(text, head.at, head.end)):
        return FoundValue(f"{press['kind'].lower()} {press['called']}", (press.span(),), 0.8)
    signed = _POST.search(text, zones.story[1]) or _SIGN.search(text[: zones.story[0]])
    opened = _letterhead(text, zones)
    if opened and (signed or _TAX.search(opened[0]) or (opened["name"].isupper() and _POST.search(text))):
        start = opened.start("name")
        end = _end_of_letterhead(text, start, start + len(_cut(opened["name"])))
        return _organisation(text[start:end], (start, end), 0.9)
    if deputy := _DEPUTY.match(text):
        return _organisation(_from_genitive(deputy["name"]), deputy.span("name"), 0.8)
    sent = _FROM.search(text, 0, zones.story[0])
    if sent and (_POST.search(text) or signed):
        named = _cut(sent["name"]).rstrip(" ,.")
        made = _own_name(named) or _from_genitive(named)
        return _organisation(made, sent.span("name"), 0.7)
    return _of_signature(text, zones)


def _letterhead(text: str, zones: Zones) -> "regex.Match[str] | None":
    """The line with the name of an organisation: the first one, or one of the head that its tax number follows."""
    first = _LINE.search(text)
    if first is None:
        return None
    if opened := _LETTERHEAD.match(text, first.start(), first.end()):
        return opened
    for line in _LINE.finditer(text, first.end(), max(first.end(), zones.story[0])):
        if _OF_TAXES.match(text, line.end()) and (opened := _LETTERHEAD.match(text, line.start(), line.end())):
            return opened
    return None


def _of_signature(text: str, zones: Zones) -> FoundValue[str] | None:
    """The organisation of whoever signs as its head: in the last lines, or named with «наше СНТ» in the story."""
    last = text.rstrip().rfind("\n") + 1
    start = min(last, zones.story[1]) if last else len(text)
    if collective := _COLLECTIVE.search(text):
        return _organisation(_from_genitive(collective["name"]), collective.span("name"), 0.6)
    if of_post := _OF_POST.search(text, start):
        said = of_post["name"]
        made = said if regex.search(_CALLED, said) and said[:2].isupper() else _from_genitive(said)
        return _organisation(made, of_post.span("name"), 0.7)
    if not _CHAIR.search(text, start):
        return None
    named = {regex.sub(r"\W", "", each["called"].lower()): each for each in reversed(list(_MEMBERSHIP.finditer(text)))}
    if len(named) != 1:
        return None
    only = next(iter(named.values()))
    return _organisation(f"{only['kind'].upper()} {only['called']}", only.span("name"), 0.7)


def _cut(name: str) -> str:
    """``name`` without what follows it in its line: a tax number, an address, a trade."""
    for more in _AFTER_NAME.finditer(name):
        before = name[: more.start()]
        if before.count("«") <= before.count("»"):
            return before
    return name


def _from_genitive(named: str) -> str:
    """«Анивского городского совета ветеранов» → «Анивский городской совет ветеранов»; what is quoted stays."""
    phrase, quote, called = named.partition("«")
    made = phrase_nominative(" ".join(phrase.split()), ("gent",)) or phrase
    return f"{made} {quote}{called}".strip()


def _own_name(named: str) -> str | None:
    """«ИП Ковалёва Петра Ильича» in the nominative."""
    kind, _, name = named.partition(" ")
    return f"{kind} {nominative(name, Case.GENITIVE).full}" if kind == "ИП" and name else None


def _end_of_letterhead(text: str, start: int, end: int) -> int:
    """Where the name on a letterhead ends: lines go on with it until its quotes close or one tells something else."""
    for _ in range(_MOST_LINES - 1):
        name = text[start:end]
        following = _NEXT_LINE.match(text, end)
        if "»" in name and name.count("«") <= name.count("»"):
            break
        if following is None or not following[1].strip() or _OTHER_LINE.match(following[1]):
            break
        end = following.start(1) + len(_cut(following[1]))
    return end


def _organisation(name: str, place: Span, confidence: float) -> FoundValue[str]:
    made = " ".join(_IN_BRACKETS.sub("", name).split()).strip(" ,.|")
    if made.isupper() and len(made) > len("ООО «АБВ»"):
        kind, quote, called = made.partition("«")
        kind = " ".join(word if word in _KEPT else word.lower() for word in kind.split(" "))
        made = kind[:1].upper() + kind[1:] + quote + called[:1] + called[1:].lower()
    return FoundValue(made, (place,), confidence)
