"""Words that do not agree: endings, cases after prepositions, subject and verb, words twice (NORMS D.3)."""

import itertools
from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet, Word
from letterkit.core.letter import Role
from letterkit.russian.morph import UNUSUAL, lexeme, parses

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_ADJECTIVE = ("ADJF", "PRTF")
_WANTS_PREPOSITION = (
    "обратитесь|обратиться|поступило|поступившее|приходите|включён|включена|зависит|согласны|переехали|направили|вернуться"
    "|приехал|входит|подать|подайте|обращение|жалобу|заявление|ответ"
)
_MONTHS = {
    "января": "январь",
    "февраля": "февраль",
    "марта": "март",
    "апреля": "апрель",
    "мая": "май",
    "июня": "июнь",
    "июля": "июль",
    "августа": "август",
    "сентября": "сентябрь",
    "октября": "октябрь",
    "ноября": "ноябрь",
    "декабря": "декабрь",
}
# Prepositions that take one case only; what follows them in any other is a mistake.
_TAKES = {
    "для": "gent",
    "до": "gent",
    "от": "gent",
    "без": "gent",
    "из": "gent",
    "у": "gent",
    "после": "gent",
    "около": "gent",
    "кроме": "gent",
    "к": "datv",
    "при": "loct",
    "об": "loct",
    "через": "accs",
    "над": "ablt",
    "перед": "ablt",
}


def _forms(word: str, pos: tuple[str, ...]) -> Iterator[tuple[str, frozenset[str]]]:
    """The other forms of ``word`` (of its likeliest reading) with their grammemes."""
    reading = parses(word)[0]
    if reading.tag.POS in pos:
        for form in lexeme(reading):
            if form.tag.POS == reading.tag.POS and not form.tag.grammemes & (UNUSUAL | {"Supr"}):
                yield form.word, frozenset(form.tag.grammemes)


