"""A report read back from CONTRACT's JSON, so that one that was kept is shown as it was on its day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from letterkit.core.answers import Answer, AnsweredBy, AnswerState
from letterkit.core.box import Box
from letterkit.core.cuts import Cut, CutPlan
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Part, Role, Source
from letterkit.core.report import (
    ClauseState,
    NotChecked,
    Report,
    StandardClause,
    StandardStates,
    Verdict,
    WaivedFinding,
)


def report_of(kept: Mapping[str, Any]) -> Report:
    """The report that ``as_json.report_object`` has made ``kept`` of."""
    facts = dict(kept["facts"])
    length, questions = facts.pop("length", None), facts.pop("questions", ())
    return Report(
        source=Source(**kept["source"]),
        verdict=Verdict(kept["verdict"]),
        text=kept["text"],
        parts=tuple(Part(Role(each["role"]), each["start"], each["end"], each["page"]) for each in kept["parts"]),
        facts=facts,
        findings=tuple(_finding(each) for each in kept["findings"]),
        clauses={each["clause"]: ClauseState(each["state"]) for each in kept["clauses"]},
        not_checked=tuple(NotChecked(each["what"], each["code"]) for each in kept["not_checked"]),
        waived=tuple(_read_waiver(each) for each in kept["waived"]),
        versions=kept["versions"],
        timing_ms=kept["timing_ms"],
        cuts=_cuts(length) if length else None,
        answers=tuple(_answer(each) for each in questions),
        standards=tuple(_standard(each) for each in kept.get("standards", ())),
    )


def _standard(kept: Mapping[str, Any]) -> StandardStates:
    rows = (StandardClause(each["clause"], each["asks"], ClauseState(each["state"])) for each in kept["clauses"])
    return StandardStates(kept["standard"], tuple(rows))


def _finding(kept: Mapping[str, Any]) -> Finding:
    alike = {name: value for name, value in kept.items() if name != "others"}
    fields = {**alike, "level": Level(kept["level"]), "suggestions": tuple(kept["suggestions"])}
    fields["box"] = _box(kept["box"])
    fields["others"] = tuple(_finding({**alike, **other}) for other in kept.get("others", ()))
    return Finding(**fields)


def _box(kept: Sequence[float] | None) -> Box | None:
    return None if kept is None else Box(*kept)


def _read_waiver(kept: Mapping[str, Any]) -> WaivedFinding:
    until = kept["until"]
    return WaivedFinding(kept["code"], kept["reason"], kept["by"], date.fromisoformat(until) if until else None)


def _cuts(kept: Mapping[str, Any]) -> CutPlan:
    cuts = tuple(Cut(**each) for each in kept["cuts"])
    return CutPlan(**{**kept, "cuts": cuts, "least": tuple(kept["least"])})


def _answer(kept: Mapping[str, Any]) -> Answer:
    by = kept["by"]
    return Answer(
        question=kept["question"],
        state=AnswerState(kept["state"]),
        start=kept["start"],
        end=kept["end"],
        by=AnsweredBy(by) if by else None,
        found=tuple(kept["found"]),
        lost=tuple(kept["lost"]),
    )
