"""The survey: one answer for a code, one for a visitor, and nothing that leads back to who gave it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from letterkit.core.errors import RequestError
from letterkit.core.feedback import Source
from letterkit.core.office import LetterState
from letterkit.deadlines.quarter import Quarter
from letterkit.office.feedback import invitations, opinions
from letterkit.office.feedback.codes import digest
from letterkit.office.feedback.opinions import Answers
from letterkit.office.feedback.results import results
from letterkit.store.register_tables import Invitation, Opinion

from ..cases.conftest import Day, later, refused

GOOD = Answers(5, 5, True, True, "Спасибо, быстро")
BAD = Answers(1, 3, False, False, "Обычная отписка")
NOW = Quarter(2024, 2)


def code_for(day: Day, letter_id: int | None = None, body: str = "") -> str:
    with day.office.database.writing() as session:
        return invitations.invite(session, body, letter_id)


def rows(day: Day, table: type[Invitation] | type[Opinion]) -> list[dict[str, object]]:
    with day.office.database.reading() as session:
        return [
            {name: getattr(row, name) for name in table.__table__.columns.keys()}  # noqa: SIM118
            for row in session.scalars(select(table))
        ]


def test_a_code_brings_one_opinion(day: Day) -> None:
    code = code_for(day)
    opinions.answer_by_code(day.office, code, GOOD)
    with refused("survey.used"):
        opinions.answer_by_code(day.office, code, BAD)
    with refused("survey.used"):
        invitations.invitee_of(day.office, code)
    assert [(each["clear"], each["channel"], each["reason"]) for each in rows(day, Opinion)] == [
        (5, "letter", "thanks")
    ]


def test_nothing_leads_from_an_opinion_to_the_letter_but_the_group_of_the_appeal(day: Day) -> None:
    letter = day.at(LetterState.SENT, appeal={"group": "Переселение"})
    code = code_for(day, letter.id)
    opinions.answer_by_code(day.office, code, GOOD)
    (invitation,), (opinion,) = rows(day, Invitation), rows(day, Opinion)
    assert opinion["group"] == "Переселение"
    assert (opinion["invitation_id"], opinion["key"], invitation["letter_id"]) == (None, None, None)
    assert f"{invitation['used']:%H:%M}" == "00:00"


def test_the_code_itself_is_nowhere_in_the_database(day: Day) -> None:
    code = code_for(day)
    (invitation,) = rows(day, Invitation)
    assert invitation["code"] == digest(code)
    assert code not in str(invitation)


@pytest.mark.parametrize(("typed", "code"), [("123", "survey.wrong-code"), ("000000000000", "survey.no-code")])
def test_what_is_no_code_of_ours_is_told_so(day: Day, typed: str, code: str) -> None:
    with refused(code):
        opinions.answer_by_code(day.office, typed, GOOD)


def test_a_code_is_good_for_sixty_days(day: Day) -> None:
    code = code_for(day)
    with later(days=60):
        assert invitations.invitee_of(day.office, code).body == ""
    with later(days=61), refused("survey.expired"):
        opinions.answer_by_code(day.office, code, GOOD)


def test_of_two_who_send_the_same_code_at_once_one_is_counted(day: Day) -> None:
    code = code_for(day)

    def send(_: int) -> str:
        with later(days=0):
            try:
                opinions.answer_by_code(day.office, code, GOOD)
            except RequestError as fault:
                return fault.code
            return "kept"

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(send, range(4)))
    assert told == ["kept", "survey.used", "survey.used", "survey.used"]
    assert len(rows(day, Opinion)) == 1


def test_a_refused_answer_leaves_the_code_good(day: Day) -> None:
    code = code_for(day)
    for answers, fault in (
        (Answers(comment=" "), "survey.empty"),
        (Answers(clear=6), "survey.bad-mark"),
        (Answers(comment="я" * 2001), "survey.too-long"),
        (Answers(comment="звоните 8 914 123-45-67"), "survey.private"),
    ):
        with refused(fault):
            opinions.answer_by_code(day.office, code, answers)
    assert invitations.invitee_of(day.office, code)


def test_a_visitor_of_an_open_survey_is_counted_once_a_quarter(day: Day) -> None:
    opinions.answer_openly(day.office, "", Source.SITE_SURVEY, GOOD, "cookie")
    for source in (Source.SITE_SURVEY, Source.VK_SURVEY):
        with refused("survey.twice"):
            opinions.answer_openly(day.office, "", source, BAD, "cookie")
    opinions.answer_openly(day.office, "", Source.VK_SURVEY, BAD, "another")
    with later(days=40):
        opinions.answer_openly(day.office, "", Source.SITE_SURVEY, GOOD, "cookie")
    assert "cookie" not in str(rows(day, Opinion))
    with refused("survey.unknown"):
        opinions.answer_openly(day.office, "", Source.LETTER, GOOD, "third")


def test_codes_printed_on_what_did_not_go_out_are_no_good(day: Day) -> None:
    letter = day.at(LetterState.APPROVED)
    first, second = code_for(day, letter.id), code_for(day, letter.id)
    with day.office.database.writing() as session:
        invitations.withdraw_others(session, letter.id, second)
    with refused("survey.no-code"):
        invitations.invitee_of(day.office, first)
    assert invitations.invitee_of(day.office, second)


def test_an_opinion_that_came_otherwise_is_entered_by_registry_and_clerk(day: Day) -> None:
    for by in (day.staff.registry, day.staff.clerk):
        opinions.enter(day.office, by, Source.POST, BAD)
    with refused("denied.duty"):
        opinions.enter(day.office, day.staff.executor, Source.POST, BAD)
    with refused("survey.unknown"):
        opinions.enter(day.office, day.staff.clerk, Source.LETTER, BAD)


def test_a_clerk_moves_a_comment_to_another_reason(day: Day) -> None:
    opinion = opinions.answer_openly(day.office, "", Source.SITE_SURVEY, BAD, "a")
    assert opinion.reason == "formal"
    assert opinions.move(day.office, day.staff.clerk, opinion.id, "late").reason == "late"
    assert day.journal(f"opinion:{opinion.id}") == ["opinion.moved"]
    with refused("opinion.no-reason"):
        opinions.move(day.office, day.staff.clerk, opinion.id, "gone")
    with refused("opinion.gone"):
        opinions.move(day.office, replace(day.staff.clerk, body="another"), opinion.id, "late")
    with refused("denied.duty"):
        opinions.move(day.office, day.staff.executor, opinion.id, "late")


def test_the_results_count_all_channels_marks_and_reasons(day: Day) -> None:
    day.entered(channel="post")
    day.entered(number="И-2", channel="pos")
    day.entered(number="И-3", channel="gosuslugi")
    day.entered(number="И-4", channel="vk", registered="29.03.2024")
    opinions.answer_by_code(day.office, code_for(day), GOOD)
    code_for(day)
    code_for(day, body="another")
    opinions.answer_openly(day.office, "", Source.SITE_SURVEY, BAD, "a")
    opinions.answer_openly(day.office, "", Source.VK_SURVEY, Answers(clear=2), "b")
    opinions.answer_openly(day.office, "another", Source.VK_SURVEY, BAD, "b")
    found = results(day.office, day.staff.executor, NOW)
    assert {source: count for source, count in found.appeals.items() if count} == {Source.POST: 1, Source.GOSUSLUGI: 2}
    assert {source: count for source, count in found.opinions.items() if count} == {
        Source.LETTER: 1,
        Source.SITE_SURVEY: 1,
        Source.VK_SURVEY: 1,
    }
    assert found.clear.counts == {1: 1, 2: 1, 5: 1}
    assert (found.clear.mean, found.polite.mean, found.in_time.mean) == (8 / 3, 4.0, 0.5)
    assert (found.solved.counts, found.reasons) == ({0: 1, 1: 1}, {"formal": 1, "thanks": 1})
    assert (found.invited, found.used, found.count, found.received) == (2, 1, 3, 3)
    assert [each.comment for each in opinions.commented_opinions(day.office, day.staff.clerk, NOW)] == [
        BAD.comment,
        GOOD.comment,
    ]


def test_a_quarter_without_anything_has_no_figures_to_divide_by(day: Day) -> None:
    found = results(day.office, day.staff.clerk, Quarter(2020, 1))
    assert (found.count, found.clear.mean, found.invited, found.used) == (0, None, 0, 0)
