"""A newcomer's rule: one file, and ``letterkit rules test`` says exactly what is wrong with it, and where."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letterkit.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
CODE = "officialese.zz-new"
GOOD = """\
code: officialese.zz-new
kind: replace
clause: "3.7"
level: warning
message: Вместо «{excerpt}» есть обычное слово
why: Простое слово понятнее.
find:
  - find: ~заблаговременно
    mend: заранее
examples:
  wrong:
    - Жителей предупредят [заблаговременно].
  right:
    - Жителей предупредят заранее.
"""
FIND = "  - find: ~заблаговременно\n    mend: заранее\n"
WRONG = "- Жителей предупредят [заблаговременно].\n"
RIGHT = "- Жителей предупредят заранее.\n"
PATTERN = GOOD.replace("kind: replace", "kind: pattern")
WORDS = GOOD.replace("kind: replace", "kind: wordlist").replace("find:\n" + FIND, "words: net.txt\n")
CLAUSES = """\
clauses:
  "3.7": {asks: Просто, rules: [officialese]}
no_clause:
  internal: О работе самой программы.
"""

Tried = Callable[..., Any]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a small rule book of its own: the letter of examples, lists of words, one more rule."""
    rules = tmp_path / "home" / "rules"
    (rules / "own").mkdir(parents=True)
    for name in ("internal", "examples", "words", "calendar"):
        shutil.copytree(ROOT / "rules" / name, rules / name)
    shutil.copytree(ROOT / "templates", tmp_path / "home" / "templates")
    profile = (ROOT / "rules" / "profile.yml").read_text(encoding="utf-8")
    (rules / "profile.yml").write_text(profile.replace("packs: [", "packs: [own] # ["), encoding="utf-8")
    (rules / "clauses.yml").write_text(CLAUSES, encoding="utf-8")
    shutil.copy(ROOT / "rules" / "language" / "officialese.this.yml", rules / "own")
    monkeypatch.setenv("LETTERKIT_HOME", str(tmp_path / "home"))
    load_settings.cache_clear()
    return rules


@pytest.fixture
def tried(rules: Path, letterkit: Any) -> Tried:
    """The command run on the rule ``text``, which stands in ``file`` of the pack."""

    def ran(text: str, file: str = f"{CODE}.yml", *codes: str) -> Any:
        (rules / "own" / file).write_text(text, encoding="utf-8")
        return letterkit("rules", "test", *(codes or (CODE,)), "--engine", "off")

    return ran


def changed(old: str, new: str, text: str = GOOD) -> str:
    assert old in text
    return text.replace(old, new)


