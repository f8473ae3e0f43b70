"""Pages about rules: one a rule, made from its file, what it says of its examples being what it really says."""

import re
from pathlib import Path

import pytest

from letterkit.checking.profile import load_profile
from letterkit.checks.check import Example
from letterkit.core.finding import Finding, Level
from letterkit.reports.page_folder import stale_pages, write_pages
from letterkit.reports.rule_catalogue import shelf_of
from letterkit.reports.rule_examples import apply_mend, right_lines, wrong_lines
from letterkit.reports.rule_pages import MADE, Shelf, rule_pages

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"\]\((?P<to>[^)]+)\)")


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return shelf_of(ROOT / "rules", load_profile(ROOT / "rules" / "profile.yml"), ROOT / "docs" / "rules")


@pytest.fixture(scope="module")
def pages(shelf: Shelf) -> dict[str, str]:
    return rule_pages(shelf)


def test_every_rule_has_a_page_and_a_line_in_the_index(shelf: Shelf, pages: dict[str, str]) -> None:
    assert set(pages) == {"README.md", *(f"{check.code}.md" for check in shelf.checks)}
    for check in shelf.checks:
        assert f"| [{check.code}]({check.code}.md) |" in pages["README.md"]


def test_every_clause_has_a_line_in_the_index(shelf: Shelf, pages: dict[str, str]) -> None:
    for clause in shelf.book.clauses.by_number.values():
        [line] = [line for line in pages["README.md"].splitlines() if f"</a>{clause.number} |" in line]
        assert "](" in line or clause.not_text is not None


def test_no_link_leads_nowhere(pages: dict[str, str]) -> None:
    anchors = set(re.findall(r'<a id="([^"]+)"', pages["README.md"])) | {"по-семействам", "по-пунктам-порядка"}
    for text in pages.values():
        for to in _LINK.findall(text):
            page, _, anchor = to.partition("#")
            assert page in ("", *pages) or (ROOT / "docs" / "rules" / page).resolve().exists(), to
            assert not anchor or anchor in anchors, to


def test_no_page_shows_an_unfilled_hole(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        prose = re.sub(r"```text.*?```", "", text, flags=re.S)
        assert not re.search(r"\{\w+\}", prose), name


def test_a_page_tells_what_why_how_grave_and_how_to_mend(pages: dict[str, str]) -> None:
    page = pages["salutation.gender.md"]
    for piece in (
        "# salutation.gender",
        "| Степень | ошибка |",
        "| Пункт Порядка | [3.5](README.md#clause-3-5) – ",
        "сделает `letterkit fix`",
        "## Почему это важно",
        "обращение: Уважаемый Мария Петровна!\n           ~~~~~~~~~~~~~~~~~~~~~~~~\n",
        "→ Слово «Уважаемый» не согласовано с именем\n  написать: Уважаемая Мария Петровна\n",
        "## Правильно",
        "## Соседние правила",
    ):
        assert piece in page


def test_a_rule_of_another_pack_says_that_it_is_not_in_force(shelf: Shelf, pages: dict[str, str]) -> None:
    assert shelf.resting
    for check in shelf.resting:
        assert "в профиле не включён" in pages[f"{check.code}.md"]
    for check in shelf.book.checks:
        assert "в профиле не включён" not in pages[f"{check.code}.md"]


def test_a_rule_without_a_clause_says_why(pages: dict[str, str]) -> None:
    assert "| Пункт Порядка | – Чужие сведения защищает" in pages["privacy.phone.md"]


def found(*suggestions: str) -> Finding:
    return Finding("tone.x", None, Level.ERROR, "Так не пишут", suggestions=suggestions)


class TestExamples:
    def test_the_bracketed_words_are_underlined(self) -> None:
        assert wrong_lines(Example("Мы [ждём] Вас."), [found("ожидаем")]) == [
            "Мы ждём Вас.",
            "   ~~~~",
            "→ Так не пишут",
            "  написать: ожидаем",
        ]

    def test_an_underline_goes_on_where_the_line_is_broken(self) -> None:
        lines = wrong_lines(Example(f"{'слово ' * 14}[очень длинное место] дальше"), [])
        assert [line.count("~") for line in lines] == [0, 5, 0, 13]

    def test_brackets_that_are_meant_stay(self) -> None:
        assert right_lines(Example("Поставьте \\[подпись\\] здесь.")) == ["Поставьте [подпись] здесь."]

    def test_parts_and_what_is_left_out_are_named(self) -> None:
        told = right_lines(Example(None, {"parts": {"date": "20.05.2024"}, "without": ["executor"], "pages": 3}))
        assert told == ["дата: 20.05.2024", "(в письме нет части «исполнитель»)", "(в письме 3 страницы)"]

    def test_a_card_is_told_by_its_dotted_keys(self) -> None:
        assert right_lines(Example("Да.", {"card": {"reply": {"restricted": True}}}))[1] == (
            "(в карточке: reply.restricted – да)"
        )

    def test_the_mended_paragraph_has_the_mend_in_place_of_the_brackets(self) -> None:
        assert apply_mend(Example("Мы [ждём] Вас."), found("ожидаем")) == "Мы ожидаем Вас."
        assert apply_mend(Example("Мы [ждём] [Вас]."), found("ожидаем")) is None
        assert apply_mend(Example(None, {"without": "date"}), found("ожидаем")) is None


class TestFolder:
    def test_pages_of_rules_that_are_gone_go_and_other_files_stay(self, tmp_path: Path) -> None:
        (tmp_path / "tone.old.md").write_text(f"# tone.old\n\n{MADE}\n", encoding="utf-8")
        (tmp_path / "notes.md").write_text("своё\n", encoding="utf-8")
        assert write_pages(tmp_path, {"tone.new.md": f"{MADE}\n"}, MADE) == ["tone.old.md"]
        assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.md", "tone.new.md"]

    def test_a_page_that_differs_is_missing_or_should_not_be_there_is_stale(self, tmp_path: Path) -> None:
        write_pages(tmp_path, {"a.md": f"{MADE} 1", "b.md": f"{MADE} 2", "c.md": f"{MADE} 3"}, MADE)
        now = {"a.md": f"{MADE} 1", "b.md": f"{MADE} другое", "d.md": f"{MADE} 4"}
        assert stale_pages(tmp_path, now, MADE) == ["b.md", "c.md", "d.md"]
        write_pages(tmp_path, now, MADE)
        assert stale_pages(tmp_path, now, MADE) == []
