"""The administrator's pages of people: who is there, who may do what, who is let in; an officer looks and shuts out."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office.content.bodies import body_of
from letterkit.office.notices import sign_ins
from letterkit.office.people import accounts, second_step_demands, sessions
from letterkit.office.people.details import Details, demand_details, demand_duties, demand_login
from letterkit.office.people.held_changes import waiting
from letterkit.office.people.password_rules import demand_strong, is_temporary_over, rules_now
from letterkit.office.people.passwords import temporary_password
from letterkit.office.people.second_step import second_step_of
from letterkit.office.people.sign_in_delays import restrictions
from letterkit.reports.office_words import SESSION_FORMS
from letterkit.reports.security_words import change_words
from letterkit.reports.wording import DUTIES, plural
from letterkit.store.database import Database
from letterkit.store.held_tables import HeldChange
from letterkit.store.tables import Person
from webui.access import actor, needs
from webui.account import terms
from webui.bodies.lists import body_names, first_id
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.people.forms import details_of, errors_of, typed_details, typed_duties

blueprint = Blueprint("people", __name__, url_prefix="/people")
_WATCHERS = (Duty.ADMINISTRATOR, Duty.OFFICER)
_FIRST = "."
"""What forms call the body of the settings, which rows call by an empty name."""
_STATES = {"": None, "active": True, "inactive": False}
_STATE_WORDS = {"": "все", "active": "вход открыт", "inactive": "вход закрыт"}

_ASKED = "Это случится, когда подтвердит ответственный за безопасность: ему уже сообщили."
_WAITS = " Остальное случится, когда это подтвердит ответственный за безопасность."

Step = Callable[[Database, Actor, int], Person]


@blueprint.get("")
@needs(*_WATCHERS)
def everybody() -> str:
    """People, found by words and by whether they are let in."""
    words, state, body = (request.args.get(name, "") for name in ("words", "state", "body"))
    of_body = "" if body == _FIRST else body or None
    filters = [Filter("state", "Вход", state, [Choice(*each) for each in _STATE_WORDS.items()], Shape.PILLS)]
    if bodies := _bodies():
        filters.append(Filter("body", "Орган", body, [Choice(*each) for each in bodies.items()]))
    found = accounts.everybody(engine().database, words, active=_STATES.get(state), body=of_body)
    return render_template(
        "people/everybody.html",
        people=found,
        may_change=actor().has(Duty.ADMINISTRATOR),
        bar=Bar("people", list_address("people.everybody"), words, "Имя, должность или отдел", filters),
        duty_words=DUTIES,
        restrictions=restrictions(engine().database, (each.id for each in found)),
    )


@blueprint.get("/new")
@needs(Duty.ADMINISTRATOR)
def new() -> str:
    """The form for a new person."""
    return _form_of_new("", Details("", ""), frozenset(), {})


@blueprint.post("/new")
@needs(Duty.ADMINISTRATOR, fresh=True)
def add() -> ResponseReturnValue:
    """Adds a person; their temporary password is shown this once."""
    login, typed, duties = request.form.get("login", ""), typed_details(), typed_duties()
    password = request.form.get("password", "") or temporary_password()
    errors = errors_of(
        lambda: demand_login(login),
        lambda: demand_details(typed),
        lambda: demand_duties(duties),
        lambda: demand_strong(password, login.strip(), typed.surname, typed.name),
    )
    added: list[Person] = []
    if not errors:
        database, by = engine().database, actor()
        errors = errors_of(
            lambda: added.append(
                accounts.add(database, by, login, password, typed, duties, temporary=True, body=_typed_body())
            )
        )
    if errors:
        return _form_of_new(login, typed, duties, errors), 422
    return _page_of(added[0], told=password)


@blueprint.get("/<int:person_id>")
@needs(*_WATCHERS)
def person(person_id: int) -> str:
    """One person: names, duties, whether they are let in."""
    return _page_of(_person(person_id))


@blueprint.post("/<int:person_id>")
@needs(Duty.ADMINISTRATOR, fresh=True)
def change(person_id: int) -> ResponseReturnValue:
    """Takes other names and duties."""
    found, typed, duties = _person(person_id), typed_details(), typed_duties()
    database, by, before = engine().database, actor(), waiting(engine().database, person_id)
    errors = errors_of(lambda: demand_details(typed), lambda: demand_duties(duties))
    if not errors:
        errors = errors_of(lambda: accounts.set_duties(database, by, person_id, duties))
    if not errors and "body" in request.form:
        errors = errors_of(lambda: accounts.set_body(database, by, person_id, _typed_body()))
    if errors:
        return _page_of(found, typed=typed, duties=duties, errors=errors), 422
    changed = accounts.change(database, by, person_id, typed)
    held = _came_to_wait(person_id, before)
    flash(f"Сохранено: {changed.full_name}.{_WAITS if held else ''}")
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.post("/<int:person_id>/password")
@needs(Duty.ADMINISTRATOR, fresh=True)
def password(person_id: int) -> ResponseReturnValue:
    """Gives a temporary password, shown this once."""
    found = _person(person_id)
    if found.id == actor().id:
        return redirect(url_for("me.password"), 303)
    given = request.form.get("password", "") or temporary_password()
    errors = errors_of(lambda: demand_strong(given, found.login, found.surname, found.name))
    if errors:
        return _page_of(found, errors=errors), 422
    changed = accounts.set_password(engine().database, actor(), person_id, given, temporary=True)
    return _page_of(changed, told=given)


@blueprint.post("/<int:person_id>/deactivate")
@needs(*_WATCHERS)
def deactivate(person_id: int) -> ResponseReturnValue:
    """Shuts the person out."""
    return _take_step(person_id, accounts.deactivate, "Вход закрыт")


@blueprint.post("/<int:person_id>/activate")
@needs(Duty.ADMINISTRATOR)
def activate(person_id: int) -> ResponseReturnValue:
    """Lets the person in again."""
    return _take_step(person_id, accounts.activate, "Вход открыт")


@blueprint.post("/<int:person_id>/unlock")
@needs(Duty.ADMINISTRATOR)
def unlock(person_id: int) -> ResponseReturnValue:
    """Lets the person try again at once after too many wrong passwords."""
    return _take_step(person_id, accounts.unlock, "Ограничение снято")


@blueprint.post("/<int:person_id>/sessions/end")
@needs(*_WATCHERS)
def end_sessions(person_id: int) -> ResponseReturnValue:
    """Signs the person out in all browsers."""
    found = _person(person_id)
    count = sessions.end_all(engine().database, actor(), terms(), person_id)
    flash(f"Завершено: {plural(count, SESSION_FORMS)}: {found.full_name}." if count else "Открытых сеансов нет.")
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.post("/<int:person_id>/sessions/<int:session_id>/end")
@needs(*_WATCHERS)
def end_session(person_id: int, session_id: int) -> ResponseReturnValue:
    """Signs the person out in one browser."""
    sessions.end_one(engine().database, actor(), _person(person_id).id, session_id)
    flash("Сеанс завершён.")
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.post("/<int:person_id>/second-step/off")
@needs(Duty.ADMINISTRATOR, fresh=True)
def take_off_second_step(person_id: int) -> ResponseReturnValue:
    """Takes the second step off somebody who has lost it."""
    return _take_step(person_id, sign_ins.take_off_second_step, "Второй шаг входа снят, сеансы завершены")


@blueprint.get("/sign-in-rules")
@needs(Duty.ADMINISTRATOR)
def sign_in_rules() -> str:
    """Who needs a second step, and what the settings ask of passwords and sessions."""
    database, body = engine().database, actor().body
    return render_template(
        "people/sign_in_rules.html",
        duty_words=DUTIES,
        demanded=second_step_demands.demanded_duties(database, body),
        counts=second_step_demands.people_without(database, body),
        rules=rules_now(),
        settings=engine().settings,
    )


@blueprint.post("/sign-in-rules")
@needs(Duty.ADMINISTRATOR, fresh=True)
def demand_second_step() -> ResponseReturnValue:
    """Takes the duties that a second step is asked of."""
    second_step_demands.demand(engine().database, actor(), typed_duties())
    flash("Сохранено.", "success")
    return redirect(url_for("people.sign_in_rules"), 303)


def _bodies() -> dict[str, str]:
    """The bodies to choose from by the names that forms send; none where there is one alone."""
    found = {body or _FIRST: name for body, name in body_names().items()}
    return found if len(found) > 1 else {}


def _typed_body() -> str:
    """The body that was chosen; the administrator's own where the form asks for none."""
    chosen = request.form.get("body")
    if chosen is None:
        return actor().body
    return body_of(engine().database, first_id(), "" if chosen == _FIRST else chosen)