def test_a_good_rule_needs_no_more_than_its_file(tried: Tried) -> None:
    ran = tried(GOOD)
    assert (ran.code, ran.out) == (0, "1 правило: все примеры верны.\n")


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (changed("message: Вместо", "message: Вместо: да"), "строка 5, столбец 16", "лишнее двоеточие"),
        (changed("  - find", "\t- find"), "строка 8, столбец 1", "табуляцией"),
        (changed('clause: "3.7"', 'clause: "3.7'), "строка 3, столбец 9", "не закрыта кавычка"),
        (changed(WRONG, "- [Жителей] предупредят.\n"), "строка 12, столбец 17", "начинается со скобки"),
        (changed("level:", "levle:"), "строка 4, столбец 1", "поля «levle» нет, похоже на «level»"),
        (changed("why: Простое слово понятнее.\n", ""), "строка 1, столбец 1", "нет обязательного поля «why»"),
        (GOOD.split("examples:")[0], "строка 1, столбец 1", "правилу нужны примеры"),
        (GOOD.split("  right:")[0], "строка 10, столбец 1", "нет обязательного поля «examples.right»"),
        (changed("kind: replace", "kind: replase"), "строка 2, столбец 1", "«replase» нет, похоже на «replace»"),
        (changed("kind: replace\n", ""), "строка 1, столбец 1", "нет обязательного поля «kind»"),
        (changed("level: warning", "level: warn"), "строка 4, столбец 1", "допустимо: error, warning, advice"),
        (changed('"3.7"', '"9.9"'), "строка 3, столбец 1", "пункта 9.9 в Порядке нет"),
        (changed('"3.7"', "3.7"), "строка 3, столбец 1", "номер пункта в кавычках"),
        (changed("code: officialese.zz-new", "code: Officialese.ZZ"), "строка 1, столбец 1", "семейство.имя"),
        (changed("обычное слово\n", "обычное слово.\n"), "строка 5, столбец 1", "без точки в конце"),
        (changed("понятнее.", "понятнее «{excerpt}»."), "строка 6, столбец 1", "скобки} бывают только в message"),
        (changed("~заблаговременно", "~заблаговременному"), "строка 8, столбец 5", "«заблаговременный»"),
        (changed("~заблаговременно", "рано [genitive]"), "строка 8, столбец 5", "«[genitive]» — не падеж"),
        (changed("~заблаговременно", "рано <NOUNS>"), "строка 8, столбец 5", "пометы «NOUNS» нет"),
        (changed("~заблаговременно", "[рано, ~заблаговременному]"), "строка 8, столбец 18", "не словарная форма"),
        (changed("mend: заранее", 'mend: "{3}"'), "строка 8, столбец 5", "берёт слово 3, а слов 1"),
        (changed(FIND, "  - рано(\n", PATTERN), "строка 8, столбец 5", "не закрыта круглая скобка, знак 5"),
        (changed(FIND, "  - '[рано'\n", PATTERN), "строка 8, столбец 5", "не закрыта квадратная скобка"),
        (changed(FIND, "  - '*рано'\n", PATTERN), "строка 8, столбец 5", "повторять нечего"),
        (changed("find:\n" + FIND, "find: |\n  рано\n  рано)\n", PATTERN), "строка 9", "лишняя круглая скобка"),
        (WORDS, "строка 7, столбец 1", "такого списка слов в rules/words нет; есть: abbreviations.txt"),
        (changed("level:", "where: [boody]\nlevel:"), "строка 4, столбец 1", "части «boody» у письма нет"),
        (changed(RIGHT, "- {prat: body, text: Да.}\n"), "строка 14, столбец 8", "похоже на «part»"),
        (changed(RIGHT, "- {part: bodi, text: Да.}\n"), "строка 14, столбец 8", "части «bodi» у письма нет"),
        (changed("kind: replace", "kind: function").replace("find:\n" + FIND, ""), "строка 1", "пишут программисты"),
        ("", "строка 1", "файл пустой"),
        ("- code: x\n", "строка 1", "поля вида «имя: значение»"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tried: Tried, text: str, place: str, says: str) -> None:
    ran = tried(text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.told.startswith(f"rules/own/{CODE}.yml, {place}")
    assert says in ran.told


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (changed("[заблаговременно]", "[заранее]"), "строка 12, столбец 7", "ошибка в примере не найдена"),
        (changed("[заблаговременно].", "[заблаговременно."), "строка 12, столбец 7", "нет скобок"),
        (
            changed("предупредят [заблаговременно]", "[предупредят] заблаговременно"),
            "строка 12, столбец 7",
            "не там, где скобки: найдено «заблаговременно»",
        ),
        (changed(RIGHT, WRONG.replace("[", "").replace("]", "")), "строка 14, столбец 7", f"правило {CODE}"),
        (
            changed(RIGHT, "- Данный вопрос решат завтра.\n"),
            "строка 14, столбец 7",
            "на правильном примере сработало правило officialese.this «Данный вопрос»",
        ),
        (
            changed("mend: заранее", "mend: заблаговременно же"),
            "строка 12, столбец 7",
            "после исправления на «заблаговременно же» правило срабатывает снова",
        ),
        (changed("{excerpt}", "{exerpt}"), "строка 5, столбец 1", "стоит {exerpt}, а заполнить его нечем"),
        (
            changed(RIGHT, "- {text: Да., card: {aplicant: {name: Мария}}}\n"),
            "строка 14, столбец 7",
            "поля «aplicant» нет",
        ),
        (
            changed(FIND, "  - (?:а|аа)+ъ\n", PATTERN).replace(WRONG, "- Жителей предупредят [аъ].\n"),
            "строка 7, столбец 1",
            "не успевает закончить работу",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_told_with_its_place(tried: Tried, text: str, place: str, says: str) -> None:
    ran = tried(text)
    assert (ran.code, ran.err) == (1, "")
    line = ran.out.splitlines()[0]
    assert line.startswith(f"rules/own/{CODE}.yml, {place}: ")
    assert says in line
    assert ran.out.endswith("1 правило: 1 расхождение.\n")


def test_the_example_that_does_not_hold_is_shown(tried: Tried) -> None:
    ran = tried(changed("[заблаговременно]", "[заранее]"))
    assert ran.out.splitlines()[1] == "    Жителей предупредят [заранее]."


def test_a_code_that_is_taken_is_refused_with_the_other_file(rules: Path, tried: Tried) -> None:
    (rules / "own" / "more").mkdir()
    (rules / "own" / "more" / f"{CODE}.yml").write_text(GOOD, encoding="utf-8")
    ran = tried(GOOD)
    assert ran.code == 2
    assert f"код {CODE} уже занят файлом rules/own/" in ran.told


def test_a_file_that_is_not_named_as_its_rule_is_refused(tried: Tried) -> None:
    ran = tried(GOOD, "officialese.other.yml")
    assert ran.code == 2
    assert "код правила — officialese.zz-new, а файл назван officialese.other.yml" in ran.told


def test_a_family_that_nobody_knows_is_told(tried: Tried) -> None:
    ran = tried(changed("officialese.zz", "oficialese.zz"), "oficialese.zz-new.yml", "oficialese.zz-new")
    assert ran.code == 1
    assert "семейства oficialese нет, похоже на officialese" in ran.out
    assert "пункт 3.7: назван oficialese.zz-new, а правила такого у пункта нет, или правило есть" in ran.out


def test_a_rule_without_a_clause_must_be_explained(tried: Tried) -> None:
    ran = tried(changed('clause: "3.7"\n', ""))
    assert ran.code == 1
    assert f"у {CODE} нет пункта Порядка" in ran.out


def test_a_misspelt_code_is_refused_with_the_likely_one(tried: Tried) -> None:
    ran = tried(GOOD, f"{CODE}.yml", "officialese.zz-nev")
    assert ran.code == 2
    assert "Правила officialese.zz-nev нет, похоже на officialese.zz-new" in ran.told


def test_what_needs_the_proofreader_is_not_tried_without_it(rules: Path, letterkit: Any) -> None:
    shutil.copy(ROOT / "rules" / "language" / "spelling.word.yml", rules / "own")
    (rules / "clauses.yml").write_text(
        CLAUSES.replace("no_clause:", '  "3.3": {asks: Без ошибок, rules: [spelling]}\nno_clause:'), encoding="utf-8"
    )
    ran = letterkit("rules", "test", "spelling.word", "--engine", "off")
    assert "Не испытаны без проверки языка: spelling.word.\n" in ran.out
    assert "0 правил" in ran.out
