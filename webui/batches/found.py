"""What was found over a whole batch, kept for a while: to count it over a hundred thousand letters takes seconds."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from flask import current_app

from letterkit.core import clock
from letterkit.core.office import Actor
from letterkit.office.batches import findings
from letterkit.office.batches.findings import FindingGroup
from letterkit.store.batch_tables import Batch
from webui.engine import engine

_MOST_KEPT = 50
_FRESH_FOR = timedelta(seconds=10)
"""While letters are being made, nobody needs to know sooner."""
_Kept = dict[tuple[int, datetime | None, tuple[int, ...]], tuple[datetime, Sequence[FindingGroup]]]


def groups_of(batch: Batch, by: Actor, waivers: Iterable[int]) -> Sequence[FindingGroup]:
    """The findings of ``batch``, seen by ``by``, of which ``waivers`` (ids) are answered for.

    Those of a batch that has ended never change until it is begun again or somebody answers for one.
    """
    kept: _Kept = current_app.extensions.setdefault("letterkit.batch_findings", {})
    key, now = (batch.id, batch.ended, tuple(waivers)), clock.now()
    if key in kept:
        at, groups = kept[key]
        if batch.ended is not None or now - at < _FRESH_FOR:
            return groups
    groups = findings.groups(engine().office, by, batch.id)
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = now, groups
    return groups
