"""The kind of an appeal (59-FZ art. 4), and whether it is for another body: signs in its words, weighed.

The weights are of ridge regressions over labelled appeals (data/kinds.json, by bench/runs/fit_kinds.py).
"""

import math
from collections.abc import Mapping, Sequence

import regex

from letterkit.core.outcome import Kind
from letterkit.intake.group_vectors import GroupVectors, shipped_vectors, words_of
from letterkit.intake.kind_model import kind_model
from letterkit.intake.rudeness import OBSCENE
from letterkit.intake.values import FoundValue

_TITLE = regex.compile(
    r"(?im)^[^\S\n]*(?:коллективн\p{L}+\s+|повторн\p{L}+\s+)?(?P<title>ж\s?а\s?л\s?о\s?б\s?а|п\s?р\s?е\s?д\s?л\s?о\s?ж\s?е\s?н\s?и\s?е|з\s?а\s?я\s?в\s?л\s?е\s?н\s?и\s?е|претензия)(?!\p{L})"
)
_PROPOSES = regex.compile(
    r"(?i)(?<!\p{L})(?:предлага(?:ю|ем)|предложени[ея]\s+(?:к|по|о)|рационализ\p{L}+|идея\s+(?:такая|вот)|"
    r"(?:внос(?:им|ить|у)|внести|есть|сво[её]|мо[её]|наше)\s+предложение|хо(?:чу|тим|тел\p{L}{1,2}\s+бы)\s+предложить)(?!\p{L})"
)
_OF_COMPLAINT = {
    "titled a complaint": (
        r"(?im)^[^\S\n]*(?:коллективн\p{L}+\s+|повторн\p{L}+\s+)?(?:ж\s?а\s?л\s?о\s?б\s?а|"
        r"претензи\p{L})(?!\p{L})"
    ),
    "complains": r"(?i)жалу(?:юсь|емся)|жалоб[ау](?!\p{L})|обжал\p{L}+",
    "unlawful": r"(?i)незаконн|беззакони|неправомерн|произвол|самоуправств|наруш(?:ен|ает|ают|ил|ени)",
    "no answer": (
        r"(?i)бездейств|отписк|не\s+по\s+существу|никто\s+не\s+(?:отве|реаг|приш)|тишина|не\s+отве(?:чают|"
        r"тили|чает)|без\s+ответа|молч(?:ит|ат)|не\s+бер[уё]т"
    ),
    "demands": r"(?i)(?<!\p{L})требу(?:ю|ем|ет)(?!ся)",
    "does not agree": r"(?i)не\s+соглас|несоглас|оспари|возмущ|категорически|отменить|отмените",
    "to be forced or inquired": (
        r"(?i)понудить|обязать|заставить|заставьте|пересчитать|перерасч|провести\s+(?:\p{L}+\s+)?проверк|"
        r"разобраться|проверить"
    ),
    "deceived": r"(?i)обман|обеща(?:ли|л|ют)|врут|враньё|украл|воруют|ворь",
    "delayed": (
        r"(?i)срыв|затян|просроч|перен(?:ос|ес)|уже\s+(?:\p{L}+\s+){0,2}(?:год|месяц|недел)|до\s+сих\s+пор|"
        r"который\s+(?:год|месяц)"
    ),
    "obscene": OBSCENE.pattern,
    "loud": r"!{2,}|\?!",
    "asks what is right": (
        r"(?i)подскажите|скажите|можно\s+ли|положен\p{L}*\s+ли|какие\s+документы|разъясн|"
        r"хотел\p{L}*\s+бы\s+узнать|интересует|как\s+(?:мне|нам)"
    ),
    "polite": r"(?i)пожалуйста|спасибо|заранее|будьте\s+добры",
    "titled a statement": (
        r"(?im)^[^\S\n]*(?:коллективн\p{L}+\s+)?(?:з\s?а\s?я\s?в\s?л\s?е\s?н\s?и\s?е|ходатайство|"
        r"запрос)(?!\p{L})"
    ),
    "a court or a bailiff": r"(?i)решени\p{L}+\s+(?:\p{L}+\s+){0,3}суд|судь[яи]|пристав",
    "thanks": r"(?i)благодар(?:ю|им|ность)|большое\s+спасибо|низкий\s+поклон",
    "to a supervisor": r"(?i)^(?:.|\n){0,200}(?:прокурат|прокурор|инспекци|администраци\p{L}+\s+президент)",
}
_OF_OTHERS = {
    "police": r"(?i)полици|участков(?:ый|ого|ому)|краж|украл|мошенни|возбужден\p{L}+\s+(?:уголовн|дел)",
    "a court": r"(?i)(?<!\p{L})суд(?:а|у|ом|ья|ьи|ье|ебн\p{L}+)?(?!\p{L})|приговор|апелляц",
    "a bailiff": r"(?i)пристав|исполнительн\p{L}+\s+лист",
    "pensions and benefits": (
        r"(?i)пенси(?!онер)|стаж|пенсионн\p{L}+\s+фонд|соцфонд|сфр|пфр|пособи|маткапитал|материнск"
    ),
    "health": (
        r"(?i)врач|фельдшер|поликлиник|больниц|регистратур|лекарств|скор(?:ая|ой)\s+помощ|кардиолог|операци|"
        r"талон"
    ),
    "teachers": r"(?i)учител|воспитател|директор\p{L}*\s+школ|класс(?:ный|ного)|завуч|второй\s+смен",
    "a place in a kindergarten": r"(?i)(?:очеред|место|мест)\p{L}*[^.!?]{0,40}(?:детск|сад|ясл)",
    "upkeep of roads": (
        r"(?i)(?<!\p{L})ям[аыуе]?(?!\p{L})|снег|сугроб|гололед|гололёд|грейдер|светофор|зебр|пешеходн|"
        r"лежачи|освещени|фонар|столб"
    ),
    "charges": (
        r"(?i)квитанц|начисл|тариф|перерасч|пересчита|задолженн|долг|сч[её]тчик|общедомов|показани|"
        r"плат[ауы]\s+за"
    ),
    "heat and water": (
        r"(?i)отоплен|батаре|котельн|горяч\p{L}+\s+вод|холодн\p{L}+\s+вод|водоканал|канализац|тепл(?:о|а)сет"
    ),
    "electricity": r"(?i)электр|провод|свет\s+отключ|энергосбыт",
    "a bank": r"(?i)(?<!\p{L})банк|кредит|ипотек|приставк",
    "resettlement": r"(?i)аварийн|расселен|переселен|маневренн",
    "construction": r"(?i)строительств|застройщик|дольщик|долев|сдач\p{L}+\s+дома|новостро",
    "planning": r"(?i)планировк|зон[аыуе]|слушани|генплан|ижс",
    "to a ministry": r"(?i)^(?:.|\n){0,300}(?:министр|минстро)",
    "to another": (
        r"(?i)^(?:.|\n){0,300}(?:департамент\p{L}*\s+образован|главн\p{L}+\s+врач|суд|полици|прокур|мэр|"
        r"глав[еа]|администрац|инспекц)"
    ),
}
_OTHERS_FROM = 0.45
_COMPLAINT_FROM = 0.4
"""So that of appeals not learnt from, neither kind is taken for the other more often."""
_NEARER = 25.0
"""How fast the sign of a group falls with how much less like it than the likest one an appeal is."""
_COMPLAINT_PATTERNS = {name: regex.compile(pattern) for name, pattern in _OF_COMPLAINT.items()}
_OTHERS_PATTERNS = {name: regex.compile(pattern) for name, pattern in _OF_OTHERS.items()}


