"""The card of a call or of a reception as it stands in the browser, before it is kept."""

from dataclasses import dataclass, field

from letterkit.core.errors import RequestError
from letterkit.office.cases import appeals
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal
from webui.access import actor
from webui.engine import engine
from webui.errors import capital, status_of
from webui.numbers import whole_or_none


@dataclass(slots=True)
class Form:
    """What was typed, by field, and what is wrong with it; ``status`` is that of the page that shows it."""

    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200

    def refuse(self, fault: RequestError) -> None:
        """Tells ``fault`` beside the field that can mend it, or above the form."""
        is_of_appeal = fault.code == "appeal.gone"
        key = str(fault.details.get("key", "appeal" if is_of_appeal else "page"))
        self.errors[key] = capital(sentence(fault))
        self.status = 422 if is_of_appeal else status_of(fault)

    @property
    def appeal(self) -> Appeal | None:
        """The appeal that the card is linked with already."""
        if (number := whole_or_none(self.typed["appeal"])) is None:
            return None
        try:
            return appeals.read_appeal(engine().office, actor(), number)
        except RequestError:
            return None
