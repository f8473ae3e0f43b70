"""The form of a call or of a reception: what both ask, and where a refusal stands."""

from collections.abc import Mapping
from datetime import datetime

from werkzeug.datastructures import MultiDict
from wtforms import Form

from letterkit.core.errors import RequestError
from letterkit.office.cases import appeals
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal
from webui.access import actor
from webui.engine import engine
from webui.errors import capital, status_of
from webui.inputs import LineField
from webui.numbers import whole_or_none


class MomentField(LineField):
    """A day and its time."""

    input_type = "datetime-local"

    def process_data(self, value: object) -> None:
        """Takes a moment."""
        super().process_data(f"{value.astimezone():%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value)

    @property
    def value(self) -> datetime:
        """The moment, also from «27.11.2026 14:05»; raises RequestError ``call.bad-time``."""
        for form in ("%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"):
            try:
                return datetime.strptime(self.data.strip(), form).astimezone()
            except ValueError:
                continue
        raise RequestError("call.bad-time", key=self.name, value=self.data.strip()[:30])


class ContactForm(Form):
    """The card as typed, or filled from what is ``known``; ``status`` is that of the page that shows it."""

    appeal = LineField("Обращение")
    words = LineField("Слова для поиска")

    def __init__(self, typed: MultiDict[str, str] | None = None, known: Mapping[str, object] | None = None) -> None:
        super().__init__(typed, data=known)
        self.status = 200

    def refuse(self, fault: RequestError) -> None:
        """Tells ``fault`` beside the field that can mend it, or above the form."""
        is_of_appeal = fault.code == "appeal.gone"
        key, told = str(fault.details.get("key", "appeal" if is_of_appeal else "page")), capital(sentence(fault))
        if key in self:
            self[key].errors = [told]
        else:
            self.form_errors.append(told)
        self.status = 422 if is_of_appeal else status_of(fault)

    @property
    def linked_appeal(self) -> Appeal | None:
        """The appeal that the card is linked with already."""
        if (number := whole_or_none(self.appeal.value)) is None:
            return None
        try:
            return appeals.read_appeal(engine().office, actor(), number)
        except RequestError:
            return None
