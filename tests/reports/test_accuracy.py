import pytest

from bench.accuracy.engines_alone import EngineFigures
from bench.accuracy.figures import HalfFigures, Tally
from bench.accuracy.page import as_page, counts_line
from bench.accuracy.planter import PlantedLetter
from bench.accuracy.report import Half, as_lines, as_object, details
from bench.accuracy.score import DefectScore, ScoredFinding
from letterkit.core.finding import Level

ALARM = ScoredFinding("tone.rude", Level.ERROR, 0, 3, "тайные слова письма")


def defect(family: str, kind: str) -> PlantedLetter:
    return PlantedLetter("a.txt", f"{family}.made", (family,), kind, "", "тайные слова письма", ((0, 6),))


@pytest.fixture
def half() -> Half:
    figures = HalfFigures(letters=4, words=1200, controls=5)
    figures.add(defect("spelling", "typo"), DefectScore(True, ("spelling.any",), ("spelling",)))
    figures.add(defect("spelling", "real-word"), DefectScore(False, ("grammar.any",), ("grammar",)))
    figures.add(defect("title", "form"), DefectScore(False, (), (), (ALARM,)))
    figures.clean_alarms.append(("a.txt", ALARM))
    figures.handmade["title"] = Tally(3, 2, 3)
    figures.handmade_missed.append(("f.txt", "title", "тайные слова письма"))
    figures.faulty_letters = 2
    beside = EngineFigures("embedded", 4, 10, {"spelling": Tally(2, 1, 1)})
    return Half("apart", figures, (beside,))


def home_page(half: Half) -> str:
    return as_page({"home": {"engine": "embedded", "halves": as_object([half])}})


def test_lines_show_rates_by_family_and_against_the_goals(half: Half) -> None:
    text = "\n".join(as_lines(half))
    assert "Отложенная половина: 4 письма, 3 дефекта" in text
    assert "правописание                            2    50,0 %  100,0 %   100,0 %   66,7 %" in text
    assert "заголовок к тексту                      1     0,0 %    0,0 %         –        –" in text
    assert "всего                                   3    33,3 %" in text
    assert "Дефектов найдено в нужном семействе: 33,3 % (цель ≥ 97 %)" in text
    assert "Опечаток найдено: 100,0 % (цель ≥ 95 %)" in text
    assert "Ошибок и предупреждений на чистое письмо: 0,25 (цель ≤ 0,2)" in text
    assert "Слов на одну ложную тревогу: 1200 (цель ≥ 1000)" in text
    assert "Размечено вручную: найдено 2 из 3" in text
    assert "своя проверка, правила по умолчанию: правописание 50,0 %; тревог на чистое письмо 2,5" in text


def test_json_holds_the_same_rates(half: Half) -> None:
    (made,) = as_object([half]).values()
    assert isinstance(made, dict)
    assert (made["letters"], made["defects"], made["recall"]) == (4, 3, 0.3333)
    assert (made["alarms_a_clean_letter"], made["words_a_false_alarm"]) == (0.25, 1200)
    assert made["families"]["spelling"] == {
        "defects": 2,
        "right": 1,
        "touched": 2,
        "recall": 0.5,
        "precision": 1.0,
        "f": 0.6667,
        "false_alarms": 0,
    }
    assert made["kinds"]["typo"]["recall"] == 1
    assert made["engines"]["embedded"]["alarms_a_clean_letter"] == 2.5
    assert made["hand_made"] == {"letters": 2, "alarms": 0, "defects": 3, "right": 2, "touched": 3, "recall": 0.6667}


def test_the_page_has_a_table_a_half(half: Half) -> None:
    page = home_page(half)
    assert "## Отложенная половина" in page
    assert counts_line("отложенная половина", 4, 3, 5) in page
    assert "| правописание | 2 | 50,0 % | 100,0 % | 100,0 % | 66,7 % | 0 |" in page
    assert "| **всего** | 3 | 33,3 % | 66,7 % | 66,7 % | 44,4 % | 1 |" in page
    assert "| опечатка: такого слова нет | 1 | 100,0 % |" in page
    assert "Письма, испорченные вручную (2): найдено 2 из 3" in page
    assert "| своя проверка, правила по умолчанию | 50,0 % | 2,50 |" in page


def test_no_word_of_the_letters_set_apart_is_ever_shown(half: Half) -> None:
    shown = [*as_lines(half), *details(half, with_text=False), str(as_object([half])), home_page(half)]
    assert not any("тайные" in line or "a.txt" in line or "f.txt" in line for line in shown)
    assert "  title.made: 1 из 1" in details(half, with_text=False)


def test_details_of_open_letters_name_letter_words_and_what_touched_them(half: Half) -> None:
    lines = details(Half("open", half.figures), with_text=True)
    assert "    a.txt: «тайные» grammar.any" in lines
    assert "  tone.rude «тайные слова письма» a.txt title.made" in lines
    assert "  f.txt: title «тайные слова письма»" in lines
