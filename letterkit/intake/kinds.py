"""The kind of an appeal (59-FZ art. 4), and whether it is for another body: signs in its words, weighed.

The weights are of logistic regressions over the appeals of tests/appeals.
"""

import math
from dataclasses import dataclass

import regex

from letterkit.core.outcome import Kind
from letterkit.intake.rudeness import OBSCENE
from letterkit.intake.values import FoundValue


@dataclass(frozen=True, slots=True)
class _Sign:
    pattern: "regex.Pattern[str]"
    weight: float


def _signs(*told: tuple[str, float]) -> tuple[_Sign, ...]:
    return tuple(_Sign(regex.compile(pattern), weight) for pattern, weight in told)


_TITLE = regex.compile(
    r"(?im)^[^\S\n]*(?:коллективн\p{L}+\s+|повторн\p{L}+\s+)?(?P<title>ж\s?а\s?л\s?о\s?б\s?а|п\s?р\s?е\s?д\s?л\s?о\s?ж\s?е\s?н\s?и\s?е|з\s?а\s?я\s?в\s?л\s?е\s?н\s?и\s?е|претензия)(?!\p{L})"
)
_PROPOSES = regex.compile(
    r"(?i)(?<!\p{L})(?:предлага(?:ю|ем)|предложени[ея]\s+(?:к|по|о)|рационализ\p{L}+|"
    r"идея\s+(?:такая|вот))(?!\p{L})"
)
_REQUESTS = regex.compile(r"(?i)(?<!\p{L})(?:прошу|просим|требу(?:ю|ем))(?!\p{L})")
_COMPLAINT_BIAS = -1.3
_COMPLAINS = _signs(
    (r"(?im)^[^\S\n]*(?:коллективн\p{L}+\s+|повторн\p{L}+\s+)?(?:ж\s?а\s?л\s?о\s?б\s?а|претензи\p{L})(?!\p{L})", 0.45),
    (r"(?i)жалу(?:юсь|емся)|жалоб[ау](?!\p{L})|обжал\p{L}+", 0.9),
    (r"(?i)незаконн|беззакони|неправомерн|произвол|самоуправств|наруш(?:ен|ает|ают|ил|ени)", 0.75),
    (r"(?i)бездейств|отписк|не\s+по\s+существу|никто\s+не\s+(?:отве|реаг|приш)|тишина|не\s+отве(?:чают|тили|"
     r"чает)|без\s+ответа|молч(?:ит|ат)|не\s+бер[уё]т", 0.45),
    (r"(?i)(?<!\p{L})требу(?:ю|ем|ет)(?!ся)", 0.55),
    (r"(?i)не\s+соглас|несоглас|оспари|возмущ|категорически|отменить|отмените", 0.6),
    (r"(?i)понудить|обязать|заставить|заставьте|пересчитать|перерасч|провести\s+(?:\p{L}+\s+)?проверк|"
     r"разобраться|проверить", 1.4),
    (r"(?i)обман|обеща(?:ли|л|ют)|врут|враньё|украл|воруют|ворь", 0.35),
    (r"(?i)срыв|затян|просроч|перен(?:ос|ес)|уже\s+(?:\p{L}+\s+){0,2}(?:год|месяц|недел)|до\s+сих\s+пор|"
     r"который\s+(?:год|месяц)", 0.7),
    (OBSCENE.pattern, 1.25),
    (r"!{2,}|\?!", 0.35),
    (r"(?i)подскажите|скажите|можно\s+ли|положен\p{L}*\s+ли|какие\s+документы|разъясн|хотел\p{L}*\s+бы\s+узнать|"
     r"интересует|как\s+(?:мне|нам)", -0.45),
    (r"(?i)пожалуйста|спасибо|заранее|будьте\s+добры", -0.45),
    (r"(?im)^[^\S\n]*(?:коллективн\p{L}+\s+)?(?:з\s?а\s?я\s?в\s?л\s?е\s?н\s?и\s?е|ходатайство|запрос)(?!\p{L})", -0.35),
    (r"(?i)решени\p{L}+\s+(?:\p{L}+\s+){0,3}суд|судь[яи]|пристав", 0.8),
    (r"(?i)благодар(?:ю|им|ность)|большое\s+спасибо|низкий\s+поклон", -0.3),
    (r"(?i)^(?:.|\n){0,200}(?:прокурат|прокурор|инспекци|администраци\p{L}+\s+президент)", 0.4),
)  # fmt: skip
_OTHER_BIAS = -1.65
_OTHERS = _signs(
    (r"(?i)полици|участков(?:ый|ого|ому)|краж|украл|мошенни|возбужден\p{L}+\s+(?:уголовн|дел)", 0.4),
    (r"(?i)(?<!\p{L})суд(?:а|у|ом|ья|ьи|ье|ебн\p{L}+)?(?!\p{L})|приговор|апелляц", 1.25),
    (r"(?i)пристав|исполнительн\p{L}+\s+лист", 0.2),
    (r"(?i)пенси(?!онер)|стаж|пенсионн\p{L}+\s+фонд|соцфонд|сфр|пфр|пособи|маткапитал|материнск", 0.75),
    (r"(?i)врач|фельдшер|поликлиник|больниц|регистратур|лекарств|скор(?:ая|ой)\s+помощ|кардиолог|операци|талон", 0.65),
    (r"(?i)учител|воспитател|директор\p{L}*\s+школ|класс(?:ный|ного)|завуч|второй\s+смен", 0.25),
    (r"(?i)(?:очеред|место|мест)\p{L}*[^.!?]{0,40}(?:детск|сад|ясл)", 0.65),
    (r"(?i)(?<!\p{L})ям[аыуе]?(?!\p{L})|снег|сугроб|гололед|гололёд|грейдер|светофор|зебр|пешеходн|лежачи|"
     r"освещени|фонар|столб", 0.3),
    (r"(?i)квитанц|начисл|тариф|перерасч|пересчита|задолженн|долг|сч[её]тчик|общедомов|показани|плат[ауы]\s+за", 0.9),
    (r"(?i)отоплен|батаре|котельн|горяч\p{L}+\s+вод|холодн\p{L}+\s+вод|водоканал|канализац|тепл(?:о|а)сет", 0.7),
    (r"(?i)электр|провод|свет\s+отключ|энергосбыт", 0.2),
    (r"(?i)(?<!\p{L})банк|кредит|ипотек|приставк", 0.4),
    (r"(?i)аварийн|расселен|переселен|маневренн", -0.4),
    (r"(?i)строительств|застройщик|дольщик|долев|сдач\p{L}+\s+дома|новостро", -1.2),
    (r"(?i)планировк|зон[аыуе]|слушани|генплан|ижс", -0.6),
    (r"(?i)^(?:.|\n){0,300}(?:министр|минстро)", -0.35),
    (r"(?i)^(?:.|\n){0,300}(?:департамент\p{L}*\s+образован|главн\p{L}+\s+врач|суд|полици|прокур|мэр|глав[еа]|"
     r"администрац|инспекц)", 1.2),
)  # fmt: skip
_OTHER_FROM = 0.35


