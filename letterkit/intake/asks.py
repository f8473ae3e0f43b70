"""What an appeal may ask of the body, word for word: demands, items of lists, questions, orders, each with its signs.

A demand begins at its verb of asking («прошу …», «предлагаю …»), an item of a list after its mark, a question at its
first word. Which of them is meant for the body, ``questions`` chooses.
"""

from collections.abc import Iterator, Sequence

import regex

from letterkit.intake.ask_signs import ASKS, BEGINS, POLITE, Ask, is_of_courtesy, with_signs
from letterkit.intake.asks_in_lists import MARK, end_without_blanks, list_items, tells_in_list
from letterkit.intake.fields import LabelledLine
from letterkit.intake.values import Span
from letterkit.intake.zones import Zones
from letterkit.russian.morph import parses
from letterkit.russian.sentences import sentences

_FORMULA = regex.compile(
    r"(?i)^\W*(?:(?:\d+[.)]|[а-я]\))\s*)?(?:(?:и|а|но|поэтому|потому|так\s+что|итак|таким\s+образом|следовательно|теперь|сейчас|вновь|снова|повторно|во-первых|во-вторых|в-третьих|первое|второе|третье|кроме\s+того|также|ещё|еще|и\s+ещё|и\s+еще|отдельно|дополнительно|заодно|собственно)[\s,.:–—-]*"
    r"|(?:в\s+связи\s+с|на\s+основании|исходя\s+из|учитывая|принимая\s+во\s+внимание|руководствуясь|ввиду|в\s+соответствии\s+с|с\s+учётом|по\s+этой\s+причине|по\s+изложенным)(?:[^,.:;]|\d\.|ст\.|ч\.|п\.){0,160}[\s,:]*"
    r"|в\s+\p{L}+\s+раз\s*|от\s+имени\s+[^,]{0,60}|я\s*,?|мы\s*,?|(?:уважаем\p{L}+|дорог\p{L}+)[^,!]{0,60}[,!]\s*|(?:добрый|здравствуй)\p{L}*[^.!,]{0,20}[.!,]\s*|пожалуйста\s*,?|заявитель|общество|наше\s+\p{L}+)*\W*$"
)
_OWN = regex.compile(r"(?i)(?<!\p{L})(?:(?:я|мы)\s+(?:вас\s+)?|(?:заявитель|общество)\s+)$")
"""Who asks, just before the verb: «Поэтому мы просим …» is asked from «мы» on."""
_BEFORE_SMALL = regex.compile(r"(?<=\p{L}{4}[.!?])\s+(?=\p{Ll})")
_BEFORE_CAPITAL = regex.compile(r"(?<=\p{L}{4}[.!?])\s+(?=\p{Lu})")
_TOLD_BY_OTHERS = regex.compile(
    r"(?i)(?:говор|сказал|отвеч|ответил|пишут|написал|совету|заявил)\p{L}*[^.!?:\n]{0,40}:[^:\n]*$"
)
_CLAUSE = regex.compile(
    r"(?i)(?<!\p{L})(?:если|чтобы|пока|до|после|в\s+случае|при|раз|коль|об?|"
    r"когда)(?!\p{L})[^.!?]*,?\s*$"
)
_CONDITION = regex.compile(
    r"(?i)\G\W*(?:(?:и|а|но|ну)\s+)?(?P<condition>если(?!\p{L})[^.!?:;]{0,120}(?:,|\sто(?!\p{L})))\s*$"
)
_FIRST_OBJECT = regex.compile(
    r"(?i)(?P<first>\p{L}[\p{L}-]*)(?:[ \t]+(?:\p{L}[\p{L}-]*|№|\d+\p{L}?|«[^»\n]*»)){0,5}[ \t]+"
)
_ITSELF = frozenset(
    "заявление жалоба обращение письмо ходатайство просьба предложение вопрос ответ результат корреспонденция".split()
)
"""Headings, which some write without a line or a stop of their own; what is sent back is a wish, not a request."""
_REFUSES = regex.compile(r"(?i)(?<!\p{L})не\s+$")
_LEADING = regex.compile(
    r"(?i)^\W*(?:уважаем\p{L}+\s[^,!?]{2,60},\s*|(?:и|а|но|да|или|ещё|еще|же|поэтому|и\s+второе|второе|первое|во-первых|во-вторых|в-третьих|кроме\s+того|тогда|теперь|наконец)(?![\p{L}-])[\s,:.]*)+"
)
_STOPS = regex.compile(
    r"(?i)\s+(?:а\s+ещ[её]|потому\s+что|я\s+уже|(?:мне|нам)\s+\p{L}+\s+(?:говорит|сказал\p{L}*)|точка|новая\s+строка|и\s+второе|и\s+ещ[её]\s+(?=прошу)|спасибо|с\s+уважением|заранее|дай\s+(?:вам\s+)?бог|ответьте\s+мне|ответ\s+(?:прошу|пришлите)|письмо\s+пришлите|помогите\s+пожалуйста)(?!\p{L})|\s+(?:а\s+также\s+)?(?=прошу\s|просим\s)"
)
_BLANK_LINE = regex.compile(r"\n[^\S\n]*\n\s*|(?<=\?)[^\S\n]*\n\s*|(?<=[\p{L}\d»)]\?)[^\S\n]+(?=[\p{Lu}\d])")
_ANY_LINE = regex.compile(r"\s*\n\s*|(?<=[\p{L}\d»)]\?)[^\S\n]+(?=[\p{Lu}\d])")
_PLAIN = regex.compile(
    r"(?i)\W*(?:(?:и|а|но|ну|ещё|еще|также|так)\s+)*(?P<first>почему|зачем|сколько|на\s+каком\s+основании|правда\s+ли|"
    r"(?:можно|есть|будет|будут|имею|имеем|положен\p{L}*|обязан\p{L}*)\s+ли|(?P<of_many>когда|где|куда|кто|какой|какая|какие))"
    r"(?!\p{L})"
)
_OF_CLAUSES = frozenset({"VERB", "INFN", "GRND", "PRED", "CONJ", "PRCL", "INTJ", "PRTS", "ADJS"})
_THINGS, _ASKED_FOR = frozenset({"NOUN", "ADJF", "PRTF"}), frozenset({"accs", "datv", "gent"})
_FEWEST = 3
_LONG = 40
"""Words of a sentence without a mark of its end: written by somebody who puts none."""
_TAIL = regex.compile(
    r"(?V1i),\s+(?:(?:нам|мне|они|он|она)\s+(?:\p{L}+\s+){0,2}(?:говор|сказал|отвеча|пиш)\p{L}+|"
    r"а\s+(?:\p{L}+\s+){1,3}у\s+(?:нас|меня)(?!\p{L}))|[,;(]?\s+(?:(?:а|и)\s+то\s|(?:копи|справк|фото|документ|акт|снимк|прилага|приложен)\p{L}*[^,.;]{0,40}(?:прила|прикл|прикр)|"
    r"ответ\s+(?:прошу|просим|направ|жд)|прилага)|\s*[\p{Extended_Pictographic}--№]"
)
_LEADS = regex.compile(
    r"(?i)^(?![^:]*(?:прошу|просим|требу(?:ю|ем))\s)[^:?]{0,90}(?:вопрос\p{L}*|знать|понять|спросить|узнать|интересу\p{L}+|"
    r"неясно|непонятно|объясни\p{L}*|разъясн\p{L}+|ответ\p{L}*|языком|себя|будущее|(?:третий|четвёртый|последний)\s+раз)[^:?]{0,40}:\s+(?=\p{L})"
)


