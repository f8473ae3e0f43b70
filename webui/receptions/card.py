"""The card of a reception: entered, corrected, ended with an oral answer or a written one; printed for a signature."""

from datetime import datetime
from typing import Self

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import CardError, RequestError
from letterkit.core.office import Duty
from letterkit.core.people import Case
from letterkit.office.contacts import receptions
from letterkit.office.contacts.appeal_lookup import appeals_about
from letterkit.office.contacts.appeal_of_contact import ContactAppeal, prefill_appeal
from letterkit.office.contacts.receptions import ENTERERS, READERS, ReceptionCard
from letterkit.reports.wording import sentence
from letterkit.store.register_tables import Reception
from webui.access import actor, needs, own_office
from webui.calls.appeal import fault_at, taken_in
from webui.calls.form import ContactForm, MomentField
from webui.engine import engine
from webui.errors import capital, status_of
from webui.inputs import FlagField, LineField, ProseField
from webui.numbers import whole_or_none
from webui.receptions.blueprint import blueprint

_STEP_MINUTES = 15
_AT = {"oral.nothing-told": "told", "oral.no-consent": "consent", "oral.not-yet": "told", "appeal.done": "told"}


class ReceptionForm(ContactForm):
    """The card of a reception before it is held."""

    visitor = LineField("Кто пришёл", hint="Фамилия, имя, отчество.", required=True)
    at = MomentField("День и время")
    priority = FlagField(
        "Без очереди",
        hint="Право есть у людей с ограниченными возможностями здоровья (п.\u00a05.2). Причину не записывайте.",
        width="whole",
    )
    official = LineField("Кто ведёт приём", width="whole", required=True)
    subject = ProseField("С чем пришёл", width="whole")

    @classmethod
    def of(cls, known: Reception) -> Self:
        """The card of a reception that is known."""
        names = ("at", "visitor", "official", "subject", "priority")
        return cls(known={**{name: getattr(known, name) for name in names}, "appeal": known.appeal_id})

    def card(self) -> ReceptionCard:
        """The card that was typed; raises RequestError ``call.bad-time`` with ``key``."""
        return ReceptionCard(
            at=self.at.value,
            visitor=self.visitor.value,
            official=self.official.value,
            subject=self.subject.value,
            is_priority=self.priority.data,
            appeal_id=whole_or_none(self.appeal.value),
        )


@blueprint.get("/new")
@needs(*ENTERERS)
def new() -> tuple[str, int]:
    """An empty card for the present quarter of an hour; an appeal may be named (``?appeal=``)."""
    known = {"at": _quarter_hour(clock.now()), "official": _official(), "appeal": request.args.get("appeal", "")}
    form = ReceptionForm(known=known)
    if (appeal := form.linked_appeal) is not None:
        form.visitor.process_data(appeal.applicant)
        form.subject.process_data(appeal.subject)
    return _form_page(form)


@blueprint.post("/new")
@needs(*ENTERERS)
def enter() -> Response | tuple[str, int]:
    """Begins the card, or looks for an appeal."""
    form = ReceptionForm(request.form)
    if request.form.get("do") != "save":
        return _form_page(form)
    try:
        made = receptions.enter(engine().office, actor(), form.card())
    except RequestError as fault:
        return _refusal_page(form, fault, None)
    flash(f"{made.visitor}: запись на приём внесена.")
    return redirect(url_for("receptions.list", day=made.at.date().isoformat()), 303)


@blueprint.get("/<int:reception_id>/edit")
@needs(*ENTERERS)
def edit(reception_id: int) -> tuple[str, int]:
    """The card to be corrected."""
    known = receptions.read_reception(engine().office, actor(), reception_id)
    return _form_page(ReceptionForm.of(known), known)


@blueprint.post("/<int:reception_id>/edit")
@needs(*ENTERERS)
def mend(reception_id: int) -> Response | tuple[str, int]:
    """Corrects the card."""
    known = receptions.read_reception(engine().office, actor(), reception_id)
    form = ReceptionForm(request.form)
    if request.form.get("do") != "save":
        return _form_page(form, known)
    try:
        receptions.mend(engine().office, actor(), reception_id, form.card())
    except RequestError as fault:
        return _refusal_page(form, fault, known)
    flash("Карточка приёма исправлена.")
    return redirect(url_for("receptions.show", reception_id=reception_id), 303)


