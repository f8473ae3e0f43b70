"""Words of somebody else's letter with a hole wherever something may be theirs.

What stays is named, not what goes: words in small letters, words that begin a sentence and can be no name, names of
public bodies and acts, what this appeal says itself. Every other word with a capital, every figure, everything in
quotation marks, every word of the other person's card becomes a hole, written as a gap of a draft is: the rule
placeholder.bracket lets no letter out with one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

import regex

from letterkit.checks.families.law.act_list import acts_numbered, known_acts
from letterkit.core.case import CaseCard
from letterkit.core.profile import Body
from letterkit.intake.addresses import emails, phones
from letterkit.office.likeness.official_words import capitals, forms_of, names_of_acts, official, words_in_acts
from letterkit.office.likeness.places import House, houses
from letterkit.russian.abbreviations import HOUSES, MONTHS, REGIONS, STREETS, TOWNS, alternatives
from letterkit.russian.dates import find_dates, impossible_dates, partial_dates
from letterkit.russian.entities import entities
from letterkit.russian.morph import is_known, known_parses, lemmas, parses
from letterkit.russian.numerals import HUNDREDS, ONE, TEENS, TENS, TWO, UNITS
from letterkit.russian.search_words import forms, tokens
from letterkit.russian.sentences import sentences

GAP = regex.compile(r"\[указать [^\]\n]*\]")
"""A hole, as it stands in the text."""


class Hole(StrEnum):
    """What is to be put in the place of a hole."""

    PERSON = "ФИО"
    ADDRESS = "адрес"
    DATE = "дату"
    SUM = "сумму"
    NUMBER = "номер"
    PHONE = "телефон"
    MAIL = "адрес почты или сайта"
    NAME = "название"
    FIGURE = "число"


@dataclass(frozen=True)
class Whose:
    """``theirs``: all forms of the words of another's card, which never stay.

    ``roots`` begin words made of where they live. ``ours``: forms of the words with capitals of this appeal, names of
    people left out; ``said``: of all its words.
    """

    theirs: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()
    ours: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    our_houses: frozenset[House] = frozenset()


_Span = tuple[int, int, Hole]
_WORD = regex.compile(r"[\p{L}\d]+(?:[-'’/][\p{L}\d]+)*")
_QUOTED = regex.compile(r"«(?:[^«»\n]|«[^«»\n]*»)*»?|„[^“\n]*“|“[^”\n]*”|\"[^\"\n]*\"")
_SUM = regex.compile(
    r"(?i)\d[\d\s.,]*(?:тыс\p{L}*\.?|млн\.?|млрд\.?|миллион\p{L}*|миллиард\p{L}*)?\s*(?:руб\p{L}*\.?|₽|коп\p{L}*\.?)"
)
_SITE = regex.compile(
    r"(?i)https?://\S+|(?:www\.)?[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:ru|рф|com|org|su|net|info)(?!\p{L})\S*"
)
_NUMBERED = regex.compile(r"(?:№№?|N)\s?[\p{L}\d][\p{L}\d./–-]*")
_ACT = regex.compile(
    r"(?:от\s+(?P<date>\d[\d.\s\p{L}]{5,20}?)\s+)?(?:№|N)?\s?(?P<number>\d+(?:-[\p{L}]+)?)(?![\p{L}\d/])"
)
_LAW_PLACE = regex.compile(
    r"(?i)(?<!\p{L})(?:пункт\p{L}{0,3}|подпункт\p{L}{0,3}|част(?:ь|и|ью|ей|ям|ями|ях)|стат(?:ья|ьи|ье|ью|ьёй|ьей|ей|ьям|ьями|ьях)"
    r"|абзац\p{L}{0,3}|глав[аеуы]|раздел\p{L}{0,3})\s+\d[\d.]*(?:\s*(?:,|и|–|-)\s*\d[\d.]*)*(?<!\.)"
)
_LAW = regex.compile(r"(?i)(?<!\p{L})(?:закон|кодекс|постановлен|поряд(?:ок|к)|правил|приказ|распоряжен|положен)\p{L}*")
_LIST_MARK = regex.compile(r"\s*(?:\d{1,2}[.)]|[–—-])\s+")
_PLACE_WORD = regex.compile(
    rf"(?i)(?<!\p{{L}})(?:(?:{alternatives(STREETS, TOWNS, REGIONS, HOUSES)})\.|(?:{alternatives(STREETS)})(?!\p{{L}})"
    r"|(?:улиц|проспект|переул|площад|бульвар|набережн|микрорайон|проезд|город|посёл|посел|сел[аоеу]|деревн|район|округ|дом|корпус"
    r"|строени|квартир|комнат|подъезд|участ|гараж)(?!\p{L}*(?:ск|ищ))\p{Ll}*)\s*(?:№\s*)?«?"
)
_AFTER_PLACE = regex.compile(r"\p{L}[\p{L}-]*|\d{1,4}(?:[/-]\d+)?\p{Ll}?(?![.,]?\d|\p{L})")
_STREET_WORD = regex.compile(
    rf"(?i)(?:(?:{alternatives(STREETS)})\.?|(?:улиц|проспект|переул|бульвар|микрорайон)\p{{Ll}}*)\s*(?:им\p{{Ll}}*\.?\s*)?«?$"
)
_BEFORE_STREET = regex.compile(
    rf"(?P<name>\p{{Lu}}[\p{{L}}-]+)\s+(?:(?:улиц|проспект|переул|бульвар|шоссе|набережн|микрорайон|проезд)\p{{Ll}}*|(?:{alternatives(STREETS)})\b)"
)
_OF_PLACE = regex.compile(r"[\p{L}-]+\s+(?:район|округ|област|кра[яйюе]\b|город|посёл|посел|сел[аоеу]\b)")
_BETWEEN = regex.compile(
    rf"[\s,.;/«»()№–-]*(?:(?:{alternatives(STREETS, TOWNS, REGIONS, HOUSES)}|дом|квартира|корпус|улиц\p{{Ll}}+)"
    r"\.?[\s,.№]*)?"
)
_MONTH_WORDS = frozenset(MONTHS)
_NAMES = frozenset(("Name", "Surn", "Patr"))
_PLACES = frozenset(("Geox", "Orgn", "Trad"))
_POLITE = frozenset(("вы", "ваш"))
_ROLES = frozenset(
    "подрядчик инспектор сотрудник специалист застройщик собственник наниматель заявитель житель мастер строитель "
    "жилец сосед владелец министр глава директор начальник руководитель исполнитель человек".split()
)
"""Whom letters speak of by what they do."""
_ROOT, _ENDING = 6, 2
_PARTICLES = frozenset("PREP CONJ PRCL NPRO".split())
_NEVER_FIRST = frozenset("ли же бы ка".split())
_SMALL = frozenset("один два первый второй оба ноль".split())
_BIG = regex.compile(r"(?i)(?:тысяч|миллион|миллиард)\p{Ll}*")


def with_holes(line: str, whose: Whose, body: Body) -> str:
    """``line`` of somebody else's letter with holes: nothing that belongs to them is in it."""
    kept = [*_spans_to_keep(line, whose, body)]
    found = [*_always(line, whose)]
    for start, end, hole in _doubtful(line, whose, body):
        last_sign = start + len(line[start:end].rstrip(" .,;:–-"))
        if not any(first <= start and last_sign <= last for first, last in kept):
            found.append((start, end, hole))
    out, at = [], 0
    for start, end, hole in _side_by_side(line, found):
        out += [line[at:start], f"[указать {hole.value}]"]
        at = end
    return "".join([*out, line[at:]])


