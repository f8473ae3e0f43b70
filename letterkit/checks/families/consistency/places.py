"""The house a letter is about, and the place in a queue: one number from the first line to the last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import Part, Role

_HOUSE = regex.compile(r"(?i)\b(?:дом(?:а|у|ом|е)?\s+№\s?|д\.\s?(?:№\s?)?)(?P<number>\d+(?:/\d+)?[а-г]?)(?![\d\p{L}/])")
_LISTED_BEFORE = regex.compile(r"(?i)\d[^\W\d]?\s*(?:,|и|или)\s*(?:№\s*)?$|\bдомов\b[^.]*$|\bдома(?:м|ми|х)\b[^.]*$")
_LISTED_AFTER = regex.compile(r"(?i)\s*(?:,|и|или|–|-)\s*(?:дома?\s+)?(?:№\s*)?\d")
# A house by which another place is found («у дома № 6»), or that stands on a street of its own.
_LANDMARK = regex.compile(
    r"(?i)\b(?:у|от|до|к|между|напротив|возле|около|за|перед|рядом\s+с|вдоль|мимо|против|вблизи|с|через|из|при)\s+$"
)
_STREET = regex.compile(r"(?P<how>\s+(?:по|на)|,?\s*(?=ул|пр|пер|пл|б-р|мкр|ш\.|наб))\s*(?P<words>[^,.;:!?()]{3,40})")
_ELSEWHERE = regex.compile(
    r"(?i)\b(?:сосед|друг|также|ещ[её]|тоже|остальн|кажд|ближайш|квартир|пересел|рассел|жиль|строящ|аналогич|например|раньше|прежн|вместо|част[ья]м)\p{L}*"
)
_QUEUE = GuardedPattern(
    r"(?i)\bочеред\p{L}*\s+(?:под\s+)?(?:номер\p{L}*|№)\s*[–—:-]?\s*(?P<number>\d{1,6})"
    r"|\b(?:ваш\p{L}*\s+)(?:номер|место|очередь)(?:\s+в\s+очереди)?\s*[–—:-]\s*(?:№\s*)?(?P<number>\d{1,6})(?!\d|\.\d)"
    r"|\bмест\p{L}+\s+в\s+очереди\s*[–—:-]\s*(?P<number>\d{1,6})|(?P<number>\d{1,6})(?:-(?:й|я|е|м|ый|ая|ом))?\s+(?:мест\p{L}+\s+)?в\s+очереди"
)
_QUEUE_MOVES = regex.compile(
    r"(?i)\b(?:был|стал|стан|раньше|теперь|передвин|продвин|прошл|тогда|льготн|общ|внеочеред|из\s+\d|на\s+\d{1,2}\.\d|в\s+(?:19|20)\d\d|год[ау]?\s+назад|друг|втор)\p{L}*"
)
_SAME_STREET = 4
_ON_STREET = regex.compile(r"(?:\bул\.|\b[Уу]лиц\p{L}+)\s*(?P<name>\p{Lu}[\p{L}-]{2,})")


@dataclass(frozen=True, slots=True)
class _House:
    start: int
    end: int
    number: str
    street: str


@function_check("consistency.house")
def house(subject: Subject) -> Iterator[Hit]:
    """The title and the first paragraph are about one house, and a sentence further on names another."""
    about = _houses(subject, subject.parts_of(Role.TITLE, Role.OPENING))
    numbers = {one.number for one in about}
    if len(numbers) != 1:
        return
    main = about[0]
    known = numbers | {one.number for one in _houses(subject, subject.parts_of(Role.ADDRESSEE))}
    later = [one for one in _houses(subject, subject.parts_of(Role.BODY)) if subject.text[one.start + 1] != "."]
    for one in later:
        once = sum(other.number == one.number for other in later) == 1
        if one.number not in known and once and _means_the_same(subject, one, about):
            yield Hit(one.start, one.end, {"first": main.number, "second": one.number})
            return


@function_check("consistency.street")
def street(subject: Subject) -> Iterator[Hit]:
    """The title names one street, and the text only others."""
    title = subject.first(Role.TITLE)
    titled = list(_ON_STREET.finditer(subject.text, title.start, title.end)) if title else []
    if not titled:
        return
    first = [found for part in subject.parts_of(Role.OPENING) for found in _streets(subject, part)]
    told = first + [found for part in subject.parts_of(Role.BODY) for found in _streets(subject, part)]
    for found in titled:
        if first and not any(found["name"][:_SAME_STREET] == other["name"][:_SAME_STREET] for other in told):
            start, end = found.span("name")
            yield Hit(start, end, {"first": found["name"], "second": first[0]["name"]})


def _streets(subject: Subject, part: Part) -> "Iterator[regex.Match[str]]":
    return _ON_STREET.finditer(subject.text, part.start, part.end)


@function_check("consistency.queue")
def queue(subject: Subject) -> Iterator[Hit]:
    """Two places in one and the same queue."""
    first: str | None = None
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        for found in _QUEUE.finditer(sentence):
            if _QUEUE_MOVES.search(sentence):
                continue
            if first is None:
                first = found["number"]
            elif found["number"] != first:
                yield Hit(start + found.start(), start + found.end(), {"first": first, "second": found["number"]})
                return


def _houses(subject: Subject, parts: Iterable[Part]) -> list[_House]:
    found = []
    for part in parts:
        for match in _HOUSE.finditer(subject.text, part.start, part.end):
            street = _STREET.match(subject.text, match.end())
            found.append(_House(match.start(), match.end(), match["number"].lower(), street["words"] if street else ""))
    return found


def _means_the_same(subject: Subject, one: _House, about: Sequence[_House]) -> bool:
    """Whether nothing in the sentence says that another house is meant."""
    start, end = subject.sentences.at(one.start) or (one.start, one.end)
    sentence, before = subject.text[start:end], subject.text[start : one.start]
    if _LANDMARK.search(before) or _LISTED_BEFORE.search(before) or _LISTED_AFTER.match(subject.text, one.end):
        return False
    if _ELSEWHERE.search(sentence) or len({match["number"] for match in _HOUSE.finditer(sentence)}) > 1:
        return False
    return not one.street or any(_one_street(one.street, other.street) for other in about if other.street)


def _one_street(one: str, other: str) -> bool:
    """Whether two streets share a proper name («по улице Мира», «на Мира»)."""
    names = [{word[:_SAME_STREET] for word in regex.findall(r"\p{Lu}\p{L}{2,}", words)} for words in (one, other)]
    return bool(names[0] & names[1])
