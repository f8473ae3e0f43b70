"""The journal is the administrators': found by what, who, when; its chain can be proved, and a break is told."""

from letterkit.store.tables import AuditEntry

from .conftest import Day


def test_entries_are_found_by_letter_person_action_and_day(day: Day) -> None:
    letter = day.on_review()
    other = day.draft()
    of_letter = day.get("administrator", f"/journal?about=letter&number={letter.id}")
    assert "сдано на проверку" in of_letter
    assert f">письмо {other.id}</a>" not in of_letter
    assert ">обращение 1</a>" not in of_letter
    of_registry = day.get("administrator", "/journal?person=Сергеева А.С.")
    assert "обращение внесено" in of_registry
    assert f">письмо {letter.id}</a>" not in of_registry
    assert "Таких записей нет" in day.get("administrator", "/journal?until=2024-06-04")
    assert "сдано на проверку" in day.get(
        "administrator", "/journal?since=2024-06-05&until=2024-06-05&action=letter.submitted"
    )


def test_a_day_that_cannot_be_read_is_told_at_its_field(day: Day) -> None:
    assert 'id="f-since-error"' in day.get("administrator", "/journal?since=завтра")
    assert 'id="f-until-error"' in day.get("administrator", "/journal?since=2024-06-05&until=2024-06-04")
    assert 'id="f-address-error"' in day.get("administrator", "/journal?address=дом")


def test_a_long_journal_has_pages_that_keep_the_filter(day: Day) -> None:
    letter, browser = day.approved(), day.browser("executor")
    for _ in range(55):
        browser.get(f"/letters/{letter.id}/export/docx")
    first = day.get("administrator", "/journal?action=letter.exported")
    assert "Страница 1 из 2, всего 55" in first
    assert "action=letter.exported&amp;page=2" in first
    assert "Страница 2 из 2" in day.get("administrator", "/journal?action=letter.exported&page=9")


def test_the_chain_is_proved_and_a_break_is_found(day: Day) -> None:
    day.on_review()
    assert "Цепочка цела" in day.post("administrator", "/journal/verify").text
    with day.office.database.writing() as session:
        session.get_one(AuditEntry, 2).by = "Никто"
    assert "Цепочка нарушена на записи №&nbsp;2" in day.post("administrator", "/journal/verify").text


def test_nobody_else_reads_the_journal(day: Day) -> None:
    for login in ("executor", "reviewer", "signer", "registry"):
        assert day.browser(login).get("/journal").status_code == 403
        assert day.post(login, "/journal/verify").status_code == 403
