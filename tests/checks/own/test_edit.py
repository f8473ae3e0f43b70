"""A pack changed one thing at a time: what else its file says stays, and what is undone leaves nothing behind."""

import pytest

from letterkit.checks.own import edit
from letterkit.checks.own.changes import pack_changes
from letterkit.checks.own.format import OwnPack, parse_pack
from letterkit.compose.changes import ChangeKind
from letterkit.reports.template_words import change_words

NEW = edit.new_pack("own", "Правила министерства")
RULE = {
    "code": "tone.test",
    "kind": "existence",
    "level": "warning",
    "message": "Не пишите «{excerpt}»",
    "why": "Так решено у нас: да.",
    "find": [{"find": "~кукурузник"}],
    "examples": {"wrong": ["Прилетел [кукурузник]."], "right": ["Прилетел самолёт.\nИ улетел."]},
}
WRITTEN = """\
# Правит отдел контроля.
id: own
title: Правила министерства

words:
  foreign.txt:
    add:
      - "лимит = черта"   # просил отдел
exceptions:
  tone.order:
    - {words: звонить, note: Так у нас принято}
"""


def read(text: str) -> OwnPack:
    return parse_pack(text, "own.yml")


def test_a_new_pack_is_its_id_and_title() -> None:
    assert NEW == "id: own\ntitle: Правила министерства\n"


def test_comments_and_what_is_not_touched_stay() -> None:
    changed = edit.add_line(edit.put_level(WRITTEN, "tone.order", "off", "Так решено у нас"), "jargon.txt", "а = б")
    for line in WRITTEN.splitlines():
        assert line in changed
    assert list(read(changed).words) == ["foreign.txt", "jargon.txt"]
    assert changed.index("levels:") < changed.index("words:") < changed.index("exceptions:")


@pytest.mark.parametrize(
    ("done", "undone"),
    [
        (lambda text: edit.put_level(text, "tone.order", "off", "Так решено у нас"),
         lambda text: edit.drop_level(text, "tone.order")),
        (lambda text: edit.add_line(text, "foreign.txt", "лимит = черта"),
         lambda text: edit.drop_line(text, "foreign.txt", "лимит = черта")),
        (lambda text: edit.take_out(text, "foreign.txt", "лимит"),
         lambda text: edit.drop_line(text, "foreign.txt", "лимит")),
        (lambda text: edit.add_exception(text, "tone.order", "звонить", "Так решено", "sentence"),
         lambda text: edit.drop_exception(text, "tone.order", "звонить")),
        (lambda text: edit.put_rule(text, RULE), lambda text: edit.drop_rule(text, "tone.test")),
    ],
)  # fmt: skip
def test_what_is_undone_leaves_nothing_behind(done, undone) -> None:  # type: ignore[no-untyped-def]
    changed = done(NEW)
    assert pack_changes(read(NEW), read(changed)) != ()
    assert done(changed) == changed
    assert undone(changed) == NEW


def test_a_line_of_the_pack_itself_that_is_taken_out_is_just_not_added() -> None:
    assert read(edit.take_out(WRITTEN, "foreign.txt", "лимит = черта")).words == {}


def test_a_line_taken_out_and_added_again_is_added_once() -> None:
    (words,) = read(edit.add_line(edit.take_out(NEW, "foreign.txt", "лимит"), "foreign.txt", "лимит")).words.values()
    assert (words.add, words.remove) == (("лимит",), ())


def test_an_entry_of_several_lines_and_a_rule_come_back_as_they_were() -> None:
    text = edit.put_rule(edit.add_line(NEW, "foreign.txt", "лимит = черта\nкроме: лимит времени"), RULE)
    assert read(text).words["foreign.txt"].add == ("лимит = черта\nкроме: лимит времени",)
    (rule,) = read(text).rules
    assert {**rule, "examples": None} == {**RULE, "examples": None}
    assert edit.put_rule(text, {**RULE, "level": "advice"}).count("tone.test") == 1


def test_changes_are_told_by_their_names() -> None:
    text = edit.put_level(NEW, "tone.order", "advice", "Так решено у нас")
    text = edit.take_out(edit.add_line(text, "foreign.txt", "лимит = черта"), "jargon.txt", "эскроу")
    text = edit.add_exception(edit.put_rule(text, RULE), "tone.order", "звонить", "Так решено", "sentence")
    changes = pack_changes(read(NEW), read(text))
    assert [change_words(change) for change in changes] == [
        "степень правила tone.order: как в поставке → совет",
        "в список foreign.txt добавлено «лимит = черта»",
        "из списка jargon.txt убрано «эскроу»",
        "правило tone.order молчит в предложении со словами «звонить»",
        "новое правило tone.test: Не пишите «{excerpt}»",
    ]
    back = pack_changes(read(text), read(NEW))
    assert [change.what for change in back] == [
        ChangeKind.RULE_LEVEL, ChangeKind.WORD_DROPPED, ChangeKind.WORD_RETURNED,
        ChangeKind.SENTENCE_UNSPARED, ChangeKind.RULE_REMOVED,
    ]  # fmt: skip
    assert all("{" not in change_words(change).replace("{excerpt}", "") for change in back)


def test_a_changed_rule_tells_what_of_it_changed() -> None:
    one = edit.put_rule(NEW, RULE)
    other = edit.put_rule(NEW, {**RULE, "level": "advice", "why": "Так решено теперь."})
    (change,) = pack_changes(read(one), read(other))
    assert change_words(change) == "изменено своё правило tone.test: степень, почему"


def test_another_reason_is_a_change_of_its_own() -> None:
    one, other = (edit.put_level(NEW, "tone.order", "advice", why) for why in ("Так решено", "Так велено"))
    (change,) = pack_changes(read(one), read(other))
    assert change.what is ChangeKind.RULE_REASON
