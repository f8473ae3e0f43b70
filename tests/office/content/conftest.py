"""The body's own profile, blanks and reply texts, and versions of them."""

from collections.abc import Callable, Iterator

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.profile import load_profile
from letterkit.compose import Blank, Catalogue, ReplyText
from letterkit.compose.catalogue import parse_reply
from letterkit.core.profile import Profile
from letterkit.settings import Settings

HOME = Settings(_env_file=None)
HEAD = """\
id: {id}
title: О ремонте крыши
purpose: Ремонт крыши обещан к сроку.
clause: "2.2"
outcome: explained
needs: [appeal.subject]
"""
FIELDS = """\
fields:
  when:
    label: Когда
    required: true
    example: в июне 2024 года
  who:
    label: Кто
    type: body
    example: администрация города
"""
TEXT = (
    "{{ opening }}\n\nКрышу отремонтируют {{ when }}.{% if who %} Работу ведёт {{ who }}.{% endif %}\n\n{{ contact }}\n"
)

Version = Callable[..., ReplyText]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(HOME.templates_dir)


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile(HOME.profile_path)


@pytest.fixture(scope="session")
def blank(catalogue: Catalogue) -> Blank:
    return catalogue.blank("corner")


@pytest.fixture(scope="session")
def checker() -> Iterator[Checker]:
    with Checker(CheckOptions(HOME.profile_path, HOME.rules_dir, engine="off", pages=False)) as made:
        yield made


@pytest.fixture(scope="session")
def version() -> Version:
    """A reply text; ``version(("needs: […]", "needs: []"))`` changes words of its file."""

    def made(*changes: tuple[str, str]) -> ReplyText:
        file = f"---\n{HEAD.format(id='roof')}{FIELDS}---\n{TEXT}"
        for before, after in changes:
            assert before in file, before
            file = file.replace(before, after)
        return parse_reply(file, "roof.md")

    return made
