"""Capitals for the names of people where a text is written in small letters or all in capitals."""

import regex

from letterkit.russian.morph import is_known, parses

_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
_PATRONYMIC = regex.compile(r"(?i)\p{L}+(?:ич(?:а|у|ем|ом|е)?|(?:овн|евн|ичн|ишн)(?:а|ы|е|у|ой|ою))$")
_INTRODUCING = frozenset(("это", "зовут", "меня", "я", "вам", "пишет", "обращается", "фамилия"))
_OF_SURNAMES = regex.compile(r"\p{L}{3}(?:[оеё]в|[иы]н|ск)(?:а|ая|ий|ой)?$")
_SHOUTING = 0.6
"""Of all letters: a text with more capitals than this is written in capitals."""


def with_capitals(text: str) -> str:
    """``text``, as long as it was, with people's names of three or two words («иванова мария петровна») capitalised."""
    letters = [letter for letter in text if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters) > _SHOUTING * max(len(letters), 1)
    low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text) if shouted else text
    made = list(low)
    words = list(_WORD.finditer(low))
    for at in range(1, len(words)):
        if not _is_patronymic(words[at][0]) or not _is_name(words[at - 1][0]) or not _adjoin(low, words, at):
            continue
        named = [words[at - 1], words[at]]
        before, after = words[at - 2] if at > 1 else None, words[at + 1] if at + 1 < len(words) else None
        if (
            before
            and _adjoin(low, words, at - 1)
            and _is_as(before, words[at])
            and (_may_be_surname(before[0]) or (at > 2 and _is_introduced(before[0], words[at - 3][0])))
        ):
            named.append(before)
        elif after and _adjoin(low, words, at + 1) and _is_as(after, words[at]) and _is_surname(after[0]):
            named.append(after)
        for word in named:
            for start in (word.start(), *(word.start() + part for part in _after_hyphens(word[0]))):
                made[start] = made[start].upper() if len(made[start].upper()) == 1 else made[start]
    return "".join(made)


def _is_as(word: "regex.Match[str]", patronymic: "regex.Match[str]") -> bool:
    """Whether ``word`` begins as the name does: in «Маргариты Львовны по доверенности» «по» is no surname."""
    return word[0][0].isupper() or not patronymic[0][0].isupper()


def _after_hyphens(word: str) -> list[int]:
    return [index + 1 for index, letter in enumerate(word) if letter == "-"]


def _adjoin(text: str, words: "list[regex.Match[str]]", at: int) -> bool:
    between = text[words[at - 1].end() : words[at].start()]
    return between.isspace() and len(between) < 4


def _is_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.match(word)) and (
        any("Patr" in each.tag for each in parses(word.lower())) or not is_known(word.lower())
    )


def _is_name(word: str) -> bool:
    return any("Name" in each.tag for each in parses(word.lower()))


def _is_surname(word: str) -> bool:
    return any("Surn" in each.tag and each.is_known for each in parses(word.lower()))


def _is_introduced(word: str, before: str) -> bool:
    """Whether ``word`` ends as surnames do, though the dictionary has another, after «это», «зовут»."""
    return before.lower() in _INTRODUCING and bool(_OF_SURNAMES.search(word.lower()))


def _may_be_surname(word: str) -> bool:
    return len(word) > 1 and (_is_surname(word) or not is_known(word.lower()))
