"""What people are told of, whom it concerns, and in which ways they are told unless they choose others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from letterkit.core.office import Actor, Duty


class NoticeKind(StrEnum):
    """RETURNED, REMARKED, RESOLVED and MENTIONED are of a letter under review; DUE_SOON and GIVEN of an appeal.

    BATCH_ENDED tells whoever made a batch that it is done or refused. BATCH_WAITS and LETTER_WAITS tell signers that
    something waits for them, BATCH_TO_SEND the registry what may go out. VERSION_DECIDED tells whoever has written a
    text, a blank, a profile or rules that somebody has approved the version or sent it back. MAIL_TROUBLE tells the
    registry of mail that did not reach an applicant. RETENTION tells of terms of keeping that are over, and of acts
    that wait for an approval. SIGN_IN is of one's own door (a new place, the second step taken off), SECURITY tells
    officers of what they have to know at once; nobody chooses not to be told of these two.
    """

    RETURNED = "returned"
    REMARKED = "remarked"
    RESOLVED = "resolved"
    MENTIONED = "mentioned"
    GIVEN = "given"
    DUE_SOON = "due_soon"
    BATCH_ENDED = "batch_ended"
    BATCH_WAITS = "batch_waits"
    BATCH_TO_SEND = "batch_to_send"
    LETTER_WAITS = "letter_waits"
    VERSION_DECIDED = "version_decided"
    MAIL_TROUBLE = "mail_trouble"
    SIGN_IN = "sign_in"
    SECURITY = "security"
    RETENTION = "retention"


class MailState(StrEnum):
    """TAKEN: handed to the mail server, whose answer nobody has noted yet. FAILED: it is not tried again."""

    WAITS = "waits"
    TAKEN = "taken"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody is told of things of one kind."""

    in_page: bool
    by_mail: bool

    @property
    def any(self) -> bool:
        """Whether they are told at all."""
        return self.in_page or self.by_mail


_BOTH, _PAGE, _NONE = Ways(True, True), Ways(True, False), Ways(False, False)
DEFAULTS: Mapping[NoticeKind, Ways] = {
    NoticeKind.RETURNED: _BOTH,
    NoticeKind.REMARKED: _PAGE,
    NoticeKind.RESOLVED: _PAGE,
    NoticeKind.MENTIONED: _BOTH,
    NoticeKind.GIVEN: _BOTH,
    NoticeKind.DUE_SOON: _BOTH,
    NoticeKind.BATCH_ENDED: _PAGE,
    NoticeKind.BATCH_WAITS: _PAGE,
    NoticeKind.BATCH_TO_SEND: _PAGE,
    NoticeKind.LETTER_WAITS: _NONE,
    NoticeKind.VERSION_DECIDED: _BOTH,
    NoticeKind.MAIL_TROUBLE: _PAGE,
    NoticeKind.SIGN_IN: _BOTH,
    NoticeKind.SECURITY: _BOTH,
    NoticeKind.RETENTION: _PAGE,
}
"""What a person has who has chosen nothing: mail where work comes back to them or a term runs out."""
_CONCERNS: Mapping[NoticeKind, frozenset[Duty]] = {
    NoticeKind.RETURNED: frozenset({Duty.EXECUTOR}),
    NoticeKind.REMARKED: frozenset({Duty.EXECUTOR}),
    NoticeKind.RESOLVED: frozenset({Duty.REVIEWER, Duty.SIGNER}),
    NoticeKind.MENTIONED: frozenset({Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY}),
    NoticeKind.GIVEN: frozenset({Duty.EXECUTOR}),
    NoticeKind.DUE_SOON: frozenset({Duty.EXECUTOR}),
    NoticeKind.BATCH_ENDED: frozenset({Duty.EXECUTOR, Duty.REGISTRY}),
    NoticeKind.BATCH_WAITS: frozenset({Duty.SIGNER}),
    NoticeKind.BATCH_TO_SEND: frozenset({Duty.REGISTRY}),
    NoticeKind.LETTER_WAITS: frozenset({Duty.SIGNER}),
    NoticeKind.VERSION_DECIDED: frozenset({Duty.CLERK, Duty.ADMINISTRATOR}),
    NoticeKind.MAIL_TROUBLE: frozenset({Duty.REGISTRY}),
    NoticeKind.SIGN_IN: frozenset(),
    NoticeKind.SECURITY: frozenset(),
    NoticeKind.RETENTION: frozenset({Duty.REGISTRY, Duty.CLERK, Duty.SIGNER, Duty.ADMINISTRATOR}),
}


def kinds_of(by: Actor) -> Sequence[NoticeKind]:
    """The kinds that ``by`` may choose about, by their duties."""
    return [kind for kind in NoticeKind if by.has(*_CONCERNS[kind])]
