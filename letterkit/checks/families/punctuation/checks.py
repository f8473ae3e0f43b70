"""Marks that stand in pairs, and the mark that ends a paragraph (clause 3.3)."""

from collections.abc import Iterator

import regex

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Part, Role

_PAIRS = {"(": ")", "«": "»"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_MARKS = regex.compile(r"[()«»]")
# «а)», «1)» begin items of a list and have no pair.
_ITEM = regex.compile(r"(?:^|(?<=[\s(;:,.–—-]))(?:\p{L}|\d{1,2}(?:\.\d{1,2})*)\)")
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_ENDED = regex.compile(r"[.!?…:;,»)\]]$")
_LIST = regex.compile(r"\s*(?:[-–—•*]|\d{1,2}[.)]|\p{L}\))\s")
# A paragraph with a number, «2. Срок. На это дан месяц», is no item of a list: it has sentences in it.
_NUMBERED = regex.compile(r"\s*\d{1,2}[.)]\s+\p{Lu}")
_PROCEEDS = regex.compile(r"\p{Ll}{2}[.!?]\s+\p{Lu}\p{L}*\s")
_NAME_BEFORE = regex.compile(r"\p{Lu}[\p{L}-]*(?:\s[\p{Ll}\d-]+){0,5}(?=\Z)")
_ACT_NAME = regex.compile(r"(?<=№\s?[\p{L}\d/-]{1,12}\s)Об?о?\s[^«»().;\n]{3,250}(?=\Z)")
_NAME_AFTER = regex.compile(r"«(?:\s?[\p{L}\d-]+){1,4}")
_WORD = regex.compile(r"[\p{L}\d](?:[^\s]*[\p{L}\d»])?")
_LONGEST_ASIDE = 14
# «схема.png», «sakhalin.gov.ru», «a.petrova@mail.ru»: a full stop would seem to belong to the name.
_OF_FILE = regex.compile(r"(?i)[.@/\\_][\p{L}\d\-]*[a-z][\p{L}\d\-]*$|\.рф$")
_SHORTEST = 60
_SHORT = 25
_WRAPPED = 2
"""Paragraphs without a mark that are no accident."""
_STOP_IN_QUOTES = regex.compile(r"(?P<word>(?<!\p{L})\p{L}{4,})\.»(?P<stop>\.?)")
_CUT_SHORT = frozenset("просп корп проч пров обол комн минист литер гост прим напр".split())


@function_check("punctuation.unpaired", alone=(Role.TITLE, *PROSE))
def unpaired_marks(subject: Subject) -> Iterator[Hit]:
    """A bracket or a quotation mark without its pair; one «»» may close two, as in «ООО «Мир»»."""
    for part in subject.parts_of(Role.TITLE, *PROSE):
        yield from _unpaired_in(subject, part)
        if subject.text.count('"', part.start, part.end) == 1:
            at = subject.text.index('"', part.start, part.end)
            if not subject.text[at - 1 : at].isdigit():  # 15" is a size
                yield Hit(at, at + 1, {"mark": '"'})


@function_check("punctuation.no-final-stop")
def no_final_stop(subject: Subject) -> Iterator[Hit]:
    """A paragraph of running text that ends without a mark."""
    parts = list(subject.parts_of(*PROSE))
    unended = [
        part for part in parts[:-1] if len(words := subject.text_of(part).rstrip()) >= _SHORTEST and words[-1].isalnum()
    ]
    if len(unended) >= _WRAPPED:
        return  # lines of a text broken by hand: the sentence goes on in the next
    headed = sum(_is_heading(subject.text_of(part).strip()) for part in parts) > 1
    for number, part in enumerate(parts):
        words = subject.text_of(part).rstrip()
        if headed and _is_heading(words.strip()):
            continue
        following = subject.text_of(parts[number + 1]).lstrip() if number + 1 < len(parts) else ""
        if len(words) < _SHORTEST and not _is_sentence(words):
            continue
        numbered = bool(_NUMBERED.match(words)) and _PROCEEDS.search(words) is not None
        if _ENDED.search(words) or (_LIST.match(words) and not numbered):
            continue
        if following and (following[:1].islower() or (_LIST.match(following) and not numbered)):
            continue
        last = regex.search(r"[\p{L}\p{M}\p{N}\-]+$", words)
        if last:
            is_plain = _OF_FILE.search(words) is None
            yield Hit(
                part.start + last.start(), part.start + last.end(), suggestions=(f"{last.group()}.",), safe=is_plain
            )


def _is_heading(words: str) -> bool:
    """Whether a short line without a mark may head what follows; a lone one in a letter has lost its stop."""
    return len(words) < _SHORTEST and "\n" not in words and words[:1].isupper() and words[-1:].isalpha()


def _is_sentence(words: str) -> bool:
    """Whether a short line is a sentence all the same: a capital, five words and a predicate in one line."""
    if len(words) < _SHORT or "\n" in words or not words[0].isupper() or len(words.split()) < 4:
        return False
    found = [each for each in regex.findall(r"[\p{L}-]+", words)[1:] if each.islower()]
    return any(readings.readings(each).predicate is not None for each in found)


@function_check("punctuation.stop-in-quotes", alone=(Role.TITLE, *PROSE, Role.ATTACHMENT))
def stop_in_quotes(subject: Subject) -> Iterator[Hit]:
    """«портал «Госуслуги.»»: the full stop that ends the sentence stands inside the quotation marks, or on both sides.

    Where the sentence goes on after them, the mend has no full stop at all.
    """
    for part in subject.parts_of(Role.TITLE, *PROSE, Role.ATTACHMENT):
        for found in _STOP_IN_QUOTES.finditer(subject.text, part.start, part.end):
            named = subject.text[found.start() - 1] == "«" and found["word"].islower() and not found["stop"]
            if found["word"].lower() in _CUT_SHORT or named:  # «метр.» is spoken of, as it is written
                continue
            rest = subject.text[found.end() : part.end].lstrip()
            ends = bool(found["stop"]) or not rest or rest[0].isupper() or rest[0] == "«"
            yield Hit(found.start(), found.end(), suggestions=(f"{found['word']}»{'.' if ends else ''}",))


def _unpaired_in(subject: Subject, part: Part) -> Iterator[Hit]:
    text = subject.text
    items = set(_items(text, part))
    open_: list[tuple[str, int]] = []
    closed_with_inner: set[int] = set()
    for found in _MARKS.finditer(text, part.start, part.end):
        mark, at = found.group(), found.start()
        if mark in _PAIRS:
            open_.append((mark, at))
        elif mark in _CLOSERS and (mark != ")" or at not in items or any(one == "(" for one, _ in open_)):
            place = next((n for n in range(len(open_) - 1, -1, -1) if open_[n][0] == _CLOSERS[mark]), None)
            if place is None:
                begins = _begin_of_name(text, part, at) if mark == "»" else _begin_of_aside(subject, part, at)
                yield Hit(begins, at + 1, {"mark": mark})
            else:
                del open_[place]
                closed_with_inner.update(outer for other, outer in open_[:place] if other == "«")
    for mark, at in open_:
        if at in closed_with_inner:
            continue
        ends = _end_of_name(text, part, at) if mark == "«" else _end_of_aside(subject, part, at)
        yield Hit(at, ends, {"mark": mark})


def _items(text: str, part: Part) -> Iterator[int]:
    """Where the brackets of «а)», «1)» stand; inside a line «7)» needs a «6)» before it, or it closes a bracket."""
    seen: set[str] = set()
    for found in _ITEM.finditer(text, part.start, part.end):
        mark = found.group().rstrip(")").lower()
        begins = not text[max(part.start, text.rfind("\n", part.start, found.start()) + 1) : found.start()].strip(
            " \t–—-•"
        )
        before = str(int(mark) - 1) if mark.isdigit() else _LETTERS[_LETTERS.find(mark) - 1 : _LETTERS.find(mark)]
        if (
            begins
            or not before
            or before in seen
            or mark in ("1", "а", "a")
            or (not mark.isdigit() and mark not in _LETTERS)
        ):
            seen.add(mark)
            yield found.end() - 1


def _begin_of_name(text: str, part: Part, at: int) -> int:
    """Where the name before a lone «»» probably begins: after the number of an act, «№ 273-ФЗ Об образовании»»,
    or at its last word with a capital, in the same sentence.
    """
    named = _ACT_NAME.search(text, part.start, at)
    if named:
        return named.start()
    found = _NAME_BEFORE.search(text, part.start, at)
    return found.start() if found else at


def _end_of_name(text: str, part: Part, at: int) -> int:
    """The end of the four words after a lone ««», or of fewer up to a sign: its pair is lost somewhere there."""
    found = _NAME_AFTER.match(text, at, part.end)
    return found.end() if found else at + 1


def _begin_of_aside(subject: Subject, part: Part, at: int) -> int:
    """Where the words that a lone «)» may close begin: the pair is lost somewhere after, in the same sentence."""
    first, _ = subject.sentences.at(at) or (part.start, part.end)
    words = list(_WORD.finditer(subject.text, max(first, part.start), at))
    return words[-_LONGEST_ASIDE:][0].start() if words else at


def _end_of_aside(subject: Subject, part: Part, at: int) -> int:
    """Where the words that a lone «(» may open end, as above; the mark that ends the sentence is not among them."""
    _, last = subject.sentences.at(at) or (part.start, part.end)
    words = list(_WORD.finditer(subject.text, at, min(last, part.end)))
    return words[:_LONGEST_ASIDE][-1].end() if words else at + 1
