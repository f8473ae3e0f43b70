"""Functions that are checks: decorated in their family's module, assembled here, in one visible place."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

import regex

from letterkit.checks.check import Need
from letterkit.checks.cues import Cue
from letterkit.checks.guarded import Guarded
from letterkit.checks.hit import Hit
from letterkit.checks.needed import cue_of
from letterkit.checks.subject import Subject
from letterkit.core.errors import RuleError
from letterkit.core.letter import Role

FunctionCheck = Callable[[Subject], Iterable[Hit]]

FAMILIES = (
    "letterhead",
    "reference",
    "reference_bare",
    "addressee",
    "addressee_declined",
    "title",
    "title_cases",
    "title_subject",
    "salutation",
    "address_form",
    "opening",
    "opening_bodies",
    "opening_commas",
    "opening_subject",
    "opening_verb",
    "outcome",
    "outcome_refusals",
    "questions",
    "typical",
    "typical_course",
    "typical_terms",
    "law",
    "law_places",
    "consistency",
    "consistency_deeds",
    "consistency_places",
    "consistency_sums",
    "consistency_spans",
    "consistency_weekday",
    "consistency_repeats",
    "delivery",
    "privacy",
    "privacy_facts",
    "abbreviation",
    "officialese",
    "jargon",
    "tone",
    "readability",
    "spelling_pairs",
    "spelling_capitals",
    "spelling_keyboard",
    "spelling_particles",
    "spelling_joined",
    "grammar",
    "grammar_attribute",
    "grammar_predicate",
    "grammar_verb",
    "grammar_cases",
    "grammar_numerals",
    "grammar_counts",
    "grammar_dates",
    "grammar_objects",
    "grammar_government",
    "grammar_finite",
    "grammar_gerund",
    "grammar_preposition",
    "grammar_chain",
    "grammar_relative",
    "grammar_several",
    "grammar_tree_subject",
    "grammar_tree_attribute",
    "grammar_tree_nouns",
    "grammar_infinitives",
    "grammar_amounts",
    "grammar_counting",
    "grammar_sharing",
    "grammar_verbal_nouns",
    "punctuation",
    "punctuation_clauses",
    "punctuation_but",
    "punctuation_turns",
    "punctuation_extra",
    "punctuation_subject",
    "punctuation_links",
    "punctuation_list",
    "punctuation_met",
    "punctuation_ends",
    "punctuation_pairs",
    "punctuation_row",
    "punctuation_spheres",
    "punctuation_stops",
    "punctuation_circumstance",
    "punctuation_joined",
    "punctuation_opener",
    "punctuation_object",
    "punctuation_circumlead",
    "punctuation_introductory",
    "punctuation_colon",
    "punctuation_nominal",
    "punctuation_likes",
    "punctuation_likely_row",
    "punctuation_announced",
    "punctuation_early",
    "typography",
    "typography_dashes",
    "typography_lines",
    "attachment",
    "attachment_list",
    "closing",
    "signature",
    "signature_post",
    "esign",
    "executor",
    "executor_form",
    "length",
    "length_coach",
    "layout",
    "layout_pages",
)
"""Modules of letterkit.checks.families that hold function checks, in the order in which a letter is read."""


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
    seeks: Iterable["regex.Pattern[str] | Guarded"] = (),
) -> Callable[[FunctionCheck], FunctionCheck]:
    """Mark a function as the logic of the rule file ``code``; what the rule says and how grave it is stands there.

    One that looks at paragraphs ``alone`` is asked of each part of these roles as of a letter of its own (of a new
    letter as a whole first, whether there is anything to ask about), and what it found there is remembered; each of
    its hits must have a place. It can need nothing: a letter without that would be remembered as one in which nothing
    was found. It is not asked of a paragraph without one of its ``words``, if it has some: forms, «~lemmas», pairs of
    neighbours, as letterkit.checks.phrase.Places has them, and «<NUMR>», «<digit>» (letterkit.checks.cues.marks_of);
    nor of one in which none of the expressions that it ``seeks`` can match.
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


def _source(pattern: "regex.Pattern[str] | Guarded") -> str:
    compiled = pattern.pattern if isinstance(pattern, Guarded) else pattern
    if compiled.flags & regex.VERBOSE:
        raise RuntimeError(f"what needs to stand in a text is not known of a verbose expression: {compiled.pattern}")
    return compiled.pattern


@cache
def functions() -> Mapping[str, Logic]:
    """Every function check by its code."""
    found: dict[str, Logic] = {}
    for name in FAMILIES:
        module = importlib.import_module(f"letterkit.checks.families.{name}")
        for value in vars(module).values():
            logic = cast("Logic | None", getattr(value, "logic", None))
            if logic is not None and value.__module__ == module.__name__:
                if logic.code in found:
                    raise RuntimeError(f"two functions for {logic.code}")
                found[logic.code] = logic
    return found


def function(code: str) -> Logic:
    """The function check ``code``; raises RuleError ``rule.no-function``."""
    try:
        return functions()[code]
    except KeyError:
        raise RuleError("rule.no-function", rule=code) from None
