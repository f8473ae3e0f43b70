"""Lists of words with what packs take out of them and add: each line by itself, so that a bad one spoils no other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import regex

from letterkit.checks.own.format import OwnPack
from letterkit.checks.own.lists import LISTS, ListKind, kind_of
from letterkit.core.errors import RuleError
from letterkit.word_lists import ChangedList, WordLists, changed_list, words_text

_SECTION = regex.compile(r"\[(?P<section>[^\[\]]+)\]\s*(?P<line>.*)", regex.DOTALL)
_ANSWER = regex.compile(r"[=:|]")
_MARKS = "?!+ "


@dataclass(frozen=True, slots=True)
class _AddedLine:
    """Line ``number`` that ``pack`` adds to a list."""

    pack: OwnPack
    name: str
    number: int

    @property
    def text(self) -> str:
        return self.pack.words[self.name].add[self.number]

    def fault(self, code: str, **details: object) -> RuleError:
        return self.pack.fault(code, ("words", self.name, "add", self.number), text=self.text, **details)


def own_lists(lists: WordLists, packs: Sequence[OwnPack]) -> tuple[WordLists, list[RuleError]]:
    """``lists`` with the changes of ``packs``, and what of these cannot be made."""
    remarks: list[RuleError] = []
    changed = []
    for name in sorted({name for pack in packs for name in pack.words}):
        those = [pack for pack in packs if name in pack.words]
        if name not in LISTS:
            named = [pack for pack in packs if any(rule.get("words") == name for rule in pack.rules)]
            if not named:
                near = next(iter(get_close_matches(name, LISTS, n=1)), "")
                known = ", ".join(LISTS)
                at = ("words", name)
                remarks += [pack.fault("pack.no-list", at, list=name, known=known, near=near) for pack in those]
                continue
        changed.append(_change_list(lists, name, those, remarks))
    return WordLists(lists.folder, changed), remarks


def line_key(line: str) -> str:
    """What a line of a list says, its notes and spaces aside."""
    return " ".join(line.split("#")[0].split())


def head_of(line: str) -> str:
    """The words of which a line tells: what stands before «=», «:» or «|», without marks."""
    return _ANSWER.split(line_key(line), maxsplit=1)[0].strip().lstrip(_MARKS)


def in_section(line: str) -> tuple[str, str]:
    """(section, the rest) of «[section] line»; no section where none stands."""
    found = _SECTION.fullmatch(line)
    return (found["section"].strip(), found["line"]) if found else ("", line)


def _change_list(lists: WordLists, name: str, packs: Sequence[OwnPack], remarks: list[RuleError]) -> ChangedList:
    kind, path = kind_of(name), lists.folder / name
    lines = words_text(path).splitlines() if path.exists() else []
    sections = {line.strip()[1:-1] for line in lines if line.strip().startswith("[")}
    for pack in packs:
        for number, line in enumerate(pack.words[name].remove):
            if not _taken_out(lines, kind, line):
                remarks.append(pack.fault("pack.no-line", ("words", name, "remove", number), text=line, list=name))
    added = [_AddedLine(pack, name, number) for pack in packs for number in range(len(pack.words[name].add))]
    for each in list(added):
        section, line = in_section(each.text)
        if kind.sectioned and section not in sections:
            remarks.append(each.fault("pack.no-section", known=", ".join(sorted(sections))))
            added.remove(each)
        elif kind.keyed and not kind.parted:
            _taken_out(lines, kind, head_of(line.splitlines()[0]))
    while True:
        text, places = _together(lines, added, kind)
        made = changed_list(path, text)
        try:
            kind.read(made)
        except RuleError as fault:
            bad = next((each for each, at in zip(added, places, strict=True) if fault.line in at), None)
            if bad is None:  # something taken out was needed by what stays
                remarks.append(packs[-1].fault("pack.spoilt-list", ("words", name), list=name))
                return changed_list(path, words_text(path))
            remarks.append(bad.fault("pack.bad-line", list=name))
            added.remove(bad)
        else:
            return made


def _taken_out(lines: list[str], kind: ListKind, wanted: str) -> bool:
    """Blanks the line ``wanted`` with its notes, or takes the word ``wanted`` out of a line of several."""
    section, wanted = in_section(wanted)
    wanted, here, found = line_key(wanted), "", False
    for at, line in enumerate(lines):
        if line.strip().startswith("["):
            here = line.strip()[1:-1]
            continue
        if not line_key(line) or (section and section != here) or line[:1].isspace():
            continue
        if wanted in (line_key(line), head_of(line)):
            found, lines[at] = True, ""
            while at + 1 < len(lines) and lines[at + 1][:1].isspace():
                at += 1
                lines[at] = ""
        elif kind.parted and here not in kind.whole:
            words = [word.strip() for word in line_key(line).split(kind.parted)]
            if wanted in words:
                found, lines[at] = True, f"{kind.parted.strip() or ' '} ".lstrip(" ").join(_but(words, wanted))
    return found


def _but(words: Iterable[str], wanted: str) -> Iterator[str]:
    return (word for word in words if word != wanted)


def _together(lines: Sequence[str], added: Sequence[_AddedLine], kind: ListKind) -> tuple[str, list[range]]:
    """The text of the list, and at which of its lines (from 1) each of ``added`` stands."""
    made: list[str] = [] if kind.first else list(lines)
    places = []
    for each in added:
        section, line = in_section(each.text) if kind.sectioned else ("", each.text)
        if section:
            made.append(f"[{section}]")
        first, *notes = line.splitlines()
        made += [first, *(f"    {note.strip()}" for note in notes)]
        places.append(range(len(made) - len(notes), len(made) + 1))
    if kind.first:
        made += lines
    return "\n".join(made) + "\n", places
