"""The batch of the demo register: a table of redirections, made into letters that wait for their signer."""

from datetime import date
from pathlib import Path

from letterkit.core.office import Actor
from letterkit.demo.cases import dated_text
from letterkit.office.batches import intake, steps
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.work import Worker
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office

TABLE = "batch.csv"
REPLY = "redirect"


def seed_batch(office: Office, by: Actor, folder: Path, today: date) -> None:
    """Makes the letters of the table in ``folder`` in the name of ``by``; raises TemplateError, as ``intake.begin``."""
    table = dated_text(folder / TABLE, today).encode()
    batch = intake.begin(office, by, table, TABLE, REPLY, plan=Plan(number=True))
    worker = Worker(Bench(office.database, office.files, office.catalogue, office.checker))
    worker.step(batch.id)
    steps.confirm(office, by, batch.id)
    while worker.step(batch.id):
        pass