def asks(text: str, labelled: Sequence[LabelledLine], zones: Zones) -> list[Ask]:
    """All that ``text`` may ask, in its order; no two of them overlap."""
    head = max((line.at for line in labelled if line.at <= zones.story[0]), default=0)
    apart = _BLANK_LINE if regex.search(r"[.?!]", text[slice(*zones.story)]) else _ANY_LINE
    whole = (span for start, end in sentences(text) for span in _apart(text, start, end, apart))
    if _writes_small(text):
        whole = (span for start, end in list(whole) for span in _apart(text, start, end, _BEFORE_SMALL))
    spans = [span for span in whole if span[1] > head]
    found = [Ask(*span, "item") for span in list_items(text, labelled)]
    for offered in (_demands, _questions, _first_orders, _plain_questions, _orders):
        found += [ask for span in spans for ask in offered(text, span) if not _within(ask, found)]
    kept: list[Ask] = []
    for ask in sorted(found, key=lambda one: (one.start, -one.end)):
        if not any(_overlaps(ask, other) for other in kept):
            kept.append(ask)
    real = [ask for ask in kept if not is_of_courtesy(text[ask.start : ask.end])]
    return [with_signs(text, ask, real if ask in real else kept, spans) for ask in kept]


def _writes_small(text: str) -> bool:
    """Whether most sentences of ``text`` begin with a small letter, as some write who write in a hurry."""
    return len(_BEFORE_SMALL.findall(text)) > len(_BEFORE_CAPITAL.findall(text))