def whose(other: CaseCard, own: CaseCard, more: Iterable[str] = ()) -> Whose:
    """Whose words are whose: of the letter's card ``other`` (``more`` of it), and of the appeal that is answered now.

    A name is nobody's to keep: that of the applicant now is not among what stays.
    """
    theirs = other.applicant
    named = [*_names(other), *_names(own), theirs.email, *capitals(theirs.organisation or ""), *more]
    own_words = "\n".join(filter(None, (own.appeal.subject, *own.appeal.questions, own.applicant.address)))
    own_names = forms_of(_names(own))
    ours = forms_of(capitals(own_words))
    lives = forms_of(capitals(theirs.address or "")) - ours - words_in_acts()
    roots = tuple(word[:-_ENDING] for word in lives if len(word) >= _ROOT + _ENDING)
    return Whose(
        forms_of(filter(None, named)) | lives, roots, ours - own_names, forms_of([own_words]), houses(own_words)
    )


def _names(card: CaseCard) -> Iterator[str]:
    person = card.applicant.person
    return filter(None, (person.surname, person.name, person.patronymic))


# ---- what stays


def _spans_to_keep(line: str, whose: Whose, body: Body) -> Iterator[tuple[int, int]]:
    mark = _LIST_MARK.match(line)
    if mark:
        yield mark.span()
    for own in filter(None, (body.email, body.site, body.phone)):
        at = line.find(own)
        if at >= 0:
            yield at, at + len(own)
    acts = [act.span() for act in _ACT.finditer(line) if _is_known(act)]
    acts += [named.span() for named in names_of_acts().finditer(line)]
    yield from acts
    if acts or _LAW.search(line):
        yield from (place.span() for place in _LAW_PLACE.finditer(line))
    for quoted in _QUOTED.finditer(line):
        if _is_title(quoted[0]):
            yield quoted.span()
    if whose.our_houses and houses(line) and houses(line) <= whose.our_houses:
        for house in regex.finditer(
            r"(?i)(?<!\p{L})(?:д\.|дом\p{Ll}{0,3})\s*(?:№\s*)?(?P<number>\d[\d/]*\s?[а-я]?(?!\p{L}))", line
        ):
            if any("".join(house["number"].split()).lower() == own.number for own in whose.our_houses):
                yield house.span()


