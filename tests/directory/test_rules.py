"""What the groups of a directory mean here."""

from pathlib import Path

import pytest

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.directory.entry import group_name
from letterkit.directory.rules import load_rules, meaning_of, values_of
from letterkit.reports.wording import sentence

from .conftest import RULES


def names(*groups: str) -> list[str]:
    return [group_name(each) for each in groups]


def test_duties_of_all_groups_are_added_together(rules_file: Path) -> None:
    meaning = meaning_of(load_rules(rules_file), names("Writers", "cn=Chiefs,ou=groups,dc=example,dc=ru", "others"))
    assert meaning.duties == {Duty.EXECUTOR, Duty.SIGNER, Duty.REVIEWER}
    assert meaning.body is None


def test_somebody_of_two_bodies_works_for_the_first_that_the_file_names(rules_file: Path) -> None:
    rules_file.write_text(RULES + "  - {group: court, duties: [signer], body: court}\n", "utf-8")
    meaning = meaning_of(load_rules(rules_file), names("court", "agency", "/writers"))
    assert (meaning.body, meaning.duties) == ("agency", {Duty.REGISTRY, Duty.EXECUTOR})


@pytest.mark.parametrize(
    ("told", "values"),
    [
        ({"surname": " Петрова ", "name": "Анна", "phone": ""}, {"surname": "Петрова", "name": "Анна"}),
        ({"full_name": "Петров Пётр  Ильич"}, {"surname": "Петров", "name": "Пётр", "patronymic": "Ильич"}),
        (
            {"surname": "Петров", "name": "Пётр Ильич", "full_name": "Пётр Ильич Петров"},
            {"surname": "Петров", "name": "Пётр", "patronymic": "Ильич"},
        ),
    ],
)
def test_names_are_taken_as_domains_write_them(told: dict[str, str], values: dict[str, str]) -> None:
    assert values_of(told) == values


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  - {group: idle}", "ничего не даёт"),
        ("  - {group: odd, duties: [boss]}", "допустимо: executor, reviewer"),
        ("  - {group: odd, duty: [signer]}", "duty"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_with_its_place(rules_file: Path, line: str, said: str) -> None:
    rules_file.write_text(f"{RULES}{line}\n", "utf-8")
    with pytest.raises(RequestError) as caught:
        load_rules(rules_file)
    assert said in sentence(caught.value)
    assert caught.value.line == 10
