"""Names of places written with a small letter: a region, a district, a town, a street.

A small letter is a slip only where the word can be nothing but a name: beside the noun that says what it names, and in
a form that the noun asks for.
"""

from collections.abc import Iterator

import regex

from letterkit.russian import morph

Slip = tuple[int, int, str]
"""Start and end of the word, and the word with its capital."""

# «область», «край» as fields of knowledge («в медицинской области») are not named after a place.
_AREA = regex.compile(
    r"(?<![\p{L}-])(?P<name>[а-яё]{2,}(?:с|ц)к(?:ий|ой|ого|ому|им|ом|ая|ую|ою))[ \u00a0]"
    r"(?P<kind>област(?:ь|и|ью)|кра(?:й|я|ю|ем|е)|район(?:|а|у|ом|е)|округ(?:|а|у|ом|е))(?![\p{L}-])"
)
_FEDERATION = regex.compile(
    r"(?<!\p{L})(?:российск(?:ая|ой|ую)[ \u00a0][Фф]едераци[яию]|Российск(?:ая|ой|ую)[ \u00a0]федераци[яию])(?!\p{L})"
)
_PLACE = regex.compile(
    r"(?<![\p{L}-])(?:(?P<town>город(?:|а|у|ом|е)|сел(?:о|а|у|ом|е)|пос[её]л(?:ок|ка|ку|ком|ке)|деревн(?:я|и|е|ю|ей)"
    r"|(?<!\d[ \u00a0])г\.|пос\.|пгт\.?|дер\.)"
    r"|(?P<street>улиц(?:а|ы|е|у|ей)|проспект(?:|а|у|ом|е)|переул(?:ок|ка|ку|ком|ке)|бульвар(?:|а|у|ом|е)"
    r"|площад(?:ь|и|ью)|ул\.?|пер\.|пр-т|просп\.|б-р|пл\.))"
    r"[ \u00a0](?P<name>[а-яё]{4,})(?![\p{L}-])(?P<after>,?[ \u00a0]+(?:д\.|дом\p{Ll}?\b|№|корп"
    r"|\d+(?![\d,.]*[ \u00a0]?(?:к?м\b|кв|метр|час|шт|чел|руб|тыс|процент|%|раз|дн)))|[ \u00a0]\p{Lu})?"
)
_NEXT = regex.compile(r"[.;)]|[ \u00a0](?P<word>\p{Ll}+)")
_SHORT_NOUNS = frozenset("ул ул. пер. пр-т просп. б-р пл.".split())
_FEMININE_NOUNS = ("ул", "площад", "пл")
# «на площади участка 15 соток», «города республиканского значения», «деревни Малой».
_NO_STREETS = ("площад", "город", "дерев", "сел", "г.", "пос.", "пгт", "дер.")
_NAME_TAGS = frozenset("Name Surn Patr Geox".split())
_OF_PLACE = frozenset({"Geox", "Surn"})
# «вологодский» has lost the vowel of «Вологда», «калужский» the last sound of «Калуга».
_UNLIKE = frozenset(
    "вологодский калужский нижегородский орловский московский камчатский забайкальский карельский марийский еврейский "
    "ненецкий чукотский хабаровский российский омский тульский липецкий владимирский ярославский читинский долинский "
    "томаринский смирныховский тымовский ногликский охинский".split()
)
# Adjectives that come of no name, though a town or a surname is like them.
_NO_NAMES = frozenset(
    "городской сельский морской речной заводской областной районный поселковый военный судейский детский женский "
    "мужской юридический медицинский экономический технический исторический географический климатический "
    "партизанский октябрьский первомайский комсомольский пролетарский пионерский заречный "
    "сибирский уральский волжский шахтёрский русский польский китайский японский".split()
)
_TOWN_ENDS = ("", "ск", "а", "о", "ь", "ия", "я", "ово", "ка", "цк", "и", "ы", "е", "ье")


def small_names(paragraph: str) -> tuple[Slip, ...]:
    """The names of places in ``paragraph`` that begin with a small letter, in the order of the kinds of places."""
    return (*_areas(paragraph), *_federation(paragraph), *_places(paragraph))


def _areas(text: str) -> Iterator[Slip]:
    for found in _AREA.finditer(text):
        if _is_of_place(found["name"]) and _agrees(found["name"], found["kind"]):
            yield *found.span("name"), found["name"].capitalize()


