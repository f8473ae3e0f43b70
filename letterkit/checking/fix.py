"""Takes every mend that needs no person's judgement and checks again, until nothing safe is left.

What made the letter worse is taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from letterkit.checking.checker import CheckedLetter, Checker
from letterkit.checking.letter_files import form_of
from letterkit.checks.duplicates import GRAVITY, LANGUAGE
from letterkit.checks.mend_trial import Change, is_told, place_before
from letterkit.checks.waivers import Waiver
from letterkit.core.errors import LetterFileError, RequestError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Role
from letterkit.core.report import Report

MAX_ROUNDS = 3
"""A mend may uncover another (a space mended, then the comma after it); more rounds would mean two rules at war."""

_TEXT = frozenset({Role.TITLE, Role.OPENING, Role.BODY, Role.ATTACHMENT})


@dataclass(frozen=True, slots=True)
class Mend:
    """One change made: ``was`` became ``now`` because of the finding ``code``."""

    code: str
    message: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A mend that was taken back, and what would have been found in the letter with it."""

    mend: Mend
    why: str


@dataclass(frozen=True, slots=True)
class FixedLetter:
    """The mended letter, what was done to it in order, and the report on what is left.

    ``undone`` are the safe mends that would have made it worse.
    """

    data: bytes
    mends: tuple[Mend, ...]
    before: Report
    after: CheckedLetter
    undone: tuple[Undone, ...] = ()


def fix(
    data: bytes, name: str, checker: Checker, waivers: Sequence[Waiver] = (), *, text_only: bool = False
) -> FixedLetter:
    """The letter ``data`` with its safe mends made; the look of a .docx, the encoding and line ends of a .txt stay.

    What ``waivers`` answer for is left as it is, and so is what would bring a fault that was not there.
    Raises LetterFileError ``fix.form`` for forms that cannot be changed in place, and what checking raises.
    """
    if form_of(data, name) not in ("docx", "text"):
        raise LetterFileError("fix.form", file=name, suffix=Path(name).suffix.lower())
    before = checked = checker.check_bytes(data, name, waivers, text_only=text_only)
    made: list[Mend] = []
    undone: dict[Mend, str] = {}
    for _ in range(MAX_ROUNDS):
        chosen = _choose_findings(checked.report.findings, data, name)
        text, kept = checked.report.text, checked
        chosen = [finding for finding in chosen if _mend_of(finding, text) not in undone]
        while chosen:
            mended, done = _apply_mends(data, name, chosen)
            if not done:
                break
            kept = checker.check_bytes(mended, name, waivers, text_only=text_only)
            harm = _harm_of(done, checked.report, kept.report)
            if not harm:
                break
            undone |= {_mend_of(finding, text): why for finding, why in harm}
            chosen, kept = [finding for finding in done if _mend_of(finding, text) not in undone], checked
        if kept is checked:
            break
        data, checked = mended, kept
        made += [_mend_of(finding, text) for finding in done]
    return FixedLetter(data, tuple(made), before.report, checked, tuple(Undone(*each) for each in undone.items()))


def _mend_of(finding: Finding, text: str) -> Mend:
    return Mend(finding.code, finding.message, text[finding.start : finding.end], finding.suggestions[0])


def _harm_of(done: Sequence[Finding], before: Report, after: Report) -> list[tuple[Finding, str]]:
    """Those of ``done`` whose mends brought what was not found before, each with what that is.

    Other rules than those of language ask what a letter says, and may see it for the first time in a sentence that has
    been mended: they count within the mended words, and where a part of the letter is lost.
    """
    changes = [_change(finding) for finding in done]
    others = [place for finding in before.findings for place in finding.places if place not in done]
    missing = {finding.code for finding in before.findings if finding.start is None}
    harm: list[tuple[Finding, str]] = []
    for found in (place for finding in after.findings for place in finding.places):
        if found.level is Level.ADVICE:
            continue
        if found.start is None:
            around = [each for each in done if _role(before, each) not in _TEXT]
            harm += [(each, found.message) for each in around if found.code not in missing]
            continue
        start, end = place_before(changes, found)
        if is_told(found, start, end, done, others):
            continue
        nearest = min(done, key=lambda each: _distance(each, start, end))
        inside = nearest.start is not None and nearest.start <= start and end <= max(_change(nearest)[1], start + 1)
        if found.family in LANGUAGE or (inside and GRAVITY[found.level] <= GRAVITY[nearest.level]):
            harm.append((nearest, found.message))
    return harm


