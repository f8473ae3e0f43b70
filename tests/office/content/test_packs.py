"""A body's pack is kept in versions as texts are: refused when it cannot be used, live when another person says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checks.own import edit
from letterkit.checks.own.format import OwnPack, parse_pack
from letterkit.checks.rule_book import load_rulebook
from letterkit.core.errors import DeniedError, RequestError, RuleError
from letterkit.core.finding import Level
from letterkit.office.content import approval, editing, folders, repository
from letterkit.office.content.pack_draft import change, draft, rule_faults
from letterkit.office.content.packs import pack_remarks
from letterkit.office.content.published import LiveFolder
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office

from .conftest import HOME
from .test_store import Staff, office, staff

__all__ = ["office", "staff"]
PACK = KeptKind.PACK
RULE: dict[str, Any] = {
    "code": "tone.test",
    "kind": "existence",
    "level": "warning",
    "message": "Не пишите «{excerpt}»",
    "why": "Так решено у нас.",
    "find": [{"find": "~кукурузник"}],
    "examples": {"wrong": ["Прилетел [кукурузник]."], "right": ["Прилетел самолёт."]},
}
SLOW = {"wrong": ["Прилетел [аъ]."], "right": ["Прилетел самолёт."]}
LINE = "кукурузник = самолёт"


def adding(line: str = LINE) -> Callable[[str], str]:
    return lambda text: edit.add_line(text, "foreign.txt", line)


def with_rule(**changes: Any) -> OwnPack:
    return parse_pack(edit.put_rule(edit.new_pack("own", "Своё"), {**RULE, **changes}), "own.yml")


def test_a_pack_that_holds_has_no_remarks(checker: Checker) -> None:
    assert pack_remarks(with_rule(), checker) == ()


@pytest.mark.parametrize(
    ("examples", "code"),
    [
        ({"wrong": ["Прилетел [самолёт]."], "right": ["Прилетел самолёт."]}, "example.not-found"),
        ({"wrong": ["[Прилетел] кукурузник."], "right": ["Прилетел самолёт."]}, "example.other-place"),
        ({"wrong": ["Прилетел кукурузник."], "right": ["Прилетел самолёт."]}, "example.no-brackets"),
        ({"wrong": ["Прилетел [кукурузник]."], "right": ["Прилетел кукурузник."]}, "example.alarm"),
        ({"wrong": ["Прилетел [кукурузник]."], "right": ["Выделены денежные средства."]}, "example.alarm"),
    ],
)
def test_examples_of_a_new_rule_must_hold(checker: Checker, examples: dict[str, list[str]], code: str) -> None:
    (remark,) = pack_remarks(with_rule(examples=examples), checker)
    assert (remark.error.code, remark.level) == (code, Level.ERROR)
    assert remark.error.line is not None
    assert with_rule(examples=examples).source.splitlines()[remark.error.line - 1].strip().startswith("- ")


def test_a_pattern_that_never_ends_is_refused(checker: Checker) -> None:
    remarks = pack_remarks(with_rule(kind="pattern", find=["(?:а|аа)+ъ", "кукурузник"], examples=SLOW), checker)
    assert "rule.slow" in {remark.error.code for remark in remarks}


def test_a_line_that_a_release_has_taken_out_keeps_no_pack_from_use(checker: Checker) -> None:
    text = edit.take_out(edit.new_pack("own", "Своё"), "foreign.txt", "кукурузник")
    (remark,) = pack_remarks(parse_pack(text, "own.yml"), checker)
    assert (remark.error.code, remark.level) == ("pack.no-line", Level.WARNING)


def test_each_change_is_a_version_and_another_person_lets_it_live(office: Office, staff: Staff, tmp_path: Path) -> None:
    change(office, staff.clerk, "own", 0, adding(), "добавлено слово")
    made = change(office, staff.clerk, "own", 1, lambda text: edit.put_rule(text, RULE), "новое правило")
    assert (made.number, made.live, made.is_live, len(made.difference.changes)) == (2, None, False, 2)
    approval.ask(office, staff.clerk, PACK, "own", 2)
    with pytest.raises(DeniedError):
        approval.approve(office, staff.clerk, PACK, "own", 2)
    assert approval.preview(office, PACK, "own", 2).errors == ()
    approval.approve(office, staff.second, PACK, "own", 2)
    live = LiveFolder(tmp_path / "live", office.database, office.files)
    assert live.follow()
    files = (tmp_path / "live" / "packs" / "own.yml",)
    book = load_rulebook(HOME.rules_dir, office.profile.packs, own=files)
    assert book.remarks == ()
    assert "tone.test" in book.by_code
    assert draft(office, "own").is_live


def test_what_cannot_be_used_is_refused_and_saves_nothing(office: Office, staff: Staff) -> None:
    for made, code in (
        (adding("без ответа"), "pack.bad-line"),
        (lambda text: edit.put_level(text, "tone.ordr", "advice", "Так решено"), "pack.no-rule"),
        (lambda text: edit.put_rule(text, {**RULE, "find": [{"find": "самолёт"}]}), "example.not-found"),
        (lambda text: edit.put_level(text, "tone.order", "advice", "да"), "data.bad-value"),
    ):
        with pytest.raises(RuleError) as caught:
            change(office, staff.clerk, "own", 0, made, "")
        assert caught.value.code == code
    assert draft(office, "own").number == 0


def test_what_was_unusable_before_does_not_stand_in_the_way(office: Office, staff: Staff) -> None:
    text = edit.put_level(edit.new_pack("own", "Своё"), "tone.gone", "advice", "Так решено")
    editing.create(office, staff.clerk, PACK, "own", text.encode())
    assert change(office, staff.clerk, "own", 1, adding(), "").number == 2


def test_two_who_change_the_same_version_do_not_overwrite_each_other(office: Office, staff: Staff) -> None:
    change(office, staff.clerk, "own", 0, adding(), "")
    change(office, staff.second, "own", 1, adding("аэродром = поле"), "")
    with pytest.raises(RequestError) as caught:
        change(office, staff.clerk, "own", 1, adding("самолёт = машина"), "")
    assert caught.value.code == "kept.changed"


def test_only_keepers_change_packs(office: Office, staff: Staff) -> None:
    with pytest.raises(DeniedError):
        change(office, staff.executor, "own", 0, adding(), "")


def test_a_rule_is_tried_without_being_saved(office: Office) -> None:
    assert rule_faults(office, "own", RULE) == ()
    wrong = {**RULE, "examples": {"wrong": ["Вот [самолёт].", "[Вот] кукурузник."], "right": ["Прилетел самолёт."]}}
    assert [fault.code for fault in rule_faults(office, "own", wrong)] == ["example.not-found", "example.other-place"]
    assert [fault.code for fault in rule_faults(office, "own", {**RULE, "kind": "function"})] == ["rule.kind"]
    assert [fault.code for fault in rule_faults(office, "own", {**RULE, "code": "tone.order"})] == ["rule.twice"]
    assert draft(office, "own").number == 0


def test_packs_go_into_a_folder_and_back(office: Office, staff: Staff, tmp_path: Path, database: Any) -> None:
    change(office, staff.clerk, "own", 0, adding(), "добавлено слово")
    approval.ask(office, staff.clerk, PACK, "own", 1)
    approval.approve(office, staff.second, PACK, "own", 1)
    folders.write_out(office.database, office.files, tmp_path / "out")
    assert LINE in (tmp_path / "out" / "packs" / "own.yml").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "versions" / "pack" / "own" / "0001.yml").is_file()


def test_an_old_version_comes_back_as_a_new_one(office: Office, staff: Staff) -> None:
    change(office, staff.clerk, "own", 0, adding(), "")
    change(office, staff.clerk, "own", 1, adding("аэродром = поле"), "")
    editing.restore(office, staff.clerk, PACK, "own", 1)
    assert draft(office, "own").pack.words["foreign.txt"].add == (LINE,)
    assert len(repository.all_kept(office, PACK)) == 1


def test_a_checker_reads_the_packs_of_its_options(tmp_path: Path) -> None:
    file = tmp_path / "own.yml"
    file.write_text(adding()(edit.new_pack("own", "Своё")), encoding="utf-8")
    options = CheckOptions(HOME.profile_path, HOME.rules_dir, HOME.rules_memory, engine="off", pages=False, own=(file,))
    with Checker(options) as checker:
        report = checker.check_bytes("Здравствуйте!\n\nПрилетел кукурузник.\n".encode(), "letter.txt").report
    assert "foreign.has-russian" in {finding.code for finding in report.findings}
