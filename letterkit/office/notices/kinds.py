"""What people are told of, whom it concerns, and in which ways they are told unless they choose others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from letterkit.core.office import Actor, Duty


class NoticeKind(StrEnum):
    """RETURNED, REMARKED, RESOLVED and MENTIONED are of a letter under review; DUE_SOON and GIVEN of an appeal.

    BATCH_ENDED tells whoever made a batch that it is done or refused. BATCH_WAITS and LETTER_WAITS tell signers that
    something waits for them.
    """

    RETURNED = "returned"
    REMARKED = "remarked"
    RESOLVED = "resolved"
    MENTIONED = "mentioned"
    GIVEN = "given"
    DUE_SOON = "due_soon"
    BATCH_ENDED = "batch_ended"
    BATCH_WAITS = "batch_waits"
    LETTER_WAITS = "letter_waits"


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
    NoticeKind.LETTER_WAITS: _NONE,
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
    NoticeKind.LETTER_WAITS: frozenset({Duty.SIGNER}),
}


def kinds_of(by: Actor) -> Sequence[NoticeKind]:
    """The kinds that concern ``by``, by their duties."""
    return [kind for kind in NoticeKind if by.has(*_CONCERNS[kind])]
