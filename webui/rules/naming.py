"""What rules, lists of words and changes of a body's pack are called on pages: by what they say, not by codes."""

import re
from collections.abc import Iterable
from dataclasses import replace

from letterkit.checks.lists import words_files
from letterkit.checks.own.format import OwnPack
from letterkit.compose.changes import Change, ChangeKind
from letterkit.compose.filters import quote
from letterkit.reports.rule_words import openly, title_of
from letterkit.reports.template_words import change_words
from webui.access import own_office
from webui.engine import engine

_CODE = re.compile(r"([a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*) ?")
_OF_LISTS = (ChangeKind.WORD_ADDED, ChangeKind.WORD_DROPPED, ChangeKind.WORD_TAKEN, ChangeKind.WORD_RETURNED)
_OF_RULES = (ChangeKind.RULE_ADDED, ChangeKind.RULE_REMOVED)


def rule_name(code: str, pack: OwnPack | None = None) -> str:
    """What the rule ``code`` says: one in force, of the shipped ones, or written in ``pack``; else its code."""
    book = own_office().checker.book
    check = book.by_code.get(code) or (book.shipped.checks.get(code) if book.shipped else None)
    if check is not None:
        return title_of(check)
    written = (each for each in (pack.rules if pack else ()) if each.get("code") == code)
    return next((openly(str(each.get("message", ""))) for each in written), code)


def drop_codes(words: str, own: str) -> str:
    """``words`` of a fault without the codes of rules in force and of ``own``: what these say stands beside them."""
    known = {own, *own_office().checker.book.by_code}
    return _CODE.sub(lambda code: "" if code[1] in known else code[0], words)


def list_name(file: str) -> str:
    """The title of the list of words in ``file``; that of a new rule's own list is not known, its file is."""
    names = {f"{each.name}.txt": each.title for each in words_files(engine().settings.rules_dir)}
    return names.get(file, file)


def pack_changes(changes: Iterable[Change], pack: OwnPack) -> list[str]:
    """Each of ``changes`` in words, with rules and lists of ``pack`` called so."""
    return [_change_words(change, pack) for change in changes]


def _change_words(change: Change, pack: OwnPack) -> str:
    if change.what in _OF_RULES:
        said = openly(change.after or change.before or "")
        return change_words(replace(change, name=quote(said), before="", after="")).rstrip(": ")
    if not change.name:
        return change_words(change)
    name = list_name(change.name) if change.what in _OF_LISTS else rule_name(change.name, pack)
    return change_words(replace(change, name=quote(name)))
