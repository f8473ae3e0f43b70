"""A register teaches to which groups its appeals belong; each body has its own."""

import pytest

from letterkit.intake import read_appeal
from letterkit.office.cases import appeals
from letterkit.office.register.classifier import classifier
from letterkit.office.register.taught_groups import TaughtGroups

from ..cases.conftest import Day

pytestmark = pytest.mark.both_databases

TEXT = "Здравствуйте! Во дворе опять шумит вертолётная площадка. Прошу сообщить, когда вертолёты перестанут садиться."


def first_group(taught: TaughtGroups, body: str) -> str:
    return read_appeal(TEXT, classifier().group_words, taught.of(body)).groups[0].name


def test_a_new_appeal_goes_where_its_body_has_put_others_like_it(day: Day) -> None:
    taught = TaughtGroups(day.office.database)
    body = day.staff.registry.body
    assert first_group(taught, body) != "Правила застройки"
    for number in range(12):
        card = {
            "appeal": {
                "number": f"В-{number}",
                "registered": "01.06.2024",
                "subject": "шум вертолётной площадки",
                "questions": ["Когда вертолёты перестанут садиться во дворе?"],
                "group": "Правила застройки",
            },
            "applicant": {"surname": "Иванова", "name": "Мария"},
        }
        appeals.add(day.office, day.staff.registry, card)
    assert first_group(taught, body) == "Правила застройки"
    assert first_group(taught, "another") != "Правила застройки"