def _role(report: Report, finding: Finding) -> Role | None:
    at = finding.start or 0
    return next((part.role for part in report.parts if part.start <= at < part.end), None)


def _distance(finding: Finding, start: int, end: int) -> int:
    was_start, was_end, _ = _change(finding)
    return max(was_start - end, start - was_end, 0)


def mend_letter(data: bytes, name: str, finding: Finding, words: str) -> bytes:
    """The letter ``data`` with ``words`` in the place of ``finding``; its look, or its encoding, stays.

    Raises LetterFileError ``fix.form`` for forms that cannot be changed in place, RequestError ``mend.cannot`` where
    the place cannot take the words (it goes over two paragraphs, the encoding has no such letters).
    """
    if form_of(data, name) not in ("docx", "text"):
        raise LetterFileError("fix.form", file=name, suffix=Path(name).suffix.lower())
    if not _fits(words, _encoding(data, name)):
        raise RequestError("mend.cannot")
    done, made = _apply_mends(data, name, [replace(finding, suggestions=(words,))])
    if not made:
        raise RequestError("mend.cannot")
    return done


def refuse_overwriting(source: Path, out: Path) -> None:
    """Raises RequestError ``fix.same-file`` or ``fix.other-suffix``: the letter as it came is never lost."""
    if out.exists() and out.samefile(source):
        raise RequestError("fix.same-file", file=str(out))
    if out.suffix.lower() != source.suffix.lower():
        raise RequestError("fix.other-suffix", file=str(out), suffix=source.suffix.lower())


def _choose_findings(findings: Sequence[Finding], data: bytes, name: str) -> list[Finding]:
    """Safe findings with a place and words, none touching another; the rest wait for the next round."""
    encoding = _encoding(data, name)
    every = [place for finding in findings for place in finding.places]
    safe = [finding for finding in every if finding.safe and finding.suggestions and finding.start is not None]
    chosen: list[Finding] = []
    free_from = -1
    for finding in sorted(safe, key=lambda each: (each.start, each.end)):
        start, end, words = _change(finding)
        if start >= free_from and _fits(words, encoding):
            chosen.append(finding)
            free_from = end + 1
    return chosen


def _change(finding: Finding) -> Change:
    assert finding.start is not None
    assert finding.end is not None
    return finding.start, finding.end, finding.suggestions[0]


def _apply_mends(data: bytes, name: str, chosen: Sequence[Finding]) -> tuple[bytes, Sequence[Finding]]:
    """The letter with the mends of ``chosen`` made, and those that could be made (none may cross paragraphs)."""
    if form_of(data, name) == "text":
        return _text_mended(data, name, chosen), chosen
    from letterkit.ooxml import edit

    try:
        return edit.replace(data, name, [_change(finding) for finding in chosen]), chosen
    except LetterFileError:
        if len(chosen) == 1:
            return data, ()
    done: list[Finding] = []
    for finding in reversed(chosen):
        data, made = _apply_mends(data, name, [finding])
        done += made
    return data, done[::-1]


def _text_mended(data: bytes, name: str, chosen: Sequence[Finding]) -> bytes:
    from letterkit.reading.text import decode

    text, encoding = decode(data, name)
    mark = data[: len(data) - len(text.encode(encoding))]
    for start, end, words in map(_change, reversed(chosen)):
        text = text[:start] + words + text[end:]
    return mark + text.encode(encoding)


def _encoding(data: bytes, name: str) -> str | None:
    if form_of(data, name) == "docx":
        return None
    from letterkit.reading.text import decode

    return decode(data, name)[1]


def _fits(words: str, encoding: str | None) -> bool:
    """Whether the file's own encoding has letters for ``words``."""
    if encoding is None:
        return True
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
