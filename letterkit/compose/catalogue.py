"""Blanks and reply texts of a body: files of one folder, looked up by id."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from letterkit.core.errors import RequestError, TemplateError
from letterkit.core.outcome import Evidence, Ground, Outcome
from letterkit.datafile import load_model, parse_model, read_text

if TYPE_CHECKING:
    from letterkit.ooxml.clean import Removal

RESERVED = frozenset({
    "opening", "subject", "subject_about", "addressed", "came_to", "questions", "answered", "body", "contact", "law",
    "date", "number", "due_date", "appeal", "office", "applicant", "executor", "several", "woman", "man", "attachments",
    "loop",
})  # fmt: skip
"""Names that the card and the profile give every reply text (``compose.context``): no field of its own may have one."""


FieldType = Literal["text", "prose", "list", "date", "number", "money", "body", "bodies", "url", "flag"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class _CatalogueModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldPart(_CatalogueModel):
    """A field of ``reply.fields``: its label for people, a ``hint`` under it, what may stand in it, an example.

    One that is not ``printed`` stays in the card: an internal note of why the reply may be sent. ``evidence`` says what
    the field proves (letterkit.standard_replies).
    """

    label: Line
    hint: Line | None = None
    type: FieldType = "text"
    required: bool = False
    printed: bool = True
    evidence: Evidence | None = None
    example: str | int | list[str] | None = None


class ReplyHead(_CatalogueModel):
    """The front matter of a reply text; ``name`` is what lists call it, where its outcome is not name enough."""

    id: Slug
    name: Line | None = None
    title: Line
    clause: Line | None = None
    outcome: Outcome | None = None
    ground: Ground | None = None
    due_days: int | None = Field(None, ge=1, le=60)
    purpose: Line | None = None
    needs: list[Line] = []
    fields: dict[Name, FieldPart] = {}


class GeometryPart(_CatalogueModel):
    """What the starter file was made from: millimetres, points, lines."""

    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float
    requisite_mm: float
    arms_mm: float
    text_pt: float
    name_pt: float
    reference_pt: float
    executor_pt: float
    line: float


class BlankHead(_CatalogueModel):
    """The .yml beside a blank."""

    id: Slug
    label: Line
    layout: Literal["corner", "longitudinal"]
    pack: Slug
    title_required: bool = True
    font_free: bool = True
    qr_place: Literal["lower-right", "upper-right"] | None = None
    geometry: GeometryPart


@dataclass(frozen=True)
class ReplyText:
    """One reply text; ``source`` is its Jinja text, which begins on line ``first_line`` of ``file``."""

    head: ReplyHead
    source: str
    file: str
    first_line: int

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def fields(self) -> Mapping[str, FieldPart]:
        return self.head.fields

    @property
    def unprinted(self) -> frozenset[str]:
        """Fields that the letter does not show."""
        return frozenset(name for name, field in self.fields.items() if not field.printed)


@dataclass(frozen=True)
class Blank:
    """One letterhead: the bytes of its .docx and what is said of it beside.

    ``taken`` is what was taken out of the file when it was brought.
    """

    head: BlankHead
    data: bytes
    file: str
    taken: "tuple[Removal, ...]" = ()

    @property
    def id(self) -> str:
        return self.head.id


_Read = TypeVar("_Read", ReplyText, Blank)


class Catalogue:
    """The folders ``blanks`` and ``replies`` of ``root``; what has changed there is read anew when it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[Path, tuple[Sequence[bytes], ReplyText | Blank]] = {}

    def replies(self) -> tuple[ReplyText, ...]:
        """All reply texts by id; raises TemplateError as ``load_reply``."""
        return tuple(map(self._reply, self._paths("replies/*.md").values()))

    def reply(self, id: str) -> ReplyText:
        """The reply text ``id``; raises RequestError ``reply.unknown`` with ``known`` ids, TemplateError."""
        paths = self._paths("replies/*.md")
        if id not in paths:
            raise RequestError("reply.unknown", id=id, known=tuple(paths))
        return self._reply(paths[id])

    def offered_reply(self, id: str) -> ReplyText:
        """As ``reply``, for a letter that is begun now: what is out of use only goes on with letters made before."""
        return self.reply(id)

    def offered_blank(self, id: str) -> Blank:
        """As ``blank``, for a letter that is begun now."""
        return self.blank(id)

    def blanks(self) -> tuple[Blank, ...]:
        """All blanks by id; raises TemplateError as ``load_blank``."""
        return tuple(map(self._blank, self._paths("blanks/*.yml").values()))

    def blank(self, id: str) -> Blank:
        """The blank ``id``; raises RequestError ``blank.unknown`` with ``known`` ids, TemplateError."""
        paths = self._paths("blanks/*.yml")
        if id not in paths:
            raise RequestError("blank.unknown", id=id, known=tuple(paths))
        return self._blank(paths[id])

    def _paths(self, pattern: str) -> Mapping[str, Path]:
        return {path.stem: path for path in sorted(self._folder().glob(pattern))}

    def _folder(self) -> Path:
        """Where they lie just now."""
        return self.root

    def _reply(self, path: Path) -> ReplyText:
        return self._fresh(path, (path,), load_reply)

    def _blank(self, path: Path) -> Blank:
        return self._fresh(path, (path, path.with_suffix(".docx")), load_blank)

    def _fresh(self, path: Path, files: Sequence[Path], load: Callable[[Path], _Read]) -> _Read:
        """What ``path`` says, the same object until a byte of ``files`` is another: times of files may lie."""
        try:
            now = [file.read_bytes() for file in files]
        except OSError:
            return load(path)  # tells what is wrong
        before, found = self._read.get(path, ((), None))
        if found is None or before != now:
            found = load(path)
            self._read[path] = now, found
        return cast(_Read, found)


