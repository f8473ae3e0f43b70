"""Every state, channel, kind, outcome, ground and step has Russian words, and no word is left without its member."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import Channel, Evidence, Ground, Kind, Outcome
from letterkit.core.people import Gender
from letterkit.office.journal.listing import Deeds
from letterkit.office.people.code_app import KEY_FILE
from letterkit.reports import office_words as words
from letterkit.reports.journal_words import DEEDS
from letterkit.reports.wording import codes

ROOT = Path(__file__).parents[2]
TABLES = [
    (words.LETTER_STATES, LetterState),
    (words.APPEAL_STATES, AppealState),
    (words.CHANNELS, Channel),
    (words.KINDS, Kind),
    (words.OUTCOMES, Outcome),
    (words.GROUNDS, Ground),
    (words.EVIDENCE, Evidence),
    (words.GENDERS, Gender),
]
_RECORDED = re.compile(r'record\(\s*[^"()]*(?:\([^()]*\)[^"()]*)*"([a-z]+\.[a-z-]+)"')
_OF_PEOPLE = re.compile(r'"((?:person|program|second-step)\.[a-z-]+)"')
_EXPORTED = re.compile(r'note_export\([^"]*"([a-z]+\.[a-z-]+)"')
_READ = ("letter", "appeal", "batch", "call", "reception")  # webui.looks makes the action of the thing
_APPROVALS = {"letter.agreed", "letter.approved"}  # approval.py records f"letter.{kind}"


@pytest.mark.parametrize(("table", "members"), TABLES, ids=lambda each: getattr(each, "__name__", ""))
def test_every_member_has_words_and_every_word_a_member(table: Mapping[str, str], members: type[StrEnum]):
    assert set(table) == set(members)


@pytest.mark.parametrize(("table", "members"), TABLES, ids=lambda each: getattr(each, "__name__", ""))
def test_no_two_members_are_called_alike(table: Mapping[str, str], members: type[StrEnum]):
    assert len(set(table.values())) == len(members)


def test_a_plain_value_from_the_database_finds_its_words():
    assert words.LETTER_STATES["agreed"] == "согласовано"


def test_every_reason_to_keep_a_version_has_words():
    kept = set()
    for file in (ROOT / "letterkit" / "office" / "cases").glob("*.py"):
        kept |= set(re.findall(r'keep(?:_snapshot)?\([^"()]*"([a-z]+)"', file.read_text("utf-8")))
    assert kept == set(words.VERSION_REASONS)


def test_every_step_of_an_appeal_and_of_a_letter_has_words_in_the_journal():
    recorded = set(_APPROVALS)
    for file in (ROOT / "letterkit" / "office").rglob("*.py"):
        recorded |= set(_RECORDED.findall(file.read_text("utf-8")))
    ours = ("appeal.", "letter.")
    named = {action for action in words.AUDIT_ACTIONS if action.startswith(ours)}
    assert {action for action in recorded if action.startswith(ours)} == named - {f"{thing}.read" for thing in _READ}


def test_whatever_is_read_searched_or_taken_away_has_words_in_the_journal():
    noted = {f"{thing}.read" for thing in _READ} | {"register.searched"}
    for room in ("letterkit", "webui"):
        for file in (ROOT / room).rglob("*.py"):
            noted |= set(_EXPORTED.findall(file.read_text("utf-8")))
    assert {"register.exported", "journal.exported"} < noted
    assert noted <= set(words.AUDIT_ACTIONS)
    assert set(DEEDS) == set(Deeds)


def test_every_step_of_people_and_programs_in_the_journal_is_one_of_theirs():
    named = {
        found
        for file in (ROOT / "letterkit" / "office" / "people").glob("*.py")
        for found in _OF_PEOPLE.findall(file.read_text("utf-8"))
    }
    steps = {action for action in words.AUDIT_ACTIONS if action.startswith(("person.", "program.", "second-step."))}
    # What else the sources name are refusals, which have sentences, and a file.
    assert steps <= named
    assert named - steps <= codes() | {KEY_FILE}