def _is_known(act: "regex.Match[str]") -> bool:
    known = acts_numbered(act["number"])
    if not act["date"]:
        return bool(known) and act["number"].upper().endswith("-ФЗ")
    days = {found.date for found in find_dates(act["date"])}
    return any(each.date in days for each in known)


def _is_title(quoted: str) -> bool:
    return _plain(quoted) in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(_plain(act.name) for act in known_acts())


def _plain(text: str) -> str:
    return " ".join(tokens(text))


# ---- what goes


def _always(line: str, whose: Whose) -> Iterator[_Span]:
    """The words of another's card, people, telephones and addresses of mail: whatever stands around them."""
    for word in _WORD.finditer(line):
        if not whose.theirs.isdisjoint(_forms(word[0])) or word[0].lower().startswith(whose.roots):
            yield *word.span(), _kind_of(word[0], Hole.PERSON)
        elif word[0].islower() and _is_name_alone(word[0]):
            yield *word.span(), Hole.PERSON
    for entity in entities(line):
        if entity.kind == "person" and not _all_in(entity.text, whose.ours):
            yield entity.start, entity.end, Hole.PERSON


def _doubtful(line: str, whose: Whose, body: Body) -> Iterator[_Span]:
    yield from ((*span, Hole.PHONE) for span in phones(line))
    yield from ((*span, Hole.MAIL) for span in emails(line))
    yield from ((*site.span(), Hole.MAIL) for site in _SITE.finditer(line))
    yield from ((found.start, found.end, Hole.DATE) for found in find_dates(line))
    yield from ((found.start, found.end, Hole.DATE) for found in partial_dates(line))
    yield from ((found.start, found.end, Hole.DATE) for found in impossible_dates(line))
    yield from ((*found.span(), Hole.SUM) for found in _SUM.finditer(line))
    yield from ((*found.span(), Hole.NUMBER) for found in _NUMBERED.finditer(line))
    yield from ((*quoted.span(), Hole.NAME) for quoted in _QUOTED.finditer(line) if not _all_in(quoted[0], whose.said))
    yield from _after_places(line, whose)
    yield from _numerals(line)
    firsts = {start for start, _ in sentences(line)}
    mark = _LIST_MARK.match(line)
    firsts.add(mark.end() if mark else 0)
    for word in _WORD.finditer(line):
        is_first = word.start() in firsts or (len(word[0]) == 1 and line[word.end() : word.end() + 1] == " ")
        if (hole := _hole_of(word[0], is_first, whose, body)) is not None:
            yield *word.span(), _by_place(line, word.start(), hole)


