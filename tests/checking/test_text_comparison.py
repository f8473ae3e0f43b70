"""Two versions of a text side by side."""

from hypothesis import given
from hypothesis import strategies as st

from letterkit.checking.text_comparison import ComparedParagraph, compare

lines = st.lists(st.text(alphabet="абв -,.", min_size=1, max_size=20), max_size=8)


def marked(pieces: object) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)  # type: ignore[attr-defined]


def kinds(rows: tuple[ComparedParagraph, ...]) -> list[str]:
    return [row.kind for row in rows]


def test_equal_texts_have_only_rows_of_the_same() -> None:
    assert kinds(compare("Первый абзац.\nВторой.", "Первый абзац.\nВторой.")) == ["same", "same"]


def test_a_word_that_was_changed_is_marked_on_both_sides() -> None:
    (row,) = compare("Дом сдадут до 1 мая текущего года.", "Дом сдадут до 1 июня текущего года.")
    assert row.kind == "changed"
    assert marked(row.before) == "Дом сдадут до 1 [мая] текущего года."
    assert marked(row.after) == "Дом сдадут до 1 [июня] текущего года."


def test_a_paragraph_put_in_before_a_changed_one_does_not_shift_the_pairs() -> None:
    before = "Ремонт крыши закончат летом этого года.\nСпасибо."
    after = "Подрядчик выбран.\nРемонт крыши закончат осенью этого года.\nСпасибо."
    assert kinds(compare(before, after)) == ["added", "changed", "same"]


def test_paragraphs_with_nothing_in_common_are_removed_and_added() -> None:
    assert kinds(compare("Совсем другое дело.", "Ремонт крыши закончат летом.")) == ["removed", "added"]


def test_a_letter_that_begins_from_nothing_is_all_added() -> None:
    assert kinds(compare("", "Раз.\nДва.")) == ["added", "added"]


@given(lines, lines)
def test_no_word_of_either_side_is_lost(before: list[str], after: list[str]) -> None:
    rows = compare("\n".join(before), "\n".join(after))
    left = ["".join(piece.text for piece in row.before) for row in rows if row.kind != "added"]
    right = ["".join(piece.text for piece in row.after) for row in rows if row.kind != "removed"]
    assert (left, right) == (before, after)
