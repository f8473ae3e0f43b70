"""What an officer of information security looks at and decides; no word of a letter or an appeal is here."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Duty
from letterkit.office.journal import security
from letterkit.office.notices.sign_ins import tell_taken_off
from letterkit.office.people import accounts, confirming, own_token, sessions
from letterkit.office.people.held_changes import HeldKind, waiting
from letterkit.reports.api_words import SCOPES
from letterkit.reports.security_words import PARTS, change_words
from letterkit.reports.wording import DUTIES, reason, sentence
from letterkit.setting_rows import setting_rows
from webui.access import actor, needs
from webui.account import terms
from webui.engine import engine
from webui.errors import capital
from webui.health.parts import proofs
from webui.health.proof import ProofResult

blueprint = Blueprint("officer", __name__, url_prefix="/security")


@blueprint.get("")
@needs(Duty.OFFICER)
def show() -> str:
    """What waits for the officer's word, whether all works, who holds a token."""
    database, by = engine().database, actor()
    with database.reading() as session:
        is_broken, is_unproved = security.is_broken(session), security.is_unproved(session, clock.now())
    standing = proofs().prove(first_s=0)
    return render_template(
        "officer/show.html",
        changes=[(each, change_words(each), each.by_id != by.id) for each in waiting(database)],
        parts_standing=[
            (PARTS.get(name, name), _sign(one), capital(reason(one.fault.code)) if one.fault else "")
            for name, one in standing.items()
        ],
        scope_words=SCOPES,
        has_antivirus=engine().antivirus is not None,
        is_broken=is_broken,
        is_unproved=is_unproved,
        holders=own_token.holders(database),
    )


@blueprint.post("/changes/<int:change_id>/confirm")
@needs(Duty.OFFICER, fresh=True)
def confirm(change_id: int) -> Response:
    """Has what was asked for happen."""
    try:
        change = confirming.confirm(engine().database, actor(), change_id)
    except LetterkitError as fault:
        return _refusal(fault)
    if change.kind == HeldKind.SECOND_STEP:
        with engine().database.writing() as session:
            tell_taken_off(session, actor(), change.person_id)
    flash(f"Подтверждено: {change.person.full_name}.", "success")
    return redirect(url_for("officer.show"), 303)


@blueprint.post("/changes/<int:change_id>/refuse")
@needs(Duty.OFFICER)
def refuse(change_id: int) -> Response:
    """Has it not happen."""
    try:
        change = confirming.refuse(engine().database, actor(), change_id)
    except LetterkitError as fault:
        return _refusal(fault)
    flash(f"Отклонено: {change.person.full_name}. Администратору сообщат.")
    return redirect(url_for("officer.show"), 303)


@blueprint.get("/sessions")
@needs(Duty.OFFICER)
def all_sessions() -> str:
    """Everybody who is signed in now, by browser."""
    return render_template("officer/sessions.html", alive=sessions.alive_of_all(engine().database, terms()))


@blueprint.post("/tokens/<int:person_id>/end")
@needs(Duty.OFFICER, Duty.ADMINISTRATOR)
def end_token(person_id: int) -> Response:
    """Has somebody's own token refused."""
    own_token.end_of(engine().database, actor(), person_id)
    flash("Ключ отменён.", "success")
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.get("/rights")
@needs(Duty.OFFICER)
def rights() -> str:
    """Who holds which duties, since when and by whom."""
    database = engine().database
    people = accounts.everybody(database) + accounts.programs(database)
    with database.reading() as session:
        changes = security.last_changes(session)
    rows = [(each, changes.get(f"person:{each.id}")) for each in people]
    by_duty = {words: [row for row in rows if duty in row[0].duty_set] for duty, words in DUTIES.items()}
    none = [row for row in rows if not row[0].duty_set]
    return render_template("officer/rights.html", by_duty=by_duty | ({"без обязанностей": none} if none else {}))


@blueprint.get("/settings")
@needs(Duty.OFFICER, Duty.ADMINISTRATOR)
def settings() -> str:
    """How the service is set; secrets are masked."""
    return render_template("officer/settings.html", rows=setting_rows(engine().settings))


def _sign(one: ProofResult) -> str:
    if one.fault is None:
        return "good"
    return "error" if one.at is not None else "none"


def _refusal(fault: LetterkitError) -> Response:
    if fault.code == "denied.duty":
        raise fault
    flash(capital(sentence(fault)), "error")
    return redirect(url_for("officer.show"), 303)