def _hole_of(word: str, is_first: bool, whose: Whose, body: Body) -> Hole | None:
    """What a word by itself has to be replaced by; None for one that stays."""
    if any(sign.isdigit() for sign in word):
        return Hole.FIGURE
    if regex.search(r"[A-Za-z]", word):
        return Hole.NAME
    said = _forms(word)
    if said & _MONTH_WORDS:
        return Hole.DATE
    if word.islower() or said & _POLITE or (is_first and _is_particle(word)):
        return None
    if _all_in(word, whose.ours | official(body)):
        return None
    if word.isupper() and len(word) > 1:
        return None if _is_abbreviation(word) else _kind_of(word)
    if is_first and not _can_be_name(word):
        return None
    return _kind_of(word)


def _is_particle(word: str) -> bool:
    """«В», «После», «Мы» begin sentences; «Ли» begins none, and is a surname."""
    return str(parses(word)[0].tag.POS) in _PARTICLES and word.lower() not in _NEVER_FIRST


def _can_be_name(word: str) -> bool:
    """Whether a word that begins a sentence may be a name: no dictionary has it, or it names a being or a place."""
    if not is_known(word):
        return True
    for parse in known_parses(word):
        if "Init" in parse.tag:
            continue
        if any(mark in parse.tag for mark in _NAMES | _PLACES):
            return True
        if "NOUN" in parse.tag and "anim" in parse.tag and parse.normal_form not in _ROLES | words_in_acts():
            return True
    return False


@lru_cache(maxsize=4096)
def _is_name_alone(word: str) -> bool:
    """Whether a word in small letters is nothing but a name: «ивановой», «петровичем»."""
    found = known_parses(word)
    return bool(found) and all(any(mark in parse.tag for mark in _NAMES) for parse in found)


def _kind_of(word: str, otherwise: Hole = Hole.NAME) -> Hole:
    tags = [parse.tag for parse in parses(word)]
    if any("Geox" in tag for tag in tags[:1]):
        return Hole.ADDRESS
    return Hole.PERSON if any(mark in tag for tag in tags for mark in _NAMES) else otherwise


def _by_place(line: str, start: int, hole: Hole) -> Hole:
    is_place = _STREET_WORD.search(line[max(0, start - 30) : start]) or _OF_PLACE.match(line, start)
    return Hole.ADDRESS if is_place else hole


def _after_places(line: str, whose: Whose) -> Iterator[_Span]:
    """What a street, a town, a house and a flat are called, in small letters too: «ул. весенняя, дом пять»."""
    for place in _PLACE_WORD.finditer(line):
        word = _AFTER_PLACE.match(line, place.end())
        if word is None:
            continue
        said = _forms(word[0])
        if said & _POLITE:
            continue
        is_name = word[0][0].isupper() or any(sign.isdigit() for sign in word[0]) or _STREET_WORD.search(place[0])
        is_numeral = any(str(parse.tag.POS) == "NUMR" for parse in parses(word[0])[:1])
        if (is_name and not said & whose.ours and not (word[0].islower() and _is_grammar(word[0]))) or is_numeral:
            yield *word.span(), Hole.ADDRESS

    for named in _BEFORE_STREET.finditer(line):
        if not _all_in(named["name"], whose.ours):
            yield *named.span("name"), Hole.ADDRESS


