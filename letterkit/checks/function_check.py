"""How a function becomes a check: decorated in a module of its family's folder with the code of its rule file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import regex

from letterkit.checks.check import Need
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.hit import Hit
from letterkit.checks.literals import cue_of
from letterkit.checks.prefilter import Cue
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role

FunctionCheck = Callable[[Subject], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Logic:
    """A function check, what it cannot be made without, the parts that it looks at one by one (none: at the letter).

    ``cues``: what must be heard in a part for it to be of interest; none where any part may be.
    """

    code: str
    run: FunctionCheck
    needs: Need | None
    alone: tuple[Role, ...]
    cues: tuple[Cue, ...] = ()


def function_check(
    code: str,
    *,
    needs: Need | None = None,
    alone: tuple[Role, ...] = (),
    words: Iterable[str] = (),
    seeks: Iterable["regex.Pattern[str] | GuardedPattern"] = (),
) -> Callable[[FunctionCheck], FunctionCheck]:
    """Mark a function as the logic of the rule file ``code``; what the rule says and how grave it is stands there.

    One that looks at paragraphs ``alone`` is asked of each part of these roles as of a letter of its own (of a new
    letter as a whole first, whether there is anything to ask about), and what it found there is remembered; each of
    its hits must have a place. It can need nothing: a letter without that would be remembered as one in which nothing
    was found. It is not asked of a paragraph without one of its ``words``, if it has some: forms, «~lemmas», pairs of
    neighbours, as letterkit.checks.phrase.Places has them, and «<NUMR>», «<digit>» (``checks.prefilter.marks_of``); nor
    of one in which none of the expressions that it ``seeks`` can match.
    """
    if alone and needs:
        raise RuntimeError(f"{code} cannot both need {needs} and look at paragraphs alone")
    cues = tuple(cue_of(code, _source(pattern)) for pattern in seeks)
    if awaited := frozenset(words):
        cues = (*cues, Cue(code, awaited))
    if cues and not alone:
        raise RuntimeError(f"{code} must look at paragraphs alone to be asked by what stands in them")

    def mark(run: FunctionCheck) -> FunctionCheck:
        run.__dict__["logic"] = Logic(code, run, needs, alone, cues)
        return run

    return mark


def _source(pattern: "regex.Pattern[str] | GuardedPattern") -> str:
    compiled = pattern.pattern if isinstance(pattern, GuardedPattern) else pattern
    if compiled.flags & regex.VERBOSE:
        raise RuntimeError(f"what needs to stand in a text is not known of a verbose expression: {compiled.pattern}")
    return compiled.pattern
