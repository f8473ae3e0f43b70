"""The places that an appeal speaks of, as a reply names them: «г. Макаров, ул. Ударная, д. 7», «в селе Троицком»."""

from collections.abc import Callable, Iterator, Sequence

import regex

from letterkit.intake.addresses import Address
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones
from letterkit.russian.forms import put
from letterkit.russian.morph import parses
from letterkit.russian.names_letters import keep_capitals

_ORDER = {"town": 0, "name": 1, "street": 1, "house": 2, "number": 2, "building": 3}
OF_HOUSE = regex.compile(
    r"(?i)(?<!\p{L})(?:дом|барак|двор|подъезд|крыш|кровл|подвал|лифт|балкон|стен|фундамент|батаре|отоплен|стояк|квартир|"
    r"общежити|аварийн|расселен|переселен|взамен|вод[аыу])\p{L}{0,4}(?!\p{L})"
)
_KIND = (
    r"(?i:улиц\p{L}{1,2}|ул\.|сел[аеоу]|с\.|г\.|гор\.|город[еауы]?|пос[её]л(?:ок|к[еаоу]\p{L}?)|пос\.|пгт\.?|п\.|рп|р\.п\.|"
    r"деревн[еюи]|дер\.|д\.|микрорайон\p{L}{0,2}|мкр\.?|квартал\p{L}{0,2}|кв-л|пер\.|переул\p{L}+|проспект\p{L}{0,2}|"
    r"пр\.|пр-т|набережн\p{L}+|наб\.|шоссе|снт|жк|рек[уие]|руче[йея]|ручья|станци[ияюе]|озер\p{L}{1,2})"
)
_NAME = r"(?:«[^»\n]{2,40}»|\p{Lu}\p{Ll}+(?:-\p{L}+)*(?:\s\p{Lu}\p{Ll}+(?:-\p{L}+)*)?|\d{1,2}\s\p{Lu}\p{Ll}+)"
_NUMBER = r"(?:№\s?)?\d{1,3}(?:\s?[/-]\s?\d{1,3})?(?:\s?[А-Яа-я](?!\p{L}))?"
_SAID = regex.compile(
    r"(?<!\p{L})(?P<before>(?i:в|во|на|по|у|до|возле|около|через|за|вдоль))\s+"
    rf"(?:{_KIND}\s?{_NAME}|(?P<bare>{_NAME}))"
    rf"(?:,?\s(?:(?i:д\.|дом(?:а|е|у|ом)?)\s?)?{_NUMBER}(?![\d.]|\s(?:год|лет|кв|руб|чел|раз|дн|мес)))?"
)
_HOUSE_BEFORE = regex.compile(rf"(?<!\p{{L}})(?i:дом(?:а|е|у|ом)?)\s(?:№\s?)?(?P<number>{_NUMBER})\s$")
_OF_STREETS = ("ской", "скую", "цкой", "ске", "цке", "овке", "ово", "ево", "ино")
_FIRST_WORD = regex.compile(r"\p{Lu}(?:\p{Ll}+|\p{Lu}{2,})(?:-\p{L}+)*(?=,?\s+\p{L}|$)")
_STREET_IN_CASE = regex.compile(
    r"^(?:по\s+)?(?P<kind>улиц[аеыу]|ул\.)(?:\s*(?P<stem>\p{Lu}\p{Ll}+)(?:ой|ую)(?=[\s,]|$))?"
)
_KIND_IN_CASE = (
    (regex.compile(r"(?i)^проспект[ауе](?!\p{L})"), "проспект"),
    (regex.compile(r"(?i)^переулк[ауе](?!\p{L})"), "переулок"),
    (regex.compile(r"(?i)^бульвар[ауе](?!\p{L})"), "бульвар"),
    (regex.compile(r"(?i)^дом[ауе](?!\p{L})"), "дом"),
)
_SETTLEMENTS = {"сел": "село", "город": "город", "посёлк": "посёлок", "поселк": "поселок", "деревн": "деревня"}
_SETTLEMENT_IN_CASE = regex.compile(r"^(?P<kind>сел|город|посёлк|поселк|деревн)[аеиу](?=\s)")
_NEUTER_IN_CASE = regex.compile(r"(?<=^\p{Lu}\p{Ll}+[сц]к)(?:ого|ому?)(?!\p{L})")
"""«Троицком»: of a village it is «Троицкое», though the dictionary knows the town of Троицк."""
_TOWN_ENDINGS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    (("ском", "цком", "овом", "евом", "ного", "ского", "цкого"), lambda word: regex.sub("(?:ом|ого)$", "ое", word)),
    (("ах",), lambda word: word[:-2] + ("и" if word[-3:-2] in "кгх" else "ы")),
)
"""How the names of settlements that no dictionary has go back into the nominative: «Тымовского», «Ногликах»."""
_OF_TOWN = regex.compile(
    r"(?i)(?<!\p{L})(?:г\.|гор\.|город|сел[аеоу](?!\p{L})|с\.|пос|пгт|п\.|рп|р\.п|деревн|дер\.|д\.\s\p{L})"
)
_HARD = frozenset("бвгджзклмнпрстфхцчшщ")
"""Letters that a town ends with whose name takes «е»: «в г. Корсакове», though the dictionary knows a surname alone."""
_SHORT_KINDS = frozenset(("г", "гор", "с", "п", "пос", "д", "дер"))
_CLOSE = 30
_INFLECTED = {"город": "городе", "село": "селе", "посёлок": "посёлке", "поселок": "поселке", "деревня": "деревне"}


