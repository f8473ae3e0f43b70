"""Postal addresses, telephones and addresses of electronic mail, as people write them."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from letterkit.intake.values import Span
from letterkit.russian.morph import is_known, parses

_I = "(?i)"
_GAP = regex.compile(r"(?:[^\S\n]*[,;.–—-]?[^\S\n]*\n?[^\S\n]*)(?:\(?)")
_NAME = (
    r"(?:(?:\d{1,2}(?:-(?:й|го|ая|я))?|(?!(?:в|во|на|по|из|от|до|у|около|возле|между)\s)\p{L}(?:\p{L}|(?<!\p{L}{4})\.)*(?:-\p{L}+)*|\d{1,2}\s+лет|имени|им\.)"
    r"\s?){1,4}?"
)
_CAPITAL = r"\p{Lu}[\p{Ll}]+(?:-\p{L}+)*"
_SHORT_REGIONS = (
    r"(?:СПб|НСО|МО|ЛО|РБ|РТ|РСО(?:\s?[–—-]\s?Алания)?|РС[^\S\n]?\(Я\)|ХМАО(?:\s?[–—-]\s?Югра)?|ЯНАО|ЕАО|КБР|КЧР|"
    r"ДНР|ЛНР|УР|НАО|ЧАО|РК|РД|РМ|РМЭ|РХ|РА|ЧР|ПК|ХК)(?=,)"
)
_PARTS = (
    ("index", _I + r"(?:инд(?:екс)?\.?:?\s*)?(?<!\d)\d{6}(?!\d)"),
    (
        "region",
        _I + r"(?:республика\s+\p{L}+(?:-\p{L}+)*(?:[^\S\n]\(\p{L}+\)(?=,)|\s[–—-]\sАлания)?|"
             rf"(?-i:{_SHORT_REGIONS})|"
             r"\p{L}+(?:-\p{L}+)*\s+(?:обл(?:аст[ьи]|\.)?|кра[йя])|"
             r"\p{L}+(?:ск|цк)(?:ая|ой)\s+респ\p{L}*\.?|"
             r"\p{L}+(?:-\p{L}+)*\s+автономн\p{L}+\s+окр\p{L}+(?:\s?[–—-]\s?Югр\p{L})?)(?!\p{L})",
    ),
    (
        "district",
        _I + r"\p{L}+(?:-\p{L}+)*(?:ый|ий|ой|ого|его)\s+(?:улус\p{L}?|кожуун\p{L}?)(?!\p{L})|"
             r"\p{L}+(?:-\p{L}+)*(?:ск|цк)(?:ий|ого|ой)\s+(?:(?:муниципальн|городск)\p{L}+\s+)?(?:р-на?|"
             r"райо?на?|окр(?:уга?|\.)|[гм]\.?\s?о\.?)(?!\p{L})|(?:ж\.\s?р|жил(?:ой|\.)\s+р(?:айон|-н))\.?\s+(?-i:\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)|(?:(?:муниципальн|городск)\p{L}+\s+)(?:округ\p{L}?|"
             r"район\p{L}?)\s+«[^»\n]{3,40}»|планировочн\p{L}+\s+район\p{L}?\s+(?-i:\p{Lu})\p{L}+|пл\.\s?р(?:-н|\.)\s?(?-i:\p{Lu})\p{L}+|"
             r"(?:р-н|район)\s+(?-i:\p{Lu})\p{L}+(?:ск|цк)ий|р-н\s+(?-i:\p{Lu}\p{Ll}+)(?=,)",
    ),
    (
        "town",
        _I + r"(?:(?:г|гор|город[еау]?|сел[оеау]|пос|пос[её]л(?:ок|к[еау])|пгт|рп|р\.\s?п|дер|деревн[яеию]|"
             r"ст-ца|станиц[аеыу]|хутор[еау]?|аул|улус[еау]?)(?:\.\s?|\s+)|(?:с|п|д|ст)(?:\.\s?|\s+)(?=(?-i:\p{Lu}\p{Ll}{2})))"
        r"(?:городского типа\s+)?(?=\p{L}{3})[\p{L}]+(?:-[\p{L}]+)*"
        r"(?:(?<=[ыио]й|[ая]я|[ое]е|[ыи]е)[^\S\n]+(?-i:\p{Lu}\p{Ll}++)(?!\s(?:р-н|рай|окр|обл|кра|мун|гор))|[^\S\n]+(?-i:\p{Lu}\p{Ll}++)"
        r"(?!\s(?:р-н|рай|окр|обл|кра|мун|гор)|[\s,]+(?:д\.?\s?|дом\s)?\d)|-\d{1,2}(?!\d))?",
    ),
    (
        "street",
        _I + r"(?:ул|улиц[аеуы]|пр|пр-т|пр-кт|просп|проспект[ауе]?|пер|переул(?:ок|к[ауе])|б-р|бульвар[ауе]?|наб|"
             r"набережн(?:ая|ой)|ш|шоссе|мкр|"
             r"мкрн|микрорайон|кв-л|квартал"
        r"|пл|площадь|проезд|тупик|снт|днт|тер)(?:(?<!иц[аеуы]|спект[ауе]?|ул(?:ок|к[ауе])|львар[ауе]?|ежн(?:ая|ой)|"
        r"оссе|район|артал|щадь|оезд|упик)\.\s?|\s+)«?" + _NAME + r"»?(?=\s*(?:[,.;–—\n(]|-(?!\p{L})|\d|дом|"
                                                                          r"в\s|д\s?\.|кв\s?\.|$))"
        r"|\d{1,3}(?:-?(?:й|ый))?\s(?:комплекс|мкрн?\.?|микрорайон\p{L}?|кв-л|квартал)(?!\p{L})|(?:ст|сот|снт|днт|сдт|тсн)\s?«[^»\n]{2,40}»"
        r"|(?:[\p{L}-]+\s){0,1}(?!(?:до|от|на|по|в|с|у|и|к|за)\s)[\p{L}-]+\s(?:(?:ул|пр-т|пер|б-р|мкр)\.?|пр\.|улица|проспект|переулок|бульвар|шоссе|тупик|площадь|"
        r"набережная|проезд)(?!\p{L})",
    ),
    ("house", _I + r"(?:д|дом[аеу]?|строение|стр)\.?\s{0,3}(?:№\s?|номер\s)?\d+(?:\s?[/-]\s?\d+)?(?:-?[а-я](?!\p{L})|"
                   r"[^\S\n]?«?[а-д]»?(?=[^\S\n]*[,–-])|[^\S\n](?-i:[А-Я])(?![\p{L}.]))?|дом\s+без\s+номера"),
    ("building", _I + r"(?:(?:корп|корпус|стр|строение)\.?\s?[–—-](?=[\s,])|"
                      r"(?:корп|корпус|к)\.?\s?\d+|(?:корп|корпус|лит|литер)\.?\s?[а-г])(?!\p{L})"),
    ("flat", _I + r"(?:кв|квартир[аеыу]|ком|комн|комната|к|оф|офис|бокс|пом|помещение|"
                  r"общ|общежитие|эт|этаж|секция|каб)\.?\s{0,3}(?:№\s?)?\d+(?:-?\p{L}(?!\p{L}))?|а/я\s?\d+|уч(?:асток|\.)\s?(?:№\s?)?\d+|"
                  r"до востребования|главпочтамт|общежитие"),
    ("number", r"\d{1,4}[^\S\n]?[«\"]?[а-дА-Д][»\"]?[^\S\n]?[/–-][^\S\n]?\d{1,4}|\d{1,4}[^\S\n]«?[а-д]»?(?=[^\S\n]*,)|"
               r"\d{1,4}\s?[/–—-]\s?\d{1,4}(?:\p{L}(?!\p{L}))?(?:\s?[/–—-]\s?\d{1,4})?(?!\d|\.\d)|"
               r"\d{1,3}(?:-?[А-Яа-я](?!\p{L}))?(?![\d]|[.,]\d|\s?(?:л|м|кв\.? м|руб|тыс|лет|год|дн|чел|%|"
               r"г\.)(?!\p{L}))"),
    ("name", r"(?:\d{1,2}-(?:я|й|ая|ый)\s|\d{2}\sлет\s)?" + _CAPITAL + r"(?:[^\S\n]" + _CAPITAL + r")?"),
)  # fmt: skip
_PATTERNS = tuple((kind, regex.compile(pattern)) for kind, pattern in _PARTS)
_START = regex.compile(
    _I + r"(?<![\p{L}\d]|(?-i:\p{Lu})\.[^\S\n]?)(?:\d{6}(?!\d)|д\.\s?(?=(?-i:\p{Lu}\p{Ll}{2}))|"
    r"\d{1,3}(?:-?й)?\s(?=комплекс,|мкр|микрорайон|кв-л|квартал)|"
    r"ст\.\s?(?=(?-i:\p{Lu}))|инд(?:екс)?\.?:?\s*\d{6}|(?:г|гор|город[еау]?|с|"
    r"сел[оеау]|п|пос|пос[её]л(?:ок|к[еау])|пгт|рп|дер|деревн[яеию]|ул|улиц[аеуы]|пр|пр-т|проспект[ауе]?|пер|переул(?:ок|к[ауе])"
    r"|б-р|бульвар[ауе]?|наб|набережная|мкр|микрорайон|кв-л|снт|дом[ауе]?|кв|квартир[аеыу])(?:\.\s?|\s+)(?=[\p{L}\d«№])|(?-i:\p{Lu}\p{Ll}+)|"
    rf"(?-i:{_SHORT_REGIONS}))"
)
_BARE = regex.compile(
    r"\d{1,4}(?!\d)|(?!(?:Г|Город|Ул|Улица|П|Пос|С|Село|Пгт|Инд|Индекс|Кв|Квартира|Д|"
    r"Дом)\b)\p{Lu}\p{Ll}"
)
_FOLLOWED = regex.compile(
    r",?[^\S\n]*(?:(?i:ул|улица|пр|пр-т|проспект|пер|переулок|мкр|б-р|кв-л|наб)(?:\.|\s)|"
    r",[^\S\n]*(?:\d{2}\sлет\s)?\p{Lu}\p{Ll}+[ ,]+(?:д\.?\s?)?\d)"
)
_OF_JUBILEE = regex.compile(r"\d{2}\sлет\s")
_NUMBERED = regex.compile(r"(?:[,\s]+|\s[–—-]\s)(?:д\.?|дом)?\s?\d")
_AFTER_SIGNER = regex.compile(r"\p{Lu}\p{Ll}+\s+\p{Lu}\.[^\S\n]?\p{Lu}\.,[^\S\n]*$")
_QUARTER = regex.compile(r"(?i)(?<!\p{L})(?:мкрн?|микрорайон|кв-л|квартал|снт|днт|тер)[.\s][^,\n]{2,40},\s*$")
"""A part of a town before a street: «мкр. Климовск, ул. Заводская»."""
_TOWN_BEFORE = regex.compile(
    r"(?P<kind>(?i:г|гор|город[еа]?|с|сел[оеа]|п|пос|пос[её]л(?:ок|к[еа])|пгт|рп|дер|деревн[яеи])\.?\s?)?"
    r"(?P<name>\p{Lu}\p{Ll}+(?:-\p{L}+)*)(?:[^\S\n]\(\d{6}\))?(?:,[^\S\n]*\n?|[^\S\n]+)(?:(?:на|по)\s)?$"
)
"""A settlement just before a street: «Макаров, ул. Победы», «Невельск (694740), ул. Яна Фабрициуса»."""
_SMALL_PLACE = regex.compile(
    r"(?<![\p{L}-])(?P<town>\p{L}{3,}(?:-\p{L}+)*)(?P<gap>,?[^\S\n]+)(?P<street>\p{Ll}{3,}(?:-\p{L}+)*)"
    r"(?=,?[^\S\n]+(?:д\.?[^\S\n]?|дом[^\S\n])?\d{1,3}(?!\d|[^\S\n]?(?:лет|год|руб|т|чел|раз)))"
)
"""«невельске ленина 45»: what may be a settlement, a street and a house, all in small letters."""
_AREA = regex.compile("|".join(pattern for kind, pattern in _PARTS if kind in ("region", "district")))
_ALONG = regex.compile(
    r"(?i),?\s+(?:по|в|на)\s+(?=(?:ул|улице|пр|проспекту|пер|переулку|доме?|г|городе|с|селе|пос|посёлке)\.?\s)|"
    r"\s+в\s+(?=(?-i:\p{Lu}\p{Ll}+-\p{Lu}\p{Ll}+))"
)
"""«кв. 46 дома 8 по ул. Полевой»: what an address in the other order has between its parts."""
_AFTER = {
    "street": frozenset(
        ("street", "house", "number", "flat", "town", "district", "region", "index", "name", "building")
    ),
    "house": frozenset(("building", "flat", "number", "index", "town", "region", "district", "name", "street")),
    "number": frozenset(("building", "flat", "index", "town", "region", "district", "name", "number")),
    "flat": frozenset(("index", "town", "region", "district", "flat", "name", "street", "house")),
    "building": frozenset(("flat", "index", "town", "region", "district", "name")),
}
_PHONE = regex.compile(
    r"(?<![\d\p{L}№/.-]|(?i:инн|огрн|огрнип|кпп|бик|снилс|сч[её]та?)\W{1,3})(?:\+?[78](?:[^\S\n]?[.()/–-]{0,2}[^\S\n]?[\dОO]){9,10}|\(\d{3,5}\)\s?\d(?:[\s.-]?\d){4,6}|"
    r"\+?[78][\s.(-]{0,2}\(?\d{3,5}\)?(?:[\s.-]{0,2}\d){5,7})(?![\d\p{L}]|-\d)"
)
_LOCAL_PHONE = regex.compile(
    r"(?i)(?<=(?<!\p{L})(?:тел|телефон|(?-i:т)|моб|дом)\p{L}{0,2}(?:\.|:|\s)[\s:–—-]{0,3})\d{1,3}[\s-]?\d\d[\s-]?\d\d(?![\d\p{L}]|[-.]\d)"
)
"""A number of a town's own network, known by what stands before it."""
_EMAIL = regex.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OF_TOWNS = ("ск", "цк", "град", "ово", "ево", "ёво", "ино", "ыно", "ское", "цкое")
"""How many settlements end that no dictionary has."""
_OF_STREETS = ("ская", "цкая", "ная", "вая", "ского", "ева", "ова", "ина", "на", "ова")
_LINE = regex.compile(r"[^\n]+")
_WORD = regex.compile(r"\p{L}+")
_SHORT = 3
"""Words in capitals no longer than this are taken for «УЛ», «КВ», «ДОМ»."""
_DIGITS_OF_PHONE = (6, 11)
_LONGEST = 220
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address at ``start``–``end``; ``parts`` are the kinds of what it is made of, in their order, and
    ``spans`` where each of them stands.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def addresses(text: str) -> tuple[Address, ...]:
    """Postal addresses of ``text``, without overlaps: a settlement or a street with a house, or with a postcode."""
    text = _PHONE.sub(lambda told: "☎" * len(told[0]), _calm(text))
    found: list[Address] = []
    done = 0
    for start in _START.finditer(text):
        if start.start() < done:
            continue
        address = _address(text, start.start())
        if address is not None:
            found.append(_with_town(text, address, done))
            done = address.end
    return tuple(found)


