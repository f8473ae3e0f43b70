"""What a reply can say, why a standard reply may be sent and what proves it, and how an appeal came."""

import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """The first four are those of clause 2.2; the others close or move an appeal in the ways of section 7.

    ``clarify`` asks the applicant for what is missing (clause 3.4).
    """

    SOLVED = "solved"
    BY_DATE = "by_date"
    NO_DATE = "no_date"
    CANNOT = "cannot"
    EXPLAINED = "explained"
    REDIRECTED = "redirected"
    EXTENDED = "extended"
    INTERIM = "interim"
    CLARIFY = "clarify"
    NO_ANSWER = "no_answer"


ON_SUBSTANCE = frozenset({Outcome.SOLVED, Outcome.BY_DATE, Outcome.NO_DATE, Outcome.CANNOT, Outcome.EXPLAINED})
"""Replies that answer what was asked (clauses 2.2, 3.9): of these alone it makes sense to ask how they were."""
LEAVES_OPEN = frozenset({Outcome.EXTENDED, Outcome.INTERIM, Outcome.CLARIFY})
"""Replies after which the appeal is still to be answered (clauses 7.4, 7.12)."""


class Ground(StrEnum):
    """The grounds of a standard reply (clause 4.3; 59-FZ art. 11)."""

    COURT = "court"
    ABUSE = "abuse"
    UNREADABLE = "unreadable"
    UNCLEAR = "unclear"
    REPEAT = "repeat"
    PUBLISHED = "published"
    SECRET = "secret"


class Evidence(StrEnum):
    """What a field of a reply text proves: that the reply may be sent (clauses 3.4, 4.3, 7.5, 7.7, 7.12)."""

    COURT = "court"
    JUDGED = "judged"
    CASE_NUMBER = "case-number"
    APPEAL_WAY = "appeal-way"
    WITNESS = "witness"
    UNCLEAR_PART = "unclear-part"
    EARLIER_REPLIES = "earlier-replies"
    STOPPED_BY = "stopped-by"
    STOPPED_ON = "stopped-on"
    PAGE = "page"
    SECRET = "secret"
    SECRET_LAW = "secret-law"
    RECEIVER = "receiver"
    PROGRESS = "progress"
    REASON = "reason"
    ASKED = "asked"
    ANSWER_BY = "answer-by"


class Channel(StrEnum):
    """How an appeal came, or how a reply goes (clauses 2.3, 6.10)."""

    POST = "post"
    EMAIL = "email"
    SITE = "site"
    VISIT = "visit"
    GOSUSLUGI = "gosuslugi"
    POS = "pos"
    VK = "vk"
    PHONE = "phone"
    SURVEY = "survey"


NO_EMAIL_SINCE = datetime.date(2025, 3, 30)
"""From this day no appeal is sent by e-mail: 59-FZ, articles 4 (1) and 7 (3), as of 547-FZ of 28.12.2024."""


class Kind(StrEnum):
    """Kinds of appeals (59-FZ art. 4)."""

    PROPOSAL = "proposal"
    STATEMENT = "statement"
    COMPLAINT = "complaint"
