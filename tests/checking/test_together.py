"""Letters of a batch, checked together: each report is the one that the letter would have alone."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions, Composition
from letterkit.checking.profile import load_profile
from letterkit.checks.paragraph_cache import Memory
from letterkit.compose import Catalogue
from letterkit.compose.fast import compile_blank
from letterkit.compose.letter import compose
from letterkit.core.case import CaseCard
from letterkit.core.people import Gender
from letterkit.core.report import Report
from letterkit.settings import load_settings
from letterkit.tables.card import parse_card

REPLIES = sorted(path.stem for path in (load_settings().templates_dir / "replies").glob("*.md"))
MEN = ({"surname": "Орехов", "name": "Степан", "patronymic": "Ильич"}, {"surname": "Ким", "name": "Ин Су"})
WOMEN = (
    {"surname": "Зайцева", "name": "Нина", "patronymic": "Павловна"},
    {"surname": "Петрова", "name": "Анна", "patronymic": "Сергеевна"},  # as the executor
)
OTHERS = (
    {"organisation": "ООО «Ромашка & Ко»"},
    {"collective": True, "surname": "Маслов", "name": "Игорь", "patronymic": "Фёдорович"},
)
TOPICS = (
    "ремонт лифта в доме № 16 по ул. Мира",
    "протечка крыши дома № 2 по ул. Школьной",
    "протечка крыши дома № 21 по ул. Школьной",
    "протечька крыши дома № 2 по ул. Школьной",
    "имплементация девелоперского фидбэка",
    "отключение отопления, которое",
    "<b>уборка</b> & {{ вывоз }} «мусора",
)
LONG = "мы проверили дом, подъезд, двор, крышу, подвал, лифт, освещение, дорогу и площадку, " * 8
SENTENCES = (
    "",
    "Работы закончили раньше срока.",
    "Работы  закончили раньше срока согласно приказа министерства",
    f"По Вашей просьбе {LONG}но нарушений не нашли.",
    "\n\n".join(f"В {number} году комиссия снова осматривала дом и составила акт." for number in range(1984, 2024)),
)


@cache
def catalogue() -> Catalogue:
    return Catalogue(load_settings().templates_dir)


def new_checker() -> Checker:
    settings = load_settings()
    return Checker(CheckOptions(settings.profile_path, settings.rules_dir, engine="embedded", pages=False))


def fields_of(reply: str, chance: random.Random) -> dict[str, Any]:
    """The examples of the fields of the reply text, a sentence of one of them changed now and then."""
    found: dict[str, Any] = {}
    for name, field in catalogue().reply(reply).fields.items():
        if field.required or chance.random() < 0.4:
            found[name] = _example(field.type, field.example)
    return found


def _example(kind: str, example: object) -> object:
    if example is not None:
        return example
    return (
        "01.12.2024" if kind == "date" else ["от 12.01.2024 № 3.08-15/24"] if kind == "list" else "Так решила комиссия"
    )


def card_of(reply: str, number: int, chance: random.Random) -> CaseCard:
    gender = chance.choice(("male", "female", None))
    applicant = dict(chance.choice({"male": MEN, "female": WOMEN, None: OTHERS}[gender]))
    street = chance.choice(("Мира", "Речной", "Школьной"))
    answered = "answers" in catalogue().reply(reply).fields
    said = chance.choice(SENTENCES) or ("Дом отремонтируют." if answered else None)
    needs = " ".join(catalogue().reply(reply).head.needs)
    return parse_card(
        {
            "appeal": {
                "number": f"И-{number}",
                "registered": "14.05.2024",
                "channel": chance.choice(("post", "email", "site")),
                "subject": chance.choice(TOPICS),
                "addressed_to": "министерство строительства Сахалинской области",
            },
            "applicant": applicant
            | ({"gender": gender} if gender else {})
            | {"address": f"ул. {street}, д. {number}, г. Оха, 694490", "email": f"a{number}@mail.ru"},
            "reply": {
                "due_date": "01.12.2024" if "due_date" in needs else None,
                "attachments": ["Копия акта на 2 л. в 1 экз."] if "attachments" in needs else [],
                "fields": {name: value for name, value in fields_of(reply, chance).items() if name != "answers"},
                "body": said if "{{ body }}" in catalogue().reply(reply).source else None,
            },
            "executor": {
                "surname": "Петрова",
                "name": "Анна",
                "patronymic": "Сергеевна",
                "phone": "+7 (4242) 00-00-00",
            },
            "number": chance.choice((f"3.08-{number}/24", None)),
            "date": "05.06.2024",
        },
        "card.json",
    )


def letters_of(checker: Checker, reply: str, count: int, seed: int) -> Iterator[Composition]:
    chance = random.Random(f"{reply} {seed}")
    blank = compile_blank(catalogue().blank(checker.profile.blank))
    for number in range(1, count + 1):
        made = compose(card_of(reply, number, chance), catalogue().reply(reply), blank, checker.profile)
        yield Composition(made.docx, f"{number}.docx", made.card)


def reports(checker: Checker, letters: list[Composition]) -> list[Report]:
    """The reports without what a clock says."""
    made = list(checker.check_together(letters))
    assert all(isinstance(one, CheckedLetter) for one in made)
    return [replace(one.report, timing_ms={}) for one in made if isinstance(one, CheckedLetter)]


@pytest.fixture(scope="module")
def seasoned() -> Iterator[Checker]:
    """A checker that sees all letters of this module."""
    with new_checker() as checker:
        yield checker


@pytest.fixture(scope="module")
def unseasoned() -> Iterator[Checker]:
    """A checker to be made forget what it has seen."""
    with new_checker() as checker:
        yield checker


def forgetful(checker: Checker) -> Checker:
    """``checker`` as one that has seen no letter."""
    checker.memory = Memory()
    if checker.proofreader is not None:
        checker.proofreader = checker.proofreader.fresh()
    return checker


@pytest.mark.parametrize(
    "reply",
    [reply if reply in ("cannot", "redirect") else pytest.param(reply, marks=pytest.mark.long) for reply in REPLIES],
)
def test_each_letter_of_a_batch_has_the_report_it_would_have_alone(
    reply: str, seasoned: Checker, unseasoned: Checker
) -> None:
    letters = list(letters_of(seasoned, reply, 4, seed=1))
    together = reports(seasoned, letters)
    alone = [one for letter in letters for one in reports(forgetful(unseasoned), [letter])]
    assert together == alone
    assert len({report.text for report in together}) == len(letters)


def test_a_slip_of_one_row_is_found_in_its_letter_alone(seasoned: Checker) -> None:
    card = card_of("redirect", 1, random.Random(5))
    rows = [replace(card, appeal=replace(card.appeal, subject=topic)) for topic in (TOPICS[1], TOPICS[3], TOPICS[2])]
    found = [
        {finding.excerpt for finding in report.findings if finding.code.startswith("spelling.")}
        for report in reports(seasoned, [made_of(card) for card in rows])
    ]
    assert [any("протечьк" in excerpt for excerpt in each) for each in found] == [False, True, False]


@pytest.mark.long
@pytest.mark.usefixtures("hurried_threads")
def test_threads_may_share_a_checker(seasoned: Checker) -> None:
    batches = 2 * [list(letters_of(seasoned, reply, 4, seed=3)) for reply in ("redirect", "solved", "extension")]
    expected = [reports(seasoned, batch) for batch in batches]
    for _ in range(3):
        with new_checker() as shared, ThreadPoolExecutor(len(batches)) as pool:
            assert list(pool.map(lambda batch, shared=shared: reports(shared, batch), batches)) == expected


def test_nobody_is_called_where_the_executor_has_the_name_of_the_applicant(seasoned: Checker) -> None:
    card = card_of("redirect", 1, random.Random(0))
    namesake = replace(card.applicant, person=replace(card.executor.person, gender=Gender.FEMALE), collective=False)
    [report] = reports(seasoned, [made_of(replace(card, applicant=replace(namesake, organisation=None)))])
    assert "Уважаемая Анна Сергеевна!" in report.text.replace("\u00a0", " ")
    assert "punctuation.vocative" not in {finding.code for finding in report.findings}


def made_of(card: CaseCard) -> Composition:
    """The letter of ``card`` with the words of «redirect»."""
    profile = load_profile(load_settings().profile_path)
    made = compose(card, catalogue().reply("redirect"), catalogue().blank(profile.blank), profile)
    return Composition(made.docx, "letter.docx", made.card)
