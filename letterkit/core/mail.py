"""Electronic mail of a body: what becomes of a message that goes out, and of one that has come in."""

from enum import StrEnum


class MailingKind(StrEnum):
    """What goes out to an applicant: a reply, or a word that the appeal has come and is registered."""

    REPLY = "reply"
    RECEIPT = "receipt"


class MailingState(StrEnum):
    """QUEUED waits for its turn, TRYING is in the hands of the server, which has ACCEPTED or REFUSED it then.

    LOST: nobody knows whether it has gone, a person decides. BOUNCED: it came back. CANCELLED: somebody took it out of
    the queue, or it went by another way.
    """

    QUEUED = "queued"
    TRYING = "trying"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    BOUNCED = "bounced"
    LOST = "lost"
    CANCELLED = "cancelled"


ON_ITS_WAY = (MailingState.QUEUED, MailingState.TRYING, MailingState.LOST)
"""States in which the same letter must not be sent by another way: it may be gone."""


class BounceReason(StrEnum):
    """Why a message came back (RFC 3463)."""

    NO_MAILBOX = "no-mailbox"
    NO_DOMAIN = "no-domain"
    DISABLED = "disabled"
    FULL = "full"
    TOO_LARGE = "too-large"
    BLOCKED = "blocked"
    EXPIRED = "expired"
    OTHER = "other"


class MessageState(StrEnum):
    """What was done with a message that came in.

    SEEN: kept, and still to be looked at. PROPOSED and REPLY became an appeal to be confirmed, REPLY answers a letter
    of ours. AUTOMATIC, SPAM and DUPLICATE were set aside; BOUNCE told of a message of ours. FAILED could not be read.
    """

    SEEN = "seen"
    PROPOSED = "proposed"
    REPLY = "reply"
    AUTOMATIC = "automatic"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    BOUNCE = "bounce"
    FAILED = "failed"


SET_ASIDE = (MessageState.AUTOMATIC, MessageState.SPAM, MessageState.DUPLICATE, MessageState.BOUNCE)
"""What a person may still take for an appeal."""
