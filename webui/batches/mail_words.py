"""The message that a letter of a batch goes with: its words, and how it looks before it goes."""

from letterkit.core.case import CaseCard
from letterkit.office.mail import many
from letterkit.office.mail.addresses import has_outbox
from letterkit.reports.mail_words import reply_mail
from letterkit.store.batch_tables import Batch, BatchRow
from webui.access import actor, own_office
from webui.engine import engine


def row_words() -> many.RowWords:
    """Heading and words of a row's message in the body's own text."""
    profile = own_office().profile

    def words(row: BatchRow, card: CaseCard) -> tuple[str, str]:
        return reply_mail(card, row.letter_number, row.dated, profile)

    return words


def message_to_go(batch: Batch, number: int | None = None) -> many.RowMessage | None:
    """The message of row ``number``, or of the first that waits to go by mail; None where none can go."""
    if not has_outbox(engine().settings, batch.body):
        return None
    return many.message_to_go(own_office(), actor(), batch.id, row_words(), number)