def _with_town(text: str, address: Address, after: int) -> Address:
    """``address`` that begins with a street with the settlement before it."""
    before = (
        _TOWN_BEFORE.search(text, max(after, address.start - _NEAR), address.start)
        if address.parts[0] == "street"
        else None
    )
    if before is None or not (before["kind"] or _can_be_town(before["name"])):
        return address
    start = before.start()
    return Address(start, address.end, ("town", *address.parts), ((start, before.end("name")), *address.spans))


def _address(text: str, start: int) -> Address | None:
    parts: list[str] = []
    spans: list[Span] = []
    at = start
    while at < len(text) and at - start < _LONGEST:
        step = _part(text, at, parts)
        if step is None:
            break
        kind, end = step
        if kind == "number" and spans and "." in text[spans[-1][1] : at]:  # a date after a stop: «8-14. 12 февраля»
            break
        parts.append(kind)
        spans.append((at, end))
        at = _next(text, end)
    while parts and parts[-1] == "name" and not _is_town(text[slice(*spans[-1])]):
        parts.pop()
        spans.pop()
    first = next(
        (
            at
            for at in range(1, len(parts))
            if parts[at] == "index" and _begins_line(text, spans[at][0]) and not _is_address(parts[:at])
        ),
        0,
    )
    if not first and parts[:1] == ["name"] and parts[1:2] in (["town"], ["region"], ["district"]):
        gap = text[spans[0][1] : spans[1][0]]
        first = int("\n" in gap and "," not in gap)  # «Сэсэг Доржиева / г. Улан-Удэ, …»: above stands who writes
    parts, spans = parts[first:], spans[first:]
    whole = _is_address(parts) or (_is_house_of_village(parts) and _AFTER_SIGNER.search(text, 0, start))
    return Address(spans[0][0], spans[-1][1], tuple(parts), tuple(spans)) if whole else None


