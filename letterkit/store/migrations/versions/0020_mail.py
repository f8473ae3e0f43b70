"""Letters that go out by mail and mailboxes that are read."""

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    pass