def _federation(text: str) -> Iterator[Slip]:
    for found in _FEDERATION.finditer(text):
        yield *found.span(), " ".join(word.capitalize() for word in found.group().split())


def _places(text: str) -> Iterator[Slip]:
    for found in _PLACE.finditer(text, overlapped=True):
        name = found["name"]
        has_title = bool(found["street"] and found["after"] and found["after"][-1].isupper())  # «ул. маршала Жукова»
        if not has_title and (_is_name_only(name) or _is_street(found) or _is_of_person(found)):
            yield *found.span("name"), name.capitalize()


def _is_street(found: "regex.Match[str]") -> bool:
    """«ул. степной», «улице мира, 5»: an adjective in the form of the noun, or a noun with a house after it."""
    name, noun = found["name"], found["street"] or found["town"]
    readings = [parse.tag for parse in morph.known_parses(name)]
    if not readings or noun.startswith(_NO_STREETS):  # «на площади участка 15 соток»
        return False
    is_short = noun in _SHORT_NOUNS
    has_house = found["after"] is not None
    if all(tag.POS == "ADJF" for tag in readings):
        fits = (
            any(tag.gender == "femn" and tag.number == "sing" for tag in readings)
            if noun.startswith(_FEMININE_NOUNS)
            else any(tag.gender == "masc" and tag.number == "sing" for tag in readings)
        )
        return fits and (is_short or (_agrees(name, noun) and (has_house or _ends_there(found))))
    return (
        has_house
        and any(tag.POS == "NOUN" and tag.case == "gent" for tag in readings)
        and (all(tag.POS in ("NOUN", "ADJF") for tag in readings))
    )


def _is_of_person(found: "regex.Match[str]") -> bool:
    """«на улице чернышевского»: the genitive of a surname that is an adjective of that surname as well."""
    name = found["name"]
    return bool(found["street"] and name.endswith(("ского", "цкого"))) and any(
        "Surn" in parse.tag for parse in morph.known_parses(name)
    )


def _ends_there(found: "regex.Match[str]") -> bool:
    """Whether the adjective has no noun after it: «на улице степной», and not «на улице пешеходной зоны»."""
    if any("Apro" in parse.tag for parse in morph.parses(found["name"])):
        return False
    rest = _NEXT.match(found.string, found.end("name"))
    if rest is None:
        return False
    return rest["word"] is None or all(parse.tag.POS == "VERB" for parse in morph.parses(rest["word"]))


def _is_of_place(adjective: str) -> bool:
    """Whether the adjective comes of the name of a place («холмский») or of a person («кировский»)."""
    for parse in morph.parses(adjective):
        low = str(parse.normal_form)
        if parse.tag.POS != "ADJF" or low in _NO_NAMES:
            continue
        if low in _UNLIKE:
            return True
        stem = low[:-4] if low[-4:-3] == "с" else low[:-3]
        if len(stem) >= 3 and any(
            _is_name(base + end) for base in {stem, stem.removesuffix("ен")} for end in _TOWN_ENDS
        ):
            return True
    return False


def _is_name(word: str) -> bool:
    """Whether the dictionary has ``word`` in the nominative as a name of a place or a person and nothing else."""
    if not morph.analyser().word_is_known(word):
        return False
    readings = [parse.tag for parse in morph.known_parses(word) if parse.normal_form == word]
    return bool(readings) and all(tag.grammemes & _OF_PLACE for tag in readings)


def _is_name_only(word: str) -> bool:
    readings = [parse.tag.grammemes for parse in morph.known_parses(word)]
    strange = {"Infr", "Arch", "Slng", "Poss"}
    return (
        bool(readings)
        and all(tags & _NAME_TAGS or tags & strange for tags in readings)
        and any(tags & _NAME_TAGS for tags in readings)
    )


def _agrees(adjective: str, noun: str) -> bool:
    forms = {
        (str(parse.tag.case), parse.tag.gender if parse.tag.number == "sing" else "")
        for parse in morph.parses(adjective)
        if parse.tag.POS == "ADJF"
    }
    return any(
        (str(parse.tag.case), parse.tag.gender) in forms for parse in morph.parses(noun) if parse.tag.POS == "NOUN"
    )
