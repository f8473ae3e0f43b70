"""The sentences of a letter's text as tokens, and their stretches between marks: where rules of syntax look."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_BRACKETS = {"(": ")", "[": "]"}
_QUOTES = {"«": "»", "„": "“", "“": "”"}
_MARKS = frozenset(",;:–—-/.…!?([")


class Sentence(tuple[Token, ...]):
    """The tokens of a sentence; what fifty rules ask of each (``plain``, ``stretches``…) is worked out once."""

    @cached_property
    def plain(self) -> "Sentence":
        return _plain(self)

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        return tuple(_stretches(self))


@once_a_letter
def sentences(subject: Subject) -> tuple[Sentence, ...]:
    """The tokens of each sentence of the opening and the body; offsets count in ``subject.text``."""
    return tuple(_sentences(subject))


def _sentences(subject: Subject) -> Iterator[Sentence]:
    ends = list(subject.sentences)
    at = 0
    for part in subject.parts_of(*PROSE):
        tokens = subject.tokens_of(part)
        begins = 0
        while at < len(ends) and ends[at][0] < part.end:
            last = begins
            while last < len(tokens) and tokens[last].start < ends[at][1]:
                last += 1
            if last > begins:
                yield Sentence(tokens[begins:last])
            begins = last
            at += 1


def plain(sentence: Sequence[Token]) -> Sentence:
    """The sentence without what stands in brackets and quotation marks; a quotation leaves one opening mark «."""
    return sentence.plain if isinstance(sentence, Sentence) else _plain(sentence)


def _plain(sentence: Sequence[Token]) -> Sentence:
    left: list[Token] = []
    closes: list[str] = []
    for index, token in enumerate(sentence):
        if token.text in _QUOTES or token.text in _BRACKETS:
            glued = index and sentence[index - 1].end == token.start and sentence[index - 1].is_word
            if not closes and (token.text in _QUOTES or glued):
                left.append(token)  # «сотрудник(и)» is left as a mark: what the word is stays open
            closes.append(_QUOTES.get(token.text) or _BRACKETS[token.text])
        elif closes and token.text in ("»", "“", "”", ")", "]"):
            closes.pop()
        elif not closes:
            left.append(token)
    return Sentence(left)


def stretches(tokens: Sequence[Token]) -> Iterable[tuple[int, int]]:
    """(first, last) of the runs of ``tokens`` between marks."""
    return tokens.stretches if isinstance(tokens, Sentence) else _stretches(tokens)


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    for index, token in enumerate(tokens):
        if token.text in _MARKS:
            if index > first:
                yield first, index
            first = index + 1
    if len(tokens) > first:
        yield first, len(tokens)
