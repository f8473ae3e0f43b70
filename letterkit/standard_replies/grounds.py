"""The seven grounds of clause 4.3: whether the evidence given is what the law asks for (59-FZ art. 11)."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from letterkit.core.finding import Level
from letterkit.core.outcome import Evidence, Ground
from letterkit.core.profile import Profile
from letterkit.russian.dates import find_dates
from letterkit.standard_replies.evidence import GivenEvidence
from letterkit.standard_replies.refusal import Refusal

_COURT = re.compile(r"\bсуд(?!н)", re.IGNORECASE)
_RETURNED = re.compile(r"обращени|заявлени|жалоб|письм", re.IGNORECASE)
_NAME = re.compile(r"\b[А-ЯЁ][а-яё]+")
_NUMBER = re.compile(r"№\s*(\S*\d\S*)")
_LEAST_EARLIER = 2
"""«Неоднократно» (59-FZ art. 11 part 5): more than once."""
_LEAST_WORDS = 3
_SECRET = re.compile(r"\bтайн", re.IGNORECASE)
_FEDERAL = re.compile(
    r"федеральн\w+\s+(?:конституционн\w+\s+)?закон|кодекс\w*\s+Российской\s+Федерации|конституци"
    r"|закон\w*\s+Российской\s+Федерации",
    re.IGNORECASE,
)


def of_court(given: GivenEvidence, profile: Profile) -> Iterator[Refusal]:
    """11.2: the appeal contests a decision of a court; it is returned, and the way to contest it explained."""
    court, judged = given.values.get(Evidence.COURT), given.values.get(Evidence.JUDGED)
    registered = given.card.appeal.registered
    if isinstance(court, str) and not _COURT.search(court):
        yield given.refusal("standard.not-a-court", Evidence.COURT, value=court)
    if isinstance(judged, datetime.date) and registered and judged > registered:
        yield given.refusal("standard.judged-later", Evidence.JUDGED, date=judged, registered=registered)
    if Evidence.CASE_NUMBER in given.paths and Evidence.CASE_NUMBER not in given.values:
        # The applicant may not have named it, and the law does not ask for it.
        yield given.refusal("standard.no-case-number", Evidence.CASE_NUMBER, Level.WARNING)
    attached = given.card.reply.attachments
    if attached and not any(_RETURNED.search(each) for each in attached):
        yield given.refusal("standard.not-returned", "reply.attachments")


def of_abuse(given: GivenEvidence, profile: Profile) -> Iterator[Refusal]:
    """11.3: somebody answers for having seen the words, which are repeated nowhere."""
    witness = given.values.get(Evidence.WITNESS)
    if isinstance(witness, str) and not _NAME.search(witness):
        yield given.refusal("standard.nobody-saw", Evidence.WITNESS, value=witness)


def of_unreadable(given: GivenEvidence, profile: Profile) -> Iterator[Refusal]:
    """11.4: nobody has read the text, so nothing of its matter can be known."""
    yield from _read_after_all(given)


def of_unclear(given: GivenEvidence, profile: Profile) -> Iterator[Refusal]:
    """11.4.1, clause 7.8: what is unclear is said in a sentence; an appeal with questions is not unclear."""
    part = given.values.get(Evidence.UNCLEAR_PART)
    if isinstance(part, str) and len(part.split()) < _LEAST_WORDS:
        yield given.refusal("standard.unclear-what", Evidence.UNCLEAR_PART, value=part)
    yield from _read_after_all(given)


def of_repeat(given: GivenEvidence, profile: Profile) -> Iterator[Refusal]:
    """11.5: two earlier replies at least, each with number and date; a decision to stop; the same addressee."""
    letters = given.values.get(Evidence.EARLIER_REPLIES)
    if isinstance(letters, tuple):
        yield from _earlier(given, letters)
    appeal, stopped = given.card.appeal, given.values.get(Evidence.STOPPED_ON)
    if isinstance(stopped, datetime.date):
        if appeal.registered and stopped < appeal.registered:
            yield given.refusal(
                "standard.stopped-before", Evidence.STOPPED_ON, date=stopped, registered=appeal.registered
            )
        if given.card.date and stopped > given.card.date:
            yield given.refusal("standard.stopped-after", Evidence.STOPPED_ON, date=stopped, letter=given.card.date)
    if appeal.addressed_to and _fold_name(appeal.addressed_to) not in _own_names(profile):
        yield given.refusal("standard.other-addressee", "appeal.addressed_to", Level.WARNING, value=appeal.addressed_to)


def of_published(given: GivenEvidence, profile: Profile) -> Iterator[Refusal]:
    """11.5.1: the answer stands on the body's own site, on a page that can be named."""
    page = given.values.get(Evidence.PAGE)
    if not isinstance(page, str):
        return
    address = urlsplit(page if "//" in page else f"//{page}")
    host, own = (address.hostname or "").removeprefix("www."), profile.body.host
    # A site of the region may carry the pages of its ministries.
    if not (host == own or host.endswith(f".{own}") or ("." in host and own.endswith(f".{host}"))):
        yield given.refusal("standard.other-site", Evidence.PAGE, value=page, site=profile.body.site)
    elif not address.path.strip("/"):
        yield given.refusal("standard.no-page", Evidence.PAGE, Level.WARNING, value=page)


