import pytest

from letterkit.language.edit_distance import distance, edits, in_case_of, likeness, misheard, sound_variants, stutters


def test_every_slip_of_one_letter_is_among_the_edits() -> None:
    assert {"дм", "домм", "дам", "одм", "до"} <= edits("дом")
    assert "дом" not in edits("дом")
    assert "доам" in edits("дом")


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        (("комунальный", "коммунальный"), ("котмунальный", "коммунальный")),
        (("обрашение", "обращение"), ("обрапение", "обращение")),
        (("договру", "договору"), ("говору", "договору")),
        (("министерстовм", "министерством"), ("министерстнвм", "министерством")),
    ],
)
def test_a_usual_slip_costs_less_than_an_odd_one(usual: tuple[str, str], odd: tuple[str, str]) -> None:
    assert likeness(*usual) < likeness(*odd)


@pytest.mark.parametrize(("wrong", "right"), [("перереезд", "переезд"), ("основанинии", "основании")])
def test_a_syllable_written_twice_is_a_usual_slip(wrong: str, right: str) -> None:
    assert right in set(stutters(wrong))
    assert likeness(wrong, right) < likeness("основаюнии", "основании")


def test_a_word_is_no_distance_from_itself() -> None:
    assert distance("дом", "дом") == 0


def test_one_sound_is_written_another_way() -> None:
    assert "счечик" in set(sound_variants("щечик"))


@pytest.mark.parametrize(
    ("word", "guess", "expected"),
    [
        ("Застройшик", "застройщик", "Застройщик"),
        ("ЗАСТРОЙШИК", "застройщик", "ЗАСТРОЙЩИК"),
        ("застройшик", "застройщик", "застройщик"),
        ("Южно-Сахалинсе", "южно-сахалинске", "Южно-Сахалинске"),
    ],
)
def test_a_guess_takes_over_the_capitals(word: str, guess: str, expected: str) -> None:
    assert in_case_of(word, guess) == expected


def test_two_vowels_may_be_written_as_they_are_heard() -> None:
    assert "ремонт" in set(misheard("римант"))
    assert "римант" not in set(misheard("римант"))