def _calm(text: str) -> str:
    """``text``, as long as it was, with names of places written as usual, not in capitals, not in small letters."""
    loud = _LINE.sub(lambda line: _WORD.sub(_as_name, line[0]) if line[0].isupper() else line[0], text)
    return _SMALL_PLACE.sub(_with_capitals, loud)


def _with_capitals(place: "regex.Match[str]") -> str:
    """«невельске ленина» → «Невельске Ленина», where the first is a settlement and the second can name a street."""
    street = parses(place["street"])[0].tag
    named = {"ADJF", "femn"} <= street.grammemes or {"NOUN", "gent"} <= street.grammemes
    if not (named and any("Geox" in each.tag for each in parses(place["town"].lower()))):
        return place[0]
    town, name = (word[0].upper() + word[1:] for word in (place["town"], place["street"]))
    return town + place["gap"] + name


def _as_name(word: "regex.Match[str]") -> str:
    made = word[0].capitalize() if len(word[0]) > _SHORT else word[0].lower()
    return made if len(made) == len(word[0]) else word[0]


def _is_town(name: str) -> bool:
    word = name.split()[-1].lower()
    return any("Geox" in each.tag for each in parses(word)) or word.endswith(_OF_TOWNS)


def _can_be_town(name: str) -> bool:
    """Whether ``name``, written just before a street, is of a settlement: one that no dictionary has can be."""
    word = name.lower()
    return _is_town(name) or word.endswith(("ое", "ее")) or not (is_known(word) or _names_person(word))


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _next(text: str, end: int) -> int:
    """Where the next part can begin; a new line begins with a bare name or number only after a comma."""
    if along := _ALONG.match(text, end):
        return along.end()
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    broken = "\n" in text[end:at] and "," not in text[end:at]
    return len(text) if broken and _BARE.match(text, at) and not _AREA.match(text, at) else at


