"""Profiles of bodies quite unlike the shipped one: another region, another gender of the name, other signers."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from letterkit.core.people import Case
from letterkit.office.content.bodies import letterhead
from letterkit.office.content.profile_lint import proposed_names
from letterkit.office.content.profiles import KeptProfile, read_profile

from .conftest import HOME

Made = Callable[..., KeptProfile]
SHIPPED = "minstroy-sakhalin"

TOWN = {
    "id": "vologda",
    "name": "администрация города Вологды",
    "short_name": "администрация",
    "address_lines": ["ул. Каменный мост, д. 4,", "г. Вологда, 160000"],
    "phone": "(8172) 72-00-42",
    "site": "vologda-city.ru",
    "signer": (["Глава города", "Вологды"], "А.Н. Накошев"),
}
COMMITTEE = {
    "id": "lenobl-edu",
    "name": "комитет по образованию Ленинградской области",
    "short_name": "комитет",
    "address_lines": ["пл. Растрелли, д. 2,", "г. Санкт-Петербург, 191124"],
    "phone": "(812) 611-44-40",
    "site": "edu.lenobl.ru",
    "signer": (["Председатель комитета"], "В.И. Реброва"),
}
ROADS = {
    "id": "omsk-roads",
    "name": "управление дорожного хозяйства Омской области",
    "short_name": "управление",
    "address_lines": ["ул. Красный Путь, д. 1,", "г. Омск, 644000"],
    "phone": "(3812) 24-00-00",
    "site": "roads.omsk.ru",
    "signer": (["Начальник управления"], "П.С. Ветров"),
}
OFFICES = {
    "id": "perm-jobs",
    "name": "службы занятости Пермского края",
    "short_name": "службы",
    "address_lines": ["ул. Ленина, д. 51,", "г. Пермь, 614000"],
    "phone": "(342) 233-00-00",
    "site": "szn.permkrai.ru",
    "signer": (["Руководитель служб"], "Е.Ю. Гордеева"),
}
OTHERS = (TOWN, COMMITTEE, ROADS, OFFICES)


def shipped() -> KeptProfile:
    return read_profile(HOME.profile_path.read_bytes(), SHIPPED)


def values_of(told: dict[str, Any]) -> dict[str, Any]:
    """The values of the profile of such a body, with everything that names the shipped one replaced."""
    values = deepcopy(shipped().values)
    names = {case.value: words for case, words in proposed_names(told["name"]).items()}
    values["body"] = {
        "names": {**names, Case.NOMINATIVE.value: told["name"]},
        "short_name": told["short_name"],
        "letterhead_lines": letterhead(told["name"]),
        "address_lines": told["address_lines"],
        "phone": told["phone"],
        "email": f"info@{told['site']}",
        "site": told["site"],
    }
    post, name = told["signer"]
    values["signers"] = [{"id": "head", "post_lines": post, "name": name}]
    values["known_bodies"] = ["прокуратура города"]
    values["texts"]["number"] = "ОГ-{n}/{yyyy}"
    return values | {"id": told["id"]}


def profile_of(told: dict[str, Any]) -> KeptProfile:
    return read_profile(shipped().with_values(values_of(told)).encode(), told["id"])


def file_of(told: dict[str, Any], folder: Path) -> Path:
    place = folder / f"{told['id']}.yml"
    place.write_text(profile_of(told).source, encoding="utf-8")
    return place
