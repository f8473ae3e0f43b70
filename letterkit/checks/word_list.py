"""Lists of words that clerks edit, rules/words/NAME.txt.

    # a comment
    мониторинг = проверка | отслеживание      words to put in its place; any form is found, the mend takes that form
    риелтор, риэлтор = посредник              several spellings of one word
    ? лимит = предел                          advice only
    счёт эскроу : счёт в банке, с которого…   a term to be explained where it is first used
        кроме: лимит бюджетных обязательств   turns in which the word is right; several are parted by commas
        рядом: труба, подвал                  one of these words must stand in the sentence too
        совет: Назовите число                 in place of the advice of the rule
        область: финансы                      the field in which the word means this
        пример: Лимит исчерпан. => Предел исчерпан.   a sentence that has it; what the first mend makes of it

A list may hold both sorts. Words of a phrase are found in any form each, so that it is written in its dictionary form.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import regex

from letterkit.checks.phrase import Places
from letterkit.checks.tokens import Token, fold_word, lemmas_of
from letterkit.core.errors import RuleError
from letterkit.russian import morph
from letterkit.word_lists import WordList as WordFile
from letterkit.word_lists import listed_example, words_text

_LINE = regex.compile(r"(?P<advice>\?\s*)?(?P<words>[^=:?]*\p{L}[^=:?]*?)\s*(?P<mark>[=:])\s*(?P<answer>\S.*)")
_NOTE = regex.compile(r"\s+(?P<key>кроме|рядом|совет|область)\s*:\s*(?P<value>\S.*)")
_PIECE = regex.compile(r"\p{L}+(?:[-’']\p{L}+)*|\d+|[^\s\p{L}\d]")
# Forms of one word share their beginning: «стандарт-» wakes the entry without asking the dictionary for every token.
_WAKE = 3
_FLEETING = frozenset("ео")
_STOPS = frozenset(".!?…")
_VOWELS = frozenset("аеиоуэюя")
_ENDINGS = frozenset(("", *"а у е ы и ом ем ов ев ей ам ям ами ями ах ях".split()))


@dataclass(frozen=True)
class ListEntry:
    """One line of a list for one spelling; ``answers`` or ``explanation`` is empty. A bare one is an exception.

    ``beside``: lemmas of which the sentence must have one, when there are any. ``area``: where the words mean this.
    """

    words: tuple[str, ...]
    line: int = 0
    answers: tuple[str, ...] = ()
    explanation: str = ""
    advice: str = ""
    advice_only: bool = False
    exceptions: tuple["ListEntry", ...] = field(default=(), repr=False)
    beside: frozenset[str] = frozenset()
    area: str = ""

    @property
    def source(self) -> str:
        return " ".join(self.words)

    @cached_property
    def lemmas(self) -> tuple[frozenset[str], ...]:
        """For each word the lemmas of which a token must have one; a verb stands for its «-ся» too."""
        return tuple(_lemmas_of(word, len(self.words) == 1) for word in self.words)

    def at(self, tokens: Sequence[Token], index: int) -> int:
        """How many tokens from ``index`` on answer the entry: all its words, or 0."""
        if index + len(self.words) > len(tokens):
            return 0
        for at, token in enumerate(tokens[index : index + len(self.words)]):
            if not self._answers(at, token.lemmas, token.form):
                return 0
        if self.participle and not any(tokens[index].has(pos, *self.participle) for pos in ("PRTF", "PRTS")):
            return 0
        return len(self.words)

    def places(self, tokens: Sequence[Token], places: Places) -> Iterable[int]:
        """Where it can begin among ``tokens``, whose words stand at ``places``; a word that is guessed, anywhere."""
        if not morph.is_known(self.words[0]):
            return range(len(tokens))
        return sorted({at for lemma in self.lemmas[0] for key in (lemma, f"~{lemma}") for at in places.get(key, ())})

    def begins_with(self, word: str) -> bool:
        """Whether ``word`` answers the first of its words."""
        return self._answers(0, lemmas_of(word), fold_word(word))

    def _answers(self, at: int, lemmas: frozenset[str], form: str) -> bool:
        return not self.lemmas[at].isdisjoint(lemmas) or self._is_guess(at, form)

    def _is_guess(self, at: int, form: str) -> bool:
        """Whether ``form`` is a word new to the dictionary and an ending: «фидбеками»; its guessed lemmas differ."""
        stem = self._stems[at]
        return form.startswith(stem) and form[len(stem) :] in _ENDINGS and not morph.is_known(self.words[at])

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        """What ``_is_guess`` looks for in place of each word; no form begins with that of one that ends in a vowel."""
        folds = [fold_word(word) for word in self.words]
        return tuple("\0" if plain[-1] in _VOWELS else plain.rstrip("ьй") for plain in folds)

    @cached_property
    def participle(self) -> tuple[str, ...]:
        """Tense and voice of an entry that is a participle by itself, as «ангажированный» is, and no other form."""
        reading = morph.parses(self.words[0])[0]
        if len(self.words) > 1 or reading.tag.POS != "PRTF" or reading.normal_form == self.words[0]:
            return ()
        return str(reading.tag.tense), str(reading.tag.voice)

    def closeness(self, tokens: Sequence[Token], index: int) -> int:
        """Of two entries for one place the closer one is meant: «детально» before «детальный», no verb."""
        same = sum(token.form == fold_word(word) for word, token in zip(self.words, tokens[index:], strict=False))
        return same + 2 * bool(self.participle) + (morph.parses(self.words[0])[0].tag.POS != "INFN")


class WordList:
    """The entries of a list, woken by how their first word begins."""

    def __init__(self, entries: Sequence[ListEntry]) -> None:
        self.entries = tuple(entries)
        self._woken: dict[str, list[tuple[ListEntry, bool]]] = {}
        for entry in entries:
            for each, is_exception in ((entry, False), *((exception, True) for exception in entry.exceptions)):
                for beginning in beginnings(each.words[0]):
                    self._woken.setdefault(beginning, []).append((each, is_exception))
        self._beginning_with = lru_cache(maxsize=8192)(self._woken_by)  # the words of letters are few

    def search(self, tokens: Sequence[Token]) -> Iterator[tuple[ListEntry, int, int]]:
        """(entry, first token, token after the last), leftmost and longest first; exceptions take their words away."""
        free_from = 0
        for index, token in enumerate(tokens):
            woken = self._beginning_with(token.text) if index >= free_from else None
            if not woken:
                continue
            found = [
                (length, is_exception, entry.closeness(tokens, index), entry)
                for entry, is_exception in woken
                if (length := entry.at(tokens, index)) and _in_company(entry, tokens, index)
            ]
            if found:
                length, is_exception, _, entry = max(found, key=lambda each: each[:3])
                free_from = index + length
                if not is_exception:
                    yield entry, index, free_from

    def _woken_by(self, word: str) -> tuple[tuple[ListEntry, bool], ...]:
        """The entries and exceptions that can begin with ``word``."""
        woken = self._woken.get(wake(word), ())
        return tuple((entry, is_exception) for entry, is_exception in woken if entry.begins_with(word))


@lru_cache(maxsize=16)
def word_list(path: WordFile) -> WordList:
    """The list at ``path``; raises RuleError ``file.*`` and ``words.line`` with file and line."""
    entries: list[list[ListEntry]] = []
    for number, raw in enumerate(words_text(path).splitlines(), 1):
        line = raw.split("#")[0].rstrip()
        if not line:
            continue
        if line[0].isspace():
            note = _NOTE.fullmatch(line)
            if not entries or (note is None and listed_example(line) is None):
                raise RuleError("words.line", file=str(path), line=number, text=line.strip())
            if note:
                entries[-1] = [_add_note(entry, note["key"], note["value"], number) for entry in entries[-1]]
            continue
        read = _LINE.fullmatch(line)
        if read is None:
            raise RuleError("words.line", file=str(path), line=number, text=line)
        entries.append(list(_entries(read, number)))
    return WordList([entry for group in entries for entry in group])


def pieces(words: str) -> tuple[str, ...]:
    """The words and marks of a phrase, as an entry has them."""
    return tuple(_PIECE.findall(words))


def wake(word: str) -> str:
    """The beginning of ``word`` by which an entry is woken."""
    return fold_word(word)[:_WAKE]


def beginnings(word: str) -> tuple[str, ...]:
    """How forms of ``word`` can begin: «узел», but «узлом»."""
    plain = fold_word(word)
    fleeting = plain[_WAKE - 1 : _WAKE] in _FLEETING and len(plain) > _WAKE
    return (wake(word), plain[: _WAKE - 1] + plain[_WAKE]) if fleeting else (wake(word),)


def _entries(read: "regex.Match[str]", line: int) -> Iterator[ListEntry]:
    replaces = read["mark"] == "="
    answers = tuple(each.strip() for each in read["answer"].split("|")) if replaces else ()
    for spelling in read["words"].split(","):
        yield ListEntry(
            words=pieces(spelling),
            line=line,
            answers=answers,
            explanation="" if replaces else read["answer"].strip(),
            advice_only=bool(read["advice"]),
        )


def _add_note(entry: ListEntry, key: str, value: str, line: int) -> ListEntry:
    if key == "совет":
        return replace(entry, advice=value)
    if key == "область":
        return replace(entry, area=value)
    if key == "рядом":
        return replace(entry, beside=frozenset().union(*(lemmas_of(word.strip()) for word in value.split(","))))
    turns = tuple(ListEntry(pieces(turn), line) for turn in value.split(","))
    return replace(entry, exceptions=entry.exceptions + turns)


def _in_company(entry: ListEntry, tokens: Sequence[Token], index: int) -> bool:
    """Whether the sentence of ``tokens[index]`` has a word that the entry must stand beside, if it asks for one."""
    if not entry.beside:
        return True
    first = next((at + 1 for at in range(index - 1, -1, -1) if tokens[at].text in _STOPS), 0)
    last = next((at for at in range(index, len(tokens)) if tokens[at].text in _STOPS), len(tokens))
    return any(entry.beside & token.lemmas for token in tokens[first:last])


@lru_cache(maxsize=8192)
def _lemmas_of(word: str, alone: bool) -> frozenset[str]:
    """Lemmas of which a token must have one; alone a word must be itself, in a phrase the others tell it apart."""
    readings = morph.parses(word)
    plain = fold_word(word)
    own = frozenset(fold_word(each.normal_form) for each in readings if fold_word(each.normal_form) == plain)
    lemmas = own if alone and own else frozenset(fold_word(each.normal_form) for each in readings)
    if any(each.tag.POS == "INFN" for each in readings) and not plain.endswith(("ся", "сь")):
        lemmas |= {plain + "ся"}
    return lemmas
