"""What has come in to the register to try letterkit with and waits to be entered (templates/demo/incoming)."""

from datetime import date
from pathlib import Path

from letterkit.core.office import Actor, IncomingSource
from letterkit.core.outcome import Channel
from letterkit.demo.cases import dated_text
from letterkit.intake.documents.messages import read_message
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Reader, propose
from letterkit.office.mail.reading import FILE


def seed_incoming(office: Office, by: Actor, folder: Path, today: date, reader: Reader) -> None:
    """Takes in texts as ``by`` has typed them and messages as a mailbox has brought them; raises TemplateError."""
    for path in sorted((folder / "incoming").iterdir()):
        text = dated_text(path, today)
        if path.suffix == ".txt":
            propose(office, by, by.body, [], text=text, source=IncomingSource.PAGE, reader=reader)
            continue
        data = text.encode()
        heads = dict(read_message(data, FILE).heads)
        propose(
            office,
            None,
            by.body,
            [(FILE, data)],
            source=IncomingSource.MAIL,
            channel=Channel.EMAIL,
            message_id=path.name,
            sender=heads["От"],
            heading=heads["Тема"],
            reader=reader,
        )
