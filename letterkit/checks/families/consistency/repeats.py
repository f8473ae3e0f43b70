"""What a letter says twice: a sentence pasted again, a number and its words that differ."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import fold_word
from letterkit.russian import morph

_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*|\d+(?:[.,:]\d+)*")
_SHORTEST_WORDS, _SHORTEST_NEAR = 5, 8
_SHORTEST_CHANGED = 5
_MOST_COMPARED = 200  # sentences of as many words: a letter has some twenty in all
_PASSAGE = 4
_FIGURE_THEN_WORDS = regex.compile(
    r"(?<![\d.,№/-])(?P<figure>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)\s?\((?P<words>[\p{L}\s\u00a0-]{3,120})\)"
)
_WORDS_THEN_FIGURE = regex.compile(r"(?P<words>\p{L}{3,}(?:[\s\u00a0]\p{L}{3,}){0,9})\s?\((?P<figure>\d+)\)")
# Found at once; words before a bracket are tried from every word of the paragraph.
_AFTER_FIGURE, _FIGURE_INSIDE = regex.compile(r"\d\s?\("), regex.compile(r"\(\d+\)")
_NUMERALS = {
    word: value
    for value, word in (
        *enumerate(
            "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
            "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать".split()
        ),
        *zip(
            range(20, 100, 10),
            "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split(),
            strict=True,
        ),
        *zip(
            range(100, 1000, 100),
            "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split(),
            strict=True,
        ),
    )
}
_SCALES = {"тысяча": 10**3, "миллион": 10**6, "миллиард": 10**9}


@function_check("consistency.repeated-sentence")
def repeated_sentence(subject: Subject) -> Iterator[Hit]:
    """A sentence of the letter stands in it a second time, the same or but for a letter of one word.

    Of a whole passage pasted again only the first sentence is shown.
    """
    repeats = list(_repeats(subject))
    yield from repeats if len(repeats) < _PASSAGE else repeats[:1]


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in _WORD.findall(sentence))


def _repeats(subject: Subject) -> Iterator[Hit]:
    seen: dict[int, deque[tuple[str, ...]]] = defaultdict(lambda: deque(maxlen=_MOST_COMPARED))
    known: set[tuple[str, ...]] = set()
    for start, end in subject.sentences:
        words = _words(subject.text[start:end])
        if len(words) < _SHORTEST_WORDS:
            continue
        alike = seen[len(words)]
        if words in known or (len(words) >= _SHORTEST_NEAR and any(_nearly(words, other) for other in alike)):
            yield Hit(start, end)
            continue
        known.add(words)
        alike.append(words)


@function_check("consistency.figure-words", alone=PROSE, seeks=(_AFTER_FIGURE, _FIGURE_INSIDE))
def figure_words(subject: Subject) -> Iterator[Hit]:
    """«5 (шесть) дней»: the figure and the words in brackets name different numbers."""
    for part in subject.parts_of(*PROSE):
        for pattern, sign in ((_FIGURE_THEN_WORDS, _AFTER_FIGURE), (_WORDS_THEN_FIGURE, _FIGURE_INSIDE)):
            if not sign.search(subject.text, part.start, part.end):
                continue
            for found in pattern.finditer(subject.text, part.start, part.end):
                figure = int(regex.sub(r"\s", "", found["figure"]))
                words = found["words"].split()
                if pattern is _FIGURE_THEN_WORDS:
                    number, first = _number(words), 0
                else:
                    first = next((n for n in range(len(words)) if _number(words[n:], whole=True) is not None), 0)
                    number = _number(words[first:], whole=True)
                if number is not None and number != figure:
                    start = found.start() if not first else subject.text.index(words[first], found.start())
                    yield Hit(start, found.end(), {"figure": str(figure), "words": str(number)})


def _nearly(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sentences of as many words differ by one letter of one long word alone."""
    changed = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(changed) != 1:
        return False
    first, second = changed[0]
    if min(len(first), len(second)) < _SHORTEST_CHANGED or not (first.isalpha() and second.isalpha()):
        return False
    return _one_letter_apart(first, second)


def _one_letter_apart(one: str, other: str) -> bool:
    head = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[head + 1 :] == other[head:] or one[head:] == other[head + 1 :] or one[head + 1 :] == other[head + 1 :]


def _number(words: Sequence[str], *, whole: bool = False) -> int | None:
    """The number that ``words`` begin with («двадцать пять дней»); with ``whole``, that they are to the last word."""
    total = part = 0
    taken = 0
    least = 10**12
    for word in words:
        lemmas = {fold_word(lemma) for lemma in morph.lemmas(word)}
        value = next((_NUMERALS[lemma] for lemma in lemmas if lemma in _NUMERALS), None)
        scale = next((_SCALES[lemma] for lemma in lemmas if lemma in _SCALES), None)
        if value is not None and (value < least or value == 0):
            part += value
            least = 1 if value < 20 else 10 if value < 100 else 100
            if value < 20:
                least = 0
        elif scale is not None:
            total += (part or 1) * scale
            part, least = 0, 10**12
        else:
            break
        taken += 1
    if not taken or (whole and taken < len(words)) or any(_joins(word) for word in words[taken:]):
        return None
    return total + part


def _joins(word: str) -> bool:
    """«Шесть в каждом подъезде», «два взрослых и ребёнок»: more is told than the number."""
    return morph.parses(word)[0].tag.POS not in ("NOUN", "ADJF")