def _cases_of(word: str, pos: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Case, number and gender of every reading of ``word`` as ``pos``."""
    return {
        (str(parse.tag.case), str(parse.tag.number), str(parse.tag.gender if parse.tag.number == "sing" else None))
        for parse in parses(word)
        if parse.tag.POS in pos and parse.tag.case
    }


def _agree(adjective: str, noun: str) -> bool:
    """Whether some readings of the two agree in case, number and gender."""
    nouns = _cases_of(noun, ("NOUN",))
    return any(
        a_case == n_case and a_number == n_number and (a_number == "plur" or a_gender in (n_gender, "None"))
        for a_case, a_number, a_gender in _cases_of(adjective, _ADJECTIVE)
        for n_case, n_number, n_gender in nouns
    )


def _has_second_case(word: str) -> bool:
    """«на счету», «стакан чаю»: forms that may be right where the plain case is due."""
    return any(parse.tag.grammemes & {"loc2", "gen2"} for parse in parses(word))


def _is_only(word: str, *pos: str) -> bool:
    return all(parse.tag.POS in pos for parse in parses(word))


def _pairs(sheet: Sheet) -> Iterator[tuple[Word, Word]]:
    """An adjective and the noun after it that agrees with it."""
    words = sheet.small_words
    for one, two in itertools.pairwise(words):
        if sheet.text[one.end : two.start] == " " and _is_only(one.text, *_ADJECTIVE) and _is_only(two.text, "NOUN"):
            if _agree(one.text, two.text):
                yield one, two


@planter("grammar.adjective-ending", "grammar", "real-word", most=24)
def adjective_ending(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«новой дома», «жилищная инспекцию»: the adjective in another case or gender."""
    for one, two in _pairs(sheet):
        for form, tags in _forms(one.text, _ADJECTIVE):
            if form != one.text and not _agree(form, two.text):
                case = next((case for case in _CASES if case in tags), "")
                yield Edit((one.start, one.end), form, (one.start, one.start + len(form) + 1 + len(two.text)), case)


@planter("grammar.noun-ending", "grammar", "real-word", most=24)
def noun_ending(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«новый дому»: the noun in a form that its adjective cannot have."""
    for one, two in _pairs(sheet):
        for form, tags in _forms(two.text, ("NOUN",)):
            if (
                form != two.text
                and not _agree(one.text, form)
                and _is_only(form, "NOUN")
                and not _has_second_case(form)
            ):
                case = next((case for case in _CASES if case in tags), "")
                yield Edit((two.start, two.end), form, (one.start, two.start + len(form)), case)


@planter("grammar.after-preposition", "grammar", "real-word", most=24)
def after_preposition(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«для ремонту», «к дома»: a case that the preposition does not take."""
    words = sheet.small_words
    for one, two in itertools.pairwise(words):
        case = _TAKES.get(one.text)
        if case is None or sheet.text[one.end : two.start] != " " or not _is_only(two.text, "NOUN"):
            continue
        if not any(found[0] == case for found in _cases_of(two.text, ("NOUN",))):
            continue
        for form, _ in _forms(two.text, ("NOUN",)):
            if _is_only(form, "NOUN") and not any(found[0] == case for found in _cases_of(form, ("NOUN",))):
                yield Edit((two.start, two.end), form, (one.start, two.start + len(form)), one.text)


@planter("grammar.subject-and-verb", "grammar", "real-word", most=24)
def subject_and_verb(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«комиссия осмотрел», «работы закончит»: the verb in another number or gender than its subject."""
    words = sheet.small_words
    for one, two in itertools.pairwise(words):
        if sheet.text[one.end : two.start] != " " or not _is_only(two.text, "VERB") or not _is_only(one.text, "NOUN"):
            continue
        subject = [parse.tag for parse in parses(one.text) if parse.tag.case == "nomn"]
        verb = parses(two.text)[0].tag
        if any(parse.tag.case == "accs" for parse in parses(one.text)):
            continue  # «работы закончат»: the noun may be the object
        if not subject or not _begins(sheet, one) or verb.number != subject[0].number:
            continue
        noun = subject[0]
        if (
            verb.tense == "past"
            and noun.number == "sing"
            and noun.gender in ("femn", "neut")
            and verb.gender == noun.gender
        ):
            wanted = {"past", "masc", "sing"}, {"past", "plur"}
        elif verb.tense == "past" and noun.number == "plur":
            wanted = {"past", "masc", "sing"}, {"past", "femn", "sing"}
        elif verb.person == "3per":
            wanted = (
                {str(verb.tense), "3per", "plur" if verb.number == "sing" else "sing"},
                {"1per", "sing", str(verb.tense)},
            )
        else:
            continue
        for form, tags in _forms(two.text, ("VERB",)):
            for wish in wanted:
                if wish <= tags and form != two.text:
                    yield Edit(
                        (two.start, two.end), form, (one.start, two.start + len(form)), f"{verb.tense} {verb.number}"
                    )


def _begins(sheet: Sheet, word: Word) -> bool:
    """Whether the clause begins with ``word``: nothing before it can be the subject."""
    before = sheet.text[: word.start]
    return bool(regex.search(r"(?:[,.:;–(] |\n)$|, (?:что|чтобы|если|когда|а|но) $", before[-12:]))


@planter("grammar.subject-capital", "grammar", "real-word", most=16)
def subject_capital(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The same at the head of a sentence: «Комиссия осмотрели», «Администрация направил»."""
    for one in sheet.sentences:
        match = regex.match(r"(\p{Lu}\p{Ll}+)(?: [\p{Ll}]+ой)? (\p{Ll}+)\b", one.text)
        if match is None or not _is_only(match[1], "NOUN") or not _is_only(match[2], "VERB"):
            continue
        noun = next((parse.tag for parse in parses(match[1]) if parse.tag.case == "nomn"), None)
        verb = parses(match[2])[0].tag
        if noun is None or noun.number != "sing" or noun.gender not in ("femn", "neut") or verb.tense != "past":
            continue
        for form, tags in _forms(match[2], ("VERB",)):
            if "plur" in tags and any(parse.tag.case == "accs" for parse in parses(match[1])):
                continue  # «Обращение рассмотрели» is right: the noun is the object
            if form != match[2] and {"past"} <= tags and str(noun.gender) not in tags:
                start = one.start + match.start(2)
                yield Edit((start, start + len(match[2])), form, (one.start, start + len(form)), form[-1:])


@planter("grammar.word-twice", "grammar|typography|spelling", "typo", most=14)
def word_twice(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«для для», «площади площади»."""
    for word in sheet.small_words:
        way = "short" if len(word.text) < 4 else "long"
        doubled = f"{word.text} {word.text}"
        yield swap((word.start, word.end), doubled, way=way)


@planter("grammar.preposition-lost", "grammar", "real-word", most=14)
def preposition_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«поступило министерство», «зависит числа»: the preposition not typed where nothing can do without it."""
    for match in sheet.find(rf"(?<=\b(?:{_WANTS_PREPOSITION}) )(?:в|на|к|с|от|о|об)(?: )(?=\p{{Ll}}{{3,}})"):
        after = regex.compile(r"\p{L}+").match(sheet.text, match.end())
        before = regex.search(r"\p{L}+ $", sheet.text[: match.start()])
        governed = after and not {"gent"} & {str(parse.tag.case) for parse in parses(after.group())}
        if after and before and governed and "accs" not in {str(parse.tag.case) for parse in parses(after.group())}:
            start = before.start()
            yield Edit(
                (match.start(), match.end()), "", (start, match.start() + len(after.group())), match.group().strip()
            )


@planter("grammar.year-case", "grammar", "real-word", most=10)
def year_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«в 2025 года», «15 мая 2025 год»."""
    for match in sheet.find(r"(?<=\b[Вв] \d{4} )году\b"):
        yield Edit(match.span(), "года", (match.start() - 7, match.end()), "in")
    for match in sheet.find(r"\d{1,2} \p{Ll}{3,8} \d{4} года\b"):
        new = match.group()[:-1]
        yield swap(match.span(), new, way="year")
        yield swap(match.span(), new + "у", way="to the year")


@planter("grammar.month-case", "grammar|typography|spelling", "real-word", most=8)
def month_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«15 май», «до 1 сентябрь»."""
    for match in sheet.find(r"\b(\d{1,2}) (\p{Ll}+я|\p{Ll}+та|мая)\b"):
        if match[2] in _MONTHS:
            yield swap(match.span(), f"{match[1]} {_MONTHS[match[2]]}")


@planter("grammar.after-number", "grammar", "real-word", most=12)
def after_number(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«5 квартиры», «3 этажей», «21 дней»."""
    for match in sheet.find(r"(?<![\d.,№-] ?)\b(\d{1,3}) (\p{Ll}{3,})\b"):
        count = int(match[1])
        before = regex.search(r"\p{L}+ $", sheet.text[: match.start()])
        named = before and regex.match(r"част|стать|пункт|дом|квартир|кабинет|школ", before.group())
        if named or match[2] in _MONTHS or not _is_only(match[2], "NOUN") or parses(match[2])[0].tag.gender is None:
            continue
        reading = parses(match[2])[0].tag
        many = count % 10 in (0, 5, 6, 7, 8, 9) or count % 100 in range(11, 15)
        if many and reading.case == "gent" and reading.number == "plur":
            for form, tags in _forms(match[2], ("NOUN",)):
                if {"gent", "sing"} <= tags and form != match[2]:
                    yield swap(match.span(), f"{match[1]} {form}", way="many")
        elif count % 10 in (2, 3, 4) and reading.case == "gent" and reading.number == "sing":
            for form, tags in _forms(match[2], ("NOUN",)):
                if {"gent", "plur"} <= tags and form != match[2]:
                    yield swap(match.span(), f"{match[1]} {form}", way="few")


@planter("grammar.which-case", "grammar", "real-word", most=12)
def which_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«дом, в котором» → «дом, в которой», «дом, которая»."""
    for match in sheet.find(r"(?P<noun>\p{Ll}+), (?:в |на |с |для |из |от |к )?(?P<which>котор\p{Ll}+)"):
        if not _is_only(match["noun"], "NOUN"):
            continue
        noun = parses(match["noun"])[0].tag
        mine = {str(p.tag.gender) if p.tag.number == "sing" else "plur" for p in parses(match["noun"]) if p.tag.case}
        case = {str(parse.tag.case) for parse in parses(match["which"])}
        wrongs = {"masc": "femn", "femn": "masc", "neut": "femn"}
        wanted = wrongs.get(str(noun.gender)) if noun.number == "sing" else None
        if wanted is None or wanted in mine:
            continue
        for form, tags in _forms(match["which"], _ADJECTIVE):
            if wanted in tags and tags & case and form != match["which"] and not _fits(form, mine):
                yield Edit(match.span("which"), form, (match.start(), match.start("which") + len(form)), wanted)
                break


def _fits(form: str, genders: set[str]) -> bool:
    return any((str(p.tag.gender) if p.tag.number == "sing" else "plur") in genders for p in parses(form) if p.tag.case)


@planter("grammar.short-form", "grammar", "real-word", most=12)
def short_form(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обращение зарегистрирован», «дом признана»: the short participle forgets its subject."""
    for match in sheet.find(r"\b(?P<noun>\p{L}\p{Ll}+) (?P<verb>\p{Ll}+(?:н|на|но|ны|т|та|то|ты))\b"):
        noun, verb = parses(match["noun"]), parses(match["verb"])[0]
        if verb.tag.POS != "PRTS" or not _is_only(match["noun"], "NOUN"):
            continue
        heads = {str(p.tag.gender) if p.tag.number == "sing" else "plur" for p in noun if p.tag.case == "nomn"}
        now = str(verb.tag.gender) if verb.tag.number == "sing" else "plur"
        if now in heads and len(heads) == 1:
            for form, tags in _forms(match["verb"], ("PRTS",)):
                if not tags & heads:
                    yield Edit(match.span("verb"), form, (match.start(), match.start("verb") + len(form)), form[-1])


@planter("grammar.infinitive-lost", "grammar", "real-word", most=12)
def infinitive_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«можно получит», «нужно подал»: no infinitive after a word that wants one."""
    for match in sheet.find(
        r"\b(?P<can>можно|нужно|нельзя|можете|может|должны|должен|обязан[аы]?|вправе) (?P<verb>\p{Ll}+(?:ть|ти|ться))\b"
    ):
        reading = parses(match["verb"])[0]
        if reading.tag.POS != "INFN":
            continue
        for form in lexeme(reading):
            if {"3per", "sing"} <= form.tag.grammemes or (
                {"past", "masc"} <= form.tag.grammemes and form.tag.POS == "VERB"
            ):
                yield swap(match.span(), f"{match['can']} {form.word}", way="finite" if "3per" in form.tag else "past")


@planter("grammar.title-agreement", "grammar|title", "real-word", most=8)
def title_agreement(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The same disagreement in the title: «О капитальном ремонта»."""
    for match in sheet.find(r"\b(?P<one>\p{Ll}+) (?P<two>\p{Ll}+)\b", Role.TITLE):
        if (
            _is_only(match["one"], *_ADJECTIVE)
            and _is_only(match["two"], "NOUN")
            and _agree(match["one"], match["two"])
        ):
            for form, tags in _forms(match["two"], ("NOUN",)):
                if (
                    form != match["two"]
                    and not _agree(match["one"], form)
                    and "sing" in tags
                    and _is_only(form, "NOUN")
                ):
                    yield Edit(match.span("two"), form, (match.start(), match.start("two") + len(form)))