def _is_grammar(word: str) -> bool:
    return str(parses(word)[0].tag.POS) in {"PREP", "CONJ", "PRCL", "NPRO", "VERB", "PRTF", "PRTS", "ADVB", "INFN"}


def _numerals(line: str) -> Iterator[_Span]:
    """Numbers in words: large ones, and several together; «один», «второй» alone are words as others."""
    run: list[regex.Match[str]] = []
    for word in [*_WORD.finditer(line), None]:
        if word is not None and _is_numeral(word[0]) and (not run or not line[run[-1].end() : word.start()].strip()):
            run.append(word)
            continue
        if run and (len(run) > 1 or (_is_numeral_first(run[0][0]) and not _forms(run[0][0]) & _SMALL)):
            yield run[0].start(), run[-1].end(), Hole.FIGURE
        run = [word] if word is not None and _is_numeral(word[0]) else []


@lru_cache(maxsize=4096)
def _is_numeral(word: str) -> bool:
    if word.lower().replace("ё", "е") in _cardinals() or _BIG.fullmatch(word) is not None:
        return True
    return any("Anum" in parse.tag for parse in known_parses(word)[:1])


def _is_numeral_first(word: str) -> bool:
    """«Семью» alone is a family."""
    tag = parses(word)[0].tag
    return str(tag.POS) == "NUMR" or "Anum" in tag or _BIG.fullmatch(word) is not None


@cache
def _cardinals() -> frozenset[str]:
    tables = (UNITS, TEENS, TENS, HUNDREDS, ONE.values(), TWO.values())
    found = {form for table in tables for forms in table for form in forms}
    return frozenset(form.replace("ё", "е") for form in found)


def _all_in(text: str, allowed: frozenset[str]) -> bool:
    return all(not allowed.isdisjoint(forms(token)) for token in tokens(text))


@lru_cache(maxsize=4096)
def _is_abbreviation(word: str) -> bool:
    """«ЖКХ», «МКД»: one that a dictionary has and that is no name."""
    found = known_parses(word)
    return bool(found) and all("Abbr" in parse.tag and not any(mark in parse.tag for mark in _NAMES) for parse in found)


@lru_cache(maxsize=8192)
def _forms(word: str) -> frozenset[str]:
    found = {form for token in tokens(word) for form in {token, *forms(token)}}
    return frozenset({*found, *(each.replace("ё", "е") for each in lemmas(word))})


# ---- spans put together


def _side_by_side(line: str, found: Iterable[_Span]) -> Iterator[_Span]:
    """Holes without overlaps, those that stand side by side as one."""
    held: _Span | None = None
    for start, whole, hole in sorted(found, key=lambda span: (span[0], -span[1])):
        end = start + len(line[start:whole].rstrip(" .,;:–-"))
        if end - start == 1 and line[end : end + 1] == "." and line[start:end].isupper():
            end += 1  # an initial goes with its full stop
        if held is None:
            held = (start, end, hole)
        elif start < held[1]:
            held = (held[0], max(end, held[1]), held[2])
        elif _go_together(held[2], hole) and _BETWEEN.fullmatch(line, held[1], start):
            held = (held[0], end, Hole.ADDRESS if Hole.ADDRESS in (held[2], hole) else held[2])
        else:
            yield held
            held = (start, end, hole)
    if held is not None:
        yield held


def _go_together(one: Hole, other: Hole) -> bool:
    loose = {Hole.ADDRESS, Hole.FIGURE, Hole.NUMBER, Hole.NAME}
    return one is other or (Hole.ADDRESS in (one, other) and {one, other} <= loose)
