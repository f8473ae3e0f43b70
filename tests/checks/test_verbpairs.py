from pathlib import Path
from typing import cast

import pytest

from letterkit.checks.phrase import PhraseSet, phrase
from letterkit.checks.tokens import tokens
from letterkit.checks.verb_pairs import verb_pairs
from letterkit.core.errors import RuleError


def listed(tmp_path: Path, text: str) -> list[dict[str, object]]:
    file = tmp_path / "pairs.txt"
    file.write_text(text, encoding="utf-8")
    return verb_pairs(file)


def found(entry: dict[str, object], text: str) -> list[str]:
    sought = PhraseSet(phrase(source) for source in cast(list[str], entry["find"]))
    return [text[match.start : match.end] for _, match in sought.search(tokens(text))]


def test_each_verb_gets_the_plain_verb_of_its_aspect(tmp_path: Path) -> None:
    perfective, imperfective, bare = listed(
        tmp_path, "# пояснение\nдать, давать + согласие = согласиться, соглашаться\n"
    )
    assert perfective["find"] == ["~дать<VERB>|~дать<INFN> ~согласие"]
    assert perfective["mend"] == ["{согласиться~1}"]
    assert imperfective["mend"] == ["{соглашаться~1}"]
    assert bare["advice"] == "Проще «согласиться»"
    assert found(bare, "Дано согласие. На обработку данных согласие нужно.") == ["Дано согласие"]


def test_the_object_is_put_into_the_case_of_the_plain_verb(tmp_path: Path) -> None:
    plain, _ = listed(tmp_path, "дать + оценка = оценить | datv > accusative")
    after_preposition, _ = listed(tmp_path, "внести + правка = исправить | в accs > accusative")
    assert (plain["find"], plain["mend"]) == (
        ["~дать<VERB>|~дать<INFN> ~оценка [datv]"],
        ["{оценить~1} {3:accusative}"],
    )
    assert after_preposition["find"] == ["~внести<VERB>|~внести<INFN> ~правка в [accs]"]
    assert after_preposition["mend"] == ["{исправить~1} {4:accusative}"]


def test_a_turn_with_a_preposition_stands_as_written_and_not_and_more_words_stay(tmp_path: Path) -> None:
    asked, _ = listed(tmp_path, "обратиться + с просьбой = попросить")
    refused, _ = listed(tmp_path, "выразить + несогласие = не согласиться")
    begun, _ = listed(tmp_path, "вступить + в действие = начать действовать")
    assert asked["find"] == ["~обратиться<VERB>|~обратиться<INFN> с просьбой"]
    assert refused["mend"] == ["не {согласиться~1}"]
    assert begun["mend"] == ["{начать~1} действовать"]


def test_a_dash_leaves_an_advice_alone(tmp_path: Path) -> None:
    (bare,) = listed(tmp_path, "понести + расход = потратить | –")
    assert (found(bare, "Понеся расходы, фонд закрылся."), bare["advice"]) == (["Понеся расходы"], "Проще «потратить»")
    assert "mend" not in bare


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        listed(tmp_path, "\nдать оценку = оценить\n")
    assert (caught.value.code, caught.value.line) == ("words.line", 2)
