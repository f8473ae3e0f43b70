"""Whom an appeal is addressed to: a body or an official, named in its head."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from letterkit.core.people import Case, Person
from letterkit.intake.capitals import with_capitals
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones
from letterkit.russian.entity import Entity
from letterkit.russian.morph import is_known, parses
from letterkit.russian.names import decline
from letterkit.russian.names_letters import without_yo
from letterkit.russian.names_nominative import nominative
from letterkit.russian.persons import persons
from letterkit.russian.phrase_nominative import phrase_nominative

_POSTS = (
    r"(?:вице-|врио\s+)?губернатор министр(?!ств) мэр(?!и) глав(?:[аеу]|ой|ы|ному|ный)(?!\p{L}) прокурор президент"
    r" председател начальник руководител директор уполномоченн депутат врач"
).split()
_BODIES = (
    "министерств минестерств минстро(?:й|я|ю|е) администраци правительств департамент управлени комитет инспекци"
    " комисси прокуратур агентств служб мэри дум(?=[ыуе]) собрани комиссариат управ(?=[аыуе](?!\\p{L}))"
    " фонд(?!\\p{L}*рь) приёмн приемн аппарат отдел минздрав минобр минтранс госжилинспекци росреестр канцеляри"
    " суд(?=\\P{L}) поликлиник больниц школ роспотребнадзор росприроднадзор ростехнадзор росздравнадзор"
    " россельхознадзор мвд умвд омвд гувд увд мчс фнс уфнс ифнс фссп уфссп гибдд сфр осфр гжи гит фсин росгвард"
).split()
_WORDS_BEFORE = r"(?:[\p{L}.]+(?:-\p{L}+)*[^\S\n]+){0,4}?"
_OPENS_LINE = regex.compile(
    rf"(?mi)(?:^|[^\S\n]{{3,}})[^\S\n]*(?:(?:в|во|кому:?|куда:?)[^\S\n]+)?(?P<named>(?:\p{{L}}+\s+)??{_WORDS_BEFORE}"
    rf"(?:(?P<post>{'|'.join(_POSTS)})|{'|'.join(_BODIES)})\p{{L}}{{0,4}}(?!\p{{L}})[^\n]*)"
)
_CALLED = regex.compile(
    rf"(?i)(?:уважаем\p{{L}}+|здравствуйте,?|привет,?|(?:обращаюсь|пишу|обращаемся)\s+(?:\p{{L}}+\s+){{0,2}}(?:в|к))\s+"
    rf"(?:специалист\p{{L}}*\s+|сотрудник\p{{L}}*\s+|работник\p{{L}}*\s+)?(?P<named>{_WORDS_BEFORE}"
    rf"(?:(?P<post>{'|'.join(_POSTS)})|{'|'.join(_BODIES)})\p{{L}}{{0,4}}(?!\p{{L}})[^\n!,.;:()]*)"
)
_GREETED = regex.compile(
    r"(?:(?i:уважаем(?:ый|ая)|здравствуйте,?|добр(?:ый|ое)\s+(?:день|утро),?|вам,)\s+|(?m:^)(?=[^\n,]+,\s*(?i:здравствуй|добр)))"
    r"(?P<name>\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+(?:ич|вна|чна))(?!\p{L})"
)
_ASKED_OF = regex.compile(
    rf"(?i)(?:^|[.!?\n]\s*|поэтому\s+)(?:прошу|просим|предлагаю|предлагаем)\s+"
    rf"(?P<named>(?:(?P<post>{'|'.join(_POSTS)})|{'|'.join(_BODIES)})\p{{L}}{{0,4}}(?!\p{{L}}))"
)
_MENTIONED = regex.compile(
    rf"(?i)(?<!(?:от|из|на|при)\s)(?<![\p{{L}}-])(?P<named>(?:(?P<post>{'|'.join(_POSTS)})|{'|'.join(_BODIES)})"
    rf"\p{{L}}{{0,4}}(?!\p{{L}}))"
)
_NAMED_ANYWHERE = regex.compile(
    rf"(?i)(?P<named>{_WORDS_BEFORE}(?:(?P<post>{'|'.join(_POSTS)})|{'|'.join(_BODIES)})\p{{L}}{{0,4}}(?!\p{{L}})[^\n]*)"
)
_COURTESY = regex.compile(
    r"(?i)(?:это|(?:форма\s+)?обращени\p{L}+\s+(?:граждан\s+)?(?:в(?!\p{L}))?|(?:интернет|электронная)[-\s]при[её]мная|(?:глубоко)?уважаем\p{L}+|дорог(?:ая|ой|ое|ие)|(?:его|её|ваш\p{L}+)\s+\p{L}+ств[ауоу]|господин\p{L}*|г-н\p{L}*|тов\.|товарищ\p{L}*)\s+"
)
_LINE_ENDS = regex.compile(
    r"(?i)\s+(?:от|лично|прошу|пиш[уе]\p{L}*|обращаюсь|впервые|(?:перв|втор|трет|четв[её]рт)\p{L}+\s+раз|уже|снова|вновь|повторно|потому|так\s+как|копия|тов\.|товарищу|г-ну|господину)(?!\p{L})|,?\s+(?:адрес|тел|проживающ|зарегистрирован)\p{L}*|"
    r"\s{3,}\S|[;:!?(<@]|(?<=\p{L}{4}|(?-i:\p{Lu}{2}))\.(?:\s|$)|(?<!№)\s\d|\s[–—]\s(?!Югр|Алани|Чуваши|Кузбасс)"
)
"""A dash ends it, but for those of the names of regions: «… автономного округа – Югры»."""
_NAME_IN_LINE = regex.compile(
    r"\s\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}\.\s?\p{Lu}?|\s\p{Lu}\.\s?\p{Lu}\.\s?\p{Lu}\p{Ll}+"
)
_NEW_THING = regex.compile(
    r"(?i)\s*(?:$|№|от(?!\p{L})|адрес|тел|прожив|зарегистр|заявлени|жалоб|обращени|предложени|претензи|копи|в\s(?!(?i:\p{L}+ой\s+(?:области|республике)|\p{L}+ом\s+(?:крае|округе)|республике|городе)(?!\p{L}))|во\s|кому|куда|"
    r"уважаем|здравствуй|добр\p{L}+\s|гражд|[\d+<]|(?:г|ул|пос|с|д)\.\s|прошу|просим|\p{L}+[^\n]{0,20}:)"
)
_COMMA = regex.compile(r",\s*(?P<next>[\p{L}\d-]+)?")
_NAMED = regex.compile(
    r"\s*(?:тов\.|товарищу|г-ну|господину|(?=\s))\s*(?<!\n[^\S\n]*\n)"
    r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё]+)?)|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+)"
)
_SURNAME = regex.compile(
    r"(?:\s*(?:тов\.|товарищу|г-ну|господину)|(?=\s))[^\S\n]*(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?![\p{L}.])"
)
_LAST_WORD = regex.compile(r"\s(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)$")
_OFFICIAL_BELOW = regex.compile(
    rf"(?i)\s*\n[^\S\n]*(?P<named>(?P<post>{'|'.join(_POSTS)})\p{{L}}{{0,4}}(?!\p{{L}})[^\n]*)"
)
"""«Комитет по труду / Председателю А. Б. Ветрову»: the official is written to."""
_SIGNS = regex.compile(
    r"(?i)(?:директор|начальник|председатель|руководитель|глава|депутат|врач|президент)(?!\p{L})[^\n]*?"
    r"(?-i:\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{Ll}+(?<!у|ой)(?!\p{L}))"
)
"""«Директор школы С. И. Ващенко» below the story: who writes."""
_RANK = regex.compile(r"(?i)\s*\n[^\S\n]*(?:государственн\p{L}+\s+)?советник\p{L}*[^\n]{0,60}")
_SENDER = regex.compile(r"(?i)(?:\p{L}+ый\s+)?(?:директор|начальник|председатель|руководитель|депутат|врач)(?!\p{L})")
"""A post in the nominative: of who writes, whom a letterhead or a signature names; one written to is in the dative."""
_SENDER_BELOW = regex.compile(r"(?i)[^\S\n]*(?:\n\s*(?:от(?!\p{L})|\n)|,?\s+от(?!\p{L}))")
"""What follows a name that is the same in the dative, where it is the official's."""
_HEAD_LENGTH = 500
_MOST_LINES, _MOST_WORDS = 4, 22
_NEEDLESS = regex.compile(r"(?i),?\s+(?:через(?!\p{L}).*|в|и|на|при|по|с|для)$|,\s*г\..*$")
"""What does not belong to the name of a body: «управление образования, г. Ижевск»."""
_PLACES = {"обл": "области", "р-н": "района", "респ": "республики"}
_SHOUTING = 0.6
_WHOLE = regex.compile(r"министерство|минстрой|администрация|министр|губернатор|мэр")
_WRITTEN_TO = regex.compile(r"минстрой|(?:министерство|министр|губернатор|департамент|правительство)\s")
"""What is taken for the addressee wherever it is named first; «администрация» of a story mostly is told of."""
_EMPTY = regex.compile(r"(?i)(?:председател\p{L}+ правлени\p{L}+|председател\p{L}*|директор|начальник|отдел)")
_NEXT = regex.compile(r"\s+(?P<word>\p{L}+(?:-\p{L}+)*|«[^»\n]+»|№\s?\d+)")
_ON_WHAT = regex.compile(r"(?i)(?:министр|министерств|комитет|департамент|управлени)\p{L}{0,4}\s+по\s")
_REGISTERED = regex.compile(
    r"(?mi)^[^\S\n]*(?:исх\.?\s*)?(?:на\s+)?(?:\d\d\.\d\d\.\d{4}[^\S\n]+)?№[^\S\n]*[\w/-]*(?:[^\S\n]+от[^\S\n]+[\d._]+)?"
    r"(?=[^\S\n]{3,}\S|[^\S\n]*$)"
)
"""«12.03.2026 № 07», «на № ____»: the left column of a letterhead, beside which stands to whom it is written."""
_NEXT_LINE = regex.compile(r"\n(?P<line>[^\n]+)")
_FORMATION = regex.compile(r"(?i)муниципальн\p{L}+ образовани\p{L}+$")
_TOWN = regex.compile(r"(?i)\s*(?:город|городско|муниципальн|сельско|посёлок|поселок)")
"""«Главе муниципального образования / город-курорт Анапа»: what a formation is called stays in the nominative."""
_JOINTS = frozenset(("от", "из", "по", "на", "с"))
_OF_PEOPLE = frozenset(("Surn", "Name", "Patr"))
_AFTER_WHOM = regex.compile(r"(?i)им(?:ени|\.)\s*$")
_OF_PLACES = ("ского", "ской", "цкого", "цкой")
_SHORTENED = regex.compile(r"(?i)минстро[йяюе]м?(?!\p{L})")
_TRUSTED = regex.compile(r"(?i)уполномоченн\p{L}{2,3}(?!\p{L})")
_NOT_NAMED = frozenset(("приёмная", "приемная", "аппарат"))


