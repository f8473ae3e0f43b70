"""Why no letters are made just now, where somebody waits for them."""

from letterkit.office.batches import heartbeats
from letterkit.reports.batch_words import IDLE, NO_HANDS
from letterkit.reports.wording import reason
from webui.engine import engine
from webui.health.parts import proofs

_NEEDED = ("disk", "database", "files", "queue")
"""What letters cannot be made without, as /health calls it."""
_PATIENCE_S = 1.0


def idle_words(*, is_waiting: bool = False) -> str:
    """What stops the work, or that nobody is there to do it; empty when it can go on.

    ``is_waiting``: nothing has come of it lately, so that it is asked though there are workers.
    """
    workers = heartbeats.count(engine().database)
    if workers and not is_waiting:
        return ""
    proved = proofs().prove(*_NEEDED, first_s=_PATIENCE_S)
    faults = [one.fault for one in proved.values() if one.fault is not None and one.at is not None]
    if faults:
        return IDLE.format(why=reason(faults[0].code))
    return "" if workers else NO_HANDS
