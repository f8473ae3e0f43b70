from pathlib import Path
from types import SimpleNamespace

import pytest

from bench.accuracy import engines_alone as module
from bench.accuracy.engines_alone import LANGUAGE, beside
from letterkit.language.ports import Match


def test_an_engine_is_asked_of_the_text_and_what_it_touches_is_counted(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def ask(text: str) -> tuple[Match, ...]:
        asked.append(text)
        return (Match("R", "C", 0, len(text), ""),)

    monkeypatch.setattr(module, "LanguageToolServer", lambda *_, **__: SimpleNamespace(matches=ask))
    figures = beside(folder, "http://127.0.0.1:1", jobs=1)
    assert figures.letters == 1
    assert figures.alarms == 3  # the title and two paragraphs
    assert set(figures.families) == set(LANGUAGE)
    assert all(tally.planted for tally in figures.families.values())
    assert figures.families["punctuation"].right == figures.families["punctuation"].planted
    assert not any("МИНИСТЕРСТВО СТРОИТЕЛЬСТВА" in text for text in asked)
    assert len(set(asked)) == len(asked)


def test_an_engine_that_is_silent_finds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LanguageToolServer", lambda *_, **__: SimpleNamespace(matches=lambda text: ()))
    figures = beside(folder, "http://127.0.0.1:1", jobs=1)
    assert (figures.alarms_a_letter, sum(tally.right for tally in figures.families.values())) == (0, 0)
