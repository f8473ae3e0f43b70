"""Proving who one is beside the first step of signing in: by the second step, or once more before what matters."""

import json
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template, request
from sqlalchemy.orm import Session

from letterkit.office.people import second_step, security_keys
from letterkit.office.people.security_keys import Site
from letterkit.office.people.sign_in import Proof
from letterkit.office.people.sign_in_delays import Origin
from letterkit.store.second_step_tables import SecurityKey
from letterkit.store.tables import Person
from webui import session
from webui.engine import engine
from webui.resume import TypedForm, own_path


def origin() -> Origin:
    """Where the request comes from, as tries are counted."""
    return Origin(session.address(), str(current_app.secret_key))


def site() -> Site:
    """The site that security keys are bound to: that of the settings' address, else the one that was asked for."""
    parts = urlsplit(engine().settings.address or request.host_url)
    return Site(parts.hostname or "", f"{parts.scheme}://{parts.netloc}")


def why_no_keys() -> str | None:
    """Why no security key can be asked at this address, in words; None when one can."""
    here, there = urlsplit(request.host_url), site()
    if here.hostname != there.host:
        return f"Ключи безопасности работают только по адресу {there.origin}."
    if _is_number(there.host) or not (request.is_secure or _is_own_machine(there.host)):
        return "Ключи безопасности работают только по HTTPS, а на самой машине службы – по адресу http://localhost."
    return None


def step_view(person_id: int) -> dict[str, Any]:
    """What the form of a second step needs to know of the person's."""
    step = second_step.second_step_of(engine().database, person_id)
    keys = [each for each in step.keys if each.site == site().host] if why_no_keys() is None else []
    return {"step": step, "key_options": _options(keys), "no_keys": why_no_keys() if step.keys and not keys else None}


def second_step_proof() -> Proof:
    """What the form of a second step has brought; raises RequestError ``second-step.late``."""
    if answer := request.form.get("credential"):
        challenge, where = session.asked_of_key(), site()

        def by_key(opened: Session, person: Person) -> second_step.Way | None:
            return security_keys.take(opened, person, where, answer, challenge)

        return by_key
    code, apps = request.form.get("code", ""), engine().code_apps

    def by_code(opened: Session, person: Person) -> second_step.Way | None:
        return apps.take(opened, person, code) or second_step.take_code(opened, person, code)

    return by_code


def ask_again(person_id: int, wanted: str | None, error: str | None = None, typed: TypedForm | None = None) -> str:
    """The page that asks once more who it is, and then goes on to ``wanted`` or with what a form has brought."""
    brought = json.dumps([[*each] for each in typed.fields], ensure_ascii=False) if typed else None
    path = request.form.get("path") or request.script_root + request.path
    view = step_view(person_id)
    return render_template("people/again.html", next=wanted, error=error, typed=brought, path=path, **view)


def brought_before() -> tuple[str, TypedForm] | None:
    """What a form had brought before it was asked who it is, and whereto; None when nothing has been."""
    path = own_path(request.form.get("path"))
    try:
        fields = json.loads(request.form.get("typed", ""))
        return (path, TypedForm(tuple((str(name), str(value)) for name, value in fields), {})) if path else None
    except (ValueError, TypeError):
        return None


def _options(keys: Sequence[SecurityKey]) -> str | None:
    return security_keys.request_options(site(), keys, session.ask_key()) if keys else None


def _is_own_machine(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost")


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
