"""The other commands: fix, draft, names, deadline, rules, templates, settings, languagetool."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from letterkit.settings import Settings


class TestFix:
    def test_a_copy_is_mended_and_what_was_done_is_told(self, letterkit: Any, letter: Path, tmp_path: Path) -> None:
        clean = letter.read_text(encoding="utf-8")
        letter.write_text(clean.replace("Крышу отремонтируют", "Крышу  отремонтируют"), encoding="utf-8")
        given = letter.read_bytes()
        ran = letterkit("fix", letter, "-o", tmp_path / "копия.txt", "--no-pages", "--engine", "off")
        assert ran.code == 0
        assert (tmp_path / "копия.txt").read_text(encoding="utf-8") == clean
        assert letter.read_bytes() == given
        assert "typography.double-space" in ran.out
        assert "Сделано 1 исправление." in ran.out

    def test_the_letter_itself_is_not_overwritten(self, letterkit: Any, letter: Path) -> None:
        given = letter.read_bytes()
        ran = letterkit("fix", letter, "-o", letter, "--no-pages", "--engine", "off")
        assert ran.code == 2
        assert "укажите другое имя" in ran.told
        assert letter.read_bytes() == given

    def test_a_pdf_is_refused(self, letterkit: Any, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
        ran = letterkit("fix", tmp_path / "a.pdf", "-o", tmp_path / "b.pdf")
        assert ran.code == 2
        assert ".docx" in ran.told
        assert not (tmp_path / "b.pdf").exists()

    def test_an_error_that_is_left_ends_with_one(self, letterkit: Any, letter: Path, tmp_path: Path) -> None:
        text = letter.read_text(encoding="utf-8").replace("Уважаемая Мария Петровна!\n\n", "")
        letter.write_text(text, encoding="utf-8")
        ran = letterkit("fix", letter, "-o", tmp_path / "копия.txt", "--no-pages", "--engine", "off")
        assert ran.code == 1
        assert "salutation.missing" in ran.out


class TestDraft:
    @pytest.mark.office
    def test_a_card_becomes_a_letter_its_pdf_and_its_report(
        self, letterkit: Any, demo_card: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "письма"
        ran = letterkit("draft", demo_card, "--reply", "by_date", "-o", out, "--engine", "off")
        assert ran.code == 0, ran.err
        stem = "3.08-1201-24_Иванова"
        assert sorted(path.name for path in out.iterdir()) == [
            f"{stem}.docx",
            f"{stem}.pdf",
            f"{stem}.report.html",
            f"{stem}.report.json",
        ]
        assert (out / f"{stem}.pdf").read_bytes().startswith(b"%PDF")
        assert json.loads((out / f"{stem}.report.json").read_text(encoding="utf-8"))["source"]["name"] == f"{stem}.docx"
        assert str(out / f"{stem}.docx") in ran.out

    def test_without_libreoffice_the_letter_is_there_and_the_code_is_three(
        self, letterkit: Any, demo_card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LETTERKIT_SOFFICE", "/nowhere/soffice")
        ran = letterkit("draft", demo_card, "--reply", "by_date", "-o", tmp_path / "o", "--engine", "off")
        assert ran.code == 3
        assert "PDF не сделан" in ran.told
        assert [path.suffix for path in sorted((tmp_path / "o").iterdir())] == [".docx", ".html", ".json"]

    def test_a_standard_reply_without_its_ground_is_refused_in_one_line(
        self, letterkit: Any, demo_card: Path, tmp_path: Path
    ) -> None:
        card = tmp_path / "карточка.yml"
        told = demo_card.read_text(encoding="utf-8").replace("outcome: by_date", "outcome: redirected")
        head, _, rest = told.partition("  fields:")
        tail = rest[rest.index("executor:") :]
        card.write_text(f"{head}  fields:\n    to_body: соответствующий орган\n\n{tail}", encoding="utf-8")
        ran = letterkit("draft", card, "--reply", "redirect", "-o", tmp_path / "o", "--engine", "off")
        assert ran.code == 2
        assert ran.err.strip().count("\n") == 0
        assert "не название органа" in ran.err
        assert not (tmp_path / "o").exists()


class TestNames:
    def test_a_name_is_shown_in_six_cases(self, letterkit: Any) -> None:
        ran = letterkit("names", "Иванова Мария Петровна")
        assert ran.code == 0
        assert "дательный     Ивановой Марии Петровне" in ran.out
        assert "женский" in ran.out

    def test_one_case_is_one_line(self, letterkit: Any) -> None:
        assert (
            letterkit("names", "Петров", "--part", "surname", "--gender", "male", "--case", "dative").out == "Петрову\n"
        )

    def test_a_stream_gets_a_line_for_each_name(self, letterkit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        given = "Мария\nСаша\tм\n\nСаша\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        answers = [json.loads(line) for line in letterkit("names", "-", "--part", "name").out.splitlines()]
        assert [(answer["given"], answer["gender"]) for answer in answers] == [
            ("Мария", "female"),
            ("Саша", "male"),
            ("Саша", None),
        ]
        assert answers[0]["cases"]["dative"] == "Марии"
        assert set(answers[0]) == {"given", "surname", "name", "patronymic", "gender", "cases"}
        assert len(answers[0]["cases"]) == 6

    def test_a_wrong_gender_names_the_line(self, letterkit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Мария\nСаша\tx\n".encode())))
        ran = letterkit("names", "-")
        assert ran.code == 2
        assert ran.told.startswith("строка 2: после табуляции стоит «x»")

    def test_another_encoding_is_refused(self, letterkit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Мария\n".encode("cp1251"))))
        ran = letterkit("names", "-")
        assert ran.code == 2
        assert "UTF-8" in ran.told

    def test_an_empty_name_is_refused(self, letterkit: Any) -> None:
        assert letterkit("names", " ").code == 2


class TestDeadline:
    def test_json_is_that_of_the_contract(self, letterkit: Any) -> None:
        told = json.loads(letterkit("deadline", "2024-04-23", "--format", "json").out)
        assert {key: told[key] for key in ("from", "term", "due")} == {
            "from": "2024-04-23",
            "term": "review",
            "due": "2024-05-23",
        }
        assert "7.4" in told["explained"]

    @pytest.mark.parametrize("given", ["16.05.2024", "2024-05-16", "16 мая 2024 г."])
    def test_a_day_off_is_explained(self, letterkit: Any, given: str) -> None:
        ran = letterkit("deadline", given)
        assert ran.out.startswith("14.06.2024\n")
        assert "выходной" in ran.out

    @pytest.mark.parametrize("given", ["31.02.2024", "скоро", "2024-13-01", ""])
    def test_what_is_no_date_is_refused(self, letterkit: Any, given: str) -> None:
        ran = letterkit("deadline", given)
        assert ran.code == 2
        assert "не дата" in ran.told

    def test_an_unknown_year_is_refused(self, letterkit: Any) -> None:
        ran = letterkit("deadline", "2099-05-14")
        assert ran.code == 2
        assert "2099" in ran.told


class TestRules:
    def test_the_list_names_every_rule(self, letterkit: Any) -> None:
        told = json.loads(letterkit("rules", "list", "--format", "json").out)
        assert {"salutation.gender", "executor.missing"} <= {rule["code"] for rule in told}
        assert all(
            rule["code"] in letterkit("rules", "list", "--family", rule["code"].split(".")[0]).out for rule in told[:3]
        )

    def test_a_rule_is_shown_with_its_examples(self, letterkit: Any) -> None:
        ran = letterkit("rules", "show", "grammar.soglasno-dative")
        assert ran.code == 0
        assert "[" in ran.out.split("Неправильно:")[1]
        assert "Пункт 3.3 Порядка" in ran.out

    def test_an_unknown_rule_is_refused(self, letterkit: Any) -> None:
        ran = letterkit("rules", "show", "нет.такого")
        assert ran.code == 2
        assert "нет.такого" in ran.told

    def test_a_rule_is_tried_on_its_examples(self, letterkit: Any) -> None:
        ran = letterkit("rules", "test", "typography.double-space", "--engine", "off")
        assert (ran.code, ran.out) == (0, "1 правило: все примеры верны.\n")

    def test_coverage_has_a_line_for_every_clause(self, letterkit: Any) -> None:
        ran = letterkit("rules", "coverage", "--format", "json")
        told = json.loads(ran.out)
        assert (ran.code, told["faults"]) == (0, [])
        clauses = {row["clause"]: row for row in told["clauses"]}
        assert "salutation.gender" in clauses["3.5"]["rules"]
        assert all(row["rules"] or row["not_text"] or row["not_yet"] for row in told["clauses"])
        assert told["rules"]["salutation.gender"] == "3.5"
        assert "outcome" in clauses["7.9"]["also"]

    def test_coverage_tells_of_rules_without_a_clause_and_why(self, letterkit: Any) -> None:
        told = json.loads(letterkit("rules", "coverage", "--format", "json").out)
        bare = {code for code, clause in told["rules"].items() if clause == "–"}
        assert bare == {code for row in told["no_clause"] for code in row["rules"]}
        assert all(row["why"] for row in told["no_clause"])
        shown = letterkit("rules", "coverage").out
        assert all(code in shown for code in bare)
        assert f"из них без пункта Порядка: {len(bare)}" in shown

    def test_the_list_shows_family_level_and_clause_of_every_rule(self, letterkit: Any) -> None:
        rules = json.loads(letterkit("rules", "list", "--format", "json").out)
        assert {rule["family"] for rule in rules} == {rule["code"].split(".")[0] for rule in rules}
        shown = {line.split()[0]: line for line in letterkit("rules", "list").out.splitlines() if line.startswith("  ")}
        levels = {"error": "ошибка", "warning": "предупреждение", "advice": "совет"}
        for rule in rules:
            line = shown[rule["code"]]
            assert f"п. {rule['clause']} " in line if rule["clause"] else " – " in line
            assert levels[rule["level"]] in line


class TestTemplates:
    def test_replies_and_blanks_are_listed(self, letterkit: Any) -> None:
        told = json.loads(letterkit("templates", "list", "--format", "json").out)
        assert "redirect" in {reply["id"] for reply in told["replies"]}
        assert "corner" in {blank["id"] for blank in told["blanks"]}
        assert "redirect" in letterkit("templates", "list").out

    def test_a_reply_shows_the_fields_it_asks_for(self, letterkit: Any) -> None:
        assert "to_body" in letterkit("templates", "show", "redirect").out

    def test_a_blank_shows_its_measures(self, letterkit: Any) -> None:
        assert "мм" in letterkit("templates", "show", "corner").out

    def test_an_unknown_one_is_refused(self, letterkit: Any) -> None:
        ran = letterkit("templates", "show", "нет")
        assert ran.code == 2
        assert "redirect" in ran.told
        assert "corner" in ran.told


class TestSettings:
    def test_every_setting_is_told_with_its_meaning(self, letterkit: Any) -> None:
        rows = json.loads(letterkit("settings", "--format", "json").out)
        assert {row["name"] for row in rows} == {f"LETTERKIT_{name.upper()}" for name in Settings.model_fields}
        assert all(row["meaning"].endswith(".") or "://" in row["meaning"] for row in rows)
        assert "LETTERKIT_PROFILE = не задано" in letterkit("settings").out

    def test_passwords_are_masked(self, letterkit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LETTERKIT_DATABASE_URL", "postgresql://clerk:t@jna@db/letters")
        ran = letterkit("settings")
        assert "postgresql://clerk:***@db/letters" in ran.out
        assert "t@jna" not in ran.out

    def test_a_dotenv_file_is_read(self, letterkit: Any, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("LETTERKIT_LANGUAGETOOL_URL=http://127.0.0.1:8081\n", encoding="utf-8")
        ran = letterkit("settings")
        assert "LETTERKIT_LANGUAGETOOL_URL = http://127.0.0.1:8081 (по умолчанию не задано)" in ran.out


def test_a_server_that_is_not_installed_says_how_to_get_it(letterkit: Any, tmp_path: Path) -> None:
    ran = letterkit("languagetool", "--home", tmp_path)
    assert ran.code == 3
    assert "make languagetool" in ran.told


def test_word_letters_can_be_checked_and_mended_from_the_shell(letterkit: Any, letter: Path, tmp_path: Path) -> None:
    document = Document()
    for line in letter.read_text(encoding="utf-8").replace("дома № 10", "дома №  10").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    ran = letterkit("fix", tmp_path / "a.docx", "-o", tmp_path / "b.docx", "--no-pages", "--engine", "off")
    assert ran.code == 0
    assert any(
        "дома № 10" in each.text.replace("\u00a0", " ") for each in Document(str(tmp_path / "b.docx")).paragraphs
    )
