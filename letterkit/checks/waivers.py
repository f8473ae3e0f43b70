"""Waivers: a person answers for a finding, by code, with a reason and an end; blanket ones cannot be written."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from letterkit.core.errors import BadValue, RuleError
from letterkit.core.finding import Finding
from letterkit.core.report import WaivedFinding
from letterkit.datafile import load_model

SUFFIX = ".waivers.yml"
"""A letter ``reply.docx`` has its waivers in ``reply.docx.waivers.yml`` beside it, a case card likewise."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Answers for findings ``code`` whose excerpt is ``excerpt`` (any, when None), until the day ``until`` is over.

    One that is ``shared`` stands for every letter of a case: that one of them has no use for it is no fault.
    """

    code: str
    reason: str
    by: str
    until: datetime.date
    excerpt: str | None = None
    shared: bool = False

    def answers(self, finding: Finding) -> bool:
        """Whether this waiver is about ``finding``, whatever the day."""
        same_words = self.excerpt is None or " ".join(self.excerpt.split()) == " ".join(finding.excerpt.split())
        return self.code == finding.code and same_words


@dataclass(frozen=True, slots=True)
class SiftedFindings:
    """Findings that stand, what was waived, and waivers that are past their day or answer for nothing."""

    findings: tuple[Finding, ...]
    waived: tuple[WaivedFinding, ...]
    expired: tuple[Waiver, ...]
    unused: tuple[Waiver, ...]


def sift(findings: Iterable[Finding], waivers: Iterable[Waiver], day: datetime.date) -> SiftedFindings:
    """Take out of ``findings`` what ``waivers`` in force on ``day`` answer for."""
    waivers = tuple(waivers)
    live = [waiver for waiver in waivers if waiver.until >= day]
    standing, waived, used = [], [], set()
    for finding in findings:
        waiver = next((each for each in live if each.answers(finding)), None)
        if waiver is None:
            standing.append(finding)
        else:
            used.add(waiver)
            waived.append(WaivedFinding(finding.code, waiver.reason, waiver.by, waiver.until))
    return SiftedFindings(
        tuple(standing),
        tuple(waived),
        tuple(waiver for waiver in waivers if waiver.until < day),
        tuple(waiver for waiver in live if waiver not in used),
    )


def _one_rule(code: str) -> str:
    if not re.fullmatch(r"[a-z-]+\.[a-z0-9-]+", code):
        raise BadValue("waiver.code")
    return code


class _WaiverEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, AfterValidator(_one_rule)]
    reason: str = Field(min_length=5)
    by: str = Field(min_length=2)
    until: datetime.date
    excerpt: str | None = None


class _WaiversFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    waivers: list[_WaiverEntry]


def load_waivers(path: Path, *, shared: bool = False) -> tuple[Waiver, ...]:
    """The waivers of ``path``; raises RuleError with file, line and column."""
    entries = load_model(path, _WaiversFile, RuleError).waivers
    return tuple(Waiver(each.code, each.reason, each.by, each.until, each.excerpt, shared) for each in entries)
