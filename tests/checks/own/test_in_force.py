"""What a body's pack changes in the rules in force; what of it cannot be used is told and stops nothing."""

from pathlib import Path

import pytest

from letterkit.checks.rule_book import load_rulebook
from letterkit.core.finding import Level
from letterkit.core.profile import Profile
from letterkit.reports.wording import sentence

from .conftest import HEAD, Over, Said, excerpts, pack

ROOT = Path(__file__).resolve().parents[3]
RULE = """\
rules:
  - code: tone.test
    kind: existence
    level: warning
    message: Не пишите «{excerpt}»
    why: Так решено у нас.
    find: [{find: ~кукурузник}]
    examples:
      wrong: ["Прилетел [кукурузник]."]
      right: ["Прилетел самолёт."]
"""
LISTED = RULE.replace("existence", "wordlist").replace("find: [{find: ~кукурузник}]", "words: none.txt")
MONEY = "На ремонт выделены денежные средства."


def level(code: str, value: str) -> str:
    return f"levels:\n  {code}: {{level: {value}, reason: Так решено у нас}}\n"


def spared(code: str, words: str, within: str = "phrase") -> str:
    return f"exceptions:\n  {code}:\n    - {{words: {words}, note: Так решено у нас, within: {within}}}\n"


def test_a_body_writes_rules_of_grammar(over: Over, said: Said) -> None:
    matched = "[{find: 'мы|вы <=VERB,futr>', agree: 1 2 person number, mend: '{2}'}]"
    book = over(RULE.replace("existence", "match").replace("[{find: ~кукурузник}]", matched))
    (found,) = said(book, "Вечером мы придём к вам, а они уйдут.", "tone.test")
    assert (found.excerpt, found.suggestions) == ("мы придём", ("придём",))


def test_a_level_is_changed(over: Over, said: Said) -> None:
    book = over(level("officialese.word", "error"))
    assert book.check("officialese.word").level is Level.ERROR
    assert [each.level for each in said(book, MONEY, "officialese.word")] == [Level.ERROR]


def test_what_a_rule_only_advises_stays_advice_when_the_rule_becomes_graver(over: Over, said: Said) -> None:
    (found,) = said(over(level("officialese.word", "error")), "Купили транспортное средство.", "officialese.word")
    assert found.level is Level.ADVICE


def test_what_a_rule_holds_graver_than_itself_is_no_graver_than_the_new_level(over: Over, said: Said) -> None:
    graver = RULE.replace("[{find: ~кукурузник}]", "[{find: ~кукурузник, level: error}]")
    change = level("tone.test", "advice")
    assert [each.level for each in said(over(graver), "Прилетел кукурузник.", "tone.test")] == [Level.ERROR]
    assert [each.level for each in said(over(graver + change), "Прилетел кукурузник.", "tone.test")] == [Level.ADVICE]


def test_a_rule_that_is_off_is_not_asked(over: Over, said: Said) -> None:
    book = over(level("officialese.word", '"off"'))
    assert "officialese.word" not in book.by_code
    assert said(book, MONEY, "officialese.word") == []


def test_a_rule_is_silent_at_the_words_of_an_exception(over: Over, said: Said) -> None:
    words = "Выделены денежные средства и денежные средства граждан."
    book = over(spared("officialese.word", "денежное средство гражданина"))
    assert len(said(over(), words, "officialese.word")) == 2
    (left,) = said(book, words, "officialese.word")
    assert words.index(left.excerpt) < words.index("и денежные")


def test_an_exception_of_a_sentence_silences_all_of_it_and_no_other(over: Over, said: Said) -> None:
    words = "По договору управления переданы денежные средства. Потрачены денежные средства."
    book = over(spared("officialese.word", "договор управления", "sentence"))
    (left,) = said(book, words, "officialese.word")
    assert left.start is not None
    assert left.start > words.index("Потрачены")


