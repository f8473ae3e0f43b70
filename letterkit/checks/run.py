"""The run: every rule in force asked of one letter, cheap before dear, each alone.

A check that breaks becomes the finding ``internal.check-failed``, one whose expression does not end in time
``internal.check-slow``, and the report is incomplete: never a lost letter, never a green line.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from time import perf_counter

from letterkit import __version__
from letterkit.checks.check import Check, Need
from letterkit.checks.duplicates import GRAVITY, without_doubles
from letterkit.checks.families.length import coach
from letterkit.checks.families.questions import checks
from letterkit.checks.hit import Hit
from letterkit.checks.mend_odds import weigh_findings
from letterkit.checks.mend_trial import without_bad_mends
from letterkit.checks.paragraph_cache import Memory
from letterkit.checks.patterns import OutOfTime, SlowPattern
from letterkit.checks.repeats import gather_repeats
from letterkit.checks.rule_book import RuleBook, can_err
from letterkit.checks.subject import Subject
from letterkit.checks.waivers import SiftedFindings, Waiver, sift
from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import ToolError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter
from letterkit.core.page import PageFacts
from letterkit.core.profile import Profile
from letterkit.core.report import NotChecked, Report, Verdict
from letterkit.language.ports import Proofreader
from letterkit.pages.locate import PageMap

log = logging.getLogger(__name__)

_WHY_ABSENT = {
    Need.PAGES: "pages.none",
    Need.LAYOUT: "layout.none",
    Need.CARD: "card.none",
    Need.PROOFREADER: "proofreader.off",
}
_LATE = "check.out-of-time"
BROKEN = frozenset({"check.failed", "check.slow", _LATE})
"""Reasons for which a check was begun and not ended: whatever it would have said, the report is not whole."""
_OUT_OF_PLACE = frozenset({Need.CARD, Need.REGISTRATION})
_LONG = frozenset({"length.pages", "length.estimate"})
_ABOUT_PARTS = frozenset(
    "letterhead reference addressee title salutation opening outcome questions length closing signature esign executor "
    "layout delivery attachment typical".split()
)
"""Families that ask what a whole letter has; of a text alone they tell only of what stands in it."""
_ABOUT_WORDS = frozenset({"3.3", "3.7"})
"""Clauses about words alone."""


def check(
    letter: Letter,
    *,
    book: RuleBook,
    profile: Profile,
    card: CaseCard | None = None,
    facts: PageFacts | None = None,
    page_map: PageMap | None = None,
    proofreader: Proofreader | None = None,
    waivers: Iterable[Waiver] = (),
    absent: Mapping[Need, str] | None = None,
    memory: Memory | None = None,
    until: float | None = None,
    text_only: bool = False,
) -> Report:
    """Ask every rule of ``book`` about ``letter``.

    ``absent`` gives better reasons (codes of letterkit.reports.wording) for what is missing than the plain ones, e.g.
    that LibreOffice is not installed; with one for REGISTRATION the letter is not asked for its number and date yet.
    Rules that compare with the card are out of place without one, and those before registration: they are named as not
    checked but do not make the report incomplete. ``page_map`` is that of ``facts``, where it has been made already;
    ``memory`` of this ``book`` spares work that earlier letters have caused already. What has not been asked by the
    moment ``until`` (of ``perf_counter``) is not asked any more, and named as not checked. With ``text_only`` nothing
    is said of what is missing, be it a part of a letter or its pages: clauses about parts are not checked then.
    """
    began = perf_counter()
    subject = Subject(
        letter,
        book.complete(profile),
        card=card,
        facts=facts,
        page_map=page_map,
        proofreader=proofreader,
        memory=memory,
        cues=book.cues,
        until=until,
    )
    subject.engine_reading.begin()
    missing = _missing(subject, absent or {})
    reasons = {**_WHY_ABSENT, **(absent or {})}
    findings = subject.found
    unmade: list[tuple[Check, str]] = []
    proofing_ms = 0.0
    for rule in book.checks_for(subject.awake):
        if rule.needs in missing:
            unmade.append((rule, reasons[rule.needs] if rule.needs else "check.failed"))
            continue
        # A clock is dear beside the rules, of which most have nothing to do.
        started = perf_counter() if rule.needs is Need.PROOFREADER else None
        try:
            subject.demand_time()
            findings += [rule.finding(hit, subject) for hit in rule.run(subject)]
        except OutOfTime:
            if rule.family != "internal":  # those speak of the run itself, and are never asked
                unmade.append((rule, _LATE))
        except MemoryError:  # nothing more can be trusted to end well
            raise
        except ToolError as fault:
            if rule.needs is Need.PROOFREADER:  # the engine has nothing more to say about this letter
                missing |= {rule.needs}
                reasons |= {rule.needs: fault.code}
            unmade.append((rule, fault.code))
        except SlowPattern as fault:
            log.warning("check %s: expression %d took too long", rule.code, fault.number + 1)
            unmade.append((rule, "check.slow"))
            place = book.place_of(rule, ("find", fault.number))
            findings.append(_internal(book, "internal.check-slow", subject, code=rule.code, place=place))
        except Exception:
            log.exception("check %s failed", rule.code)
            unmade.append((rule, "check.failed"))
            findings.append(_internal(book, "internal.check-failed", subject, code=rule.code))
        if rule.needs is Need.PROOFREADER and subject.engine_reading.is_cut and (rule, _LATE) not in unmade[-1:]:
            unmade.append((rule, _LATE))
        if started is not None:
            proofing_ms += (perf_counter() - started) * 1000
    spent_ms = {"rules": (perf_counter() - began) * 1000 - proofing_ms}
    if proofreader is not None:
        spent_ms["proofing"] = proofing_ms
    if not any(why in BROKEN for _, why in unmade):
        subject.settle()
    codes = frozenset(rule.code for rule, _ in unmade)
    broken = frozenset(rule.code for rule, why in unmade if why in BROKEN)
    if text_only:
        findings = [finding for finding in findings if finding.start is not None or finding.family == "internal"]
        unmade = [(rule, why) for rule, why in unmade if why in BROKEN or rule.needs is Need.PROOFREADER]
        codes |= {rule.code for rule in book.checks if rule.family in _ABOUT_PARTS and rule.clause not in _ABOUT_WORDS}
    if proofreader is not None and not _is_late(until):
        findings = weigh_findings(findings, letter, book)
    sifted = _drop_coaching(sift(without_doubles(findings, book), waivers, clock.today()))
    sound = sifted.findings if _is_late(until) else without_bad_mends(sifted.findings, subject, book)
    standing = (*gather_repeats(sound), *_about_waivers(book, subject, sifted, codes))
    spent_ms["checks"] = (perf_counter() - began) * 1000
    with book.lists.reading():
        cuts = coach.plan(subject) if _has_cuts(sifted.findings) and not text_only else None
        answers = () if card is None or checks.RULE in codes else checks.answers(subject)
    return Report(
        source=letter.source,
        verdict=_verdict(standing, unmade),
        text=letter.text,
        parts=letter.parts,
        facts=_facts(subject),
        findings=tuple(sorted(standing, key=_place)),
        clauses=book.states(standing, codes, broken),
        not_checked=tuple(NotChecked(rule.code, why) for rule, why in unmade),
        waived=sifted.waived,
        versions={
            "letterkit": __version__,
            "rules": book.version,
            "engine": f"{proofreader.engine} {proofreader.version}" if proofreader else "off",
        },
        timing_ms={step: round(ms, 1) for step, ms in spent_ms.items()},
        cuts=cuts,
        answers=answers,
        standards=book.standard_states(standing, codes, broken),
        is_whole=_is_whole(unmade),
    )


def _is_late(until: float | None) -> bool:
    return until is not None and perf_counter() > until


def _missing(subject: Subject, absent: Mapping[Need, str]) -> frozenset[Need | None]:
    held = {
        Need.PAGES: subject.facts,
        Need.LAYOUT: subject.facts or subject.letter.paper,
        Need.CARD: subject.card,
        Need.REGISTRATION: None if Need.REGISTRATION in absent else True,
        Need.PROOFREADER: subject.proofreader,
    }
    return frozenset(need for need, value in held.items() if value is None)


def _drop_coaching(sifted: SiftedFindings) -> SiftedFindings:
    """Whoever has answered for a long letter needs no advice on how to shorten it."""
    if not any(item.code in _LONG for item in sifted.waived):
        return sifted
    return replace(sifted, findings=tuple(each for each in sifted.findings if each.family != "length"))


def _has_cuts(findings: Iterable[Finding]) -> bool:
    """Whether the coach has spoken: what it said stands ready, and nothing more can fail."""
    return any(finding.code == "length.plan" for finding in findings)


def _verdict(findings: Iterable[Finding], unmade: Iterable[tuple[Check, str]]) -> Verdict:
    if any(finding.level is Level.ERROR for finding in findings):
        return Verdict.FIX
    return Verdict.READY if _is_whole(unmade) else Verdict.INCOMPLETE


def _is_whole(unmade: Iterable[tuple[Check, str]]) -> bool:
    return not any(why in BROKEN or (can_err(rule) and rule.needs not in _OUT_OF_PLACE) for rule, why in unmade)


def _about_waivers(
    book: RuleBook, subject: Subject, sifted: SiftedFindings, unmade: frozenset[str]
) -> Iterator[Finding]:
    """Waivers that no longer count; one for a check that was not made may yet be needed."""
    unused = tuple(
        waiver
        for waiver in sifted.unused
        if waiver.code not in unmade and not (waiver.shared and waiver.code in book.by_code)
    )
    for code, waivers in (("internal.waiver-expired", sifted.expired), ("internal.waiver-unused", unused)):
        for waiver in waivers:
            yield _internal(book, code, subject, code=waiver.code, by=waiver.by, until=f"{waiver.until:%d.%m.%Y}")


def _internal(book: RuleBook, rule: str, subject: Subject, **details: str) -> Finding:
    return book.check(rule).finding(Hit(details=details), subject)


def _facts(subject: Subject) -> dict[str, int | float | str | None]:
    measured = subject.readability
    return {
        "pages": len(subject.facts.pages) if subject.facts else None,
        "characters": len(subject.letter.text),
        "words": measured.words,
        "sentences": measured.sentences,
        "longest_sentence": measured.longest_sentence,
        "mean_sentence": measured.mean_sentence,
        "flesch_oborneva": measured.flesch_oborneva if measured.sentences else None,
        "fk_plainrussian": measured.fk_plainrussian,
        "grade": measured.grade if measured.sentences else None,
        "reader_schooling": subject.profile.reader.schooling,
        "sentence_limit": subject.profile.limits.get("sentence_words"),
        "grade_limit": subject.profile.limits.get("reader_grade"),
    }


def _place(finding: Finding) -> tuple[int, int, int]:
    start = -1 if finding.start is None else finding.start
    return (start, GRAVITY[finding.level], finding.end or 0)
