"""What is typed into the forms of people, and what is wrong with it, field by field."""

from collections.abc import Callable, Mapping
from dataclasses import fields

from flask import request

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty, Scope
from letterkit.office.people.details import Details
from letterkit.reports.wording import sentence
from letterkit.store.tables import Person

_FIELDS: Mapping[str, str] = {
    "person.bad-login": "login",
    "person.login-taken": "login",
    "person.bad-email": "email",
    "person.no-duty": "duties",
    "person.last-administrator": "duties",
    "person.both-keys": "duties",
    "person.short-password": "password",
    "person.long-password": "password",
    "person.weak-password": "password",
    "person.same-password": "password",
    "person.old-password": "password",
    "person.password-has-name": "password",
    "person.wrong-password": "old",
    "person.passwords-differ": "again",
    "program.no-name": "name",
    "program.no-scope": "scopes",
    "second-step.wrong-code": "code",
    "security-key.no-name": "name",
    "webhook.too-many": "url",
    "body.unknown": "body",
}


def typed_details() -> Details:
    """Names, post, unit, phone and address as they were typed."""
    return Details(**{field.name: request.form.get(field.name, "") for field in fields(Details)})


def details_of(person: Person) -> Details:
    """What is known of ``person``, for a form."""
    return Details(**{field.name: getattr(person, field.name) for field in fields(Details)})


def typed_duties() -> frozenset[Duty]:
    """The duties that were ticked; what is no duty is not one."""
    return frozenset(duty for duty in Duty if duty.value in request.form.getlist("duties"))


def typed_scopes() -> frozenset[Scope]:
    """The scopes that were ticked; what is no scope is not one."""
    return frozenset(scope for scope in Scope if scope.value in request.form.getlist("scopes"))


def errors_of(*demands: Callable[[], object]) -> dict[str, str]:
    """What each of ``demands`` refuses, as a sentence at its field; «form» for what belongs to none."""
    errors: dict[str, str] = {}
    for demand in demands:
        try:
            demand()
        except RequestError as fault:
            field = str(fault.details.get("field") or _FIELDS.get(fault.code, "form"))
            errors.setdefault(field, sentence(fault))
    return errors