_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)


def parse_reply(text: str, file: str) -> ReplyText:
    """A reply text with its front matter.

    Raises TemplateError: ``reply.no-front-matter``, ``reply.reserved-field``, ``yaml.syntax`` and ``data.*`` with line
    and column.
    """
    text = text.replace("\r\n", "\n")
    match = _FRONT.match(text)
    if match is None:
        raise TemplateError("reply.no-front-matter", file=file, line=1)
    head = parse_model(match[1], ReplyHead, file=file, error=TemplateError, first_line=2)
    for name in head.fields:
        if name in RESERVED:
            raise TemplateError("reply.reserved-field", file=file, name=name)
    return ReplyText(head, text[match.end() :], file, text[: match.end()].count("\n") + 1)


def parse_blank(head: str, docx: bytes, file: str) -> Blank:
    """A blank with the description ``head`` (YAML, named ``file`` in errors); raises TemplateError ``yaml.syntax``,
    ``data.*``. What its Word file says is not looked at.
    """
    return Blank(parse_model(head, BlankHead, file=file, error=TemplateError), docx, file)


def load_reply(path: Path) -> ReplyText:
    """The reply text at ``path``; raises as ``parse_reply``, and ``template.wrong-id`` when its id is not its name."""
    found = parse_reply(read_text(path, TemplateError), str(path))
    if found.id != path.stem:
        raise TemplateError("template.wrong-id", file=str(path), id=found.id, name=path.stem)
    return found


def load_blank(path: Path) -> Blank:
    """The blank whose .yml is at ``path``; raises TemplateError, ``blank.no-docx`` when there is no .docx beside it."""
    head = load_model(path, BlankHead, TemplateError)
    if head.id != path.stem:
        raise TemplateError("template.wrong-id", file=str(path), id=head.id, name=path.stem)
    docx = path.with_suffix(".docx")
    try:
        return Blank(head, docx.read_bytes(), str(docx))
    except OSError as fault:
        raise TemplateError("blank.no-docx", file=str(docx)) from fault