@blueprint.get("/<int:reception_id>")
@needs(*READERS)
def show(reception_id: int) -> tuple[str, int]:
    """The card, and how the reception may end."""
    return _page(reception_id)


@blueprint.post("/<int:reception_id>/oral")
@needs(*ENTERERS)
def oral(reception_id: int) -> Response | tuple[str, int]:
    """The answer was given there, with consent (3.9)."""
    told, consent = request.form.get("told", ""), bool(request.form.get("consent"))
    try:
        receptions.answer_orally(engine().office, actor(), reception_id, told=told, consent=consent)
    except RequestError as fault:
        if fault.code in ("reception.gone", "reception.done"):
            raise
        key = _AT.get(fault.code, str(fault.details.get("key", "told")))
        return _page(reception_id, errors={key: capital(sentence(fault))}, status=422)
    flash("Устный ответ внесён в карточку. Распечатайте её для подписи.")
    return redirect(url_for("receptions.show", reception_id=reception_id), 303)


@blueprint.post("/<int:reception_id>/written")
@needs(*ENTERERS)
def written(reception_id: int) -> Response | tuple[str, int]:
    """A written answer is to be given: an executor begins the letter at once."""
    office, by = engine().office, actor()
    known = receptions.read_reception(office, by, reception_id)
    typed, errors = taken_in(request.form) if known.appeal_id is None else (None, {})
    if errors:
        return _page(reception_id, taken=typed, errors=errors, status=422)
    try:
        ended = receptions.answer_in_writing(office, by, reception_id, typed)
    except (CardError, RequestError) as fault:
        if fault.code in ("reception.gone", "reception.done"):
            raise
        return _page(reception_id, taken=typed, errors=fault_at(fault), status=status_of(fault))
    assert ended.appeal is not None
    flash(f"Ответ будет письменным, на обращение № {ended.appeal.number}.")
    if by.has(Duty.EXECUTOR):
        return redirect(url_for("letters.prepare", appeal_id=ended.appeal_id), 303)
    return redirect(url_for("appeals.show", appeal_id=ended.appeal_id), 303)


@blueprint.get("/<int:reception_id>/paper")
@needs(*READERS)
def paper(reception_id: int) -> str:
    """The card on paper, for the signature of the citizen and of the official."""
    body = own_office().profile.body
    return render_template(
        "receptions/paper.html",
        it=receptions.read_reception(engine().office, actor(), reception_id),
        held_by=body.names[Case.NOMINATIVE],
    )


def _page(
    reception_id: int, taken: ContactAppeal | None = None, errors: dict[str, str] | None = None, status: int = 200
) -> tuple[str, int]:
    by = actor()
    known = receptions.read_reception(engine().office, by, reception_id)
    page = render_template(
        "receptions/show.html",
        it=known,
        can_end=known.end is None and by.has(*ENTERERS),
        taken=taken or prefill_appeal(known),
        errors=errors or {},
        typed=request.form,
        today=clock.today(),
    )
    return page, status


def _form_page(form: ReceptionForm, known: Reception | None = None) -> tuple[str, int]:
    words = form.words.value
    form.official.known = [f"{' '.join(each.post_lines)} {each.name}" for each in own_office().profile.signers]
    page = render_template(
        "receptions/card.html",
        it=known,
        form=form,
        found=appeals_about(engine().office, actor(), words) if words else None,
        chosen=form.linked_appeal,
    )
    return page, form.status


def _refusal_page(form: ReceptionForm, fault: RequestError, known: Reception | None) -> tuple[str, int]:
    if fault.code in ("reception.gone", "reception.done"):
        raise fault
    form.refuse(fault)
    return _form_page(form, known)


def _official() -> str:
    """The body's first signer: receptions are held by its head or somebody in the head's place."""
    first = own_office().profile.signers[0]
    return f"{' '.join(first.post_lines)} {first.name}"


def _quarter_hour(now: datetime) -> datetime:
    over = now.minute % _STEP_MINUTES
    return now.replace(minute=now.minute - over, second=0, microsecond=0)
