"""What ``letterkit bench`` fills: letters that differ, each way to the same words, and a name for each way."""

import io
from pathlib import Path

import pytest
from docx import Document

from bench.command import _format_comparison
from bench.speed import filling
from bench.speed.demo import Demo, Paths
from bench.speed.timing import Comparison, Timing, Work
from letterkit.compose.fill import fill
from letterkit.settings import load_settings


@pytest.fixture(scope="module")
def demo() -> Demo:
    settings = load_settings()
    return Demo(Paths(settings.rules_dir, settings.templates_dir, settings.profile_path, Path("none")))


def test_no_two_letters_of_the_batch_are_alike(demo: Demo) -> None:
    letters = filling.batch(demo, 40)
    for key in ("addressee", "number", "incoming", "paragraphs"):
        assert len({str(letter[key]) for letter in letters}) == 40


def test_docxtpl_alone_is_given_the_same_work(demo: Demo) -> None:
    letter = filling.batch(demo, 1)[0]
    ours, theirs = (
        [paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs]
        for docx in (fill(demo.blank, letter).docx, filling.bare(demo.blank.data, letter))
    )
    assert ours == theirs


def test_every_way_of_filling_has_a_name_for_people(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    def at_once(ours: tuple[str, Work], rival: tuple[str, Work], **_: object) -> Comparison:
        for _, work in (ours, rival):
            work()
        return Comparison(Timing(ours[0], 1, 1, 1), Timing(rival[0], 2, 2, 1))

    monkeypatch.setattr(filling, "compare_times", at_once)
    rows = [_format_comparison(each) for each in filling.filling(demo)]
    assert len(rows) == 3
    assert all("отношение 2,00" in row for row in rows)
