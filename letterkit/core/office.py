"""People of a body as letterkit knows them: what each may be, and where a letter stands on its way out."""

from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """What a person is entitled to do; one person may have several duties.

    OFFICER answers for information security: sees who may what and who did what, and no word of letters or appeals.
    """

    EXECUTOR = "executor"
    REVIEWER = "reviewer"
    SIGNER = "signer"
    REGISTRY = "registry"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"
    OFFICER = "officer"


class Scope(StrEnum):
    """What a token is good for; what the duties of its owner do not allow no scope does.

    READ: to read all but webhooks. CHECK: letters checked and drafted, nothing kept. APPEALS: appeals entered and
    changed. LETTERS: letters begun, written, submitted, registered, sent. BATCHES: batches begun and run. WEBHOOKS:
    its own subscriptions.
    """

    READ = "read"
    CHECK = "check"
    APPEALS = "appeals"
    LETTERS = "letters"
    BATCHES = "batches"
    WEBHOOKS = "webhooks"


class LetterState(StrEnum):
    """A letter is drafted, reviewed, signed and sent; RETURNED is a draft again, with a reason.

    AGREED: a reviewer has nothing against it, it waits for its signer. APPROVED: its bytes are frozen (by SHA-256).
    REMOVED: a draft that its executor took away and can bring back.
    """

    DRAFT = "draft"
    REVIEW = "review"
    RETURNED = "returned"
    AGREED = "agreed"
    APPROVED = "approved"
    SENT = "sent"
    REMOVED = "removed"


class AppealState(StrEnum):
    """NEW: nobody answers yet; WORK: a reply is on its way; DONE: answered (clause 7.9)."""

    NEW = "new"
    WORK = "work"
    DONE = "done"


class IncomingSource(StrEnum):
    """By what way an appeal to be came in: through the page, from a program, from a mailbox."""

    PAGE = "page"
    API = "api"
    MAIL = "mail"


class IncomingState(StrEnum):
    """WAITING: somebody is to confirm it. SET_ASIDE: no appeal, or not for this register; it can be taken up again."""

    WAITING = "waiting"
    ENTERED = "entered"
    SET_ASIDE = "set-aside"


class BatchState(StrEnum):
    """A table of standard replies on its way to letters.

    READING: its rows are being looked at. REFUSED: no letter can be made of it. CHECKED: it waits for somebody to say
    that it may begin. DONE: every row has ended, each in its own way.
    """

    READING = "reading"
    REFUSED = "refused"
    CHECKED = "checked"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class RowState(StrEnum):
    """FAULTY: something in its cells is wrong, no letter is made. Every other row ends as DONE, FAILED or CANCELLED."""

    FAULTY = "faulty"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class RowWay(StrEnum):
    """How the letter of a row is to go: by the channel of its appeal (2.3), or alone.

    REGISTERED: restricted, by registered post with its own number (2.4). UNKNOWN: no address is known.
    """

    POST = "post"
    EMAIL = "email"
    POS = "pos"
    REGISTERED = "registered"
    UNKNOWN = "unknown"


class ChunkState(StrEnum):
    """Some rows that one worker makes together. TAKEN ends by itself when the worker is heard of no more."""

    WAITING = "waiting"
    TAKEN = "taken"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person or a program of the body, with the duties held at that moment.

    ``unit`` is their department: its executors stand in for each other. ``body`` is the body that they work for, by the
    id of its profile; empty for the body of the settings.
    """

    id: int
    name: str
    duties: frozenset[Duty]
    unit: str | None = None
    body: str = ""

    def has(self, *duties: Duty) -> bool:
        """Whether one of ``duties`` is among theirs."""
        return not self.duties.isdisjoint(duties)
