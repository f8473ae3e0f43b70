"""Something that an appeal may ask, and the signs that tell whether it is meant for the body."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from letterkit.intake.asks_in_lists import ABOUT_ANSWER, INTERROGATIVE
from letterkit.intake.rudeness import OBSCENE
from letterkit.intake.values import Span
from letterkit.russian.morph import parses

ASKS = regex.compile(
    r"(?i)(?<![\p{L}-])(?:(?:очень|убедительно|настоятельно|официально|смиренно|слёзно|слезно|покорно|ещё\s+раз|"
    r"еще\s+раз)\s+)?(?:"
    r"(?:мне|нам)\s+бы\s+(?:только\s+)?(?:у?знать|уточнить|спросить|понять)|(?:по)?просил[аи]?\s+бы|(?:по)?прошу|просим|прос[ия]т(?!\s+\d)|требу(?:ю|ем|ет)|предлага(?:ю|ем)|ходатайству(?:ю|ем|ет)|настаива(?:ю|ем)|умоляю|молю|не\s+могли\s+бы\s+вы|нельзя\s+ли"
    r"|(?:мне|нам)?\s*(?:бы\s+)?(?:хочу|хотим|хотел[аи]?(?:сь|ось)?(?:\s+бы)?|хочется|желаю|желаем)(?:,\s+чтобы(?!\p{L})|\s+(?:\p{L}+\s+){0,3}?(?:у?знать|уточнить|спросить|выяснить|понять|попросить|предложить|услышать))"
    r"|(?:подскажите|скажите|сообщите|разъясните|объясните|поясните|уточните|назовите|укажите|ответьте|помогите|благоволите|разберитесь|примите\s+меры|посодействуйте|окажите\s+(?:помощь|содействие))"
    r"|(?:(?:мне|нам)\s+)?(?:нужен|нужно|требуется|жду|жд[её]м|жд[её]т)\s+(?:\p{L}+\s+){0,2}?(?:ответ\p{L}*|разъяснени\p{L}+|информаци\p{L}+|копи\p{L}+|пояснени\p{L}+)"
    r"|(?:(?:мне|нам|нигде|так\s+и)\s+)?(?:непонятно|неясно|не\s+ясно|не\s+понятно|интересно|неизвестно|спрашива(?:ю|ем|ет))(?=,?\s+(?:же\s+)?(?:когда|где|куда|кто|кому|что|чем|как\p{L}*|сколько|почему|зачем|можно|положен\p{L}*|законн\p{L}*|на\s+как\p{L}+|в\s+как\p{L}+|по\s+как\p{L}+|до\s+как\p{L}+|распространяется|\p{L}+\s+ли)(?!\p{L}))"
    r"|буд(?:у|ем)\s+(?:вам\s+)?(?:признател\p{L}+|благодар\p{L}+)\s+за\s+(?:информаци|ответ|разъяснени|помощь)\p{L}*"
    r"|(?:также\s+)?(?:(?:меня|нас|его|её)\s+)?интересует|(?:(?:убедительная|большая|огромная|слёзная)\s+)?просьба(?=\s*:|\s+\p{L}+(?:ть|ти|чь)(?:ся)?(?!\p{L}))"
    r")(?!\p{L})"
)
_HOW_TO_ANSWER = regex.compile(r"(?i)(?:\d{3}[- ]?\d\d|@|почт|письмом|звон|ответ(?!ствен)|конверт|заказн)")
_REFUSED = regex.compile(r"(?i)(?:(?<!\p{L})(?:не|ничего|нечего|ни\s+о\s+ч[её]м)\s+(?:\p{L}+\s+)?$)")
_IDLE = regex.compile(
    r"(?i)(?:\s+\p{L}+){0,3}?\s+(?:прощени\p{L}+|извин\p{L}+|простить|понять\s+(?:меня|нас)|уч[её]сть|принять\s+(?:во\s+внимание|к\s+сведению)|не\s+(?:отписыва|отказ\p{L}+\s+мне|присылать)\p{L}*"
    r"|(?:рассмотреть|рассмотрения|рассмотрении)\s+(?:\p{L}+\s+){0,2}(?:обращени\p{L}+|заявлени\p{L}+|жалоб\p{L}+|письм\p{L}+)[^,\p{L}]*$"
    r"|(?:(?:направить|прислать|выслать|дать|предоставить|отправить|продублировать)\s+(?:\p{L}+\s+){0,2})?(?:письменн\p{L}+\s+|официальн\p{L}+\s+)?ответ(?:ить)?(?!\p{L})(?:\s+(?:мне|нам|письменно|разв[её]рнуто|подробно|честно|сюда|в\s+|по\s+|на\s+|почтой|\p{L}+ой)[^?:]*|[^\p{L}]*)?$"
    r"|(?:направить|прислать|выслать)\s+(?:\p{L}+\s+){0,2}?(?:обычной\s+|электронной\s+)?почтой"
    r"|(?:направить|прислать|выслать)\s+(?:(?:мне|нам)(?:,\s\p{Lu}\p{L}+,)?\s+)?на\s+(?:e-?mail|эл|почт|домашн|указанн|(?:мой|этот)\s)"
    r"|сообщить\s+(?:мне\s+|нам\s+)?(?:о\s+)?(?:результат\p{L}*|принят\p{L}+\s+(?:мер\p{L}*|решени\p{L}+))[^,\p{L}]*$)"
)
_OF_NOBODY = regex.compile(
    r"(?i)^\W*(?:(?:ну|и|а|но|так|вот)\s+)*(?:риторическ\p{L}+|кто\s+бы\s+мог|разве|неужели|доколе|доживу|сколько\s+(?:же\s+)?(?:можно|ещё|еще)\s*(?:\p{L}+\s*){0,4}\?|до\s+каких\s+пор|как\s+(?:же\s+)?так|как\s+(?:это|такое)\s+(?:возможно|понимать|называется)|за\s+что"
    r"|кому\s+(?:мы|это|я)|что\s+(?:нам|мне)\s+(?:теперь\s+|остаётся\s+)?делать|куда\s+(?:нам|мне)|где\s+(?:же\s+)?(?:справедливость|совесть|логика|правда)|чем\s+мы\s+хуже|мне\s+(?:с|от)|а\s+кому|ведь)"
)
_ANNOUNCED = regex.compile(
    r"(?i)(?:вопрос\p{L}*|узнать|спрашива\p{L}+|интересу\p{L}+|ответить|скажите|"
    r"подскажите)[^.!?\n]{0,60}[:.–—]\s*$"
)
_TELLING = regex.compile(r"(?i)(?<!\p{L})(?:спрашиваю|говорю|говорит|отвечает|ответил|сказал|спросил)\p{L}*(?!\p{L})")
POLITE = frozenset(
    """
    извините простите поймите представьте поверьте послушайте слушайте смотрите посмотрите войдите здравствуйте
    пишите звоните звоните считайте заметьте передайте оглядывайтесь возьмите приходите приезжайте спросите
    позвольте ждите знайте помните будьте согласитесь перезвоните ответьте обратите учтите оставайтесь берегите
    дерзайте живите прощайте наказывайте
    """.split()
)
BEGINS = regex.compile(
    r"(?i)^\W*(?:когда|почему|можно|будет|есть|имеет|какой|какие|какая|кто|куда|как|на\s+каком|сколько|обязан|должн|положен|нужно|надо)"
)
_WANTS_TO_KNOW = regex.compile(
    r"(?i)\W*(?:(?:мне|нам|меня|нас)\s+)?(?:бы\s+)?(?:хо(?:чу|тим|тел\p{L}*|чется)|непонятно|неясно|не\s+ясно|не\s+понятно|"
    r"интерес\p{L}+|неизвестно|спрашива\p{L}+|жд[уёе]\p{L}*|нуж\p{L}+|требуется|буд[уе]\p{L}*)"
)
_PROPOSES = regex.compile(r"(?i)\W*предлага|предложить")
_OF_OTHERS = regex.compile(
    r"(?i)прос(?:и|я)т|требу(?:е|ю)т(?!ся)|ходатайству(?:е|ю)т|предлага(?:е|ю)т|жд[её]т|спрашива(?:е|ю)т"
)
_WHO_WRITES = regex.compile(
    r"(?i)(?:ООО|АО|ТСЖ|ТСН|ГСК|СНТ|общество|товарищество|кооператив|организация|правление|собрание|коллектив|фонд|совет|"
    r"заявител\p{L}+|доверител\p{L}+|жител\p{L}+|жильцы|комитет|школа)(?:\s+«[^»]+»|\s+\p{L}+){0,3}\s*$"
)
_ABOUT_PAPER = regex.compile(
    r"(?i)(?:рассмотреть|принять|зарегистрировать)\s+(?:\p{L}+\s+){0,2}(?:обращени|заявлени|жалоб|письм)\p{L}+(?!\p{L})[^?]{0,60}$"
)
_COUNTS_QUESTIONS = regex.compile(
    r"(?i)(?:двух|два|тр[её]х|три|четыр\p{L}+|нескольк\p{L}+|ряд\p{L}?|следующ\p{L}+)\s+(?:\p{L}+\s+)?(?:вопрос|просьб|пункт)\p{L}*\W*$"
)
"""«Прошу разобраться в двух вопросах»: what is asked follows."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something asked at ``start``–``end``; ``kind`` is how: «demand», «item», «question», «order», «late order»
    (an order that does not begin its sentence).
    """

    start: int
    end: int
    kind: str
    signs: frozenset[str] = field(default=frozenset())


def is_of_courtesy(words: str) -> bool:
    """Whether something asked is how to answer or a courtesy, beside which a question still is the only one."""
    first = regex.findall(r"\p{L}+", words.lower())[:2]
    return any(word in POLITE for word in first) or bool(_IDLE.match(_after_verb(words)))


def with_signs(text: str, ask: Ask, others: Sequence[Ask], spans: Sequence[Span]) -> Ask:
    """``ask`` with what stands in it and near it in ``text``; ``others`` are all asks, ``spans`` the sentences."""
    words = text[ask.start : ask.end]
    sentence = next((span for span in spans if span[0] <= ask.start < span[1]), (ask.start, ask.end))
    lead = text[sentence[0] : ask.start]
    at = others.index(ask)
    before = [span for span in spans if span[1] <= sentence[0]][-1:]
    told = text[slice(*before[0])] if before else ""
    found = {
        ask.kind: True,
        "marked": words.rstrip(')" »').endswith("?"),
        "strong": bool(regex.match(r"(?i)\W*(?:\p{L}+\s+){0,2}(?:прошу|просим|требу(?:ю|ем)|ходатайству)", words)),
        "wants to know": bool(_WANTS_TO_KNOW.match(words)),
        "proposes": bool(_PROPOSES.match(words)),
        "of others": bool(_OF_OTHERS.match(words) and not _WHO_WRITES.search(lead)),
        "of who writes": bool(_OF_OTHERS.match(words) and _WHO_WRITES.search(lead)),
        "interrogative": bool(INTERROGATIVE.search(words)),
        "whether": bool(regex.search(r"(?i)(?<!\p{L})(?:ли|или\s+не)(?!\p{L})", words)),
        "begins with it": bool(BEGINS.match(words)),
        "idle": bool(_IDLE.match(_after_verb(words))),
        "about the paper": bool(_ABOUT_PAPER.search(words)),
        "how to answer": bool(_HOW_TO_ANSWER.search(words)),
        "about the answer": bool(ABOUT_ANSWER.search((lead + _before_verb(words))[-60:])),
        "refused": bool(_REFUSED.search(lead)),
        "of nobody": bool(_OF_NOBODY.match(words)),
        "short": len(words.split()) < 4,
        "long": len(words.split()) >= 8,
        "loud": bool(regex.search(r"\?!|!\?|\?\?|!", words)),
        "telling": bool(_TELLING.search(words)),
        "announced": bool(_ANNOUNCED.search(told) or _ANNOUNCED.search(lead)),
        "after another": bool(at and others[at - 1].end >= (before[0][0] if before else 0)),
        "the only one": len(others) == 1,
        "a demand elsewhere": any(other.kind in ("demand", "item") for other in others if other is not ask),
        "last": at == len(others) - 1,
        "of what will be": any("futr" in parses(word.lower())[0].tag for word in regex.findall(r"\p{L}+", words)[:25]),
        "not": bool(regex.search(r"(?i)(?<!\p{L})не(?!\p{L})", words)),
        "quoted": text.count("«", 0, ask.start) > text.count("»", 0, ask.start),
        "polite words": any(word in POLITE for word in regex.findall(r"\p{L}+", words.lower())[:2]),
        "rude": bool(OBSCENE.search(words)),
        "led by a list": words.rstrip().endswith(":") or bool(_COUNTS_QUESTIONS.search(words)),
    }
    return Ask(ask.start, ask.end, ask.kind, frozenset(sign for sign, holds in found.items() if holds))


def _before_verb(words: str) -> str:
    said = ASKS.search(words)
    return words[: said.start()] if said else ""


def _after_verb(words: str) -> str:
    said = ASKS.match(words)
    return words[said.end() :] if said else f" {words}"