_OF_REPUBLIC = regex.compile(r"(?i)республик\p{L}*\s+\p{L}+$")
_ALSO_CALLED = regex.compile(r"[^\S\n]?(?P<name>\(\p{Lu}\p{L}+\))")
"""«Республики Саха (Якутия)»: the second of its names."""


def addressee(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[str] | None:
    """The addressee in the nominative, as fully as it is named; bodies and posts with a small letter."""
    text = _REGISTERED.sub(lambda said: " " * len(said[0]), text)
    found = _find_addressee(text, labelled, zones)
    if found is None or not _OF_REPUBLIC.search(found.value):
        return found
    (start, end), *others = found.places
    also = _ALSO_CALLED.match(text, end)
    return (
        FoundValue(found.value + f" {also['name']}", ((start, also.end()), *others), found.confidence)
        if also
        else found
    )


def _find_addressee(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[str] | None:
    low = _lower_shouting(text)
    for line in labelled:
        if line.label is Label.ADDRESSEE and (said := _NAMED_ANYWHERE.search(low[line.at : line.end])):
            whole = _whole_value(low, line)
            if (found := whole or _name_at(text, low, said, line.at, 0.97)) is not None:
                return found
    for (start, end), confidence in (((0, _head_end(text, zones)), 0.9), ((zones.story[1], len(text)), 0.7)):
        for opened in _OPENS_LINE.finditer(low[start:end]):
            if _SENDER.match(low, start + opened.start("named")) or (
                start and _SIGNS.match(text, start + opened.start("named"))
            ):
                continue
            if (found := _name_at(text, low, opened, start, confidence)) is not None:
                return _official_below(text, low, found, opened) or found
    for pattern, confidence in ((_CALLED, 0.7), (_ASKED_OF, 0.6), (_MENTIONED, 0.5)):
        for called in pattern.finditer(low, 0, len(low) if pattern is _ASKED_OF else max(zones.story[0], _HEAD_LENGTH)):
            known_end = None if pattern is _CALLED else _end_of_genitives(low, called.end())
            found = _name_at(text, low, called, 0, confidence, known_end)
            if found is None or not (" " in found.value or _WHOLE.fullmatch(found.value)):
                continue
            if pattern is not _MENTIONED or zones.in_head(called.start()) or _WRITTEN_TO.match(found.value):
                return found
    greeted = _GREETED.search(text, 0, max(zones.story[0], _HEAD_LENGTH))
    return greeted and FoundValue(greeted["name"], (greeted.span("name"),), 0.5)


def _whole_value(low: str, line: LabelledLine) -> FoundValue[str] | None:
    """All that stands after «Кому:» where it is in the nominative: «губернатор Сахалинской области Дементьев С.О.»."""
    said = _COURTESY.sub("", " ".join(low[line.at : line.end].split())).strip(" .,")
    if (
        said.split(" ")[0].lower() in _NOT_NAMED
        or regex.search(r"[<(;@]", said)
        or not said
        or len(said.split()) > _MOST_WORDS
        or _LINE_ENDS.search(f"{said} ")
        or _nominative(said, ("nomn",)) != said
    ):
        return None
    return FoundValue(_small(said), ((line.at, line.end),), 0.97)


def _official_below(text: str, low: str, found: FoundValue[str], opened: "regex.Match[str]") -> FoundValue[str] | None:
    """The official whose post and name stand in the line after the name of a body."""
    below = None if opened["post"] else _OFFICIAL_BELOW.match(low, found.places[0][1])
    if below is None or not persons(with_capitals(text[slice(*below.span("named"))])):
        return None
    return _name_at(text, low, below, 0, found.confidence)


def _head_end(text: str, zones: Zones) -> int:
    """The end of the head; the first line counts as one."""
    first = text.find("\n", len(text) - len(text.lstrip()))
    return max(zones.story[0], first if first >= 0 else len(text))


def _name_at(
    text: str, low: str, match: "regex.Match[str]", begins: int, confidence: float, known_end: int | None = None
) -> FoundValue[str] | None:
    start = begins + match.start("named")
    while courtesy := _COURTESY.match(low, start):
        start = courtesy.end()
    if known_end is not None:
        end, person = known_end, None
    else:
        end, person = _end_of(text, low, start, begins + match.end("named"))
    named = " ".join(low[start:end].split()).strip(" ,.–—-")
    if not named or len(named.split()) > _MOST_WORDS or any(map(_is_told, named.split())):
        return None
    into = regex.search(r"(?i)(?<!\p{L})во?\s+$", text[max(0, start - 8) : start])
    made = _nominative(named, ("accs", "datv", "gent") if into else ("nomn", "datv", "accs", "gent"))
    if made is None:
        return None
    first, _, rest = made.partition(" ")
    if first.lower() in _NOT_NAMED and not rest.startswith("Президент"):
        made = phrase_nominative(rest, ("gent",)) or ""
    if not made or _EMPTY.fullmatch(made):
        return None
    last = _LAST_WORD.search(made)
    if match["post"] and person is None and last and (surname := _surname_of_dative(last["name"])):
        made, person = made[: last.start()], (surname, end)
    if match["post"] and person is not None:
        made, end = f"{made} {person[0]}", person[1]
    return FoundValue(_small(made), ((start, end),), round(confidence, 2))


def _end_of(text: str, low: str, start: int, line_end: int) -> tuple[int, tuple[str, int] | None]:
    """Where the name ends: with its line, or with those that go on with it; and the official named after it."""
    names = [entity for entity in persons(with_capitals(text[: line_end + 400])) if entity.start > start]
    end = _cut(text, low, start, line_end, names)
    for _ in range(_MOST_LINES):
        if text[end:line_end].strip(" \t,"):
            break
        following = _NEXT_LINE.match(text, line_end)
        if following is None or not (
            _goes_on(low[slice(*following.span("line"))], following.start("line"), names)
            or (_FORMATION.search(low, start, end) and _TOWN.match(low, following.start("line")))
        ):
            break
        line_end = following.end()
        begins = line_end - len(following["line"].lstrip())
        end = _cut(text, low, begins, line_end, names)
    return end, _person(text, end)


def _end_of_genitives(text: str, end: int) -> int:
    """Where what a body is of ends: «министерство строительства Сахалинской области»."""
    for word in _NEXT.finditer(text, end):
        low = word["word"].lower()
        if word.start() != end or low in _JOINTS:
            break
        if not (
            low == "и"
            or word["word"][0] in "«№"
            or (len(low) > 1 and word["word"].isupper())
            or any(
                each.tag.POS in ("NOUN", "ADJF") and "gent" in each.tag and not _OF_PEOPLE & each.tag.grammemes
                for each in parses(low)[:3]
            )
        ):
            break
        end = word.end()
    return end


def _cut(text: str, low: str, start: int, line_end: int, names: Sequence[Entity]) -> int:
    ends = [line_end]
    if stop := _LINE_ENDS.search(text, start, line_end):
        ends.append(stop.start())
    case = "datv" if _ON_WHAT.search(text, start, line_end) else "gent"
    ends += [
        comma.start() for comma in _COMMA.finditer(low, start, line_end) if not _is_of_body(comma["next"] or "", case)
    ]
    people = [entity.start for entity in names if start < entity.start < line_end]
    people += [match.start() for match in _NAME_IN_LINE.finditer(text, start, line_end)]
    ends += [at for at in people if not _in_quotes(text, start, at)]
    end = min(ends)
    while end > start and text[end - 1] in " \t,–—-":
        end -= 1
    return end


def _is_of_body(word: str, case: str) -> bool:
    """Whether ``word`` after a comma goes on with what a body is of: «строительства, архитектуры и …», «…, ЖКХ и …»."""
    return (len(word) > 1 and word.isupper()) or (
        word[:1].islower() and any(each.tag.POS in ("NOUN", "ADJF") and case in each.tag for each in parses(word)[:3])
    )


def _in_quotes(text: str, start: int, at: int) -> bool:
    return text.count("«", start, at) > text.count("»", start, at) or bool(_AFTER_WHOM.search(text, start, at))


def _goes_on(line: str, at: int, names: Sequence[Entity]) -> bool:
    """Whether a line goes on with the name of a body: a genitive or a small letter, nothing new, nobody's name."""
    if _NEW_THING.match(line) or any(entity.start <= at + 12 and at < entity.end for entity in names):
        return False
    words = regex.findall(r"\p{L}+(?:-\p{L}+)*", line)
    if not words:
        return line.lstrip().startswith("«")
    word = words[0]
    if len(words) > 1 and all(each[:1].isupper() and _is_of_person(each.lower()) for each in words[:2]):
        return False
    read = [each for each in parses(word.lower()) if each.tag.POS in ("NOUN", "ADJF", "PRTF", "CONJ", "PREP")]
    if not is_known(word.lower()) and word[:1].isupper() and not word.lower().endswith(_OF_PLACES):
        return False
    return any("gent" in each.tag or each.tag.POS in ("CONJ", "PREP") for each in read)


def _lower_shouting(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) <= _SHOUTING * max(len(letters), 1):
        return text
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _is_of_person(word: str) -> bool:
    return any(_OF_PEOPLE & each.tag.grammemes for each in parses(word)[:2])


def _is_told(word: str) -> bool:
    """Whether ``word`` says that somebody does something: «комитет … прислал письмо» is no addressee."""
    read = parses(word.lower())
    return bool(read) and read[0].is_known and all(each.tag.POS == "VERB" for each in read)


def _nominative(named: str, cases: tuple[str, ...]) -> str | None:
    if minstroy := _SHORTENED.match(named):
        return _in_full("минстрой" + named[minstroy.end() :])
    if trusted := _TRUSTED.match(named):
        return _in_full("уполномоченный" + named[trusted.end() :])
    head, joint, rest = named.partition(" и ")  # what stands after it is what the body is of, too
    made = next((made for case in cases if (made := phrase_nominative(head, (case,))) and _is_one(made)), None)
    if made is None:
        return None
    return _in_full(made + joint + rest)


def _in_full(named: str) -> str:
    """«минстрой Калужской обл.» → «минстрой Калужской области»."""
    for short, full in _PLACES.items():
        named = regex.sub(rf"(?i)(?<!\p{{L}}){short}(?:\.|(?!\p{{L}}))", full, named)
    return _NEEDLESS.sub("", named)


def _is_one(named: str) -> bool:
    """Whether the head of ``named`` is in the singular: of «Правительства» the genitive was meant, not the plural."""
    for word in regex.findall(r"\p{L}+(?:-\p{L}+)*", named):
        nouns = [each for each in parses(word.lower()) if each.tag.POS == "NOUN" and "nomn" in each.tag]
        if nouns:
            return any("sing" in each.tag for each in nouns)
    return False


def _person(text: str, end: int) -> tuple[str, int] | None:
    """The official's own name right after the post, as it is written: «Министру строительства … Ковалю П.А.»."""
    rank = _RANK.match(text, end)
    at = rank.end() if rank else end
    match = _NAMED.match(text, at)
    if match is None:
        alone = _SURNAME.match(text, at)
        surname = alone and _surname_of_dative(alone["name"])
        return (surname, alone.end("name")) if alone and surname else None
    person = nominative(match["name"], Case.DATIVE)
    in_dative = decline(person, Case.DATIVE)
    stays = in_dative == replace(person, gender=in_dative.gender)
    if not _is_printed(in_dative, match["name"]) or (stays and not _SENDER_BELOW.match(text, match.end())):
        return None
    given = "".join(part for part in (person.name, person.patronymic) if part and part.endswith("."))
    parts = (person.surname, given or person.name, None if given else person.patronymic)
    words = [part for part in parts if part]
    return " ".join(reversed(words) if match["name"][1] == "." else words), match.end("name")


def _surname_of_dative(word: str) -> str | None:
    """The surname in the nominative, where ``word`` can be nothing but one."""
    read = parses(word.lower())
    if any("Geox" in each.tag or not _OF_PEOPLE & each.tag.grammemes for each in read):
        return None
    made = next((each.inflect({"nomn"}) for each in read if {"Surn", "datv"} <= each.tag.grammemes), None)
    return "-".join(part.capitalize() for part in made.word.split("-")) if made else None


def _is_printed(person: Person, text: str) -> bool:
    parts = (person.surname, person.name, person.patronymic)
    return all(not part or part.endswith(".") or without_yo(part) in without_yo(text) for part in parts)


def _small(named: str) -> str:
    first = named.split()[0]
    return named if len(first) > 1 and first.isupper() else named[:1].lower() + named[1:]
