"""Commas, full stops and their kin, lost or put in."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, beside
from bench.accuracy.planter import planter
from bench.accuracy.sheet import PROSE, Sheet
from letterkit.core.letter import Role
from letterkit.russian.morph import parses

_CONJUNCTIONS = (
    "что",
    "чтобы",
    "потому что",
    "если",
    "когда",
    "где",
    "как",
    "поэтому",
    "который",
    "но",
    "а",
    "а также",
    "сколько",
    "куда",
    "откуда",
    "пока",
    "почему",
    "кто",
    "так как",
    "хотя",
)


def _drop_sign(sheet: Sheet, pattern: str, way: str = "", group: int = 1) -> Iterator[Edit]:
    """The sign that ``group`` of ``pattern`` holds is not typed."""
    for match in sheet.find(pattern):
        yield beside(sheet.text, match.span(group), "", way=way)


@planter("punctuation.before-conjunction", "punctuation", "punctuation", most=40)
def before_conjunction(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«подтвердили что», «дом который»."""
    for word in _CONJUNCTIONS:
        if word == "который":
            yield from _drop_sign(sheet, r"\p{Ll}(,)(?= котор\p{Ll}+\b)", word)
            yield from _drop_sign(
                sheet, r"\p{Ll}(,)(?= (?:в|на|с|из|для|о|об|от|к|по|за|у|через) котор\p{Ll}+\b)", "в котором"
            )
        else:
            yield from _drop_sign(sheet, rf"\p{{L}}(,)(?= {word} \p{{L}})", word)


