"""What the form of a new appeal asks beside the card: reason, helpers, queue, how it was taken down."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from letterkit.core.office import Actor, Duty
from letterkit.office.register.details import Details


@dataclass(frozen=True, slots=True)
class MoreFields:
    """The fields as they were typed; ``together``: the employee who fills in the form took the appeal down (5.5)."""

    reason: str = ""
    helpers: tuple[int, ...] = ()
    priority: bool = False
    together: bool = False
    representative: str = ""

    def details(self, by: Actor) -> Details:
        """What the register keeps of it; executors choose no helpers."""
        return Details(
            reason=self.reason,
            helpers=self.helpers if by.has(Duty.REGISTRY) else (),
            priority=self.priority,
            with_employee=by.name if self.together else None,
            representative=self.representative,
        )


def more_in(form: MultiDict[str, str]) -> MoreFields:
    """What a form says."""
    return MoreFields(
        form.get("reason", ""),
        tuple(form.getlist("helper", type=int)),
        bool(form.get("priority")),
        bool(form.get("together")),
        form.get("representative", ""),
    )
