"""Letters made from the examples of rules: a clean one changed in the ways that the example says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import get_args

import regex
from pydantic import BaseModel, ConfigDict

from letterkit.checking.examples.pages import Sheet, lay_out
from letterkit.checks.check import Check, Example, Need
from letterkit.core.box import Box
from letterkit.core.case import CaseCard
from letterkit.core.errors import RuleError
from letterkit.core.letter import ChangingField, Letter, Paragraph, Part, Role, Source, TakenKind, TakenOut
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.datafile import load_model, validate
from letterkit.tables.card import parse_card

_BRACKETS = regex.compile(r"(?<!\\)\[(?P<inside>(?:[^\[\]\\]|\\.)*)(?<!\\)\]", regex.DOTALL)
_LINE = regex.compile(r"[^\n]+")
_PAGE_MM = (210.0, 297.0)

Blocks = list[tuple[Role, str]]


@dataclass(frozen=True, slots=True)
class ExampleLetter:
    """A letter made from an example, and the spans that its brackets held (none: absence is expected)."""

    letter: Letter
    spans: tuple[tuple[int, int], ...]
    card: CaseCard | None
    facts: PageFacts | None


class _BasePart(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Role
    text: str


class _BaseLetter(BaseModel):
    model_config = ConfigDict(extra="forbid")

    parts: list[_BasePart]


def clean_letter(rules: Path) -> tuple[tuple[Role, str], ...]:
    """The parts of the clean letter that examples change (rules/examples/letter.yml); raises RuleError."""
    base = load_model(rules / "examples" / "letter.yml", _BaseLetter, RuleError)
    return tuple((part.role, part.text) for part in base.parts)


def make_letter(base: tuple[tuple[Role, str], ...], check: Check, example: Example) -> ExampleLetter:
    """``base`` changed as ``example`` of ``check`` says; raises CardError and RuleError for a card or a sheet."""
    changes = example.changes
    text, parts, spans = _join_blocks(_change_blocks(base, example))
    card = parse_card(_mapping(changes["card"]), check.file) if "card" in changes else None
    letter = Letter(
        Source("example", "text", sha256(text.encode()).hexdigest()),
        text,
        _paragraphs(text, parts),
        parts,
        fields=tuple(ChangingField(str(changes["field"]), *span) for span in spans) if "field" in changes else (),
        taken=tuple(TakenOut(_taken_kind(kind), str(what)) for kind, what in _mapping(changes.get("taken")).items()),
    )
    if "sheet" in changes:
        sheet = validate(changes["sheet"], Sheet, file=check.file, error=RuleError)
        return ExampleLetter(letter, spans, card, lay_out(letter, sheet))
    return ExampleLetter(letter, spans, card, _facts(letter, changes) if _wants_pages(check, changes) else None)


def _wants_pages(check: Check, changes: Mapping[str, object]) -> bool:
    return check.needs in (Need.PAGES, Need.LAYOUT) or not {"pages", "executor_at_mm", "sheet"}.isdisjoint(changes)


def _taken_kind(written: object) -> TakenKind:
    return next(kind for kind in get_args(TakenKind) if kind == written)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def as_list(value: object) -> list[str]:
    """One word or a list of them, as a list."""
    return [value] if isinstance(value, str) else [str(each) for each in value] if isinstance(value, list) else []


def _change_blocks(base: tuple[tuple[Role, str], ...], example: Example) -> Blocks:
    changes, text = example.changes, example.text
    if "letter" in changes:
        return [(Role.BODY, str(changes["letter"]))]
    replaced = {Role(role): str(words) for role, words in _mapping(changes.get("parts")).items()}
    if text is not None and "part" in changes:
        replaced[Role(str(changes["part"]))] = text
    removed = {Role(role) for role in as_list(changes.get("without"))}
    blocks = [(role, replaced.pop(role, words)) for role, words in base if role not in removed]
    if text is not None and "part" not in changes:
        last = max(index for index, (role, _) in enumerate(blocks) if role is Role.BODY)
        blocks.insert(last + 1, (Role.BODY, text))
    for role, words in _mapping(changes.get("also")).items():
        last = max(index for index, (each, _) in enumerate(blocks) if each is Role.BODY)
        blocks.insert(last + 1, (Role(role), str(words)))
    for role, words in replaced.items():
        blocks.insert(_seat(role, blocks), (role, words))
    return blocks


def _seat(role: Role, blocks: Blocks) -> int:
    """Where a part that the base letter lacks belongs: in the order in which Role names the parts."""
    order = list(Role)
    return next((at for at, (other, _) in enumerate(blocks) if order.index(other) > order.index(role)), len(blocks))


def _join_blocks(blocks: Blocks) -> tuple[str, tuple[Part, ...], tuple[tuple[int, int], ...]]:
    text, parts, spans = "", [], []
    for role, words in blocks:
        joint = " " if role is Role.NUMBER else "\n" if role is Role.REFERENCE else "\n\n"
        text += joint if text else ""
        start = len(text)
        at = 0
        for found in _BRACKETS.finditer(words):
            text += _plain(words[at : found.start()])
            begin = len(text)
            text += _plain(found["inside"])
            spans.append((begin, len(text)))
            at = found.end()
        text += _plain(words[at:])
        parts.append(Part(role, start, len(text)))
    return text, tuple(parts), tuple(spans)


def _plain(words: str) -> str:
    return words.replace("\\[", "[").replace("\\]", "]")


def shift_parts(letter: Letter, text: str, from_: int, shift: int) -> Letter:
    """``letter`` with the words ``text``, which differ from its own by ``shift`` characters before ``from_``.

    A field that ends there is plain words now.
    """

    def place(offset: int) -> int:
        return offset + shift if offset >= from_ else offset

    parts = tuple(replace(part, start=place(part.start), end=place(part.end)) for part in letter.parts)
    fields = tuple(
        replace(each, start=place(each.start), end=place(each.end)) for each in letter.fields if each.end != from_
    )
    return replace(letter, text=text, parts=parts, paragraphs=_paragraphs(text, parts), fields=fields)


def _paragraphs(text: str, parts: Iterable[Part]) -> tuple[Paragraph, ...]:
    """Each line of ``parts`` by itself."""
    return tuple(Paragraph(*line.span()) for part in parts for line in _LINE.finditer(text, part.start, part.end))


def _facts(letter: Letter, changes: Mapping[str, object]) -> PageFacts:
    """Pages that a made letter could have been printed on: words on the first, the executor where it is asked to be."""
    width_mm, height_mm = _PAGE_MM
    count = int(str(changes.get("pages", 1)))
    at = changes.get("executor_at_mm", [30, 262])
    x_mm, y_mm = (float(each) for each in at) if isinstance(at, list) else (30.0, 262.0)
    mark = letter.first(Role.EXECUTOR)
    head = letter.text[: mark.start] if mark else letter.text
    words: dict[int, list[PageWord]] = {number: [] for number in range(1, count + 1)}
    for place, word in enumerate(head.split()):
        words[1].append(PageWord(word, Box(30 + place % 8 * 20, 20 + place // 8 * 6, 18, 5)))
    if mark:
        page = int(str(changes.get("executor_on_page", count)))
        for row, line in enumerate(letter.text_of(mark).splitlines()):
            for place, word in enumerate(line.split()):
                words[page].append(PageWord(word, Box(x_mm + place * 15, y_mm + row * 5, 14, 4)))
    for each in words.values():  # a page without a word would be no page of the letter
        if not each:
            each.append(PageWord("справка", Box(30, 20, 18, 5)))
    return PageFacts(tuple(Page(number, width_mm, height_mm, tuple(each)) for number, each in words.items()))