def _take_step(person_id: int, step: Step, said: str) -> ResponseReturnValue:
    found, before = _person(person_id), waiting(engine().database, person_id)
    errors = errors_of(lambda: step(engine().database, actor(), person_id))
    for error in errors.values():
        flash(error, "error")
    if not errors:
        flash(_ASKED if _came_to_wait(person_id, before) else f"{said}: {found.full_name}.")
    return redirect(url_for("people.person", person_id=person_id), 303)


def _came_to_wait(person_id: int, before: Sequence[HeldChange]) -> bool:
    """Whether something of the person waits for an officer that did not do so ``before``."""
    return bool({each.id for each in waiting(engine().database, person_id)} - {each.id for each in before})


def _person(person_id: int) -> Person:
    found = accounts.person_of(engine().database, person_id)
    if found.is_program:
        raise RequestError("person.gone")
    return found


def _form_of_new(login: str, typed: Details, duties: frozenset[Duty], errors: dict[str, str]) -> str:
    return render_template(
        "people/new.html",
        login=login,
        details=typed,
        duties=duties,
        errors=errors,
        duty_words=DUTIES,
        bodies=_bodies(),
        chosen_body=request.form.get("body", actor().body or _FIRST),
    )


def _page_of(found: Person, typed: Details | None = None, told: str | None = None, **view: Any) -> str:
    view.setdefault("duties", found.duty_set)
    view.setdefault("errors", {})
    return render_template(
        "people/person.html",
        person=found,
        details=typed or details_of(found),
        told=told,
        restrictions=restrictions(engine().database, [found.id]).get(found.id, []),
        second_step=second_step_of(engine().database, found.id),
        is_password_over=is_temporary_over(found, clock.now()),
        is_step_demanded=second_step_demands.is_demanded(engine().database, found),
        sign_ins=sessions.alive(engine().database, terms(), found.id),
        duty_words=DUTIES,
        may_change=actor().has(Duty.ADMINISTRATOR),
        waiting=waiting(engine().database, found.id),
        change_words=change_words,
        has_token=found.fs_token_uniquifier is not None,
        bodies=_bodies(),
        chosen_body=request.form.get("body", found.body or _FIRST),
        **view,
    )
