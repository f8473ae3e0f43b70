"""Families of wording, each from a bank of sentences, and changes to the letter's own words (clauses 1.5, 3.7)."""

import itertools
from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.bank import bank_planters
from bench.accuracy.edit import Edit, swap
from bench.accuracy.planter import Planter, planter
from bench.accuracy.sheet import PROSE, Sheet
from letterkit.core.letter import Role

BANKS: tuple[Planter, ...] = (
    *bank_planters("officialese", "officialese", "wording"),
    *bank_planters("promises", "officialese|outcome|typical", "wording"),
    *bank_planters("jargon", "jargon|foreign|abbreviation|readability|officialese", "wording"),
    *bank_planters("foreign", "foreign|jargon|officialese", "wording"),
    *bank_planters("abbreviation", "abbreviation|jargon", "wording"),
    *bank_planters("tone", "tone|punctuation", "wording"),
    *bank_planters("privacy", "privacy", "wording"),
    *bank_planters("law", "law|officialese", "wording"),
    *bank_planters("spelling", "spelling|grammar|punctuation", "orthography"),
    *bank_planters("grammar", "grammar|spelling|punctuation|officialese", "grammar"),
    *bank_planters("punctuation", "punctuation|grammar", "punctuation"),
    *bank_planters("readability", "readability|officialese", "wording", most=30, follows="officialese"),
)


def _replace_words(sheet: Sheet, pairs: dict[str, str], *roles: Role) -> Iterator[Edit]:
    for right, wrong in pairs.items():
        for match in sheet.find(right, *(roles or PROSE)):
            new = wrong.capitalize() if match.group()[0].isupper() and wrong[0].islower() else wrong
            yield swap(match.span(), new, way=wrong)


@planter("officialese.own-words", "officialese", "wording", most=24)
def own_words(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter's own plain words made official."""
    yield from _replace_words(
        sheet,
        {
            r"\b[Сс]ейчас\b": "в настоящее время",
            r"\b[Пп]отому что\b": "в связи с тем, что",
            r"\b[Ее]сли\b(?= \p{Ll})": "в случае если",
            r"\b[Дд]еньги\b": "денежные средства",
            r"\bнельзя\b": "не представляется возможным",
            r"\bпоможет\b": "окажет содействие",
            r"\b[Ээ]тот\b(?= (?:дом|вопрос|закон|срок|случай))": "данный",
            r"\b[Ээ]та\b(?= (?:выплата|программа|дорога|мера))": "данная",
            r"\bответить\b": "дать ответ",
            r"(?<!то )\bесть\b(?= \p{Ll})": "имеется",
            r"\bмашин\b": "транспортных средств",
        },
    )


@planter("abbreviation.own-words", "abbreviation|officialese", "wording", most=20)
def own_words_shortened(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter's own words made an abbreviation that nothing explains."""
    yield from _replace_words(
        sheet,
        {
            r"\bуправляющ(?:ая|ей|ую) компани[яию]\b": "УК",
            r"\bмногоквартирн(?:ый|ого|ом|ые|ых) дом\p{Ll}*\b": "МКД",
            r"\bРоссийской Федерации\b": "РФ",
            r"\bФедерального закона\b": "ФЗ",
            r"\bжилищн(?:ая|ой|ую) инспекци[яию]\b": "ГЖИ",
            r"\bземельн(?:ый|ого|ом) участ(?:ок|ка|ке)\b": "ЗУ",
            r"\bкапитальн(?:ый|ого|ом) ремонт\p{Ll}?\b": "КР",
            r"\bдетск(?:ий|ого|ом) сад\p{Ll}?\b": "ДОУ",
            r"\bобщее собрание(?: собственников)?\b": "ОСС",
        },
    )


@planter("abbreviation.cut-words", "abbreviation|spelling|typography", "wording", most=14, follows="punctuation")
def cut_words(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Words cut as in a notebook: «обл.», «админ.», «заявл.»."""
    yield from _replace_words(
        sheet,
        {
            r"\b[Аа]дминистраци[яиюе]\b": "админ.",
            r"\bобласти\b": "обл.",
            r"\bобращени[еяю]\b": "обращ.",
            r"\bминистерств[оа]\b": "мин-во",
            r"\bзаявлени[еяю]\b": "заявл.",
            r"\bобщежити[еия]\b": "общ-тие",
            r"\bквартир[аыуе]\b": "квар.",
            r"\bколичество\b": "кол-во",
            r"\bдокумент(?:ы|ов)\b": "док-ты",
            r"\bкомпани[яию]\b": "комп.",
            r"\bследующ(?:ий|его|ем)\b": "след.",
            r"\bтелефон(?:у|а|е)?\b": "тлф.",
        },
    )


@planter("readability.joined", "readability", "wording", most=14)
def run_on_sentence(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Sentences of a paragraph strung together into one of more than forty-five words."""
    for part in sheet.of(Role.BODY):
        run = [one for one in sheet.sentences_in(part) if one.text.endswith(".") and "№" not in one.text]
        for first in range(len(run)):
            for last in range(first + 2, min(len(run), first + 5)):
                pieces = run[first : last + 1]
                if any(sheet.text[a.end : b.start] != " " for a, b in itertools.pairwise(pieces)):
                    break
                glued = pieces[0].text[:-1]
                for at, piece in enumerate(pieces[1:]):
                    follows = piece.text[:-1]
                    small = (
                        follows
                        if regex.match(r"В(?:ы|ам|ас|аш)|\p{Lu}\p{L}*\p{Lu}", follows)
                        else follows[0].lower() + follows[1:]
                    )
                    glued += (", при этом ", ", а ", ", и ", ", причём ")[at % 4] + small
                if len(glued.split()) > 45 and ":" not in glued:
                    new = glued + "."
                    yield swap((pieces[0].start, pieces[-1].end), new)
                    break


@planter("readability.acts", "readability|law", "wording", most=8)
def acts(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A paragraph of nothing but references to acts."""
    words = (
        "Это следует из части 1 статьи 9 Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений "
        "граждан Российской Федерации», статьи 16 Федерального закона от 06.10.2003 № 131-ФЗ «Об общих принципах "
        "организации местного самоуправления в Российской Федерации», статьи 4 Федерального закона от 27.07.2010 "
        "№ 210-ФЗ «Об организации предоставления государственных и муниципальных услуг», статьи 6 Федерального закона "
        "от 27.07.2006 № 152-ФЗ «О персональных данных» и статьи 209 Гражданского кодекса Российской Федерации."
    )
    for host in sheet.hosts:
        yield Edit((host, host), f" {words}", (host + 1, host + 1 + len(words)))


@planter("tone.exclamation", "tone|punctuation", "wording", most=14)
def exclamation(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An exclamation mark in the place of a full stop."""
    for one in sheet.sentences:
        if one.text.endswith(".") and regex.search(r"\p{Ll}{3}\.$", one.text):
            for sign in ("!", "!!", "!!!"):
                yield Edit((one.end - 1, one.end), sign, (one.start, one.end - 1 + len(sign)), sign)
