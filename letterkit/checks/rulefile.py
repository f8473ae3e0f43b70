"""What a rule file may hold (the keys common to every kind); kinds.py adds what each kind finds and mends."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from letterkit.checks.check import Check, Example, Need, Run
from letterkit.checks.hit import Hit
from letterkit.checks.protect import FROM_PROOFING, FROM_STYLE, Shield
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role

STYLE_FAMILIES = frozenset({"officialese", "jargon", "foreign", "abbreviation", "readability", "tone"})


def _words(given: object) -> object:
    """A string stands for a list of one; a string of several lines («find: |») for a list of its lines, read faster."""
    if isinstance(given, str):
        return tuple(line.strip() for line in given.splitlines() if line.strip()) if "\n" in given else (given,)
    return given


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Examples(BaseModel):
    """A string is a paragraph of the body; a mapping changes a whole clean letter (docs/rules-howto.md)."""

    model_config = ConfigDict(extra="forbid")

    wrong: list[str | dict[str, Any]] = Field(min_length=1)
    right: list[str | dict[str, Any]] = Field(min_length=1)


class RuleFile(BaseModel, ABC):
    """A rule as a clerk writes it."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, ignored_types=(cached_property,))

    code: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: str
    clause: Annotated[str, Field(pattern=r"^\d+(\.\d+)+$")] | None = None
    level: Level
    message: Annotated[str, Field(min_length=8)]
    why: Annotated[str, Field(min_length=8)]
    advice: str = ""
    safe: bool = False
    where: Literal["prose", "all"] | list[Role] = "prose"
    protect: Literal["style", "proofing", "none"] | list[Shield] | None = None
    examples: Examples | None = None

    @field_validator("message", "advice")
    @classmethod
    def _no_full_stop(cls, sentence: str) -> str:
        if sentence.endswith("."):
            raise ValueError("a message ends without a full stop")
        return sentence

    @model_validator(mode="after")
    def _has_examples(self) -> "RuleFile":
        if self.examples is None and self.kind != "internal":
            raise ValueError("a rule needs examples of what is wrong and what is right")
        return self

    @abstractmethod
    def runner(self) -> tuple[Run, Need | None]:
        """The work of the rule, and what it cannot be done without."""

    def check(self, file: str) -> Check:
        """The frozen check of this file."""
        run, needs = self.runner()
        return Check(
            code=self.code,
            kind=self.kind,
            clause=self.clause,
            level=self.level,
            message=self.message,
            why=self.why,
            advice=self.advice,
            safe=self.safe,
            needs=needs,
            run=run,
            wrong=tuple(_example(each) for each in self.examples.wrong) if self.examples else (),
            right=tuple(_example(each) for each in self.examples.right) if self.examples else (),
            file=file,
        )

    def fields_of(self, subject: Subject) -> tuple[Part, ...]:
        """The parts of the letter that the rule looks at."""
        return subject.fields(self._roles)

    @cached_property
    def _roles(self) -> tuple[Role, ...] | None:
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


def _example(written: str | dict[str, Any]) -> Example:
    if isinstance(written, str):
        return Example(written)
    changes = dict(written)
    return Example(changes.pop("text", None), changes)
