"""Repeated appeals: a person says which repeats which, or takes it back."""

from werkzeug.wrappers import Response

from letterkit.office.register import repeats
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, blueprint
from webui.appeals.doing import perform
from webui.engine import engine


@blueprint.post("/<int:appeal_id>/repeats/<int:earlier_id>")
@needs(*ENTERERS)
def link(appeal_id: int, earlier_id: int) -> Response:
    """Says that the appeal repeats an earlier one."""

    def linked() -> str:
        repeats.link(engine().office, actor(), appeal_id, earlier_id)
        return "Обращения связаны: это повторное."

    return perform(appeal_id, linked, "repeats")


@blueprint.post("/<int:appeal_id>/repeats/<int:earlier_id>/remove")
@needs(*ENTERERS)
def unlink(appeal_id: int, earlier_id: int) -> Response:
    """Takes that back."""

    def unlinked() -> str:
        repeats.unlink(engine().office, actor(), appeal_id, earlier_id)
        return "Связь снята."

    return perform(appeal_id, unlinked, "repeats")
