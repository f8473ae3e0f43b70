"""Which paragraphs of a letter say how its text is set, and what most of them say."""

from collections.abc import Callable, Sequence

import regex

from letterkit.checks.sheets import end_of_text
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Role
from letterkit.core.paper import Setting, Zone

LINE_LETTERS = 20
"""Fewer letters are a number, a sum, a heading: no text to judge the type by."""
PARAGRAPH_LETTERS = 100
"""A paragraph of this length has a second line, so its indent and its edges show."""

_ITEM = regex.compile(r"\s*(?:[–—•▪\-*]|\(?\d{1,2}[.)]|\(?\p{L}\))")


def settings_in(subject: Subject, roles: Sequence[Role]) -> list[Setting]:
    """Settings of the running text that plays ``roles``; tables, boxes and notes may be set smaller."""
    found = []
    end = end_of_text(subject.letter)
    parts = [part for part in subject.letter.parts_of(*roles) if part.start < end]
    for setting in subject.settings:
        words = subject.letter.text[setting.start : setting.end]
        at = setting.start + len(words) - len(words.lstrip())
        if setting.zone is Zone.BODY and any(part.start <= at < part.end for part in parts):
            found.append(setting)
    return found


def prose_settings(subject: Subject, letters: int) -> list[Setting]:
    """Settings of the paragraphs of the text that have so many letters."""
    return [each for each in settings_in(subject, PROSE) if letters_of(each) >= letters]


def paragraph_settings(subject: Subject) -> list[Setting]:
    """Settings of paragraphs that show their indent and their edges.

    Word says so of each, and those with a second line are asked; a print says so of all alike.
    """
    return prose_settings(subject, PARAGRAPH_LETTERS if subject.letter.paper else LINE_LETTERS)


def letters_of(setting: Setting) -> int:
    """Characters of the paragraph."""
    return setting.end - setting.start


def is_item(subject: Subject, setting: Setting) -> bool:
    """Whether the paragraph is an item of a list, typed or made by Word: lists have indents of their own."""
    return setting.listed or _ITEM.match(subject.letter.text, setting.start) is not None


def majority(settings: Sequence[Setting], wrong: Callable[[Setting], bool]) -> Setting | None:
    """The first paragraph that is ``wrong`` when most letters stand in such paragraphs."""
    faulty = [each for each in settings if wrong(each)]
    most = sum(map(letters_of, faulty)) * 2 > sum(map(letters_of, settings))
    return faulty[0] if most else None
