"""Clause 3.8: a reply fits one or two pages."""

from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level

# A line of 14-point Times across the text width of an A4 blank holds about 66 characters; a page about 46 lines.
LINE_CHARACTERS = 66
PAGE_LINES = 46
SPARE = 1.15
"""An estimate speaks only where a page more or less would not change what it says."""


@function_check("length.pages", needs=Need.PAGES)
def pages(subject: Subject) -> Iterator[Hit]:
    """More pages than the profile allows; beyond its hard limit an error."""
    written = [page.number for page in subject.facts.pages if page.words] if subject.facts else []
    count = max(written, default=0)  # an empty paragraph may run over to a page that nobody reads
    if count > subject.profile.limits["pages_wanted"]:
        grave = count > subject.profile.limits["pages_most"]
        yield Hit(
            details={"pages": str(count), "limit": f"{subject.profile.limits['pages_wanted']:.0f}"},
            level=Level.ERROR if grave else Level.WARNING,
        )


@function_check("length.estimate")
def estimate(subject: Subject) -> Iterator[Hit]:
    """Without pages to count: a text that cannot fit, laid out in lines of an ordinary letter."""
    if subject.facts is not None:
        return
    lines = sum(1 + len(line) // LINE_CHARACTERS for line in subject.text.splitlines())
    count = lines / PAGE_LINES
    wanted, most = subject.profile.limits["pages_wanted"], subject.profile.limits["pages_most"]
    if count > wanted * SPARE:
        details = {"pages": f"{count:.1f}".replace(".", ","), "limit": f"{wanted:.0f}"}
        yield Hit(details=details, level=Level.ERROR if count > most * SPARE else None)
