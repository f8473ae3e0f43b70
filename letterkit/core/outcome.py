"""What a reply can say, why a standard reply may be sent, and how an appeal came."""

from enum import StrEnum


class Outcome(StrEnum):
    """The first four are those of clause 2.2; the others close or move an appeal in the ways of section 7."""

    SOLVED = "solved"
    BY_DATE = "by_date"
    NO_DATE = "no_date"
    CANNOT = "cannot"
    EXPLAINED = "explained"
    REDIRECTED = "redirected"
    EXTENDED = "extended"
    INTERIM = "interim"
    NO_ANSWER = "no_answer"


class Ground(StrEnum):
    """The grounds of a standard reply (clause 4.3; 59-FZ art. 11)."""

    COURT = "court"
    ABUSE = "abuse"
    UNREADABLE = "unreadable"
    UNCLEAR = "unclear"
    REPEAT = "repeat"
    PUBLISHED = "published"
    SECRET = "secret"


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


class Kind(StrEnum):
    """Kinds of appeals (59-FZ art. 4)."""

    PROPOSAL = "proposal"
    STATEMENT = "statement"
    COMPLAINT = "complaint"
