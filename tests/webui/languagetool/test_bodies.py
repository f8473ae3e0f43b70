"""Whose rules speak: with a token those of the body that its program works for, without one those of the settings."""

from typing import Any

import pytest
from flask import Flask

from letterkit.checks.own import edit
from letterkit.checks.own.format import parse_pack
from letterkit.core.office import Duty
from letterkit.office.content.profiles import KeptProfile, read_profile
from letterkit.office.people import accounts
from webui.account import token_of
from webui.engine import Engine

from ...office.content.bodies import TOWN, shipped, values_of
from ...office.content.live_profiles import let_live, let_pack_live
from .conftest import Ask

OWN = "town-words"
TEXT = "Согласно приказа прилетел кукурузник."
RULE = {
    "code": "tone.test",
    "kind": "existence",
    "level": "warning",
    "message": "Не пишите «{excerpt}»",
    "why": "Так решено у нас.",
    "find": [{"find": "~кукурузник"}],
    "examples": {"wrong": ["Прилетел [кукурузник]."], "right": ["Прилетел самолёт."]},
}


@pytest.fixture
def engine(app: Flask) -> Engine:
    """A service of two bodies: the town has a pack of its own, and no rules of language."""
    engine: Engine = app.extensions["letterkit"]
    engine.take_in_shipped()
    pack = parse_pack(edit.put_rule(edit.new_pack(OWN, "Слова города"), RULE), f"{OWN}.yml")
    let_pack_live(engine.database, engine.office.files, pack)
    let_live(engine.database, engine.office.files, with_packs("order-2024", "gost-2025", OWN))
    return engine


def with_packs(*packs: str) -> KeptProfile:
    values = values_of(TOWN) | {"packs": list(packs)}
    return read_profile(shipped().with_values(values).encode(), TOWN["id"])


def token_for(app: Flask, engine: Engine, body: str) -> str:
    program = accounts.add_program(engine.database, None, "LibreOffice", [Duty.EXECUTOR])
    accounts.set_body(engine.database, None, program.id, body)
    with app.app_context():
        return token_of(accounts.renew_token(engine.database, None, program.id))


def rules_in(told: dict[str, Any]) -> set[str]:
    return {match["rule"]["id"] for match in told["matches"]}


def test_a_rule_of_a_body_speaks_with_its_token_and_with_no_other(app: Flask, engine: Engine, ask: Ask) -> None:
    town, first = token_for(app, engine, TOWN["id"]), token_for(app, engine, "")
    assert rules_in(ask(TEXT, apiKey=town)) == {"tone.test"}
    assert rules_in(ask(TEXT, apiKey=first)) == {"grammar.soglasno-dative"}
    assert rules_in(ask(TEXT)) == {"grammar.soglasno-dative"}


def test_what_is_switched_off_in_the_profile_of_a_body_stays_off_with_its_token_alone(
    app: Flask, engine: Engine, ask: Ask
) -> None:
    quiet = edit.put_level(edit.new_pack(OWN, "Слова города"), "grammar.soglasno-dative", "off", "Так решено")
    let_pack_live(engine.database, engine.office.files, parse_pack(quiet, f"{OWN}.yml"))
    let_live(engine.database, engine.office.files, with_packs(*shipped().values["packs"], OWN))
    assert rules_in(ask(TEXT, apiKey=token_for(app, engine, TOWN["id"]))) == set()
    assert rules_in(ask(TEXT)) == {"grammar.soglasno-dative"}
