"""What the proofreader is worth: errors of usual kinds are found, clean letters stay clean."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from letterkit.core.finding import Level
from letterkit.language.ports import Proofreader
from letterkit.russian import morph
from letterkit.russian.words import words

pytestmark = pytest.mark.slow

FALSE_ALARMS_IN_1000_WORDS = 1.0
PLANTED_FOUND = 0.95
FIRST_SUGGESTION_RIGHT = 0.75
TYPOS_FOUND = 0.99
SEED, TYPOS = 3, 300

_OTHER_VOWEL = dict(zip("аоеиыуюяёэ", "оаиеиоуеое", strict=True))


def test_clean_letters_stay_clean(proofreader: Proofreader, clean_letters: dict[str, str]) -> None:
    alarms = [
        (name, match.rule, text[match.start : match.end])
        for name, text in clean_letters.items()
        for match in proofreader.matches(text)
        if match.level is not Level.ADVICE
    ]
    count = sum(len(words(text)) for text in clean_letters.values())
    assert len(clean_letters) >= 25
    assert len(alarms) / count * 1000 <= FALSE_ALARMS_IN_1000_WORDS, alarms


def test_planted_errors_are_found_in_their_family(proofreader: Proofreader, faulty_letters: tuple[Any, ...]) -> None:
    missed, count = [], 0
    for letter in faulty_letters:
        found = proofreader.matches(letter.text)
        for error in letter.planted:
            if "unseen" in error.families:
                continue
            count += 1
            if not any(m.start < error.end and m.end > error.start and m.family in error.families for m in found):
                missed.append((letter.name, error.wrong, error.right))
    assert count >= 100
    assert 1 - len(missed) / count >= PLANTED_FOUND, missed


def test_the_first_suggestion_for_a_mistyped_word_is_mostly_right(
    proofreader: Proofreader, faulty_letters: tuple[Any, ...]
) -> None:
    right = Counter[bool]()
    for letter in faulty_letters:
        for match in proofreader.matches(letter.text):
            for error in letter.planted:
                if (match.start, match.end, match.family) == (error.start, error.end, "spelling"):
                    right[error.right in match.replacements[:1]] += 1
    assert right.total() >= 80
    assert right[True] / right.total() >= FIRST_SUGGESTION_RIGHT


@pytest.mark.slow
def test_typing_slips_that_make_no_word_are_found(proofreader: Proofreader, clean_letters: dict[str, str]) -> None:
    slips = list(_slips(list(clean_letters.values())))
    missed = []
    for sentence, start, end in slips:
        if not any(match.start < end and match.end > start for match in proofreader.matches(sentence)):
            missed.append(sentence[start:end])
    assert len(slips) == TYPOS
    assert 1 - len(missed) / len(slips) >= TYPOS_FOUND, missed


@pytest.mark.parametrize(
    "sentence",
    [
        "Заявление подписал Колеватых А.В.",
        "Министр строительства И.О. Фамильев подписал ответ.",
        "Работы выполнило ООО «Жилсервис» по заказу МКУ «УКС».",
        "Квартиры строят в Поронайске, Долинске, Томари и Ногликах.",
        "Справку выдадут Соловьёву Игорю Ринатовичу в каб. 12.",
        "Дом № 5а по ул. Ленина, д. 10, кв. 3, г. Оха, 2-комнатная квартира.",
        "Деньги находятся на счетах эскроу до ввода дома в эксплуатацию.",
        "Список детей-сирот размещён на сайте minstroy.sakhalin.gov.ru в разделе «Жильё».",
        "Ещё четырёхэтажный дом сдан; счет и учет ведет бухгалтерия.",
        "Согласно ч. 1 ст. 8 Федерального закона от 02.05.2006 № 59-ФЗ срок составляет 30 дней.",
        "Уважаемый Ким Ден Су, Ваша очередь – 214.",
        "Техническо-экономическое обоснование утверждено 12.05.2024 (дежурно-диспетчерская служба).",
    ],
)
def test_names_addresses_and_terms_do_not_alarm(sentence: str, proofreader: Proofreader) -> None:
    loud = [match for match in proofreader.matches(sentence) if match.level is not Level.ADVICE]
    assert [(match.rule, sentence[match.start : match.end]) for match in loud] == []


def test_every_match_is_named_and_stands_in_the_text(proofreader: Proofreader, faulty_letters: tuple[Any, ...]) -> None:
    for letter in faulty_letters:
        for match in proofreader.matches(letter.text):
            assert re.fullmatch(r"(spelling|grammar|punctuation|typography)\.[a-z-]+", match.code)
            assert 0 <= match.start < match.end <= len(letter.text)
            assert match.message
            assert match.level in set(Level)
            assert letter.text[match.start : match.end] not in match.replacements
            assert match.replacements or not match.safe


def _slips(texts: list[str]) -> Iterator[tuple[str, int, int]]:
    """Sentences of clean letters with one slip each that no dictionary would take for a word; always the same ones."""
    chance = random.Random(SEED)
    sentences = [line for text in texts for line in re.split(r"(?<=[.!?])\s+", text) if len(line.split()) > 4]
    kinds: tuple[Callable[[str, random.Random], str], ...] = (_missing, _doubled, _swapped, _vowel, _soft_sign, _tsya)
    made = 0
    while made < TYPOS:
        sentence = chance.choice(sentences)
        slip = chance.choice(kinds)
        long = [word for word in words(sentence) if word.kind == "word" and len(word.text) > 4 and word.text.islower()]
        if not long:
            continue
        word = chance.choice(long)
        wrong = slip(word.text, chance)
        if wrong == word.text or morph.is_known(wrong):
            continue
        made += 1
        yield sentence[: word.start] + wrong + sentence[word.end :], word.start, word.start + len(wrong)


def _missing(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def _swapped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _vowel(word: str, chance: random.Random) -> str:
    places = [place for place, letter in enumerate(word) if letter in _OTHER_VOWEL]
    place = chance.choice(places)
    return word[:place] + _OTHER_VOWEL[word[place]] + word[place + 1 :]


def _soft_sign(word: str, _: random.Random) -> str:
    return word.replace("ь", "", 1)


def _tsya(word: str, _: random.Random) -> str:
    if word.endswith("ться"):
        return word[:-4] + "тся"
    return word[:-3] + "ться" if word.endswith("тся") else word
