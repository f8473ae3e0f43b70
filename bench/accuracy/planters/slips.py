"""Slips between words and of whole words: spaces, hyphens, capitals, the wrong alphabet, particles.

Kinds as in bench.accuracy.planters.typos.
"""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import regex

from bench.accuracy.edit import Edit, beside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet, Word, is_known
from letterkit.russian.morph import parses

_LATIN = dict(zip("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True))
_LOOKALIKE = {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y"}


@planter("typo.space-lost", "spelling|typography", "typo", most=20)
def space_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«вдоме», «домпризнан»."""
    for one, two in _pairs(sheet):
        joined = one.text + two.text
        if not is_known(joined):
            yield swap((one.start, two.end), joined, kind="typo", way="short" if len(one.text) < 4 else "long")
        elif not any("PRED" in parse.tag or "ADVB" in parse.tag for parse in parses(joined)):
            yield swap((one.start, two.end), joined, kind="real-word", way="short" if len(one.text) < 4 else "long")


def _pairs(sheet: Sheet) -> Iterator[tuple[Word, Word]]:
    words = sheet.small_words
    for one, two in pairwise(words):
        if sheet.text[one.end : two.start] == " " and len(two.text) >= 4:
            yield one, two


@planter("typo.space-put-in", "spelling|typography", "typo", most=20)
def space_put_in(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обра щение»."""
    for word in random.sample(sheet.words, min(6, len(sheet.words))):
        for at in range(2, len(word.text) - 1):
            one, two = word.text[:at], word.text[at:]
            known = is_known(one) and is_known(two) and len(one) > 2 and len(two) > 2
            yield swap((word.start, word.end), f"{one} {two}", kind="real-word" if known else "typo")


@planter("typo.hyphen", "spelling", "typo", most=14)
def hyphen(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«так-же», «какой либо», «по прежнему», «из за»."""
    for right, wrong in (
        (r"\bтакже\b", "так-же"),
        (r"\bтоже\b", "то-же"),
        (r"\bчтобы\b", "что-бы"),
        (r"\bпотому что\b", "потому-что"),
        (r"\bпоэтому\b", "по-этому"),
        (r"\bесли бы\b", "если-бы"),
        (r"\bто есть\b", "то-есть"),
        (r"\bиз-за\b", "из за"),
        (r"\bиз-под\b", "из под"),
        (r"\bпо-прежнему\b", "по прежнему"),
        (r"\bкакой-либо\b", "какой либо"),
        (r"\bкто-то\b", "кто то"),
        (r"\bчто-то\b", "что то"),
        (r"\bкакие-либо\b", "какие либо"),
        (r"\bвсё-таки\b", "всё таки"),
        (r"\bне было\b", "не-было"),
        (r"\bкак будто\b", "как-будто"),
        (r"\bв течение\b", "в-течение"),
        (r"\bсразу\b", "с-разу"),
        (r"\bсвоими силами\b", "свои-ми силами"),
        (r"\bвместо\b", "в-место"),
        (r"\bтак как\b", "так-как"),
    ):
        for match in sheet.find(right):
            yield swap(match.span(), wrong, way=wrong)


@planter("typo.two-capitals", "spelling|typography", "typo", most=14)
def two_capitals(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«КОмиссия»: the shift key held too long."""
    for one in sheet.sentences:
        match = regex.match(r"\p{Lu}\p{Ll}{4,}\b", one.text)
        if match and not sheet.is_quoted(one.start, one.start + match.end()):
            word = match.group()
            yield swap((one.start, one.start + match.end()), word[0] + word[1].upper() + word[2:])


@planter("typo.capital-inside", "spelling|typography", "typo", most=10)
def capital_inside(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обраЩение»."""
    for word in sheet.words:
        at = random.randrange(2, len(word.text))
        yield swap((word.start, word.end), word.text[:at] + word.text[at].upper() + word.text[at + 1 :])


@planter("typo.capital-in-midsentence", "spelling|typography", "typo", most=14)
def capital_in_midsentence(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A verb or an adverb with a capital in the middle of the sentence; a month, a day of the week."""
    months = r"\b(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\b"
    for match in sheet.find(rf"(?<=\d ){months}"):
        yield swap(match.span(), match.group().capitalize(), way="month")
    for word in sheet.words:
        tag = parses(word.text)[0].tag
        mid = regex.search(r"[\p{Ll},] $", sheet.text[max(0, word.start - 2) : word.start])
        if mid and ("VERB" in tag or "INFN" in tag or "ADVB" in tag):
            yield swap((word.start, word.end), word.text.capitalize(), way="word")


@planter("typo.small-at-start", "spelling|typography|grammar|punctuation", "typo", most=14)
def small_at_start(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A sentence that begins in lower case."""
    for before, one in zip(sheet.sentences, sheet.sentences[1:], strict=False):
        match = regex.match(r"\p{Lu}\p{Ll}+", one.text)
        if match and before.text.endswith(".") and sheet.text[before.end : one.start] == " ":
            if not regex.match(r"В(?:ы|ас|ам|аш)", one.text) and is_known(match.group()):
                yield swap((one.start, one.start + match.end()), match.group().lower())


@planter("typo.small-name", "spelling|typography", "typo", most=10)
def small_name(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«сахалинской области», «российской Федерации»."""
    for match in sheet.find(
        r"(?<=\p{Ll} )\p{Lu}\p{Ll}+(?:ской|ская|скую|ского)(?= (?:области|область|Федерации|округа|края|района))"
    ):
        yield swap(match.span(), match.group().lower(), way="region")
    for match in sheet.find(r"(?<=(?:городе|города|селе|посёлке|улице|ул\.) )\p{Lu}\p{Ll}{4,}\b"):
        yield swap(match.span(), match.group().lower(), way="place")


@planter("typo.latin-lookalike", "typography|spelling", "typo", most=16)
def latin_lookalike(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A Latin letter that looks like the Russian one."""
    for word in sheet.words:
        places = [at for at, letter in enumerate(word.text) if letter in _LOOKALIKE]
        if places:
            at = random.choice(places)
            yield swap((word.start, word.end), word.text[:at] + _LOOKALIKE[word.text[at]] + word.text[at + 1 :])


@planter("typo.latin-alone", "typography|spelling", "typo", most=8)
def latin_alone(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A preposition of one Latin letter: «c 10 июня», «o жалобе»."""
    for match in sheet.find(r"\b[сСоОуУ](?= \p{Ll})"):
        latin = {"с": "c", "С": "C", "о": "o", "О": "O", "у": "y", "У": "Y"}[match.group()]
        yield beside(sheet.text, match.span(), latin, way=match.group())


@planter("typo.digit-for-letter", "typography|spelling", "typo", most=8)
def digit_for_letter(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«3аявление», «д0м»."""
    for word in sheet.words:
        if word.text[0] == "з":
            yield swap((word.start, word.end), "3" + word.text[1:], way="3")
        if "о" in word.text[1:]:
            at = word.text.index("о", 1)
            yield swap((word.start, word.end), word.text[:at] + "0" + word.text[at + 1 :], way="0")


@planter("typo.wrong-layout", "spelling|typography", "typo", most=10)
def wrong_layout(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«rdfhnbhf»: typed with the Latin layout on."""
    for word in sheet.words:
        latin = "".join(_LATIN[letter] for letter in word.text if letter in _LATIN)
        if len(latin) == len(word.text) and latin.isalpha():
            yield swap((word.start, word.end), latin)


@planter("typo.tsya", "spelling|grammar", "real-word", most=16)
def tsya(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«дом строиться», «можно обратится»."""
    for word in sheet.words:
        if word.text.endswith("ться") and is_known(word.text[:-3] + "ся"):
            yield swap((word.start, word.end), word.text[:-3] + "ся", way="infinitive")
        elif word.text.endswith("тся") and is_known(word.text[:-2] + "ься"):
            yield swap((word.start, word.end), word.text[:-2] + "ься", way="present")


@planter("typo.not-together", "spelling", "typo", most=16)
def not_together(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«небыло», «неподали»: the particle grown to its verb."""
    for match in sheet.find(r"\b([Нн]е) (\p{Ll}{3,})\b"):
        tags = [parse.tag for parse in parses(match[2])]
        if all(tag.POS in ("VERB", "INFN", "GRND") for tag in tags):
            joined = match[1] + match[2]
            yield swap(match.span(), joined, kind="real-word" if is_known(joined) else "typo")


@planter("typo.not-apart", "spelling", "typo", most=12)
def not_apart(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«не обходимо», «не смотря на», «не которые»."""
    for match in sheet.find(
        r"\b([Нн]е)"
        r"(обходим\p{Ll}*|смотря(?= на)|котор\p{Ll}+|достат\p{Ll}+|сколько|медленно|давно|много(?= \p{Ll})|льзя)\b"
    ):
        known = match[2] != "льзя" and is_known(match[2])
        yield swap(match.span(), f"{match[1]} {match[2]}", kind="real-word" if known else "typo")


@planter("typo.ni-for-ne", "spelling|grammar", "real-word", most=12)
def ni_for_ne(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«дом ни признан», «ни подали»; and «не один», «не разу»."""
    for match in sheet.find(r"\b([Нн])е (?=\p{Ll}+)"):
        word = regex.compile(r"\p{Ll}+").match(sheet.text, match.end())
        sentence = next((one.text for one in sheet.sentences if one.start <= match.start() < one.end), "")
        if (
            word
            and parses(word.group())[0].tag.POS in ("VERB", "INFN", "PRTS")
            and not regex.search(r"\bбы\b|\bни\b|чтобы", sentence)
        ):
            yield Edit((match.start(), match.end()), f"{match[1]}и ", (match.start(), word.end()), "ni")


@planter("typo.together-or-apart", "spelling", "real-word", most=20)
def together_or_apart(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«по этому», «что бы», «так же», «в месте», «за то» where one word is meant, and the other way."""
    for right, wrong in (
        (r"\b[Пп]оэтому\b", "по этому"),
        (r"\bчтобы\b", "что бы"),
        (r"\bЧтобы\b", "Что бы"),
        (r"\bтакже\b", "так же"),
        (r"\bтоже\b", "то же"),
        (r"\bвместе\b", "в месте"),
        (r"\bпричём\b", "при чём"),
        (r"\bзато\b", "за то"),
        (r"\bвпоследствии\b", "в последствии"),
        (r"\bсейчас\b", "сей час"),
        (r"\bснова\b", "с нова"),
        (r"\bпотому что\b", "потомучто"),
        (r"\bтак как\b", "таккак"),
        (r"\bто есть\b", "тоесть"),
        (r"\bкак только\b", "кактолько"),
        (r"\bможет быть\b", "можетбыть"),
        (r"\bв течение\b", "втечение"),
        (r"\bв виде\b", "ввиде"),
        (r"\bдо сих пор\b", "досих пор"),
        (r"\bсразу\b", "с разу"),
        (r"\bвовремя\b", "во время"),
        (r"\bвокруг\b", "в округ"),
        (r"\bполностью\b", "по лностью"),
    ):
        for match in sheet.find(right):
            if match.group() in ("Поэтому",):
                wrong = "По этому"
            known = all(is_known(part) for part in wrong.split())
            yield swap(match.span(), wrong, way=wrong.lower(), kind="real-word" if known else "typo")
