"""The first paragraph: which question was considered, and where it had been sent (clause 3.6)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, beside, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_APPEAL = r"(?:В|в)аш(?:е|у) (?:\p{Ll}+ )?(?:обращение|жалобу|заявление|письмо|предложение)"
_SUBJECT = r"(?: по вопросу [^,.]+(?:, которы[^,]+)?| об? [^,.]+)"
# «Рассмотрев Ваше обращение по вопросу …, поступившее в …, сообщаем.»
_CONSIDERED = regex.compile(
    rf"(?P<start>Рассмотрев {_APPEAL})(?P<subject>{_SUBJECT}(?:\. [^,.]+)*)(?P<came>, поступивш(?:ее|ую) в [^,]+)?"
    r", сообщаем(?: следующее| Вам следующее)?[.:]"
)


def _find_considered(sheet: Sheet) -> "regex.Match[str] | None":
    part = sheet.first(Role.OPENING)
    return _CONSIDERED.search(sheet.text, part.start, part.end) if part else None


@planter("opening.comma-before-verb-lost", "opening|punctuation", "form", most=8)
def comma_before_verb_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«… Сахалинской области сообщаем.»"""
    for match in sheet.find(r"(,)(?= сообщаем\b)", Role.OPENING):
        yield beside(sheet.text, match.span(1), "")


@planter("opening.comma-after-gerund", "opening|punctuation", "form")
def comma_after_gerund(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Рассмотрев, Ваше обращение»."""
    for match in sheet.find(r"Рассмотрев( )", Role.OPENING):
        yield beside(sheet.text, match.span(1), ", ")


@planter("opening.no-question", "opening", "form", most=8)
def no_question(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The paragraph does not say what was asked."""
    match = _find_considered(sheet)
    opening = sheet.first(Role.OPENING)
    if match and opening and match.end() == opening.end and "поступивш" in (match["came"] or ""):
        came = match["came"]
        for subject in (
            "",
            " по интересующему Вас вопросу",
            " по указанному вопросу",
            " по существу поставленных в нём вопросов",
        ):
            new = f"{match['start']}{subject}{came}, сообщаем."
            yield inside(match.span(), new, new, way=subject)


@planter("opening.no-question-considered", "opening", "form")
def no_question_considered(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Администрация рассмотрела Ваше обращение.»: and what was in it?"""
    opening = sheet.first(Role.OPENING)
    if opening and len(sheet.sentences_in(opening)) == 1:
        match = regex.search(rf"\b(рассмотрел[аои]?) ({_APPEAL}){_SUBJECT}", sheet.words_of(opening))
        if match:
            at = opening.start + match.end(2)
            yield Edit((at, opening.end), ".", (opening.start, at + 1))


@planter("opening.removed", "opening", "absence", follows="reference|address-form|questions")
def no_opening(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter begins in the middle: nothing is said of an appeal."""
    opening = sheet.first(Role.OPENING)
    body = sheet.first(Role.BODY)
    if opening and body and regex.search(_APPEAL, sheet.words_of(opening)):
        if "бращени" not in sheet.words_of(body) and "жалоб" not in sheet.words_of(body):
            yield absence((opening.start, body.start))


@planter("opening.dangling", "opening|grammar", "form", most=8)
def dangling(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The subject of the sentence is not the one who considered."""
    match = _find_considered(sheet)
    opening = sheet.first(Role.OPENING)
    if match and opening and match.end() == opening.end:
        for end in ("вопрос будет решён", "установлено следующее", "подготовлен ответ", "комиссией проведён осмотр"):
            new = f"{match['start']}{match['subject']}{match['came'] or ''}, {end}."
            yield inside(match.span(), new, new, way=end)


@planter("opening.split", "opening|punctuation|grammar", "form")
def split(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The gerund cut off from its verb by a full stop."""
    match = _find_considered(sheet)
    if match:
        at = sheet.text.rindex(", сообщаем", match.start(), match.end())
        yield Edit((at, at + len(", сообщаем")), ". Сообщаем", (match.start(), at + len(". Сообщаем")))


@planter("opening.comma-after-subject", "opening|punctuation", "form")
def comma_after_subject(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Администрация города, рассмотрела Ваше обращение», a comma between subject and verb."""
    for match in sheet.find(r"\G\p{Lu}[\p{L} -]{5,80}?( )(?=рассмотрел[аои]?\b)", Role.OPENING):
        if "," not in match.group():
            yield beside(sheet.text, match.span(1), ", ", way="considered")
    match = _find_considered(sheet)
    opening = sheet.first(Role.OPENING)
    if match and opening and match.end() == opening.end and match["came"]:
        appeal = match["start"].removeprefix("Рассмотрев ")
        new = f"Министерство на {appeal}{match['subject']}, сообщает следующее."
        if sheet.find("министерств", Role.LETTERHEAD) and "обращение" in appeal:
            yield inside(match.span(), new, new, way="tells")


@planter("opening.verb-person", "opening|grammar|consistency", "form")
def verb_person(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Рассмотрев …, сообщает»: by whom? «Администрация рассмотрели»."""
    match = _find_considered(sheet)
    if match:
        at = sheet.text.rindex("сообщаем", match.start(), match.end())
        yield swap((at, at + 8), "министерство сообщаем", way="we")
        yield swap((at, at + 8), "сообщаю", way="I")
    for found in sheet.find(
        r"\G(?:Администрация|Инспекция|Управление|Министерство)\b[\p{L} -]{0,60}? (рассмотрел[ао])\b", Role.OPENING
    ):
        yield swap(found.span(1), "рассмотрели", way="plural")


@planter("opening.question-case", "opening|grammar", "form", most=8)
def question_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«по вопросу переселение»."""
    for match in sheet.find(r"по вопросу (\p{Ll}+ния)\b", Role.OPENING):
        start, end = match.span(1)
        yield Edit((start, end), match[1][:-1] + "е", (match.start(), end), "nominative")
        yield Edit((start, end), match[1][:-1] + "ю", (match.start(), end), "dative")
    for match in sheet.find(r"бращение об? (\p{Ll}+нии)\b", Role.OPENING):
        start, end = match.span(1)
        yield Edit((start, end), match[1][:-1] + "е", (match.start(), end), "about")


@planter("opening.misspelt", "opening|spelling", "typo", most=8)
def misspelt(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for right, wrong in (
        ("Рассмотрев", "Расмотрев"),
        ("обращение", "обрашение"),
        ("обращение", "обращние"),
        ("вопросу", "вопрсу"),
        ("поступившее", "поступившие"),
        ("поступившее", "поступвшее"),
        ("рассмотрела", "рассматрела"),
        ("сообщаем", "собщаем"),
    ):
        for match in sheet.find(rf"\b{right}\b", Role.OPENING):
            yield swap(match.span(), wrong, way=wrong)


@planter("opening.double-appeal", "opening|consistency|grammar", "form")
def gerund_and_finite(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Рассмотрев Ваше обращение …, рассмотрено.»: two openings run together."""
    match = _find_considered(sheet)
    if match:
        at = sheet.text.rindex(", сообщаем", match.start(), match.end())
        end = match.end()
        yield Edit((at, end), ", рассмотрено.", (match.start(), at + len(", рассмотрено.")))


@planter("opening.second-greeting", "opening|salutation|tone", "form")
def second_greeting(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A greeting again at the head of the text, as in an e-mail."""
    opening = sheet.first(Role.OPENING)
    if opening:
        for words in ("Добрый день! ", "Здравствуйте! "):
            yield Edit((opening.start, opening.start), words, (opening.start, opening.start + len(words) - 1), words)