@planter("punctuation.after-clause", "punctuation", "punctuation", most=20)
def after_clause(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Если течь останется позвоните», «дом, в котором Вы живёте признан»."""
    for one in sheet.sentences:
        match = regex.match(r"(?:Если|Когда|Чтобы|Пока|Как только|Поскольку|Так как|Хотя) [^,]+(,) ", one.text)
        if match and not sheet.is_quoted(one.start, one.end):
            at = one.start + match.start(1)
            yield beside(sheet.text, (at, at + 1), "", way=match.group().split()[0])
    yield from _drop_sign(sheet, r", (?:в |на |из )?котор\p{Ll}+ [\p{L} ]{4,60}(,)(?= \p{Ll})", "which")


@planter("punctuation.introductory", "punctuation", "punctuation", most=14)
def introductory(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Кроме того приложите», «К сожалению места нет»."""
    for words in (
        "Кроме того",
        "К сожалению",
        "Во-первых",
        "Во-вторых",
        "Наконец",
        "Таким образом",
        "Например",
        "например",
        "Конечно",
        "Возможно",
        "Следовательно",
        "По нашим данным",
        "По словам [\\p{L} ]{3,40}",
        "Вместе с тем",
        "кстати",
        "Значит",
        "Напротив",
        "Прежде всего",
        "Разумеется",
        "то есть",
        "Да",
    ):
        if words not in ("Вместе с тем", "Прежде всего", "то есть"):
            yield from _drop_sign(sheet, rf"\b{words}(,)(?= )", words[:14])


@planter("punctuation.participle-after", "punctuation", "punctuation", most=20)
def participle_after(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обращение поступившее в министерство», «правил утверждённых постановлением»."""
    for match in sheet.find(
        r"\p{L}(,)(?= (?P<word>\p{Ll}+(?:щ|вш|нн|ем|им|т)"
        r"(?:ий|ая|ое|ее|ие|ые|ый|его|ого|ей|ой|ему|ому|им|ым|ую|юю|их|ых|ими|ыми))\b(?! *,))"
    ):
        if parses(match["word"])[0].tag.POS == "PRTF":
            yield beside(sheet.text, match.span(1), "")


@planter("punctuation.gerund", "punctuation", "punctuation", most=14)
def gerund(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A gerund clause that does not end."""
    for one in sheet.sentences:
        match = regex.match(r"(?P<word>\p{Lu}\p{Ll}+(?:в|вши|я|а)) [^,]+(,) (?P<next>\p{L}+)", one.text)
        if match and parses(match["word"])[0].tag.POS == "GRND" and parses(match["next"])[0].tag.POS != "PRTF":
            at = one.start + match.start(2)
            yield beside(sheet.text, (at, at + 1), "", way="head")
    for match in sheet.find(r"\p{L}(,)(?= (?P<word>\p{Ll}+(?:ая|уя|яя|ив|ав|ев|ясь|ившись)) )"):
        if parses(match["word"])[0].tag.POS == "GRND":
            yield beside(sheet.text, match.span(1), "", way="tail")


@planter("punctuation.list-of-likes", "punctuation", "punctuation", most=14)
def list_of_likes(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«качели песочницу и две скамейки»."""
    for match in sheet.find(r"(?P<one>\p{Ll}{4,})(,) (?P<two>\p{Ll}{4,})(?=(?: \p{Ll}+)? и \p{Ll})"):
        one, two = parses(match["one"])[0].tag, parses(match["two"])[0].tag
        if one.POS == two.POS == "NOUN" and one.case == two.case:
            yield beside(sheet.text, match.span(2), "")


@planter("punctuation.between-clauses", "punctuation", "punctuation", most=14)
def between_clauses(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«проект готов строители начнут работу»: two sentences and nothing between them."""
    for match in sheet.find(
        r"\p{Ll}(,)(?= (?:строители|комиссия|работы|дом|он|она|они|мы|Вы|подрядчик|инспектор"
        r"|это|всё|их|его|её|ответ|деньги) )"
    ):
        yield beside(sheet.text, match.span(1), "")


@planter("punctuation.comma-before-verb", "punctuation", "punctuation", most=20)
def comma_before_verb(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Комиссия, осмотрела дом»: a comma between subject and verb."""
    for one in sheet.sentences:
        match = regex.match(
            r"(?P<noun>\p{Lu}\p{Ll}+)(?: (?:\p{Ll}+(?:ой|ого|их|ых)) \p{Ll}+)?( )(?P<verb>\p{Ll}+)\b", one.text
        )
        if match and all(parse.tag.POS == "NOUN" for parse in parses(match["noun"])):
            verb = parses(match["verb"])
            nominative = any(parse.tag.case == "nomn" for parse in parses(match["noun"]))
            if nominative and all(parse.tag.POS == "VERB" for parse in verb):
                at = one.start + match.start(2)
                yield beside(sheet.text, (at, at + 1), ", ")


@planter("punctuation.comma-after-circumstance", "punctuation", "punctuation", most=16)
def comma_after_circumstance(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«До начала работ, выберите место»: a comma after a plain circumstance of time or place."""
    for one in sheet.sentences:
        match = regex.match(
            r"(?:До начала|После|По|До|С|За|Для|Из|В|На) (?:[\p{Ll}\d]+ ){1,4}?"
            r"(?P<last>\p{Ll}{4,})( )(?P<next>\p{Ll}+)",
            one.text,
        )
        if match:
            follows = parses(match["next"])
            if all(parse.tag.POS == "VERB" for parse in follows) and parses(match["last"])[0].tag.POS == "NOUN":
                at = one.start + match.start(2)
                yield beside(sheet.text, (at, at + 1), ", ")


@planter("punctuation.comma-after-also", "punctuation", "punctuation", most=10)
def comma_after_also(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Однако, работы», «Поэтому, срок», «Также, сообщаем»: no introductory words."""
    for match in sheet.find(
        r"(?:\G|(?<=[.!?] ))(?:Поэтому|Также|Сейчас|Уже|Теперь|Пока|Здесь|Тогда|Там|Потом)( )(?=\p{L})"
    ):
        yield beside(sheet.text, match.span(1), ", ", way=match.group())


@planter("punctuation.comma-before-and", "punctuation", "punctuation", most=14)
def comma_before_and(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«перила, и ступени», «крышу, или фасад»: a comma between two like parts of the sentence."""
    for match in sheet.find(r"(?P<one>\p{Ll}{4,})( )(?:и|или) (?P<two>\p{Ll}{4,})\b"):
        one, two = parses(match["one"])[0].tag, parses(match["two"])[0].tag
        sentence = next((each.text for each in sheet.sentences if each.start <= match.start() < each.end), "")
        alike = one.POS == two.POS == "NOUN" and one.case == two.case
        if alike and len(regex.findall(r"\bи(?:ли)?\b", sentence)) == 1:
            yield beside(sheet.text, match.span(2), ", ")


@planter("punctuation.full-stop-lost", "punctuation|typography", "punctuation", most=14)
def full_stop_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The last full stop of a paragraph, or one before a capital."""
    for part in sheet.of(*PROSE):
        if sheet.words_of(part).endswith(".") and regex.search(r"\p{Ll}{3}\.$", sheet.words_of(part)):
            yield beside(sheet.text, (part.end - 1, part.end), "", way="paragraph")
    for before, one in zip(sheet.sentences, sheet.sentences[1:], strict=False):
        if (
            regex.search(r"\p{Ll}{4}\.$", before.text)
            and sheet.text[before.end : one.start] == " "
            and regex.match(r"\p{Lu}\p{Ll}", one.text)
        ):
            if not regex.match(r"В(?:ы|ас|ам|аш)", one.text):
                yield beside(sheet.text, (before.end - 1, before.end), "", way="sentence")


@planter("punctuation.sign-twice", "punctuation|typography", "typo", most=12)
def sign_twice(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«дом,,», «работы..», «.,»."""
    for match in sheet.find(r"(?<=\p{Ll}{4})[.,](?= \p{L}|$)"):
        for sign in (match.group() * 2, ".," if match.group() == "." else ",."):
            yield beside(sheet.text, match.span(), sign, way=sign)


@planter("punctuation.comma-for-stop", "punctuation|typography|spelling", "typo", most=10)
def comma_for_stop(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A comma where the sentence ends, a full stop where it does not."""
    for before, one in zip(sheet.sentences, sheet.sentences[1:], strict=False):
        if (
            regex.search(r"\p{Ll}{4}\.$", before.text)
            and sheet.text[before.end : one.start] == " "
            and regex.match(r"\p{Lu}\p{Ll}", one.text)
        ):
            if not regex.match(r"В(?:ы|ас|ам|аш)", one.text):
                yield beside(sheet.text, (before.end - 1, before.end), ",", way="comma")
    for match in sheet.find(r"(?<=\p{Ll}{4})(,)(?= (?:который|которая|которые|чтобы|что|потому) )"):
        yield beside(sheet.text, match.span(1), ".", way="stop")


@planter("punctuation.bracket-lost", "punctuation|typography", "typo", most=10)
def bracket_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A bracket or a quotation mark that is not closed."""
    for match in sheet.find(r"\(\p{L}[^()\n]{3,60}(\))"):
        yield beside(sheet.text, match.span(1), "", way="bracket")
    for match in sheet.find(r"«[^«»\n]{3,40}(»)", quoted=True):
        yield beside(sheet.text, match.span(1), "", way="quote")
    for match in sheet.find(r"(«)[^«»\n]{3,40}»", quoted=True):
        yield beside(sheet.text, match.span(1), "", way="first quote")


@planter("punctuation.stop-before-quote", "punctuation|typography", "typo", most=8)
def stop_before_quote(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«… «Госуслуги.»», the full stop inside the quotation marks or both sides of them."""
    for match in sheet.find(r"\p{L}(».)(?=\s|$)", quoted=True):
        if match[1] == "».":
            yield beside(sheet.text, match.span(1), ".».", way="both")
            yield beside(sheet.text, match.span(1), ".»", way="inside")


@planter("punctuation.colon-lost", "punctuation", "punctuation", most=12)
def colon_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The colon before a list or an explanation, lost or made a full stop."""
    for match in sheet.find(r"\p{Ll}{3}(:)(?=\n)"):
        yield beside(sheet.text, match.span(1), "", way="list")
        yield beside(sheet.text, match.span(1), ".", way="list stop")
        yield beside(sheet.text, match.span(1), ";", way="list semicolon")
    for match in sheet.find(r"\p{Ll}{3}(:)(?= \p{Ll}{3,} \p{Ll})"):
        yield beside(sheet.text, match.span(1), "", way="explanation")


@planter("punctuation.list-signs", "punctuation|typography", "punctuation", most=8)
def list_signs(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Items of a list that end anyhow."""
    for match in sheet.find(r"(?m)^[ \t]*–.*\p{L}\d*(;)$", Role.BODY):
        yield beside(sheet.text, match.span(1), ".", way="stop")
        yield beside(sheet.text, match.span(1), "", way="none")


@planter("punctuation.dash-lost", "punctuation|typography", "punctuation", most=10)
def dash_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Эскроу это счёт», the dash of a nominal sentence not typed."""
    for match in sheet.find(r"\p{Ll}( –)(?= это )"):
        yield beside(sheet.text, match.span(1), "", way="this")


@planter("punctuation.question-mark", "punctuation", "punctuation", most=8)
def question_mark(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A question mark after an indirect question or a plain statement."""
    for one in sheet.sentences:
        if regex.match(
            r"Вы (?:также )?(?:спросили|спрашиваете|пишете|просите|просили)", one.text
        ) and one.text.endswith("."):
            yield beside(sheet.text, (one.end - 1, one.end), "?")