def _part(text: str, at: int, before: list[str]) -> tuple[str, int] | None:
    last = before[-1] if before else ""
    allowed = _AFTER.get(last)
    for kind, pattern in _PATTERNS:
        if allowed is not None and kind not in allowed:
            continue
        is_again = kind == "street" and before[-1:] == ["street"] and _QUARTER.search(text, max(0, at - _NEAR), at)
        if kind in before and kind not in ("name", "number", "flat", "town") and not is_again:
            continue
        if kind == "number" and not ({"street", "name"} & set(before) or "house" in before):
            continue
        match = pattern.match(text, at)
        if match is None or (kind == "name" and not _is_place(match[0], text, match.end(), before)):
            continue
        return kind, match.start() + len(match[0].rstrip())
    return None


def _is_place(name: str, text: str, end: int, before: list[str]) -> bool:
    """Whether a bare word with a capital can be a settlement or a street: not a name of a person, not a common word."""
    if before.count("name") > 1 or ("street" in before and "town" in before):
        return False
    first = name.split()[0].lower()
    read = parses(first)
    if before[-1:] != ["index"] and any(_names_person(word) for word in name.lower().split()):
        return False
    if any("Geox" in each.tag for each in read):
        return True
    if before and before[-1] in ("index", "region", "district", "town"):
        return True
    is_of_street = first.endswith(_OF_STREETS) or before[-1:] in (["town"], ["name"]) or _OF_JUBILEE.match(name)
    if is_of_street and _NUMBERED.match(text, end):
        return True
    return bool(_FOLLOWED.match(text, end))


