"""A small register behind the pages of appeals and letters: one appeal, one letter begun from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.core.errors import CardError
from letterkit.core.office import Actor, Duty
from letterkit.datafile import parse_yaml
from letterkit.office.cases import appeals, drafting
from letterkit.office.context import Office
from letterkit.settings import load_settings
from letterkit.store.tables import Appeal, Letter, Person

People = dict[Duty, Person]
ClientOf = Callable[[Duty], FlaskClient]
NOW = datetime(2024, 6, 5, 10, 0).astimezone()
"""Three weeks after the appeal of the sample card was registered."""


@dataclass
class Register:
    """The office, its people and the sample card as people write it."""

    office: Office
    people: People
    client_of: ClientOf
    card: dict[str, Any]

    def by(self, duty: Duty) -> Actor:
        return self.people[duty].actor

    def appeal(self, number: str = "И-345", **told: Any) -> Appeal:
        """An appeal that nobody answers yet."""
        card = {"appeal": {**self.card["appeal"], "number": number, **told}, "applicant": self.card["applicant"]}
        return appeals.add(self.office, self.by(Duty.REGISTRY), card)

    def letter(self, appeal: Appeal | None = None) -> Letter:
        """The executor's draft."""
        appeal_id = appeal.id if appeal else None
        card = {**self.card, "executor": {}}
        return drafting.begin(self.office, self.by(Duty.EXECUTOR), card, "by_date", appeal_id=appeal_id)

    def now(self, letter: Letter) -> Letter:
        return drafting.read_letter(self.office, self.by(Duty.EXECUTOR), letter.id)


@pytest.fixture
def register(app: Flask, people: People, client_of: ClientOf) -> Iterator[Register]:
    file = load_settings().templates_dir / "samples" / "demo.yml"
    card = parse_yaml(file.read_text(encoding="utf-8"), file=str(file), error=CardError)
    sample = {name: part for name, part in card.items() if name not in ("number", "date")}
    with clock.stopped_at(NOW):
        yield Register(app.extensions["letterkit"].office, people, client_of, sample)


@pytest.fixture
def executor(register: Register) -> FlaskClient:
    return register.client_of(Duty.EXECUTOR)


@pytest.fixture
def registrar(register: Register) -> FlaskClient:
    return register.client_of(Duty.REGISTRY)
