"""Whoever has written a text, a blank or rules learns what somebody else has decided about their version."""

import pytest

from letterkit.core.office import Actor
from letterkit.office.content import approval, editing
from letterkit.office.content.version_file import KeptKind
from letterkit.office.notices import listing
from letterkit.office.notices.kinds import MailState, NoticeKind
from letterkit.reports.notice_words import heading, mail_words

from ..cases.conftest import HOME, Day
from .conftest import Told

REPLY = KeptKind.REPLY
TEXT = (HOME / "templates" / "replies" / "redirect.md").read_bytes()
REASON = "Скажите и о сроке"


@pytest.fixture
def asked(day: Day) -> int:
    """The clerk's version of a text, which waits for somebody else."""
    office, clerk = day.office, day.staff.clerk
    editing.create(office, clerk, REPLY, "redirect", TEXT, "")
    return approval.ask(office, clerk, REPLY, "redirect", 1).number


def words(day: Day, by: Actor) -> list[str]:
    return [heading(each.kind, each.details) for each in listing.latest(day.office.database, by, 9)]


def test_a_clerk_learns_that_their_version_is_in_force(day: Day, asked: int, told: Told) -> None:
    approval.approve(day.office, day.staff.signer, REPLY, "redirect", asked)
    assert words(day, day.staff.clerk) == ["Ваша редакция 1 утверждена: текст ответа «Направлено в другой орган»"]
    assert told(day.staff.signer) == told(day.staff.administrator) == []


def test_a_clerk_learns_why_their_version_came_back_and_mail_does_not_tell_the_reason(
    day: Day, with_mail: None, asked: int
) -> None:
    approval.refuse(day.office, day.staff.signer, REPLY, "redirect", asked, REASON)
    assert words(day, day.staff.clerk) == ["Ваша редакция 1 возвращена: текст ответа «Направлено в другой орган»"]
    [notice] = listing.latest(day.office.database, day.staff.clerk, 9)
    assert (notice.details["words"], notice.mail) == (REASON, MailState.WAITS)
    text = mail_words([notice], "Тихонова Анна Сергеевна", "https://lk.example")[1]
    assert "Причина сказана на странице уведомлений." in text
    assert REASON not in text


def test_who_has_asked_for_it_learns_as_who_has_written_it_does(day: Day, told: Told) -> None:
    office = day.office
    editing.create(office, day.staff.clerk, REPLY, "redirect", TEXT, "")
    approval.ask(office, day.staff.administrator, REPLY, "redirect", 1)
    approval.approve(office, day.staff.signer, REPLY, "redirect", 1)
    assert told(day.staff.clerk) == told(day.staff.administrator) == [NoticeKind.VERSION_DECIDED]
