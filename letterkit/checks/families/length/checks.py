"""Clause 3.8: a reply fits one or two pages."""

from collections.abc import Iterator

from letterkit.checks.check import Need
from letterkit.checks.families.length.measure import SPARE, estimated_pages, printed_pages
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level


@function_check("length.pages", needs=Need.PAGES)
def pages(subject: Subject) -> Iterator[Hit]:
    """More pages than the profile allows; beyond its hard limit an error."""
    count = printed_pages(subject)
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
    count = estimated_pages(subject)
    wanted, most = subject.profile.limits["pages_wanted"], subject.profile.limits["pages_most"]
    if count > wanted * SPARE:
        details = {"pages": f"{count:.1f}".replace(".", ","), "limit": f"{wanted:.0f}"}
        yield Hit(details=details, level=Level.ERROR if count > most * SPARE else None)
