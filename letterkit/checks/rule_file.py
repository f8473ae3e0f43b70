"""What a rule file may hold (the keys common to every kind); kinds.py adds what each kind finds and mends."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Annotated, Any, Literal

import regex
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from letterkit.checks.check import Check, Example, Work, holes
from letterkit.checks.hit import Hit
from letterkit.checks.protected_spans import FROM_PROOFING, FROM_STYLE, Shield
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.errors import BadValue
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role

_CODE = regex.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = regex.compile(r"\d+(?:\.\d+)+")
STYLE_FAMILIES = frozenset({"officialese", "jargon", "foreign", "abbreviation", "readability", "tone"})


def split(given: object) -> object:
    """A string stands for a list of one; a string of several lines («find: |») for a list of its lines, read faster."""
    if isinstance(given, str):
        return tuple(line.strip() for line in given.splitlines() if line.strip()) if "\n" in given else (given,)
    return given


Words = Annotated[tuple[str, ...], BeforeValidator(split)]


def _as_list(given: object) -> object:
    return given if isinstance(given, list) else [given]


def _code(written: str) -> str:
    if not _CODE.fullmatch(written):
        raise BadValue("rule.code")
    return written


Code = Annotated[str, AfterValidator(_code)]


def _clause(written: object) -> object:
    if not isinstance(written, str) or not _NUMBER.fullmatch(written):
        raise BadValue("rule.clause")
    return written


def _parts(written: object) -> object:
    """«prose», «all», or parts of a letter, one or a list of them."""
    if written in ("prose", "all"):
        return written
    return [_part(each) for each in (written if isinstance(written, list) else [written])]


def _part(written: object) -> Role:
    if not isinstance(written, str) or written not in set(Role):
        raise BadValue("rule.part", written, ", ".join(Role))
    return Role(written)


Letterpart = Annotated[Role, BeforeValidator(_part)]


class ExampleFile(BaseModel):
    """A paragraph of the body, or how a whole clean letter is changed (docs/guide/write-rule.md).

    The words in brackets are shown by the ``field`` («DATE»); ``taken`` is what its file had besides: {picture: where}.
    ``besides`` are codes of findings that a right example raises on purpose.
    """

    model_config = ConfigDict(extra="forbid")

    text: str | None = None
    part: Letterpart | None = None
    without: Annotated[tuple[Letterpart, ...], BeforeValidator(_as_list)] = ()
    parts: dict[Letterpart, str] = {}
    also: dict[Letterpart, str] = {}
    letter: str | None = None
    card: dict[str, Any] | None = None
    pages: Annotated[int, Field(ge=1, le=20)] | None = None
    executor_at_mm: tuple[float, float] | None = None
    executor_on_page: int | None = None
    sheet: dict[str, Any] | None = None
    field: str | None = None
    taken: dict[str, str] | None = None
    besides: Annotated[tuple[str, ...], BeforeValidator(split)] = ()

    def example(self) -> Example:
        """The example with what it changes, as it was written."""
        changes = self.model_dump(exclude={"text"}, exclude_unset=True, mode="json")
        return Example(self.text, changes)


def _paragraph(written: object) -> object:
    return {"text": written} if isinstance(written, str) else written


WrittenExample = Annotated[ExampleFile, BeforeValidator(_paragraph)]


class Examples(BaseModel):
    """What is wrong, with the words in [brackets], and what is right; a string is a paragraph of the body."""

    model_config = ConfigDict(extra="forbid")

    wrong: list[WrittenExample] = Field(min_length=1)
    right: list[WrittenExample] = Field(min_length=1)


class RuleFile(BaseModel, ABC):
    """A rule as a clerk writes it."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, ignored_types=(cached_property,))

    code: Code
    kind: str
    clause: Annotated[str | None, BeforeValidator(_clause)] = None
    level: Level
    message: Annotated[str, Field(min_length=8)]
    why: Annotated[str, Field(min_length=8)]
    advice: str = ""
    safe: bool = False
    yields: bool = False
    weighed: bool = False
    where: Annotated[Any, BeforeValidator(_parts)] = "prose"
    protect: Literal["style", "proofing", "none"] | list[Shield] | None = None
    examples: Annotated[Examples | None, Field(validate_default=True)] = None

    @field_validator("message", "advice")
    @classmethod
    def _no_full_stop(cls, sentence: str) -> str:
        if sentence.endswith("."):
            raise BadValue("rule.full-stop")
        return sentence

    @field_validator("why")
    @classmethod
    def _no_holes(cls, why: str) -> str:
        if holes(why):
            raise BadValue("rule.holes-in-reason")
        return why

    @field_validator("examples")
    @classmethod
    def _has_examples(cls, examples: Examples | None, known: ValidationInfo) -> Examples | None:
        if examples is None and known.data.get("kind") != "internal":
            raise BadValue("rule.no-examples")
        return examples

    @abstractmethod
    def work(self) -> Work:
        """The work of the rule."""

    def check(self, file: str) -> Check:
        """The frozen check of this file."""
        work = self.work()
        return Check(
            code=self.code,
            kind=self.kind,
            clause=self.clause,
            level=self.level,
            message=self.message,
            why=self.why,
            advice=self.advice,
            safe=self.safe,
            yields=self.yields or self.kind == "speech",
            needs=work.needs,
            run=work.run,
            cues=work.cues,
            wrong=tuple(each.example() for each in self.examples.wrong) if self.examples else (),
            right=tuple(each.example() for each in self.examples.right) if self.examples else (),
            file=file,
            is_wide=work.is_wide,
            weighed=self.weighed,
        )

    def fields_of(self, subject: Subject) -> tuple[Part, ...]:
        """The parts of the letter that the rule looks at."""
        return subject.fields(self.roles)

    @cached_property
    def roles(self) -> tuple[Role, ...] | None:
        """The roles of the parts that the rule looks at; None for all."""
        if self.where == "all":
            return None
        return PROSE if self.where == "prose" else tuple(self.where)

    def free(self, subject: Subject, hit: Hit) -> bool:
        """Whether ``hit`` stands clear of what this rule must not touch."""
        shields = self.shields
        return (
            not shields
            or hit.start is None
            or hit.end is None
            or not subject.protected.touches(hit.start, hit.end, shields)
        )

    @cached_property
    def shields(self) -> frozenset[Shield]:
        """What the rule must not touch: by ``protect``, else by its family."""
        family = self.code.split(".", 1)[0]
        choice = self.protect or ("style" if family in STYLE_FAMILIES else "none")
        if not isinstance(choice, str):
            return frozenset(choice)
        return {"style": FROM_STYLE, "proofing": FROM_PROOFING, "none": frozenset[Shield]()}[choice]
