"""The register of appeals: found by words, narrowed by state, soonest due first."""

from flask import render_template, request

from letterkit.core.office import AppealState, Duty
from letterkit.flow.batches.answering import rows_answering
from letterkit.flow.cases import appeals
from letterkit.flow.cases.answers import answers_to
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, READERS, blueprint
from webui.appeals.due import due_of
from webui.engine import engine


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def listing() -> str:
    """The appeals that concern the person."""
    office, by = engine().office, actor()
    words, state = (request.args.get(name, "").strip() for name in ("words", "state"))
    found = appeals.listed(office, by, words)
    counted = [(each, sum(appeal.state == each for appeal in found)) for each in AppealState]
    rows = [appeal for appeal in found if not state or appeal.state == state]
    return render_template(
        "appeals/list.html",
        rows=[(appeal, due_of(appeal)) for appeal in rows],
        letters=answers_to(office, by, rows),
        of_batches=rows_answering(office, by, rows),
        found=len(found),
        states=[(each, count) for each, count in counted if count or each == state],
        words=words,
        state=state,
        can_enter=by.has(*ENTERERS),
        can_assign=by.has(Duty.REGISTRY),
        can_answer=by.has(Duty.EXECUTOR),
        me_id=by.id,
    )
