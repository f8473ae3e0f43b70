"""The administrator's page of programs: each signs in by a token, which is shown once."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.reports.wording import DUTIES
from letterkit.store.tables import Person
from webui.access import actor, needs
from webui.account import TOKEN_HEADER, token_of
from webui.engine import engine
from webui.people.forms import errors_of, typed_duties

blueprint = Blueprint("programs", __name__, url_prefix="/programs")


@blueprint.get("")
@needs(Duty.ADMINISTRATOR)
def everything() -> str:
    """The programs that may ask, and a form for another."""
    return _page()


@blueprint.post("")
@needs(Duty.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Adds a program and shows its token."""
    name, duties = request.form.get("name", ""), typed_duties()
    added: list[Person] = []
    errors = errors_of(lambda: added.append(accounts.add_program(engine().database, actor(), name, duties)))
    if errors:
        return _page(name=name, duties=duties, errors=errors), 422
    return _with_token(added[0].id, is_first=True)


@blueprint.post("/<int:program_id>/token")
@needs(Duty.ADMINISTRATOR)
def renew(program_id: int) -> ResponseReturnValue:
    """Shows another token; the old one is refused."""
    return _with_token(_program(program_id).id)


@blueprint.post("/<int:program_id>/revoke")
@needs(Duty.ADMINISTRATOR)
def revoke(program_id: int) -> ResponseReturnValue:
    """Has the token refused."""
    program = accounts.revoke_token(engine().database, actor(), _program(program_id).id)
    flash(f"Ключ отозван: {program.full_name}.")
    return redirect(url_for("programs.everything"), 303)


def _with_token(program_id: int, *, is_first: bool = False) -> str:
    program = accounts.renew_token(engine().database, actor(), program_id)
    return _page(told=program, token=token_of(program), is_first=is_first)


def _program(program_id: int) -> Person:
    found = accounts.person_of(engine().database, program_id)
    if not found.is_program:
        raise RequestError("person.gone")
    return found


def _page(**view: Any) -> str:
    shown = {"name": "", "duties": frozenset(), "errors": {}, "told": None, "token": None, **view}
    listed = accounts.programs(engine().database)
    days = engine().settings.token_days
    return render_template(
        "people/programs.html", programs=listed, duty_words=DUTIES, header=TOKEN_HEADER, days=days, **shown
    )