def place_of(text: str, zones: Zones, places: Sequence[Address], own: FoundValue[object] | None) -> str | None:
    """The place that the story of ``text`` names; where it only tells of a house, the ``own`` address, no flat."""
    home = own.places if own else ()
    at_home = [each for each in places if any(begin < each.end and each.start < end for begin, end in home)]
    told = [
        each
        for each in places
        if not zones.in_head(each.start) and not zones.in_close(each.start) and each not in at_home
    ]
    chosen = max(told, key=lambda each: (bool({"house", "number"} & set(each.parts)), -each.start), default=None)
    if chosen is None and at_home and OF_HOUSE.search(text, *zones.story):
        chosen = at_home[0]
    return _words_of(chosen, text) if chosen else None


def town_of(text: str, places: Sequence[Address]) -> str | None:
    """Where the first settlement of the addresses ``places`` is: «в г. Макарове», «в посёлке Восток»."""
    for address in places:
        for kind, span in zip(address.parts, address.spans, strict=True):
            if kind == "town":
                return _in_town(" ".join(text[slice(*span)].split()))
    return None


def in_nominative(address: str) -> str:
    """``address`` with the settlement and the street that it begins with in the nominative.

    «Охе, Советская, 1» → «Оха, …», «Луговом, 8» → «Луговое, 8», «улицы Театральной, 90» → «улица Театральная, 90».
    """
    address = _STREET_IN_CASE.sub(_street_in_nominative, address)
    if settlement := _SETTLEMENT_IN_CASE.match(address):
        kind, name = _SETTLEMENTS[settlement["kind"]], address[settlement.end() :].lstrip()
        return f"{kind} {in_nominative(_NEUTER_IN_CASE.sub('ое', name) if kind == 'село' else name)}"
    first = _FIRST_WORD.match(address)
    if first is None:
        return address
    read = [each for each in parses(first[0].lower()) if "Geox" in each.tag]
    if read:
        if any("nomn" in each.tag and each.tag.number != "plur" for each in read):
            return address
        made = put(read[0], frozenset(("nomn",)))
    else:
        made = next((form(first[0]) for ending, form in _TOWN_ENDINGS if first[0].endswith(ending)), None)
    return keep_capitals(first[0], made) + address[first.end() :] if made else address


def _street_in_nominative(told: "regex.Match[str]") -> str:
    kind = "ул." if told["kind"] == "ул." else "улица"
    return f"{kind} {told['stem']}ая" if told["stem"] else kind


def said_places(text: str) -> Iterator[str]:
    """Places as ``text`` says them, with their prepositions: «по ул. Лесной в с. Быков», «по ул. Полевой, 31»."""
    found: list[str] = []
    done = -1
    for match in _SAID.finditer(text):
        if match["bare"] and not _is_place(match["bare"], into=match["before"].lower() in ("в", "во")):
            continue
        begin = match.start()
        house = _HOUSE_BEFORE.search(text[max(0, begin - _CLOSE) : begin])
        said = " ".join(match[0].split()) + (f", {house['number']}" if house else "")
        if found and not text[done:begin].strip(" ,\n"):
            found[-1] += f" {said}"
        else:
            found.append(said)
        done = match.end()
    yield from found


def names_town(words: str) -> bool:
    """Whether ``words`` of a place name a settlement: then no other is said with it."""
    return bool(_OF_TOWN.search(words)) or any("Geox" in parses(word.lower())[0].tag for word in words.split())


def _is_place(name: str, *, into: bool) -> bool:
    """Whether ``name`` is of a place; after «в» of one where something is, not where somebody goes."""
    word = name.split()[0].strip("«»").lower()
    read = parses(word)
    if any(sign in read[0].tag for sign in ("Name", "Surn", "Patr")):
        return False
    places = [each for each in read if "Geox" in each.tag]
    if into and places and not any({"loct", "loc2"} & each.tag.grammemes for each in places):
        return False
    return bool(places) or (word.endswith(_OF_STREETS) and not read[0].is_known)


def _in_town(town: str) -> str:
    """«г. Макаров» → «в г. Макарове»; the names of what is no town stay: «в с. Троицкое»."""
    kind, _, name = town.rpartition(" ") if " " in town else town.rpartition(".")
    name = name.title() if name.isupper() or name.islower() else name
    low = kind.strip(" .").lower()
    if low in ("г", "гор", "город"):
        found = next((each for each in parses(name.lower()) if "Geox" in each.tag and "nomn" in each.tag), None)
        made = found and put(found, frozenset(("loct",)))
        if made is None and name[-1:].lower() in _HARD:
            made = name.lower() + "е"
        name = keep_capitals(name, made) if made else name
    return f"в {_INFLECTED.get(low, f'{low}.' if low in _SHORT_KINDS else kind.strip())} {name}"


def _words_of(address: Address, text: str) -> str:
    said: list[tuple[str, str]] = []
    for kind, span in zip(address.parts, address.spans, strict=True):
        if kind in _ORDER and not (kind == "number" and any(other in ("house", "number") for other, _ in said)):
            words = " ".join(text[slice(*span)].split()).strip(" ,")
            is_town = kind == "name" and any("Geox" in each.tag for each in parses(words.lower()))
            said.append(("town" if is_town else kind, _without_flat(words) if kind == "number" else words))
    return ", ".join(_part_in_nominative(*one) for one in sorted(said, key=lambda one: _ORDER[one[0]]))


def _part_in_nominative(kind: str, words: str) -> str:
    """A part of an address that a sentence has put into another case: «дома № 14», «улице Мира», «Южно-Сахалинске»."""
    for pattern, nominative in _KIND_IN_CASE:
        words = pattern.sub(nominative, words)
    return in_nominative(words)


def _without_flat(number: str) -> str:
    """«16-3» of an address is a house and a flat."""
    return regex.split(r"\s?[–—-]\s?(?=\d)", number)[0]
