"""Findings over the text: nothing of the letter is lost or doubled, whatever the findings do to each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.core.finding import Finding, Level
from letterkit.reports.marks import MarkedPiece, RemarkedSpan, marked_lines

from ..counted import steps


def over(start: int, end: int, level: Level = Level.ERROR) -> Finding:
    return Finding(code="a.b", clause=None, level=level, message="…", start=start, end=end)


def pieces(text: str, *findings: Finding) -> list[MarkedPiece]:
    return [piece for line in marked_lines(text, findings, {}) for piece in line.pieces if piece.text or piece.numbers]


def test_a_nested_finding_leads_because_it_is_what_a_person_aims_at() -> None:
    outer, inner = over(0, 9, Level.ADVICE), over(3, 6, Level.ERROR)
    assert pieces("раздватри", outer, inner) == [
        MarkedPiece("раз", (1,), (1,), Level.ADVICE),
        MarkedPiece("два", (2, 1), (2,), Level.ERROR),
        MarkedPiece("три", (1,), (), Level.ADVICE),
    ]


def test_overlapping_findings_share_the_middle() -> None:
    assert [piece.numbers for piece in pieces("раздватри", over(0, 6), over(3, 9))] == [(1,), (1, 2), (2,)]


def test_the_gravest_level_gives_the_colour() -> None:
    assert pieces("раз", over(0, 3, Level.ADVICE), over(0, 3, Level.WARNING))[0].level is Level.WARNING


def test_a_place_between_two_characters_is_a_piece_without_words() -> None:
    assert [(piece.text, piece.numbers) for piece in pieces("раз", over(1, 1))] == [("р", ()), ("", (1,)), ("аз", ())]


def test_a_finding_over_two_lines_begins_once() -> None:
    begun = [piece.begins for piece in pieces("раз\nдва", over(1, 6)) if piece.numbers]
    assert begun == [(1,), ()]


def test_remarked_words_are_cut_where_a_finding_begins_or_ends() -> None:
    (line,) = marked_lines("раздватри", [over(3, 6)], {}, [RemarkedSpan(7, 1, 8)])
    assert [(piece.text, piece.numbers, piece.remarks) for piece in line.pieces] == [
        ("р", (), ()),
        ("аз", (), (7,)),
        ("два", (1,), (7,)),
        ("тр", (), (7,)),
        ("и", (), ()),
    ]


def test_two_remarks_share_the_words_that_both_are_about() -> None:
    (line,) = marked_lines("раздватри", [], {}, [RemarkedSpan(7, 0, 6), RemarkedSpan(9, 3, 9)])
    assert [(piece.text, piece.remarks) for piece in line.pieces] == [("раз", (7,)), ("два", (7, 9)), ("три", (9,))]


@pytest.mark.parametrize("mark", [" ", "\n"])
def test_four_times_the_findings_are_about_four_times_the_work(mark: str) -> None:
    def work(count: int) -> int:
        findings = [over(4 * at, 4 * at + 3) for at in range(count)]
        return steps(lambda: marked_lines(f"раз{mark}" * count, findings, {}))

    assert work(400) <= 5 * work(100)


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(st.text("абв \r\n", max_size=40), st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_every_character_but_line_ends_appears_once_and_in_order(
    text: str, places: list[list[int]], said: list[list[int]]
) -> None:
    findings = [over(min(start, len(text)), min(end, len(text))) for start, end in places]
    remarks = [
        RemarkedSpan(number, min(start, len(text)), min(end, len(text))) for number, (start, end) in enumerate(said)
    ]
    shown = "".join(piece.text for line in marked_lines(text, findings, {}, remarks) for piece in line.pieces)
    assert shown == text.replace("\r", "").replace("\n", "")
