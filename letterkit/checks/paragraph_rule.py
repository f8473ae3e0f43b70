"""A rule that sees no further than its paragraph: what it finds there is remembered for the next letter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from pydantic import BaseModel, ConfigDict

from letterkit.checks.check import Work
from letterkit.checks.hit import Hit
from letterkit.checks.prefilter import Cue
from letterkit.checks.rule_file import RuleFile
from letterkit.checks.subject import Subject
from letterkit.core.letter import Part


class Strict(BaseModel):
    """A piece of a rule file; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, ignored_types=(cached_property,))


@dataclass(frozen=True, slots=True)
class Local:
    """A hit with places counted from the beginning of its paragraph; ``core`` is what must be free to be touched."""

    hit: Hit
    core: tuple[int, int]

    @classmethod
    def of(cls, hit: Hit, part: Part, start: int, end: int) -> "Local":
        return cls(hit.move(-part.start), (start - part.start, end - part.start))

    def place(self, part: Part) -> tuple[Hit, Hit]:
        """The hit and its core, as places of the letter in which ``part`` stands."""
        return self.hit.move(part.start), Hit(self.core[0] + part.start, self.core[1] + part.start)


class ParagraphRule(RuleFile):
    """A rule that sees no further than its paragraph, so that what it found there can be remembered."""

    def passes(self, subject: Subject, core: Hit) -> bool:
        """Whether a hit with this ``core`` stands in the letter at hand: asked anew each time."""
        return self.free(subject, core)

    def of_paragraphs(self, find: Callable[[Subject, Part], Iterator[Local]], *cues: Cue) -> Work:
        """``find`` asked of each new paragraph in which one of ``cues`` is heard."""

        def run(subject: Subject) -> Iterator[Hit]:
            for part, local in subject.recall(self.roles, self.code, partial(find, subject), cued=True):
                hit, core = local.place(part)
                if self.passes(subject, core):
                    is_whole = (hit.start, hit.end) == (core.start, core.end)
                    yield hit if is_whole or hit.raw else replace(hit, word=subject.text[core.start : core.end])

        return Work(run, cues=cues)
