"""A message read as what it is: a bounce, nothing to be answered, or an appeal with the card that it proposes.

Whoever has sent it may have made it to be hard to read: nothing of its body is looked at anywhere else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

import regex

from letterkit.core.mail import MessageState
from letterkit.office.incoming.proposing import Proposal, Reader
from letterkit.office.mail.bounces import Bounce, bounce_of
from letterkit.office.mail.kinds import set_aside

FILE = "Письмо.eml"
"""What a message is called among the files of the appeal that it becomes."""
_HEAD_BYTES = 1 << 18
_MOST_NAMES = 50
_ID = regex.compile(r"<[^<>\s]{1,298}>")


@dataclass(frozen=True, slots=True)
class MessageReading:
    """What a message is: a ``bounce``, put ``aside`` with a state and a code, or an appeal that has a ``proposal``.

    ``answers`` are the numbers of messages that it says it answers.
    """

    bounce: Bounce | None = None
    aside: tuple[MessageState, str] | None = None
    answers: Sequence[str] = ()
    proposal: Proposal | None = None


MessageReader = Callable[[bytes], MessageReading]
"""A message as it came in, what it is out; of one that cannot be read the proposal says so."""


def read_message(data: bytes, reader: Reader) -> MessageReading:
    """What the message in ``data`` is; ``reader`` reads what somebody has written."""
    message = parse(data)
    if (bounce := bounce_of(message, data)) is not None:
        return MessageReading(bounce)
    if (aside := set_aside(message)) is not None:
        return MessageReading(aside=aside)
    told = " ".join(str(message.get(name, "")) for name in ("In-Reply-To", "References"))
    return MessageReading(answers=_ID.findall(told)[-_MOST_NAMES:], proposal=reader([(FILE, data)]))


def parse(data: bytes) -> Message:
    """The message in ``data``, which may be broken."""
    return BytesParser(policy=compat32).parsebytes(data)


def parse_head(data: bytes) -> Message:
    """What the message in ``data`` says in its heads, as far as nobody has made them endless."""
    return BytesParser(policy=compat32).parsebytes(data[:_HEAD_BYTES], headersonly=True)
