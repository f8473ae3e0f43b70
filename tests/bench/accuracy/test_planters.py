"""The planters on the open letters: each finds a place, and what it plants is a defect where it says."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from random import Random

import pytest

from bench.accuracy.planter import PlantedLetter, Planter, plant_defects
from bench.accuracy.planters import PLANTERS
from bench.accuracy.report import KINDS
from bench.accuracy.sheet import Sheet
from letterkit.core.case import Appeal, CaseCard
from letterkit.reports.wording import FAMILIES

BY_NAME = {planter.name: planter for planter in PLANTERS}
NOT_PLANTED = {"deadline", "internal"}
"""Families of the register and of the checker itself."""

SENTENCE = "Работы начнутся 01.07.2024 и займут два месяца."
QUESTIONS = CaseCard(appeal=Appeal(questions=("Когда отремонтируют крышу?", "Кто оплатит замену балок чердака?")))
# What few letters have is shown on a letter made for it.
MADE: dict[str, tuple[tuple[tuple[str, str], ...], CaseCard | None]] = {
    "addressee.residents-nominative": ((("Ивановой М.П.", "Жителям дома № 10"),), None),
    "questions.not-answered": ((), QUESTIONS),
    "questions.answer-removed": (
        ((SENTENCE, f"{SENTENCE}\n\nЗамену балок чердака оплатит фонд.\n\nКвитанции пришлют осенью."),),
        QUESTIONS,
    ),
    "punctuation.gerund": (((SENTENCE, "Подняв крышу, рабочие заменят балки."),), None),
    "punctuation.list-signs": (((SENTENCE, "Работы:\n– снять старую крышу;\n– постелить новую."),), None),
    "punctuation.dash-lost": (((SENTENCE, "Балка – это опора крыши."),), None),
    "law.other-date": (((SENTENCE, "Так велит Федеральный закон от 02.05.2006 № 59-ФЗ."),), None),
    "law.other-number": (((SENTENCE, "Так велит Федеральный закон от 02.05.2006 № 59-ФЗ."),), None),
    "typical.unclear-no-invitation": (
        ((SENTENCE, "Ответа нет: так велит часть 4.1 статьи 11 закона.\n\nНапишите нам снова."),),
        None,
    ),
    "typical.abuse-no-warning": (
        ((SENTENCE, "Так велит часть 3 статьи 11 закона. Злоупотреблять правом на обращение недопустимо."),),
        None,
    ),
    "typical.secret-no-reason": (
        ((SENTENCE, "Так велит часть 6 статьи 11 закона. Разглашать эти сведения недопустимо."),),
        None,
    ),
    "consistency.house": (((SENTENCE, "Крыша дома № 10 старая."),), None),
}


def test_there_are_defects_enough(all_planted: Sequence[PlantedLetter]) -> None:
    assert sum(bool(made.families) for made in all_planted) >= 1500


def test_no_two_planters_have_one_name() -> None:
    assert len(BY_NAME) == len(PLANTERS)


def test_families_and_kinds_are_known() -> None:
    for planter in PLANTERS:
        assert set(planter.families) | set(planter.follows) <= set(FAMILIES), planter.name
        assert planter.kind in KINDS or (planter.kind == "control" and not planter.families), planter.name


def test_every_family_is_spoilt_in_several_ways(all_planted: Sequence[PlantedLetter]) -> None:
    ways = {(made.family, made.planter, made.way) for made in all_planted if made.families}
    count = Counter(family for family, _, _ in ways)
    assert {family for family in FAMILIES if count[family] < 2} == NOT_PLANTED


@pytest.mark.parametrize("planter", PLANTERS, ids=lambda planter: planter.name)
def test_the_planter_finds_a_place(
    planter: Planter, all_planted: Sequence[PlantedLetter], sheet_of: Callable[..., Sheet]
) -> None:
    if planter.name in MADE:
        changes, card = MADE[planter.name]
        made: Iterable[PlantedLetter] = plant_defects([planter], [sheet_of(*changes, card=card)])
    else:
        made = (each for each in all_planted if each.planter == planter.name)
    assert any(True for _ in made)


def test_letters_made_for_a_planter_name_one() -> None:
    assert set(MADE) <= set(BY_NAME)


def test_only_the_fault_and_what_stands_beside_it_is_changed(
    all_planted: Sequence[PlantedLetter], sheets: Sequence[Sheet]
) -> None:
    clean = {sheet.name: sheet.text for sheet in sheets}
    for made in all_planted:
        first, last = _changed(clean[made.letter], made.text)
        if made.faults:
            start, end = made.faults[0]
            assert 0 <= start < end <= len(made.text), made.planter
            assert start <= last, f"{made.planter}: the change is before the fault"
            assert first <= end + 1, f"{made.planter}: the change is after the fault"
            assert made.wrong.strip(), made.planter
        else:
            assert made.text != clean[made.letter] or made.card or made.look, made.planter


def test_controls_and_absences_have_no_wrong_words(all_planted: Sequence[PlantedLetter]) -> None:
    assert {made.planter for made in all_planted if made.kind == "absence" and made.faults} == set()


def test_typos_tell_other_words_from_no_words(all_planted: Sequence[PlantedLetter]) -> None:
    kinds = Counter(made.kind for made in all_planted)
    assert kinds["typo"] > 300
    assert kinds["real-word"] > 100


@pytest.mark.parametrize(
    ("planter", "words", "wrong"),
    [
        ("typo.tsya", "Крыша строится к зиме.", "строиться"),
        ("typo.hyphen", "Балки тоже заменят.", "то-же"),
        ("typo.together-or-apart", "Крыша старая, поэтому течёт.", "по этому"),
        ("typo.not-together", "Крышу не чинили.", "нечинили"),
        ("grammar.subject-capital", "Комиссия осмотрела крышу.", None),
        ("grammar.year-case", "Крышу сделают в 2025 году.", "в 2025 года"),
        ("typography.number-sign", "Дом № 10 старый.", None),
        ("punctuation.before-conjunction", "Комиссия решила, что крыша старая.", "решила что"),
        ("outcome.empty-promise", "Крышу починят до 01.09.2024.", None),
        ("consistency.done-in-future", "Комиссия осмотрела крышу 10.05.2024.", "10.05.2025"),
    ],
)
def test_a_planter_spoils_what_it_is_for(
    planter: str, words: str, wrong: str | None, sheet_of: Callable[..., Sheet]
) -> None:
    sheet = sheet_of((SENTENCE, words))
    made = list(BY_NAME[planter].plant(sheet, Random(1)))
    assert made
    assert wrong is None or wrong in {edit.apply(sheet.text)[slice(*edit.faults[0])] for edit in made}


@pytest.mark.parametrize(
    ("planter", "words"),
    [
        ("grammar.subject-and-verb", "Осенью работы закончат."),
        ("grammar.after-number", "Так велит часть 3 статьи 8 закона."),
        ("outcome.empty-promise", "Подайте заявку до 01.09.2024."),
        ("outcome.promised-for-the-past", "Заявку можно подать до 01.09.2024."),
        ("typography.units", "Площадь крыши небольшая."),
        ("typo.n-or-nn", "Крыша цела."),
        ("consistency.done-in-future", "Комиссия осмотрит крышу 10.06.2024."),
        ("punctuation.comma-before-and", "Комиссия осмотрела крышу и составила акт."),
        ("typo.ni-for-ne", "Как бы крыша не текла, дом стоит."),
    ],
)
def test_a_planter_leaves_alone_what_would_stay_right(planter: str, words: str, sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of(("Крышу отремонтируют до 01.09.2024. " + SENTENCE, words))
    start, end = sheet.text.index(words), sheet.text.index(words) + len(words)
    edits = BY_NAME[planter].plant(sheet, Random(1))
    assert [edit for edit in edits if start <= edit.place[0] < end] == []


def _changed(clean: str, text: str) -> tuple[int, int]:
    """The stretch of ``text`` that ``clean`` does not have."""
    first = next((at for at, (a, b) in enumerate(zip(clean, text, strict=False)) if a != b), min(len(clean), len(text)))
    tail = next(
        (at for at, (a, b) in enumerate(zip(reversed(clean), reversed(text), strict=False)) if a != b),
        min(len(clean), len(text)),
    )
    return first, max(first, len(text) - tail)