def kind_of(text: str) -> FoundValue[Kind]:
    """Proposal, statement or complaint: by the title, by what is asked, by the words of grievance."""
    title = _TITLE.search(text)
    named = title["title"].replace(" ", "").lower()[:4] if title else ""
    places = (title.span("title"),) if title else ()
    proposes = _PROPOSES.search(text)
    if named == "пред":
        return FoundValue(Kind.PROPOSAL, places, 0.9)
    if named in ("жало", "прет"):
        return FoundValue(Kind.COMPLAINT, places, 0.95)
    if proposes and not _REQUESTS.search(text):
        return FoundValue(Kind.PROPOSAL, (proposes.span(),), 0.8)
    complains = _likelihood(_COMPLAINT_BIAS, [sign.weight * min(2, _count(sign, text)) for sign in _COMPLAINS])
    kind = Kind.COMPLAINT if complains > 0.5 else Kind.STATEMENT
    return FoundValue(kind, places, round(max(complains, 1 - complains), 2))


def is_for_another_body(text: str) -> bool:
    """Whether what is asked belongs to another body than one of construction and housing."""
    return _likelihood(_OTHER_BIAS, [sign.weight * min(3, _count(sign, text)) ** 0.5 for sign in _OTHERS]) > _OTHER_FROM


def _count(sign: _Sign, text: str) -> int:
    return sum(1 for _ in sign.pattern.finditer(text))


def _likelihood(bias: float, weights: list[float]) -> float:
    return 1 / (1 + math.exp(-(bias + sum(weights))))
