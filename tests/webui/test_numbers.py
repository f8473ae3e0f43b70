"""A number that no row can have names nothing: in an address, in a query, in a form."""

import re

import pytest
from flask import Flask, request
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Rule

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from webui.numbers import MOST, limit_numbers, whole_or_none

from .conftest import PASSWORD

BEYOND = (str(MOST + 1), str(2**63), "9" * 5000)


def asked(app: Flask) -> list[tuple[Rule, str]]:
    """Each address that has a number in it, with each method that it is asked by."""
    numbered = [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    return [(rule, method) for rule in numbered for method in {"GET", "POST"} & (rule.methods or set())]


def filled(rule: Rule, number: str) -> str:
    return re.sub(r"<int:\w+>", number, re.sub(r"<(?!int:)[^>]+>", "x", rule.rule))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_address_with_a_number_beyond_any_row_is_one_of_no_page(app: Flask) -> None:
    addresses = app.url_map.bind("localhost")
    assert len(asked(app)) > 100
    for rule, method in asked(app):
        for number in BEYOND:
            with pytest.raises((NotFound, MethodNotAllowed)):
                addresses.match(filled(rule, number), method)


def test_the_greatest_number_is_looked_for_in_the_database_and_not_found(app: Flask, quick_passwords: None) -> None:
    database = app.extensions["letterkit"].database
    duties = set(Duty) - {Duty.OFFICER}
    everybody = accounts.add(database, None, "all", PASSWORD, Details("Всехова", "Анна", ""), duties)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = everybody.fs_uniquifier
        session["seen"] = int(clock.now().timestamp())
    for rule, method in asked(app):
        assert client.open(filled(rule, str(MOST)), method=method).status_code < 500, (rule, method)


class TestFields:
    @pytest.fixture
    def app(self) -> Flask:
        made = Flask(__name__)
        limit_numbers(made)
        return made

    @pytest.mark.parametrize("typed", [*BEYOND, str(-MOST - 1), "²", "٣", "1.5", "", "one", "1e3"])
    def test_one_with_a_number_beyond_any_row_is_as_if_it_were_not_filled(self, app: Flask, typed: str) -> None:
        with app.test_request_context(query_string={"page": typed}, method="POST", data={"id": [typed, "7"]}):
            assert request.args.get("page", 1, type=int) == 1
            assert request.form.get("id", type=int) is None
            assert request.form.getlist("id", type=int) == [7]

    def test_one_with_a_number_that_a_row_can_have_is_read(self, app: Flask) -> None:
        with app.test_request_context(query_string={"page": " 12 ", "last": "-3"}):
            assert (request.args.get("page", type=int), request.args.get("last", type=int)) == (12, -3)


def test_a_number_of_json_is_bound_too() -> None:
    assert [whole_or_none(each) for each in (str(MOST), MOST, " -3 ")] == [MOST, MOST, -3]
    assert [whole_or_none(each) for each in (MOST + 1, True, 1.0, None, "x", *BEYOND)] == [None] * 8
