"""The same said twice: a sentence of which every clause, with its words and numbers, stands in an earlier one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from letterkit.checks.outcome_signs import Saying
from letterkit.checks.tokens import Token
from letterkit.russian import morph

SHARE, SHARE_OF_FEW = 0.75, 0.85
"""Of the words that carry meaning so many must have been said before; of a few words, nearly all."""
FEW_WORDS = 8
LEAST_WORDS, LEAST_WITH_NUMBER = 6, 4
CLAUSE_WORDS = 3
"""A clause of fewer words belongs to the one beside it."""
NEIGHBOURS = 2
"""A clause may gather what two sentences in a row had said."""

_CONTENT = frozenset({"NOUN", "ADJF", "ADJS", "VERB", "INFN", "PRTF", "PRTS", "GRND", "ADVB", "COMP"})
_DENIES_NEXT = frozenset({"не", "ни", "без", "нельзя", "невозможно"})
_DENIES_BEFORE = frozenset({"нет", "нельзя", "невозможно"})
_DIGITS = regex.compile(r"\d+")

Lemmas = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What is said: words (each by its lemmas), numbers, names, and the words that are denied."""

    words: tuple[Lemmas, ...]
    numbers: frozenset[str]
    names: tuple[Lemmas, ...]
    denied: Lemmas

    @property
    def lemmas(self) -> Lemmas:
        return frozenset().union(*self.words, *self.names)

    def __add__(self, other: "_Meaning") -> "_Meaning":
        return _Meaning(
            self.words + other.words,
            self.numbers | other.numbers,
            self.names + other.names,
            self.denied | other.denied,
        )


def repeats(told: Sequence[Saying], links: frozenset[str]) -> Iterator[tuple[Saying, Saying]]:
    """(a sentence, the earlier one that it repeats); ``links`` are words without a meaning of their own."""
    clauses = [_clauses(saying, links) for saying in told]
    said = [_join_clauses(each) for each in clauses]
    for at, later in enumerate(said):
        if len(later.words) < (LEAST_WITH_NUMBER if later.numbers else LEAST_WORDS):
            continue
        found = _whole(later, said[:at])
        if found is None:
            places = [_whole(clause, said[:at]) for clause in clauses[at]]
            found = places[0] if None not in places else None
        if found is not None:
            yield told[at], told[found]


def _whole(later: _Meaning, said: Sequence[_Meaning]) -> int | None:
    """The first of the sentences that had said it all, by itself or with those after it."""
    alone = next((first for first, earlier in enumerate(said) if _holds(later, earlier)), None)
    if alone is not None:
        return alone
    rows = (said[first : first + NEIGHBOURS] for first in range(len(said) - NEIGHBOURS + 1))
    return next((first for first, row in enumerate(rows) if _holds(later, _join_clauses(row))), None)


def _holds(later: _Meaning, earlier: _Meaning) -> bool:
    lemmas = earlier.lemmas
    if not later.numbers <= earlier.numbers or not all(name & lemmas for name in later.names):
        return False
    shared = [word for word in later.words if word & lemmas]
    if any(bool(word & later.denied) != bool(word & earlier.denied) for word in shared):
        return False
    share = SHARE if len(later.words) > FEW_WORDS else SHARE_OF_FEW
    return len(shared) >= share * len(later.words)


def _join_clauses(clauses: Sequence[_Meaning]) -> _Meaning:
    whole = clauses[0]
    for clause in clauses[1:]:
        whole += clause
    return whole


def _clauses(saying: Saying, links: frozenset[str]) -> list[_Meaning]:
    """The sentence cut at its commas; a clause of a word or two stays with its neighbour."""
    first = next((token.start for token in saying.tokens if token.is_word), -1)
    cut: list[list[Token]] = [[]]
    for token in saying.tokens:
        if token.text in ",;:–—":
            cut.append([])
        else:
            cut[-1].append(token)
    meanings = [_meaning(tokens, links, first) for tokens in cut]
    joined = [meanings[0]]
    for meaning in meanings[1:]:
        if min(len(meaning.words), len(joined[-1].words)) < CLAUSE_WORDS:
            joined[-1] += meaning
        else:
            joined.append(meaning)
    return joined


def _meaning(tokens: Sequence[Token], links: frozenset[str], first: int) -> _Meaning:
    words = [token for token in tokens if token.is_word and not token.lemmas & links and token.form not in links]
    denied = [
        other.lemmas
        for at, token in enumerate(tokens)
        for listed, place in ((_DENIES_NEXT, at + 1), (_DENIES_BEFORE, at - 1))
        if token.form in listed and 0 <= place < len(tokens)
        for other in (tokens[place],)
    ]
    return _Meaning(
        words=tuple(token.lemmas for token in words if _carries_meaning(token)),
        numbers=frozenset(number for token in tokens for number in _DIGITS.findall(token.text)),
        names=tuple(token.lemmas for token in words if token.text[0].isupper() and token.start != first),
        denied=frozenset().union(*denied),
    )


def _carries_meaning(token: Token) -> bool:
    return morph.parses(token.text)[0].tag.POS in _CONTENT