def test_an_exception_reaches_rules_that_search_the_letter_as_given(over: Over, said: Said) -> None:
    rule = RULE.replace("existence", "pattern").replace("[{find: ~кукурузник}]", '["кукурузник"]\n    raw: true')
    words = "Белый\u00adый кукурузник прилетел, зелёный кукурузник улетел."
    assert excerpts(said(over(rule), words, "tone.test")) == ["кукурузник"] * 2
    (left,) = said(over(rule + spared("tone.test", "зелёный кукурузник")), words, "tone.test")
    assert left.start is not None
    assert left.start < len("Здравствуйте!\n\n") + words.index("прилетел")


def test_a_new_rule_is_in_force_beside_the_others(over: Over, said: Said) -> None:
    book = over(RULE)
    assert (book.check("tone.test").own, book.check("tone.test").at) == ("own", ("rules", 0))
    assert excerpts(said(book, "Видели два кукурузника.", "tone.test")) == ["кукурузника"]


def test_the_version_covers_the_pack(over: Over, profile: Profile) -> None:
    assert len({over().version, over("").version, over(RULE).version}) == 3
    assert over().version == load_rulebook(ROOT / "rules", profile.packs).version


def test_only_the_pack_called_own_is_in_force_for_a_profile_that_names_none(tmp_path: Path, profile: Profile) -> None:
    other = tmp_path / "roads.yml"
    other.write_text(HEAD.replace("own", "roads") + RULE, encoding="utf-8")
    assert "tone.test" not in load_rulebook(ROOT / "rules", profile.packs, own=[other]).by_code
    assert "tone.test" in load_rulebook(ROOT / "rules", [*profile.packs, "roads"], own=[other]).by_code


def test_a_pack_of_the_profile_has_the_last_word(profile: Profile) -> None:
    own, roads = pack(level("tone.order", "error")), pack(level("tone.order", "advice"), "roads")
    book = load_rulebook(ROOT / "rules", [*profile.packs, "roads"], own=[roads, own])
    assert book.check("tone.order").level is Level.ADVICE


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (level("tone.ordr", "advice"), "pack.no-rule", 4),
        (level("internal.check-failed", "advice"), "pack.internal", 4),
        (spared("tone.ordr", "слово"), "pack.no-rule", 4),
        (RULE.replace("tone.test", "tone.order"), "rule.twice", 4),
        (RULE.replace("tone.test", "tones.test"), "rule.no-family", 4),
        (RULE.replace("level: warning", 'level: warning\n    clause: "9.9"'), "rule.no-clause", 7),
        (RULE.replace("existence", "function"), "rule.kind", 5),
        (RULE.replace("level: warning", "levl: warning"), "data.unknown-key", 6),
        (RULE.replace("~кукурузник", "~кукурузниками"), "data.bad-value", 9),
        (
            RULE.replace("existence", "wordlist").replace("find: [{find: ~кукурузник}]", "words: none.txt"),
            "rule.no-words",
            9,
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place_and_stops_nothing(
    over: Over, said: Said, text: str, code: str, line: int
) -> None:
    book = over(text + ("" if text.startswith("exceptions") else spared("officialese.word", "денежное средство")))
    (remark,) = book.remarks
    assert (remark.code, remark.line) == (code, line)
    assert "{" not in sentence(remark)
    assert len(book.checks) == len(over().checks)
    if not text.startswith("exceptions"):
        assert said(book, MONEY, "officialese.word") == []


def test_a_pack_that_cannot_be_read_at_all_is_told_and_stops_nothing(over: Over, tmp_path: Path) -> None:
    broken = tmp_path / "own.yml"
    broken.write_text("id: own\ntitle: [\n", encoding="utf-8")
    book = over(broken)
    assert [remark.code for remark in book.remarks] == ["yaml.syntax"]
    assert book.by_code.keys() == over().by_code.keys()


def test_a_rule_of_another_standard_is_no_unknown_rule(over: Over) -> None:
    assert over(level("title.missing-long", "advice")).remarks == ()