def _apart(text: str, start: int, end: int, gaps: "regex.Pattern[str]") -> Iterator[Span]:
    """A sentence; of one that runs over blank lines, its parts; who puts no marks ends a thought with its line."""
    at = start
    for gap in gaps.finditer(text[start:end]):
        yield at, start + gap.start()
        at = start + gap.end()
    if at < end:
        yield at, end


def _within(ask: Ask, others: Sequence[Ask]) -> bool:
    return any(_overlaps(ask, other) for other in others)


def _overlaps(one: Ask, other: Ask) -> bool:
    return one.start < other.end and other.start < one.end


def _demands(text: str, span: Span) -> Iterator[Ask]:
    start, end = span
    found = list(ASKS.finditer(text, start, end))
    long = len(text[start:end].split()) > _LONG and not regex.search(r"[.;:?!,]\s", text[start:end])
    for index, match in enumerate(found):
        if _REFUSES.search(text, start, match.start()):
            continue
        stop = end
        if index + 1 < len(found):
            stop = _before_next(text, match.end(), found[index + 1].start())
        if long and (cut := _STOPS.search(text, match.end(), stop)):
            stop = cut.start()
        if tail := _TAIL.search(text, match.end() + 8, stop):
            stop = tail.start()
        if not regex.search(r"\p{L}", text[match.end() : stop]):
            continue
        begin = _beginning(text, start, match)
        if led := _LEADS.match(text[begin:stop]):
            begin += led.end()
        yield Ask(begin, end_without_blanks(text, stop), "demand")


def _beginning(text: str, start: int, match: "regex.Match[str]") -> int:
    """Where a demand begins: at its verb, or at the condition before it («если нельзя, прошу …»)."""
    before = text[start : match.start()]
    if _FORMULA.match(before):
        return start + own.start() if (own := _OWN.search(before)) else match.start()
    lead = _LEADING.match(before)
    if _is_object(before[lead.end() if lead else 0 :]):
        return start + (lead.end() if lead else 0)
    clause = _CLAUSE.search(before, lead.end() if lead else 0)
    whole = clause is not None and not before[lead.end() if lead else 0 : clause.start()].strip(' \n\t–—-•·*"«(')
    return start + clause.start() if whole and clause is not None else match.start()


def _is_object(words: str) -> bool:
    """Whether ``words`` are what is asked for, said before its verb: «Документы прошу принять»."""
    said = _FIRST_OBJECT.fullmatch(words)
    if said is None:
        return False
    read = [parses(word)[0] for word in words.lower().split() if word.replace("-", "").isalpha()]
    if not read or any(
        not each.is_known or each.tag.POS in _OF_CLAUSES or each.normal_form in _ITSELF for each in read
    ):
        return False
    if read[0].tag.POS in ("PREP", "ADVB"):
        return False
    noun = next((each.word for each in read if each.tag.POS == "NOUN"), said["first"].lower())
    tags = [each.tag for each in parses(noun)]
    is_named = any(mark in each for each in tags for mark in ("Name", "Surn", "Patr"))
    return not is_named and any(each.POS in _THINGS and each.case in _ASKED_FOR for each in tags)


def _before_next(text: str, start: int, following: int) -> int:
    joint = regex.search(
        r"(?i)[\s,;]*(?:\s(?:и|а|и\s+просто|а\s+также|также|кроме\s+того|и\s+ещё|и\s+еще|"
        r"и\s+второе.*)[\s,]*)?$",
        text[start:following],
    )
    return start + joint.start() if joint else following


