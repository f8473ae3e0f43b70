"""The draft of a body's pack as forms work on it: each change is a new version, named by what it changes.

A change that cannot be used, or a new rule whose examples do not hold, is refused at once and saves nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letterkit.checks.own import edit
from letterkit.checks.own.format import OwnPack
from letterkit.checks.rule_book import RuleBook
from letterkit.core.errors import RequestError, RuleError
from letterkit.core.office import Actor
from letterkit.office.content.difference import Difference
from letterkit.office.content.editing import create, save
from letterkit.office.content.packs import book_with, example_faults, own_codes, pack_difference, pack_of
from letterkit.office.content.repository import find_kept, newest_of, version_of
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.store.keeping_tables import KeptVersion

TITLE = "Свои правила органа"
"""Of the pack that is in force everywhere, until its clerks call it otherwise."""
Edit = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Draft:
    """The newest version of a pack; ``number`` is 0 when there is none yet. ``live`` is the pack in force, if any."""

    pack: OwnPack
    number: int
    version: KeptVersion | None
    live: OwnPack | None
    live_number: int | None

    @property
    def is_live(self) -> bool:
        """Whether nothing has been changed since a version went live."""
        return self.number == (self.live_number or 0)

    @property
    def difference(self) -> Difference:
        """What the draft changes beside what is in force."""
        nothing = pack_of(edit.new_pack(self.pack.id, self.pack.title).encode(), self.pack.id)
        return pack_difference(self.live or nothing, self.pack)


def draft(office: Office, slug: str) -> Draft:
    """The draft of the pack ``slug``; raises RuleError when its newest version cannot be read."""
    with office.database.reading() as session:
        try:
            kept = find_kept(session, KeptKind.PACK, slug)
        except RequestError:
            return Draft(pack_of(edit.new_pack(slug, TITLE).encode(), slug), 0, None, None, None)
        newest = newest_of(session, kept)
        in_force = kept.live if kept.retired is None else None
        live = version_of(session, kept, in_force) if in_force is not None else None
        assert newest is not None
        read = pack_of(office.files.get(newest.content), slug)
        held = pack_of(office.files.get(live.content), slug) if live is not None else None
        return Draft(read, newest.number, newest, held, in_force)


def change(office: Office, by: Actor, slug: str, based_on: int, made: Edit, note: str) -> Draft:
    """A new version of the pack ``slug``: the text of version ``based_on`` with ``made`` done to it.

    Raises RequestError ``kept.changed`` when somebody has saved in between; RuleError for what cannot be used, that was
    not there before, and for the examples of a rule that is new or changed; DeniedError.
    """
    before = draft(office, slug)
    text = made(before.pack.source)
    after = pack_of(text.encode(), slug)
    book = book_with(office.checker.book, after)
    known = {(fault.code, str(fault.details)) for fault in book_with(office.checker.book, before.pack).remarks}
    for fault in book.remarks:
        if fault.file == after.file and (fault.code, str(fault.details)) not in known:
            raise fault
    for fault in example_faults(book, office.checker, _changed_rules(book, before.pack, after)):
        raise fault
    if before.number:
        save(office, by, KeptKind.PACK, slug, text.encode(), based_on, note)
    else:
        create(office, by, KeptKind.PACK, slug, text.encode(), note)
    return draft(office, slug)


def rule_faults(
    office: Office, slug: str, rule: Mapping[str, Any], listed: tuple[str, Sequence[str]] | None = None
) -> tuple[RuleError, ...]:
    """All that is wrong with ``rule``, were it put into the draft of ``slug``; nothing is saved.

    ``listed`` are the name and the lines of the list of words that it brings along.
    """
    text = draft(office, slug).pack.source
    for line in listed[1] if listed else ():
        text = edit.add_line(text, listed[0] if listed else "", line)
    try:
        after = pack_of(edit.put_rule(text, rule).encode(), slug)
    except RuleError as fault:
        return (fault,)
    book = book_with(office.checker.book, after)
    at = next(number for number, each in enumerate(after.rules) if each.get("code") == rule.get("code"))
    lines = _lines_of(after, at)
    name = listed[0] if listed else ""
    unusable = tuple(
        fault
        for fault in book.remarks
        if fault.file == after.file and (fault.line in lines or (name and fault.details.get("list") == name))
    )
    return unusable or tuple(example_faults(book, office.checker, [str(rule.get("code"))]))


def _changed_rules(book: RuleBook, old: OwnPack, new: OwnPack) -> list[str]:
    """The rules of ``new`` that ``old`` does not have as they are."""
    known = {str(rule.get("code")): rule for rule in old.rules}
    written = {str(rule.get("code")): rule for rule in new.rules}
    return [code for code in own_codes(book, new) if known.get(code) != written[code]]


def _lines_of(pack: OwnPack, at: int) -> range:
    """The lines on which the rule ``at`` of ``pack`` stands."""
    first = pack.fault("", ("rules", at)).line or 1
    last = pack.fault("", ("rules", at + 1)).line if at + 1 < len(pack.rules) else None
    return range(first, last or len(pack.source.splitlines()) + 2)
