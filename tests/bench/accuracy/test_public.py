"""Public sets: what counts as found and mended, by findings made up for sentences made up."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.accuracy.page import as_page
from bench.accuracy.public import figures_of
from bench.accuracy.word_edits import corrections, spelling_scores, words_of
from letterkit.core.finding import Finding, Level

Said = dict[str, list[tuple[str, str, Level]]]


def asking(said: Said):  # type: ignore[no-untyped-def]
    """Who says of a text that some of its words should be others."""

    def ask(title: str, texts: Sequence[str]) -> list[list[Finding]]:
        return [
            [
                Finding(
                    "spelling.any", None, level, "", excerpt=words, start=text.index(words),
                    end=text.index(words) + len(words), suggestions=(mend,),
                )
                for words, mend, level in said.get(text, [])
            ]
            for text in texts
        ]  # fmt: skip

    return ask


def lines(folder: Path, name: str, *rows: dict[str, object]) -> None:
    (folder / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def test_a_pair_counts_what_is_found_and_what_is_mended_to_the_word(tmp_path: Path) -> None:
    lines(
        tmp_path, "lorugec_validation.jsonl",
        {"rule": "слитно", "section": "Spelling", "wrong": "Не правильно поняли.", "right": "Неправильно поняли."},
        {"rule": "падеж", "section": "Grammar", "wrong": "Согласно приказа.", "right": "Согласно приказу."},
    )  # fmt: skip
    said: Said = {
        "Не правильно поняли.": [("Не правильно", "Неправильно", Level.ERROR), ("поняли", "поняла", Level.ADVICE)],
        "Согласно приказа.": [("приказа", "приказом", Level.WARNING)],
    }
    made = figures_of(tmp_path, asking(said))["lorugec"]
    assert made["loud"]["found"] == {"precision": 1.0, "recall": 1.0, "f05": 1.0}
    assert made["loud"]["mended"]["recall"] == 0.5
    assert made["all"]["found"]["precision"] == 0.6667
    assert made["rules"][1] == {"rule": "падеж", "section": "Grammar", "faults": 1, "loud": 1, "all": 1}


def test_sentences_are_touched_or_not(tmp_path: Path) -> None:
    rows = [{"text": f"Фраза {number}.", "acceptable": int(number > 2)} for number in range(1, 5)]
    lines(tmp_path, "rucola_dev.jsonl", *rows)
    made = figures_of(tmp_path, asking({f"Фраза {n}.": [("Фраза", "", Level.ERROR)] for n in (1, 2)}))["rucola"]
    assert (made["loud"]["hits"], made["loud"]["alarms"], made["loud"]["mcc"]) == (2, 0, 1.0)


def test_what_is_said_of_right_prose_is_an_alarm_and_finds_no_slip(tmp_path: Path) -> None:
    text = "Дом сдан."
    lines(tmp_path, "edited_dev.jsonl", {"text": text})
    made = figures_of(tmp_path, asking({text: [("Дом", "", Level.WARNING)]}))["edited"]
    assert (made["words"], made["loud"]["alarms"], made["loud"]["touched"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("source", "target", "spans"),
    [
        ("мама мылла раму", "мама мыла раму", [((1, 2), (1, 2))]),
        ("по этому не надо", "поэтому не надо", [((0, 2), (0, 1))]),
        ("онне пришол домой", "он не пришёл домой", [((0, 1), (0, 2)), ((1, 2), (2, 3))]),
        ("Ещё, раз!", "еще раз", []),
    ],
)
def test_sentences_are_laid_side_by_side_by_words(source: str, target: str, spans: list[object]) -> None:
    assert corrections(words_of(source), words_of(target)) == spans


def test_a_correction_must_be_the_very_word_wanted() -> None:
    scores = spelling_scores([("пришол домой вечиром", "пришёл домой вечером", "пришёл домом вечирам")])
    assert (scores["precision"], scores["recall"], scores["corrections"]) == (1 / 3, 1 / 2, 2)


def test_pieces_that_make_up_a_wanted_correction_are_taken_together() -> None:
    scores = spelling_scores([("что то было", "что-то было", "что-то было")])
    assert scores["f1"] == 1.0


def test_the_page_says_which_sets_were_not_at_hand_and_what_others_printed(tmp_path: Path) -> None:
    lines(tmp_path, "ruspellru.jsonl", {"source": "пришол", "correction": "пришёл"})
    sets = figures_of(tmp_path, asking({"пришол": [("пришол", "пришёл", Level.ERROR)]}))
    page = as_page({"public": {"date": "01.02.2026", "letterkit": "1", "rules": "abc", "sets": sets}})
    assert "| F1 | 100,0 % | 100,0 % |" in page
    assert page.count("Набора при измерении не было.") == 3
    assert "Измерено 01.02.2026: letterkit 1, правила abc." in page
    assert "| RUSpellRU | Яндекс.Спеллер | F1 (точность 83,0, полнота 59,8) | 69,5 |" in page
