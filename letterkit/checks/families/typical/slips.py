"""What a letter says though a word of it has a slip: «вазвращаем» still tells that the appeal is returned."""

from collections.abc import Iterator

import regex

from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import Subject
from letterkit.russian import morph

_WORD = regex.compile(r"\b\p{Ll}[\p{Ll}\d]+\b|\b\p{Lu}[\p{Ll}\d]{3,}\b")
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LONGEST, _MOST_WORDS = 20, 6


def tells(subject: Subject, pattern: "regex.Pattern[str]") -> bool:
    """Whether ``pattern`` stands in the text, as written or with one misspelt word set right."""
    if pattern.search(subject.prose):
        return True
    return any(pattern.search(text) for text in _set_right(subject))


@once_a_letter
def _set_right(subject: Subject) -> tuple[str, ...]:
    """The text once for each way to set one unknown word right by one letter or a space."""
    text = subject.prose
    found: list[str] = []
    unknown = [word for word in _WORD.finditer(text) if not _is_known(word.group())]
    for word in unknown[:_MOST_WORDS]:
        for right in sorted(set(_one_letter_off(word.group().lower()))):
            found.append(text[: word.start()] + right + text[word.end() :])
        joined = regex.compile(r"\p{L}+").match(text, word.end() + 1)
        before = regex.compile(r"\p{L}+(?=\s$)").search(text, max(0, word.start() - 24), word.start())
        if joined and text[word.end()] == " " and _is_known(word.group() + joined.group()):
            found.append(text[: word.end()] + text[joined.start() :])
        if before and _is_known(before.group() + word.group()):
            found.append(text[: before.end()] + text[word.start() :])
    return tuple(found)


def _one_letter_off(word: str) -> Iterator[str]:
    """Known words that a letter lost, added, changed or two swapped make of ``word``, and ``word`` cut in two."""
    if len(word) > _LONGEST:
        return
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        made = [head + letter + rest for letter in _LETTERS for rest in (tail, tail[1:])]
        made.append(head + tail[1:])
        if len(tail) > 1:
            made.append(head + tail[1] + tail[0] + tail[2:])
        yield from (each for each in made if _is_known(each))
        if head and tail and _is_known(head) and _is_known(tail):
            yield f"{head} {tail}"


def _is_known(word: str) -> bool:
    return bool(morph.analyser().word_is_known(word.lower()))
