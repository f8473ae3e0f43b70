"""Clause 3.7: new loans told by what they are made of: «смарт-счётчик», «бюджетирование» – «бюджетинг»."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from letterkit.checks import agreement
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token, fold_word, tokens
from letterkit.checks.word_list import ListEntry, word_list
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.people import Case
from letterkit.russian import forms, morph
from letterkit.russian.vectors import occurrences
from letterkit.word_lists import WordList as WordFile
from letterkit.word_lists import words_file

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_WHERE = (Role.TITLE, *PROSE, Role.ATTACHMENT)
_PARTS = "word-parts.txt"
# What these lists name, their own rules tell of, with better words.
_TOLD = ("borrowed.txt", "colloquial.txt", "foreign.txt", "jargon.txt", "latin.txt")
_HYPHEN = regex.compile(r"\p{L}-\p{L}")
_REST = regex.compile(r"\p{Cyrillic}{3,}(?:-\p{Cyrillic}+)*")
_ENDINGS = ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах")
_STEM = 3  # letters before the last part
_IN_USE = 1000  # times in a billion words of news, all forms together


@dataclass(frozen=True, slots=True)
class _Parts:
    """Entries by their first part with its hyphen and by their last part; ``spared`` words are in use."""

    first: Mapping[str, ListEntry]
    last: Mapping[str, ListEntry]
    spared: frozenset[str]


@function_check("foreign.compound", alone=_WHERE, seeks=(_HYPHEN,))
def compound(subject: Subject) -> Iterator[Hit]:
    """«смарт-счётчик»: a foreign first part, for which the rest of the word takes a Russian adjective or a turn."""
    parts = _parts(words_file(_PARTS))
    for part in subject.parts_of(*_WHERE):
        row = subject.tokens_of(part)
        for at, token in enumerate(row):
            entry = _beginning(token.form, parts)
            rest = token.text[len(entry.source) :] if entry else ""
            noun = _noun(rest)
            if entry is None or noun is None or _is_told(token.text):
                continue
            if fold_word(entry.source + noun.normal_form) in parts.spared:
                continue
            hit = _put_russian(subject.text, row, at, entry, rest, noun)
            yield replace(hit, level=Level.ADVICE if entry.advice_only else None)


def _put_russian(text: str, row: Sequence[Token], at: int, entry: ListEntry, rest: str, noun: "Parse") -> Hit:
    """The compound as its rest would stand with the Russian words around it."""
    whole = row[at]
    shown = rest.capitalize() if whole.text[0].isupper() and (at == 0 or row[at - 1].text in ".!?") else rest
    lemma = str(noun.normal_form)
    alone = whole._replace(text=shown, form=fold_word(rest), lemmas=frozenset((fold_word(lemma),)))
    answers = tuple(_agreeing(answer, noun).replace("~", lemma) for answer in entry.answers)
    made = agreement.replace_words(
        text, [*row[:at], alone, *row[at + 1 :]], at, at + 1, ListEntry((lemma,), answers=answers)
    )
    plain = ", ".join(f"«{answer}»" for answer in answers)
    return Hit(made.start, made.end, {"plain": plain, "entry_advice": entry.advice}, made.suggestions)


def _agreeing(answer: str, noun: "Parse") -> str:
    """«умный ~» as «умная ~» before «касса»: the adjective in the nominative of ``noun``."""
    head = answer.partition(" ")[0]
    adjective = next((each for each in morph.parses(head) if each.tag.POS == "ADJF"), None)
    shape = morph.parses(noun.normal_form)[0].tag
    form = adjective and forms.decline_adjective(adjective, Case.NOMINATIVE, shape.gender, shape.number, animate=False)
    return answer if form is None else answer.replace(head, form, 1)


def _noun(rest: str) -> "Parse | None":
    """The reading of ``rest`` as a Russian noun."""
    if not _REST.fullmatch(rest) or not rest.islower():
        return None
    return next((each for each in morph.known_parses(rest) if each.tag.POS == "NOUN"), None)


def _beginning(form: str, parts: _Parts) -> ListEntry | None:
    if "-" not in form:
        return None
    return next((entry for first, entry in parts.first.items() if form.startswith(first)), None)


@function_check("foreign.recent", alone=_WHERE)
def recent(subject: Subject) -> Iterator[Hit]:
    """A word with a last part of English words, seldom in news and in no list of ours; at its first place."""
    listed = words_file(_PARTS)
    told: set[str] = set()
    for part in subject.parts_of(*_WHERE):
        for token in subject.tokens_of(part):
            found = _recent(token.text, listed)
            if found is not None and found[0] not in told and not _is_told(token.text):
                told.add(found[0])
                yield Hit(token.start, token.end, {"plain": found[1].explanation})


@lru_cache(maxsize=8192)  # the words of letters are few
def _recent(word: str, listed: WordFile) -> tuple[str, ListEntry] | None:
    """The dictionary form of a new word and the entry of its last part in the list ``listed``."""
    if len(word) < 2 * _STEM or not word.islower() or "-" in word or not _REST.fullmatch(word):
        return None
    parts = _parts(listed)
    for lemma in (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)):
        last = next((last for last in parts.last if lemma.endswith(last)), None)
        if last is None or len(lemma) < len(last) + _STEM:
            continue
        tails = (lemma[at:] for at in range(len(lemma) - len(last) - _STEM + 1))
        is_usual = any(fold_word(tail) in parts.spared or _is_in_use(tail) for tail in tails)
        return None if is_usual or _is_term(lemma) else (lemma, parts.last[last])
    return None


def _is_in_use(word: str) -> bool:
    """«видеомониторинг» has a part that news use often."""
    return _times(word) >= _IN_USE


def _is_term(word: str) -> bool:
    """A word of the dictionary that news never use: told of as a rare one."""
    return morph.is_known(word) and not _times(word)


@lru_cache(maxsize=8192)
def _times(word: str) -> int:
    return sum(occurrences(word + ending) for ending in _ENDINGS)


def _is_told(word: str) -> bool:
    return any(_lists_word(word, words_file(name)) for name in _TOLD)


@lru_cache(maxsize=8192)
def _lists_word(word: str, file: WordFile) -> bool:
    """Whether ``file`` has the word."""
    return any(True for _ in word_list(file).search(tokens(word)))


@lru_cache(maxsize=8)
def _parts(file: WordFile) -> _Parts:
    """The parts of the list ``file``: «смарт-» is read as a word and a hyphen, «-инг» as a hyphen and a word."""
    entries = word_list(file).entries
    spared = frozenset(fold_word("".join(word.words)) for entry in entries for word in entry.exceptions)
    whole = [replace(entry, words=("".join(entry.words),)) for entry in entries if entry.words[-1] == "-"]
    first = {fold_word(entry.source): entry for entry in whole}
    last = {fold_word(entry.words[1]): entry for entry in entries if entry.words[0] == "-"}
    longest = sorted(last, key=len, reverse=True)
    return _Parts(first, {part: last[part] for part in longest}, spared)
