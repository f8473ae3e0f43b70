"""One-time codes: how they are typed, what slips they find."""

from hypothesis import assume, given
from hypothesis import strategies as st

from letterkit.office.feedback.codes import digest, new_code, read_code

CODES = st.builds(new_code)


@given(CODES)
def test_a_code_is_read_however_its_digits_are_parted(code: str) -> None:
    grouped = f"{code[:4]} {code[4:8]} {code[8:]}"
    for typed in (code, grouped, grouped.replace(" ", "-"), f" {code[:6]}\u00a0{code[6:]}\n"):
        assert read_code(typed) == code


@given(CODES, st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_found(code: str, place: int, digit: str) -> None:
    assume(code[place] != digit)
    assert read_code(code[:place] + digit + code[place + 1 :]) is None


@given(CODES, st.integers(0, 10))
def test_two_neighbours_changed_are_found_but_for_nought_and_nine(code: str, place: int) -> None:
    assume(code[place] != code[place + 1] and {code[place], code[place + 1]} != {"0", "9"})
    assert read_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :]) is None


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "1234", "12345678901a", "1" * 13, "١٢٣٤٥٦٧٨٩٠١٢", "²²²²²²²²²²²²"):
        assert read_code(typed) is None


def test_a_code_cannot_be_foreseen_and_is_not_kept_as_it_is() -> None:
    made = {new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(len(digest(code)) == 64 and code not in digest(code) for code in made)
