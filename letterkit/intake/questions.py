"""What the citizen asks of the body: each question and demand word for word.

A demand begins at its verb of asking («прошу …», «предлагаю …»), an item of a list after its mark, a question at
its first word. Asking for pardon, how the answer is to come, and questions asked of nobody are no questions to
the body.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue, Span
from letterkit.intake.zones import Zones
from letterkit.russian.morph import parses
from letterkit.russian.sentences import sentences

_ASKS = regex.compile(
    r"(?i)(?<![\p{L}-])(?:(?:очень|убедительно|настоятельно|официально|ещё\s+раз|еще\s+раз)\s+)?(?:"
    r"(?:по)?прошу|просим|прос[ия]т|требу(?:ю|ем|ет)|предлага(?:ю|ем)|ходатайству(?:ю|ем|ет)|настаива(?:ю|ем)|умоляю|молю|не\s+могли\s+бы\s+вы|нельзя\s+ли"
    r"|(?:мне|нам)?\s*(?:бы\s+)?(?:хочу|хотим|хотел[аи]?(?:сь|ось)?(?:\s+бы)?|хочется|желаю|желаем)(?:,\s+чтобы(?!\p{L})|\s+(?:\p{L}+\s+){0,3}?(?:у?знать|уточнить|спросить|выяснить|понять|попросить|предложить|услышать))"
    r"|(?:подскажите|скажите|сообщите|разъясните|объясните|поясните|уточните|назовите|укажите|ответьте|помогите|благоволите|разберитесь|примите\s+меры|посодействуйте|окажите\s+(?:помощь|содействие))"
    r"|(?:(?:мне|нам)\s+)?(?:нужен|нужно|требуется|жду|жд[её]м|жд[её]т)\s+(?:\p{L}+\s+){0,2}?(?:ответ\p{L}*|разъяснени\p{L}+|информаци\p{L}+|копи\p{L}+|пояснени\p{L}+)"
    r"|(?:(?:мне|нам|нигде|так\s+и)\s+)?(?:непонятно|неясно|не\s+ясно|не\s+понятно|интересно|неизвестно|спрашива(?:ю|ем|ет))(?=,?\s+(?:же\s+)?(?:когда|где|куда|кто|кому|что|чем|как\p{L}*|сколько|почему|зачем|можно|положен\p{L}*|законн\p{L}*|на\s+как\p{L}+|в\s+как\p{L}+|по\s+как\p{L}+|до\s+как\p{L}+|распространяется|\p{L}+\s+ли)(?!\p{L}))"
    r"|буд(?:у|ем)\s+(?:вам\s+)?(?:признател\p{L}+|благодар\p{L}+)\s+за\s+(?:информаци|ответ|разъяснени|помощь)\p{L}*"
    r"|(?:также\s+)?(?:(?:меня|нас|его|её)\s+)?интересует|(?:(?:убедительная|большая|огромная|слёзная)\s+)?просьба(?=\s*:|\s+\p{L}+(?:ть|ти|чь)(?:ся)?(?!\p{L}))"
    r")(?!\p{L})"
)
_HEADS_LIST = regex.compile(
    r"(?i)(?:вопрос(?:ы|ов|а)?|просьб[аы]|требовани[яе]|узнать|(?:просит|просят|ходатайству\p{L}+|требует|требуют)[^\n.;:]{0,60}|просим[^\n.;:]{0,60}|прошу[^\n.;:]{0,60}|требу(?:ю|ем)[^\n.;:]{0,40}|предлага(?:ю|ем)[^\n.;:]{0,40}|спрашива(?:ю|ем)[^\n.;:]{0,40}|в\s+связи\s+с\s+\p{L}+[^\n.;:]{0,80})\s*:\s*$"
)
_BARE_HEAD = regex.compile(
    r"(?im)(?<!\p{L})(?:мы\s+|\d+\.\s*)?(?:наши\s+|мои\s+)?(?:прошу|просим|требу(?:ю|ем)|"
    r"предлага(?:ю|ем)|вопросы|требования|просьбы|предложения)\s*:?\s*$"
)
_MARK = regex.compile(
    r"\s*(?:[-–—•*·▪~>+✓√●◦■□]\s*|\p{So}\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|[а-яa-z]\)\s*)", regex.IGNORECASE
)
_REFUSED = regex.compile(r"(?i)(?:(?<!\p{L})(?:не|ничего|нечего|ни\s+о\s+ч[её]м)\s+(?:\p{L}+\s+)?$)")
_ASKS_NOTHING = regex.compile(
    r"(?i)(?<!\p{L})(?:ничего|ни\s+о\s+ч[её]м)\s+не\s+прос|благодарност\p{L}+|"
    r"(?:огромное|большое)\s+спасибо\s+(?!за\s+внимание)"
)
_ABOUT_ANSWER = regex.compile(
    r"(?i)(?:(?<!\p{L})(?:ответ\p{L}*|письм\p{L}+|отвечать|результат\p{L}*)\s+(?:\p{L}+\s+){0,4}?$)"
)
_HOW_TO_ANSWER = regex.compile(r"(?i)(?:\d{3}[- ]?\d\d|почт|письмом|звон|ответ(?!ствен)|конверт|заказн)")
_FORMULA = regex.compile(
    r"(?i)^\W*(?:(?:\d+[.)]|[а-я]\))\s*)?(?:(?:и|а|но|поэтому|потому|так\s+что|итак|таким\s+образом|следовательно|теперь|сейчас|вновь|снова|повторно|во-первых|во-вторых|в-третьих|первое|второе|третье|кроме\s+того|также|ещё|еще|и\s+ещё|и\s+еще|отдельно|дополнительно|заодно|собственно)[\s,.:–—-]*"
    r"|(?:в\s+связи\s+с|на\s+основании|исходя\s+из|учитывая|принимая\s+во\s+внимание|руководствуясь|ввиду|в\s+соответствии\s+с|с\s+учётом|по\s+этой\s+причине|по\s+изложенным)(?:[^,.:;]|\d\.|ст\.|ч\.|п\.){0,160}[\s,:]*"
    r"|в\s+\p{L}+\s+раз\s*|от\s+имени\s+[^,]{0,60}|я\s*,?|мы\s*,?|(?:уважаем\p{L}+|дорог\p{L}+)[^,!]{0,60}[,!]\s*|(?:добрый|здравствуй)\p{L}*[^.!,]{0,20}[.!,]\s*|пожалуйста\s*,?|заявитель|общество|наше\s+\p{L}+)*\W*$"
)
_CLAUSE = regex.compile(
    r"(?i)(?<!\p{L})(?:если|чтобы|пока|до|после|в\s+случае|при|раз|коль|"
    r"когда)(?!\p{L})[^.!?]*,?\s*$"
)
_IDLE = regex.compile(
    r"(?i)(?:\s+\p{L}+){0,3}?\s+(?:прощени\p{L}+|извин\p{L}+|простить|понять\s+(?:меня|нас)|уч[её]сть|принять\s+(?:во\s+внимание|к\s+сведению)|не\s+(?:отписыва|отказ\p{L}+\s+мне|присылать)\p{L}*"
    r"|(?:рассмотреть|рассмотрения|рассмотрении)\s+(?:\p{L}+\s+){0,2}(?:обращени\p{L}+|заявлени\p{L}+|жалоб\p{L}+|письм\p{L}+)[^,\p{L}]*$"
    r"|(?:(?:направить|прислать|выслать|дать|предоставить|отправить|продублировать)\s+(?:\p{L}+\s+){0,2})?(?:письменн\p{L}+\s+|официальн\p{L}+\s+)?ответ(?:ить)?(?!\p{L})(?:\s+(?:мне|нам|письменно|сюда|в\s+|по\s+|на\s+|почтой|\p{L}+ой)[^?:]*|[^\p{L}]*)?$"
    r"|(?:направить|прислать|выслать)\s+(?:\p{L}+\s+){0,2}?(?:обычной\s+|электронной\s+)?почтой"
    r"|сообщить\s+(?:мне\s+|нам\s+)?(?:о\s+)?(?:результат\p{L}*|принят\p{L}+\s+(?:мер\p{L}*|решени\p{L}+))[^,\p{L}]*$)"
)
_INTERROGATIVE = regex.compile(
    r"(?i)(?<![\p{L}-])(?:когда|где|куда|откуда|кто|кого|кому|кем|что|чем|чего|как(?:ой|ая|ое|ие|ую|ого|ому|им|их|ова|ов)?|сколько|почему|зачем|ли|можно|чей|чья|чь[её])(?![\p{L}-])"
)
_OF_NOBODY = regex.compile(
    r"(?i)^\W*(?:(?:ну|и|а|но|так|вот)\s+)*(?:разве|неужели|доколе|доживу|сколько\s+(?:же\s+)?(?:можно|ещё|еще)\s*(?:\p{L}+\s*){0,4}\?|до\s+каких\s+пор|как\s+(?:же\s+)?так|как\s+(?:это|такое)\s+(?:возможно|понимать|называется)|за\s+что"
    r"|кому\s+(?:мы|это|я)|что\s+(?:нам|мне)\s+(?:теперь\s+|остаётся\s+)?делать|куда\s+(?:нам|мне)|где\s+(?:же\s+)?(?:справедливость|совесть|логика|правда)|чем\s+мы\s+хуже|мне\s+(?:с|от)|а\s+кому|ведь)"
)
_ANNOUNCED = regex.compile(
    r"(?i)(?:вопрос\p{L}*|узнать|спрашива\p{L}+|интересу\p{L}+|ответить|скажите|"
    r"подскажите)[^.!?\n]{0,60}[:.–—]\s*$"
)
_TELLING = regex.compile(r"(?i)(?<!\p{L})(?:спрашиваю|говорю|говорит|отвечает|ответил|сказал|спросил)\p{L}*(?!\p{L})")
_POLITE = frozenset(
    """
    извините простите поймите представьте поверьте послушайте слушайте смотрите посмотрите войдите здравствуйте
    пишите звоните звоните считайте заметьте передайте оглядывайтесь возьмите приходите приезжайте спросите
    позвольте ждите знайте помните будьте согласитесь перезвоните ответьте обратите учтите оставайтесь берегите
    дерзайте живите прощайте наказывайте
    """.split()
)
_LEADING = regex.compile(
    r"(?i)^\W*(?:(?:и|а|но|да|или|ещё|еще|также|же|поэтому|и\s+второе|второе|первое|во-первых|во-вторых|в-третьих|кроме\s+того|тогда|теперь|наконец)(?![\p{L}-])[\s,:.]*)+"
)
_STOPS = regex.compile(
    r"(?i)\s+(?:и\s+второе|и\s+ещ[её]\s+(?=прошу)|спасибо|с\s+уважением|заранее|дай\s+(?:вам\s+)?бог|ответьте\s+мне|ответ\s+(?:прошу|пришлите)|письмо\s+пришлите|помогите\s+пожалуйста)(?!\p{L})|\s+(?:а\s+также\s+)?(?=прошу\s|просим\s)"
)
_BLANK_LINE, _ANY_LINE = regex.compile(r"\n[^\S\n]*\n\s*"), regex.compile(r"\s*\n\s*")
_LONG = 40
"""Words of a sentence without a mark of its end: written by somebody who puts none."""
_ENOUGH = 0.4
_BEGINS = regex.compile(
    r"(?i)^\W*(?:когда|почему|можно|будет|есть|имеет|какой|какие|какая|кто|куда|как|на\s+каком|сколько|обязан|должн|положен|нужно|надо)"
)
_BIAS = -1.9
_WEIGHTS = {
    "interrogative": 0.3, "announced": 0.9, "after a demand": 1.75, "of what will be": 1.7, "others demand": -0.4,
    "of nobody": -1.25, "short": -0.8, "loud": -1.0, "telling": -0.4, "long": 1.05, "begins so": 1.0, "whether": 1.3,
    "not": 0.75,
}  # fmt: skip
"""Of a logistic regression over the questions of tests/appeals: which of them were meant for the body."""


@dataclass(frozen=True, slots=True)
class _Ask:
    start: int
    end: int
    confidence: float


def questions(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> tuple[FoundValue[str], ...]:
    """The questions of ``text`` in their order, each as it stands there, white space folded."""
    head = _end_of_labels(labelled, zones)
    apart = _BLANK_LINE if regex.search(r"[.?!]", text[slice(*zones.story)]) else _ANY_LINE
    spans = [span for start, end in sentences(text) for span in _apart(text, start, end, apart) if span[1] > head]
    listed = list(_list_items(text, labelled))
    demands = listed + [ask for span in spans for ask in _demands(text, span) if not _within(ask, listed)]
    asked = [ask for ask in _meant_questions(text, spans, demands) if not _within(ask, demands)]
    taken = demands + asked
    found = taken + [ask for span in spans for ask in _first_orders(text, span) if not _within(ask, taken)]
    if not found and not _ASKS_NOTHING.search(text):
        found = [ask for span in spans for ask in _orders(text, span)]
    unique: dict[Span, _Ask] = {}
    for ask in sorted(found, key=lambda one: (one.start, -one.end)):
        if not any(_overlaps(ask, other) for other in unique.values()):
            unique[ask.start, ask.end] = ask
    return tuple(
        FoundValue(" ".join(text[ask.start : ask.end].split()), ((ask.start, ask.end),), ask.confidence)
        for ask in unique.values()
    )


def _end_of_labels(labelled: tuple[LabelledLine, ...], zones: Zones) -> int:
    return max((line.at for line in labelled if line.at <= zones.story[0]), default=0)


def _apart(text: str, start: int, end: int, gaps: "regex.Pattern[str]") -> Iterator[Span]:
    """A sentence; of one that runs over blank lines, its parts; who puts no marks ends a thought with its line."""
    at = start
    for gap in gaps.finditer(text[start:end]):
        yield at, start + gap.start()
        at = start + gap.end()
    if at < end:
        yield at, end


def _within(ask: _Ask, others: Sequence[_Ask]) -> bool:
    return any(_overlaps(ask, other) for other in others)


def _overlaps(one: _Ask, other: _Ask) -> bool:
    return one.start < other.end and other.start < one.end


def _demands(text: str, span: Span) -> Iterator[_Ask]:
    start, end = span
    asks = [match for match in _ASKS.finditer(text, start, end) if _is_meant(text, match, start, end)]
    long = len(text[start:end].split()) > _LONG and not regex.search(r"[.;:?!,]\s", text[start:end])
    for index, match in enumerate(asks):
        stop = end
        if index + 1 < len(asks):
            stop = _before_next(text, match.end(), asks[index + 1].start())
        if long and (cut := _STOPS.search(text, match.end(), stop)):
            stop = cut.start()
        rest = text[match.end() : stop]
        if not regex.search(r"\p{L}", rest) or text[start:stop].rstrip().endswith(":"):
            continue
        yield _Ask(_beginning(text, start, match), _end_without_blanks(text, stop), 0.8 if long else 0.92)


def _beginning(text: str, start: int, match: "regex.Match[str]") -> int:
    """Where a demand begins: at its verb, or at the condition before it («если нельзя, прошу …»)."""
    before = text[start : match.start()]
    if _FORMULA.match(before):
        return match.start()
    lead = _LEADING.match(before)
    clause = _CLAUSE.search(before, lead.end() if lead else 0)
    whole = clause is not None and not before[lead.end() if lead else 0 : clause.start()].strip(' \n\t–—-•·*"«(')
    return start + clause.start() if whole and clause is not None else match.start()


def _is_meant(text: str, match: "regex.Match[str]", start: int, end: int) -> bool:
    before, after = text[start : match.start()], text[match.end() : end]
    if _REFUSED.search(before) or _IDLE.match(after):
        return False
    if _ABOUT_ANSWER.search(before[-60:]) and not _INTERROGATIVE.search(after):
        return False
    if match[0].lower() in ("просит", "просят", "ходатайствует", "требует") and not regex.search(
        r"(?i)(?:ООО|ТСЖ|ТСН|ГСК|общество|товарищество|кооператив|организация|правление|собрание|коллектив|фонд|совет|доверител\p{L}+)(?:\s+«[^»]+»)?\s*$",
        before,
    ):
        return False
    return text[start:end].count("«", 0, match.start() - start) <= text[start:end].count("»", 0, match.start() - start)


def _before_next(text: str, start: int, following: int) -> int:
    joint = regex.search(
        r"(?i)[\s,;]*(?:\s(?:и|а|и\s+просто|а\s+также|также|кроме\s+того|и\s+ещё|и\s+еще|"
        r"и\s+второе.*)[\s,]*)?$",
        text[start:following],
    )
    return start + joint.start() if joint else following


def _end_without_blanks(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _list_items(text: str, labelled: tuple[LabelledLine, ...]) -> Iterator[_Ask]:
    """Items under «Прошу:», «Вопросы:», «Мы требуем»: of the lines that follow, or marked within the line."""
    for match in regex.finditer(r"[^\n]+", text):
        line = match[0]
        if any(match.start() <= each.start < match.end() and each.label is Label.TEXT for each in labelled):
            continue
        if not (_HEADS_LIST.search(line) or (_BARE_HEAD.search(line) and len(line) < 60)):
            continue
        if _ABOUT_ANSWER.search(regex.split(r"(?i)просим|прошу|:", line, maxsplit=1)[0]):
            continue
        yield from _items(text, match.end())
    for match in regex.finditer(
        r"(?i)(?:прошу|просим|требу(?:ю|ем)|вопросы|предлага(?:ю|"
        r"ем))[^\n.;:]{0,60}:(?=[^\S\n]*(?:1[.)]|а\)|-|–|\p{L}))[^\n]*",
        text,
    ):
        yield from _inline(text, match.start() + match[0].index(":") + 1, match.end())


def _items(text: str, at: int) -> Iterator[_Ask]:
    marked: bool | None = None
    begun: int | None = None
    last = at
    for match in regex.finditer(r"[^\n]*\n?", text[at:]):
        start, line = at + match.start(), match[0]
        if not line:
            break
        if not line.strip():
            continue
        mark = _MARK.match(line)
        if marked is None:
            marked = mark is not None
        closed = text[: _end_without_blanks(text, last)][-1:] in (";", "?", "!", ".")
        if begun is not None and (mark is not None if marked else closed):
            yield _Ask(begun, _end_without_blanks(text, last), 0.93)
            begun = None
        if begun is None:
            if marked and mark is None:
                return
            if not marked and (text[: _end_without_blanks(text, last)][-1:] == "." or not _opens_item(line)):
                return
            begun = start + (mark.end() if mark else len(line) - len(line.lstrip()))
        elif (
            marked
            and closed
            and text[last - 1 : start + 1].count("\n")
            and not line.startswith((" ", "\t"))
            and _ends_list(text, last)
        ):
            yield _Ask(begun, _end_without_blanks(text, last), 0.93)
            return
        last = start + len(line)
    if begun is not None:
        yield _Ask(begun, _end_without_blanks(text, last), 0.93)


def _ends_list(text: str, last: int) -> bool:
    return text[: _end_without_blanks(text, last)].endswith(".")


def _opens_item(line: str) -> bool:
    first = regex.search(r"\p{L}+(?:-\p{L}+)*", line)
    if first is None:
        return False
    read = parses(first[0].lower())
    return bool(_INTERROGATIVE.match(first[0])) or any(each.tag.POS == "INFN" for each in read[:2]) or "?" in line


def _inline(text: str, start: int, end: int) -> Iterator[_Ask]:
    marks = list(regex.finditer(r"(?<!\S)(?:\(?\d[.)]|[а-я]\))\s+", text[start:end]))
    if len(marks) < 2:
        return
    for index, mark in enumerate(marks):
        stop = start + marks[index + 1].start() if index + 1 < len(marks) else end
        yield _Ask(start + mark.end(), _end_without_blanks(text, stop), 0.9)


def _meant_questions(text: str, spans: Sequence[Span], demands: Sequence[_Ask]) -> Iterator[_Ask]:
    before: Span | None = None
    taken = False
    for start, end in spans:
        if not text[start:end].rstrip(')" »').endswith("?") and "?" not in text[end - 3 : end]:
            before, taken = (start, end), any(one.start < end and start < one.end for one in demands)
            continue
        likelihood = _seriousness(text, (start, end), before, after_ask=taken, demanded=bool(demands))
        if likelihood >= _ENOUGH:
            begin = _first_word(text, start, end)
            yield _Ask(begin, _end_without_blanks(text, end), round(likelihood, 2))
            taken = True
        else:
            taken = False
        before = (start, end)


def _seriousness(text: str, span: Span, before: Span | None, *, after_ask: bool, demanded: bool) -> float:
    """How likely a sentence with «?» asks the body and not the sky, from 0 to 1."""
    sentence = text[span[0] : span[1]]
    told = text[before[0] : before[1]] if before else ""
    words = sentence.split()
    signs = {
        "interrogative": _INTERROGATIVE.search(sentence),
        "announced": _ANNOUNCED.search(told) or _ANNOUNCED.search(sentence[:40] + ": "),
        "after a demand": after_ask,
        "of what will be": any("futr" in parses(word.lower())[0].tag for word in regex.findall(r"\p{L}+", sentence)),
        "others demand": demanded,
        "of nobody": _OF_NOBODY.match(sentence),
        "short": len(words) < 4,
        "loud": regex.search(r"\?!|!\?|\?\?", sentence),
        "telling": _TELLING.search(sentence),
        "long": len(words) >= 8,
        "begins so": _BEGINS.match(sentence),
        "whether": regex.search(r"(?i)(?<!\p{L})ли(?!\p{L})", sentence),
        "not": regex.search(r"(?i)(?<!\p{L})не(?!\p{L})", sentence),
    }
    return 1 / (1 + math.exp(-(_BIAS + sum(_WEIGHTS[sign] for sign, holds in signs.items() if holds))))


def _first_word(text: str, start: int, end: int) -> int:
    """Where the question itself begins: after «И», «Поэтому», a list mark, a clause that only leads to it."""
    mark = _MARK.match(text, start, end)
    if mark is not None:
        start = mark.end()
    lead = _LEADING.match(text[start:end])
    if lead is not None:
        start += lead.end()
    order = next((match.start() for match in regex.finditer(r"\p{L}+", text[start:end]) if _is_order(match[0])), None)
    if order is not None and order > 0:
        return start + order
    colon = regex.search(
        r"^[^?]{0,160}?:\s+(?=(?:когда|где|куда|кто|что|как|какой|какая|сколько|почему|можно|"
        r"будет)(?!\p{L}))",
        text[start:end],
        regex.IGNORECASE,
    )
    return start + colon.end() if colon else start


def _is_order(word: str) -> bool:
    low = word.lower()
    if low in _POLITE or not low.endswith(("те", "тесь")):
        return False
    return any({"impr", "plur"} <= each.tag.grammemes and "excl" in each.tag for each in parses(low)[:2])


def _first_orders(text: str, span: Span) -> Iterator[_Ask]:
    """A sentence that begins with an order to the body: «Заставьте управляющую показать …», «Пусть придёт комиссия»."""
    first = regex.compile(r"(?i)\W*(?:пожалуйста,?\s+|и\s+|также\s+|ещё\s+)?(?P<word>\p{L}+)").match(text, *span)
    if first is None or text[: span[0]].count("«") > text[: span[0]].count("»"):
        return
    if _is_order(first["word"]) or (first["word"].lower() == "пусть" and len(text[slice(*span)].split()) > 3):
        if not (_IDLE.match(" " + text[first.start("word") : span[1]]) or _HOW_TO_ANSWER.search(text, *span)):
            yield _Ask(first.start("word"), _end_without_blanks(text, span[1]), 0.65)


def _orders(text: str, span: Span) -> Iterator[_Ask]:
    """«Засыпьте ямы», «Примите меры»: where nothing else is asked, what the body is told to do."""
    start, end = span
    words = list(regex.finditer(r"\p{L}+(?:-\p{L}+)*", text[start:end]))
    orders = [word for word in words if _is_order(word[0])]
    for index, word in enumerate(orders):
        begin = start + word.start()
        stop = end
        if index + 1 < len(orders):
            stop = _before_next(text, begin, start + orders[index + 1].start())
        elif (cut := _STOPS.search(text, begin, end)) is not None:
            stop = cut.start()
        yield _Ask(begin, _end_without_blanks(text, stop), 0.7)
