"""An outbox for tests: it keeps what it is given, or fails as it is told."""

from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest

from letterkit.core.errors import LetterkitError


@dataclass
class Post:
    """What was sent, and the fault of the next message, if there is to be one."""

    sent: list[EmailMessage] = field(default_factory=list)
    fails: LetterkitError | None = None

    def send(self, message: EmailMessage) -> None:
        if self.fails is not None:
            raise self.fails
        self.sent.append(message)


@pytest.fixture
def post() -> Post:
    return Post()