def of_secret(given: GivenEvidence, profile: Profile) -> Iterator[Refusal]:
    """11.6: a secret of the state, or another one that a federal law protects."""
    kind, law = given.values.get(Evidence.SECRET), given.values.get(Evidence.SECRET_LAW)
    if isinstance(kind, str) and not _SECRET.search(kind):
        yield given.refusal("standard.not-a-secret", Evidence.SECRET, value=kind)
    if isinstance(law, str) and not _FEDERAL.search(law):
        yield given.refusal("standard.not-federal", Evidence.SECRET_LAW, value=law)


BY_GROUND: Mapping[Ground, Callable[[GivenEvidence, Profile], Iterator[Refusal]]] = {
    Ground.COURT: of_court,
    Ground.ABUSE: of_abuse,
    Ground.UNREADABLE: of_unreadable,
    Ground.UNCLEAR: of_unclear,
    Ground.REPEAT: of_repeat,
    Ground.PUBLISHED: of_published,
    Ground.SECRET: of_secret,
}


def _earlier(given: GivenEvidence, letters: tuple[object, ...]) -> Iterator[Refusal]:
    registered = given.card.appeal.registered
    known: set[tuple[str, datetime.date]] = set()
    unnamed = 0
    for letter in map(str, letters):
        number = _NUMBER.search(letter)
        days = [found.date for found in find_dates(letter) if found.precision == "day"]
        if number is None or not days:
            unnamed += 1
            yield given.refusal("standard.earlier-unnamed", Evidence.EARLIER_REPLIES, value=letter)
            continue
        if registered and days[0] >= registered:
            yield given.refusal("standard.earlier-later", Evidence.EARLIER_REPLIES, value=letter, registered=registered)
        known.add((number[1].rstrip(".,;"), days[0]))
    if len(known) + unnamed < _LEAST_EARLIER:
        yield given.refusal("standard.earlier-few", Evidence.EARLIER_REPLIES, count=len(known))


def _read_after_all(given: GivenEvidence) -> Iterator[Refusal]:
    appeal = given.card.appeal
    if appeal.questions:
        yield given.refusal("standard.questions-known", "appeal.questions", count=len(appeal.questions))
    elif appeal.subject:
        yield given.refusal("standard.subject-known", "appeal.subject", Level.WARNING, value=appeal.subject)


def _own_names(profile: Profile) -> set[str]:
    names = (*profile.body.names.values(), profile.body.short_name or "")
    return {_fold_name(name) for name in names if name}


def _fold_name(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