def complaint_signs(text: str) -> dict[str, float]:
    """How often each sign of a complaint stands in ``text``, at most twice."""
    return _counts(_COMPLAINT_PATTERNS, text, 2)


def others_signs(text: str, vectors: GroupVectors | None = None) -> dict[str, float]:
    """How often words of other bodies' affairs stand in ``text`` (the root of the count, at most of three), and which
    of the shipped groups it is like; those of a body's own classifier would mean something else.
    """
    counts = {name: count**0.5 for name, count in _counts(_OTHERS_PATTERNS, text, 3).items()}
    alike = (vectors or shipped_vectors()).likeness(words_of(text), frozenset())
    best = max(alike.values(), default=0.0)
    return counts | {f"like {code}": math.exp(_NEARER * (value - best)) for code, value in alike.items()}


def kind_of(text: str, asked: Sequence[str]) -> FoundValue[Kind]:
    """Proposal, statement or complaint: by the title, by what is asked, by the words of grievance."""
    title = _TITLE.search(text)
    named = title["title"].replace(" ", "").lower()[:4] if title else ""
    places = (title.span("title"),) if title else ()
    proposes = _PROPOSES.search(text)
    if named == "пред":
        return FoundValue(Kind.PROPOSAL, places, 0.9)
    if named in ("жало", "прет"):
        return FoundValue(Kind.COMPLAINT, places, 0.95)
    if proposes:
        return FoundValue(Kind.PROPOSAL, (proposes.span(),), 0.8)
    complains = kind_model("complaint").score(complaint_signs(text), text, asked)
    is_complaint = complains > _COMPLAINT_FROM
    kind, sure = (Kind.COMPLAINT, complains) if is_complaint else (Kind.STATEMENT, 1 - complains)
    return FoundValue(kind, places, round(min(0.97, sure), 2))


def is_for_another_body(text: str, asked: Sequence[str]) -> bool:
    """Whether what is asked belongs to another body than one of construction and housing."""
    return kind_model("others").score(others_signs(text), text, asked) > _OTHERS_FROM


def _counts(patterns: Mapping[str, "regex.Pattern[str]"], text: str, most: int) -> dict[str, float]:
    return {name: float(min(most, sum(1 for _ in pattern.finditer(text)))) for name, pattern in patterns.items()}