def _names_person(word: str) -> bool:
    return word.endswith(("ович", "евич", "овна", "евна", "ична")) or any(
        ("Name" in each.tag and each.is_known) or "Patr" in each.tag for each in parses(word)[:2]
    )


def _is_address(parts: list[str]) -> bool:
    kinds = set(parts)
    placed = kinds & {"town", "street", "name"}
    numbered = kinds & {"house", "number", "flat"}
    if "index" in kinds:
        return bool(placed or "district" in kinds)
    if kinds & {"town", "street"}:
        return bool(numbered)
    return (parts.count("name") >= 2 and bool(numbered)) or ("name" in kinds and "number" in kinds and "flat" in kinds)


def _is_house_of_village(parts: list[str]) -> bool:
    """«Горная, 8» and «Новосёлки, дом 40»: enough of an address only where somebody has signed before it."""
    return parts[:1] == ["name"] and parts[1:2] in (["house"], ["number"])


def phones(text: str) -> Iterator[Span]:
    """Telephones of ``text``, six digits and more; five where «тел.» stands before them."""
    last = 0
    for match in sorted((*_PHONE.finditer(text), *_LOCAL_PHONE.finditer(text)), key=lambda each: each.start()):
        digits = sum(letter.isdigit() or letter in "ОO" for letter in match[0])
        if match.start() >= last and (match.re is _LOCAL_PHONE or _DIGITS_OF_PHONE[0] <= digits <= _DIGITS_OF_PHONE[1]):
            last = match.end()
            yield match.span()


def emails(text: str) -> Iterator[Span]:
    """Addresses of electronic mail in ``text``."""
    for match in _EMAIL.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip("."))