def _questions(text: str, span: Span) -> Iterator[Ask]:
    start, end = span
    if text[start:end].rstrip(')" »').endswith("?") or "?" in text[end - 3 : end]:
        yield Ask(_first_word(text, start, end), end_without_blanks(text, end), "question")


def _plain_questions(text: str, span: Span) -> Iterator[Ask]:
    """A sentence that asks by its first word and has no mark of it: «И почему оценщика до сих пор не прислали»."""
    start, end = span
    said = _PLAIN.match(text, start, end)
    if said is None or "?" in text[start:end] or (said["of_many"] and "," in text[said.end() : end]):
        return
    if len(text[said.start("first") : end].split()) > _FEWEST:
        yield Ask(said.start("first"), end_without_blanks(text, end), "question")


def _first_word(text: str, start: int, end: int) -> int:
    """Where the question itself begins: after «И», «Поэтому», a list mark, a clause that only leads to it."""
    if mark := MARK.match(text, start, end):
        start = mark.end()
    lead = _LEADING.match(text[start:end])
    if lead is not None:
        start += lead.end()
    order = next((match.start() for match in regex.finditer(r"\p{L}+", text[start:end]) if _is_order(match[0])), None)
    if order is not None and order > 0 and not BEGINS.match(text, start, end):  # «Как вы относитесь …» orders nothing
        return start + order
    colon = regex.search(
        r"^(?:[^?]{0,160}?:|[^?,]{0,60}?\s[–—])\s+(?=(?:\p{L}+\s+ли|когда|где|куда|кто|что|как|какой|какая|сколько|почему|можно|"
        r"будет)(?!\p{L}))",
        text[start:end],
        regex.IGNORECASE,
    )
    return start + colon.end() if colon else start


def _is_order(word: str) -> bool:
    low = word.lower()
    if not low.endswith(("те", "тесь")):
        return False
    return any({"impr", "plur"} <= each.tag.grammemes and "excl" in each.tag for each in parses(low)[:2])


def _first_orders(text: str, span: Span) -> Iterator[Ask]:
    """A sentence that begins with an order to the body: «Заставьте управляющую показать …», «Пусть придёт комиссия»."""
    first = regex.compile(r"(?i)\W*(?:пожалуйста,?\s+|и\s+|также\s+|ещё\s+)?(?P<word>\p{L}+)").match(text, *span)
    if first is None or not (
        _is_order(first["word"])
        or (_is_to_be_done(first["word"]) and not tells_in_list(text, first.start("word")))
        or (first["word"].lower() == "пусть" and len(text[slice(*span)].split()) > 3)
    ):
        return
    if text.count("«", 0, span[0]) <= text.count("»", 0, span[0]):
        tail = _TAIL.search(text, first.end(), span[1])
        yield Ask(first.start("word"), end_without_blanks(text, tail.start() if tail else span[1]), "order")


def _is_to_be_done(word: str) -> bool:
    """«Восстановить меня в очереди»: a sentence that begins with what is to be done, once."""
    read = parses(word.lower())[0]
    return read.tag.POS == "INFN" and "perf" in read.tag and read.is_known


def _orders(text: str, span: Span) -> Iterator[Ask]:
    """«Засыпьте ямы», «Примите меры»: where nothing else is asked, what the body is told to do."""
    start, end = span
    words = list(regex.finditer(r"\p{L}+(?:-\p{L}+)*", text[start:end]))
    orders = [
        word
        for word in words
        if (_is_order(word[0]) or word[0].lower() == "пусть")
        and not _TOLD_BY_OTHERS.search(text, start, start + word.start())
    ]
    for index, word in enumerate(orders):
        begin = start + word.start()
        condition = _CONDITION.search(text, start, begin) if index == 0 and word[0].lower() not in POLITE else None
        if condition is not None:
            begin = condition.start("condition")
        stop = end
        if index + 1 < len(orders):
            stop = _before_next(text, begin, start + orders[index + 1].start())
        elif (cut := _STOPS.search(text, begin, end)) is not None:
            stop = cut.start()
        yield Ask(begin, end_without_blanks(text, stop), "late order")
