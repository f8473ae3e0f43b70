"""The administrator's pages of programs: each signs in by a token, which is shown once and good for what is ticked."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty, Scope
from letterkit.office.people import accounts
from letterkit.office.people.held_changes import GUARDED
from letterkit.office.programs import webhooks
from letterkit.office.programs.calls import KEPT, last_calls
from letterkit.reports.api_words import SCOPE_HINTS, SCOPES
from letterkit.reports.wording import DUTIES
from letterkit.store.tables import Person
from webui.access import actor, needs
from webui.account import TOKEN_HEADER, token_of
from webui.engine import engine
from webui.people.forms import errors_of, typed_duties, typed_scopes
from webui.programs.blueprint import blueprint

WATCHERS = (Duty.ADMINISTRATOR, Duty.OFFICER)
"""Who sees what programs may and do, and closes it; an officer gives nothing."""
_PROGRAM_DUTIES = {duty: words for duty, words in DUTIES.items() if duty not in GUARDED}
_SHOWN_CALLS = 50
_USUAL = frozenset({Scope.READ, Scope.CHECK})


@blueprint.get("")
@needs(*WATCHERS)
def everything() -> str:
    """The programs that may ask, and a form for another."""
    return _list()


@blueprint.post("")
@needs(Duty.ADMINISTRATOR, fresh=True)
def add() -> ResponseReturnValue:
    """Adds a program and shows its token."""
    name, unit, duties, scopes = (
        request.form.get("name", ""),
        request.form.get("unit", ""),
        typed_duties(),
        typed_scopes(),
    )
    added: list[Person] = []

    def take_in() -> None:
        added.append(accounts.add_program(engine().database, actor(), name, duties, scopes, unit))

    if errors := errors_of(take_in):
        return _list(name=name, unit=unit, duties=duties, scopes=scopes, errors=errors), 422
    return _with_token(added[0].id, is_first=True)


@blueprint.get("/<int:program_id>")
@needs(*WATCHERS)
def show(program_id: int) -> str:
    """One program: its token, a first call, what it is told of, what it has asked."""
    return program_page(program_of(program_id))


@blueprint.post("/<int:program_id>/token")
@needs(Duty.ADMINISTRATOR, fresh=True)
def renew(program_id: int) -> str:
    """Shows another token; the old one is refused."""
    return _with_token(program_of(program_id).id)


@blueprint.post("/<int:program_id>/revoke")
@needs(*WATCHERS)
def revoke(program_id: int) -> ResponseReturnValue:
    """Has the token refused."""
    program = accounts.revoke_token(engine().database, actor(), program_of(program_id).id)
    flash(f"Ключ отозван: {program.full_name}.", "success")
    return redirect(url_for("programs.show", program_id=program_id), 303)


@blueprint.post("/<int:program_id>/scopes")
@needs(Duty.ADMINISTRATOR, fresh=True)
def set_scopes(program_id: int) -> ResponseReturnValue:
    """Has the token be good for something else."""
    program = program_of(program_id)
    scopes = typed_scopes()
    if errors := errors_of(lambda: accounts.set_scopes(engine().database, actor(), program_id, scopes)):
        return program_page(program, scopes=scopes, errors=errors), 422
    flash("Сохранено: ключ действует по-новому со следующего запроса.", "success")
    return redirect(url_for("programs.show", program_id=program_id), 303)


def program_of(program_id: int) -> Person:
    """The program; raises RequestError ``person.gone``."""
    found = accounts.person_of(engine().database, program_id)
    if not found.is_program:
        raise RequestError("person.gone")
    return found


def program_page(program: Person, **view: Any) -> str:
    """The page of a program; ``view`` is what has been typed, shown once or refused."""
    database = engine().database
    shown = {
        "errors": {},
        "token": None,
        "is_first": False,
        "scopes": program.scope_set,
        "url": "",
        "events": (),
        **view,
    }
    return render_template(
        "programs/show.html",
        program=program,
        calls=last_calls(database, program.id, _SHOWN_CALLS),
        most_calls=KEPT,
        webhooks=webhooks.of_program(database, actor(), program.id),
        duty_words=_PROGRAM_DUTIES,
        may_change=actor().has(Duty.ADMINISTRATOR),
        scope_words=SCOPES,
        scope_hints=SCOPE_HINTS,
        header=TOKEN_HEADER,
        days=engine().settings.token_days,
        address=(engine().settings.address or request.host_url).rstrip("/"),
        **shown,
    )


def _with_token(program_id: int, *, is_first: bool = False) -> str:
    program = accounts.renew_token(engine().database, actor(), program_id)
    return program_page(program, token=token_of(program), is_first=is_first)


def _list(**view: Any) -> str:
    shown = {"name": "", "unit": "", "duties": frozenset(), "scopes": _USUAL, "errors": {}, **view}
    listed = accounts.programs(engine().database)
    latest = {each.id: last_calls(engine().database, each.id, 1) for each in listed}
    return render_template(
        "programs/list.html",
        programs=listed,
        latest=latest,
        duty_words=_PROGRAM_DUTIES,
        may_change=actor().has(Duty.ADMINISTRATOR),
        scope_words=SCOPES,
        scope_hints=SCOPE_HINTS,
        **shown,
    )
