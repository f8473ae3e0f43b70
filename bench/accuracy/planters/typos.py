"""Slips of the fingers and of the memory in common words of the opening and the body.

A slip that makes another word of the dictionary is of the kind «real-word»; one that makes another form of the same
word may be right where it stands, and is left out unless the planter knows better.
"""

from collections.abc import Callable, Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet, is_known
from letterkit.russian.morph import lemmas

Slip = Callable[[str], Iterator[str]]

_MOST = 28
_ENOUGH, _OF_A_WORD = 12, 3
_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_VOWELS = {"а": "о", "о": "а", "е": "и", "и": "е", "я": "е"}
_VOICED = {"б": "п", "в": "ф", "г": "к", "д": "т", "ж": "ш", "з": "с"}


def _neighbours() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _ROWS:
        for at, letter in enumerate(row):
            found[letter] = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return found


_NEAR = _neighbours()


def _slips(sheet: Sheet, random: Random, slip: Slip, least: int = 5) -> Iterator[Edit]:
    """Some of the misspellings that ``slip`` makes of words of ``least`` letters or more, at random."""
    words = [word for word in sheet.words if len(word.text) >= least]
    left = _ENOUGH
    for word in random.sample(words, len(words)):
        wrongs = list(slip(word.text))
        for wrong in random.sample(wrongs, min(_OF_A_WORD, len(wrongs))):
            kind = _kind(word.text, wrong)
            if kind and left:
                left -= 1
                yield swap((word.start, word.end), wrong, kind=kind)
        if not left:
            return


def _kind(right: str, wrong: str) -> str | None:
    """«typo», «real-word», or None when ``wrong`` may be right too."""
    if wrong == right or wrong.replace("ё", "е") == right.replace("ё", "е"):
        return None
    if not is_known(wrong):
        return "typo"
    return None if lemmas(wrong) & lemmas(right) else "real-word"


def _each(text: str, first: int = 0, last: int = 0) -> range:
    return range(first, len(text) - last)


@planter("typo.letter-lost", "spelling", "typo", most=_MOST)
def letter_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обраение»."""
    yield from _slips(sheet, random, lambda text: (text[:at] + text[at + 1 :] for at in _each(text, 1)), 6)


@planter("typo.letter-doubled", "spelling", "typo", most=_MOST)
def letter_doubled(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обраащение»."""
    yield from _slips(sheet, random, lambda text: (text[:at] + text[at] + text[at:] for at in _each(text, 1)))


@planter("typo.letters-swapped", "spelling", "typo", most=_MOST)
def letters_swapped(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обращнеие»."""
    yield from _slips(
        sheet, random, lambda text: (text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in _each(text, 1, 1))
    )


@planter("typo.neighbour-key", "spelling", "typo", most=_MOST)
def neighbour_key(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обоащение»: the key beside the right one."""
    yield from _slips(
        sheet,
        random,
        lambda text: (text[:at] + near + text[at + 1 :] for at in _each(text, 1) for near in _NEAR.get(text[at], "")),
        6,
    )


@planter("typo.neighbour-key-extra", "spelling", "typo", most=16)
def neighbour_key_extra(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обролащение»: two keys under one finger."""
    yield from _slips(
        sheet,
        random,
        lambda text: (
            text[: at + 1] + near + text[at + 1 :] for at in _each(text, 1) for near in _NEAR.get(text[at], "")
        ),
        6,
    )


@planter("typo.unstressed-vowel", "spelling", "typo", most=_MOST)
def unstressed_vowel(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«отопление» → «атопление», «сведения» → «сведенея»."""
    yield from _slips(
        sheet,
        random,
        lambda text: (
            text[:at] + _VOWELS[text[at]] + text[at + 1 :] for at in _each(text, 0, 1) if text[at] in _VOWELS
        ),
    )


@planter("typo.voiced-consonant", "spelling", "typo", most=16)
def voiced_consonant(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«просьба» → «прозьба», «скользкий» → «сколский»: written as heard."""

    def slip(text: str) -> Iterator[str]:
        for at in _each(text, 1, 1):
            if text[at] in _VOICED and text[at + 1] in "кпстфхцчшщ":
                yield text[:at] + _VOICED[text[at]] + text[at + 1 :]
        if text[-1] in _VOICED:
            yield text[:-1] + _VOICED[text[-1]]

    yield from _slips(sheet, random, slip)


@planter("typo.double-consonant", "spelling", "typo", most=20)
def double_consonant(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«комисия», «рассчитать» → «расчитать»; and the other way, «отдделение»."""

    def slip(text: str) -> Iterator[str]:
        for at in _each(text, 1, 1):
            if text[at] == text[at + 1] and text[at] in "лмнпрстк":
                yield text[:at] + text[at + 1 :]
        for match in regex.finditer(r"(?<=[аеиоуяю])([лнстмкр])(?=[аеиоуяю])", text):
            yield text[: match.end()] + text[match.start() :]

    yield from _slips(sheet, random, slip)


@planter("typo.n-or-nn", "spelling", "typo", most=16)
def n_or_nn(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«управленый», «собствеников», «деревянный» → «деревяный»."""
    yield from _slips(
        sheet, random, lambda text: (text[: m.start()] + "н" + text[m.end() :] for m in regex.finditer("нн", text))
    )
    yield from _slips(
        sheet,
        random,
        lambda text: (
            text[: m.start()] + "нн" + text[m.end() :] for m in regex.finditer("(?<=[аяеи])н(?=[аоыиу])", text)
        ),
    )


@planter("typo.soft-sign", "spelling", "typo", most=20)
def soft_sign(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«строителство», «ключь», «точьный»."""

    def slip(text: str) -> Iterator[str]:
        for at in _each(text, 1):
            if text[at] == "ь" and not (text.endswith(("ться",)) and at == len(text) - 3):
                yield text[:at] + text[at + 1 :]
        for match in regex.finditer(r"(?<=[чщжш])(?=[нкт])|(?<=[чщшж])$", text):
            yield text[: match.start()] + "ь" + text[match.start() :]

    yield from _slips(sheet, random, slip)


@planter("typo.hard-sign", "spelling", "typo", most=10)
def hard_sign(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«подьезд», «обект»."""
    yield from _slips(sheet, random, lambda text: (text.replace("ъ", new) for new in ("ь", "") if "ъ" in text))


@planter("typo.after-hushing", "spelling", "typo", most=12)
def after_hushing(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«жылой», «участя», «площядь», «цыфра»."""
    pairs = {
        "жи": "жы",
        "ши": "шы",
        "ча": "чя",
        "ща": "щя",
        "чу": "чю",
        "ци": "цы",
        "цы": "ци",
        "жо": "жё",
        "чё": "чо",
        "щё": "що",
    }
    yield from _slips(
        sheet, random, lambda text: (text.replace(right, wrong, 1) for right, wrong in pairs.items() if right in text)
    )


@planter("typo.ending-lost", "spelling", "typo", most=16)
def ending_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обращен», the end of the word not typed."""
    yield from _slips(sheet, random, lambda text: (text[:-cut] for cut in (1, 2)), 7)


@planter("typo.syllable-twice", "spelling", "typo", most=10)
def syllable_twice(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«обращещение»."""
    yield from _slips(sheet, random, lambda text: (text[: at + 2] + text[at:] for at in _each(text, 1, 2)), 6)
