"""Texts and blanks live in versions: saved by one person, let live by another, read by catalogues from a folder."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker
from letterkit.checking.writing import Writing
from letterkit.compose import Catalogue
from letterkit.core.errors import DeniedError, RequestError, TemplateError
from letterkit.core.office import Actor, BatchState, Duty, LetterState
from letterkit.office.content import approval, editing, folders, repository
from letterkit.office.content.published import LiveCatalogue, LiveFolder, one_page
from letterkit.office.content.repository import KeptState, VersionState
from letterkit.office.content.version_file import KeptKind, blank_content
from letterkit.office.context import Office
from letterkit.reports.as_json import report_object
from letterkit.store import audit
from letterkit.store.batch_tables import Batch
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.keeping_tables import KeptItem
from letterkit.store.tables import Letter, Person, PersonDuty

from .bodies import shipped
from .conftest import HOME
from .live_profiles import let_live

NOW = datetime.datetime(2024, 6, 5, 10, 0, tzinfo=datetime.UTC)
REPLY, BLANK = KeptKind.REPLY, KeptKind.BLANK
Edited = Callable[[str, str], bytes]


@dataclass(frozen=True)
class Staff:
    clerk: Actor
    second: Actor
    signer: Actor
    executor: Actor


@pytest.fixture
def staff(database: Database) -> Staff:
    duties = {"clerk": Duty.CLERK, "second": Duty.CLERK, "signer": Duty.SIGNER, "executor": Duty.EXECUTOR}
    with database.writing() as session:
        people = {}
        for login, duty in duties.items():
            people[login] = Person(
                login=login, surname=login.title(), name="Анна", patronymic="Сергеевна", fs_uniquifier=login,
                created=NOW, duties=[PersonDuty(duty=duty)],
            )  # fmt: skip
            session.add(people[login])
        session.flush()
        return Staff(**{login: person.actor for login, person in people.items()})


@pytest.fixture
def office(database: Database, tmp_path: Path, catalogue: Catalogue, checker: Checker) -> Office:
    """An office that has taken in what comes with letterkit."""
    files = FileStore(tmp_path / "files")
    folders.take_in_shipped(database, files, HOME.templates_dir)
    return Office(database, files, catalogue, checker, Writing(checker, catalogue), report_object)


@pytest.fixture
def edited(office: Office) -> Edited:
    """The text ``redirect`` as it is, with some words changed."""

    def changed(before: str, after: str) -> bytes:
        text = editing.content_of(office, REPLY, "redirect").decode()
        assert before in text
        return text.replace(before, after).encode()

    return changed


def kept(office: Office, slug: str, kind: KeptKind = REPLY) -> KeptItem:
    with office.database.reading() as session:
        return repository.find_kept(session, kind, slug)


def state(office: Office, slug: str) -> KeptState:
    with office.database.reading() as session:
        found = repository.find_kept(session, REPLY, slug)
        return repository.state_of(found, repository.newest_of(session, found))


def states(office: Office, slug: str) -> list[VersionState]:
    with office.database.reading() as session:
        found = repository.find_kept(session, REPLY, slug)
        return [repository.version_state(found, version) for version in found.versions]


def test_what_comes_with_letterkit_is_in_force_at_once(office: Office, catalogue: Catalogue) -> None:
    names = {kind: [each.slug for each, _ in repository.all_kept(office, kind)] for kind in (REPLY, BLANK)}
    assert names == {
        REPLY: sorted(reply.id for reply in catalogue.replies()),
        BLANK: sorted(blank.id for blank in catalogue.blanks()),
    }
    assert states(office, "redirect") == [VersionState.LIVE]
    again = folders.take_in_shipped(office.database, office.files, HOME.templates_dir)
    assert again == folders.TakenIn()


def test_a_version_goes_live_when_somebody_else_has_approved_it(office: Office, staff: Staff, edited: Edited) -> None:
    version = editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1, "словами")
    assert (version.number, version.note) == (2, "словами")
    assert states(office, "redirect") == [VersionState.LIVE, VersionState.DRAFT]
    approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    assert state(office, "redirect") is KeptState.ASKED
    with pytest.raises(DeniedError) as denied:
        approval.approve(office, staff.clerk, REPLY, "redirect", 2)
    assert denied.value.code == "denied.own-version"
    approval.approve(office, staff.second, REPLY, "redirect", 2)
    assert state(office, "redirect") is KeptState.LIVE
    assert states(office, "redirect") == [VersionState.FORMER, VersionState.LIVE]
    with office.database.reading() as session:
        assert audit.verify(session).broken is None


def test_a_signer_may_let_it_live_and_an_executor_may_not(office: Office, staff: Staff, edited: Edited) -> None:
    editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1)
    with pytest.raises(RequestError) as refused:
        approval.approve(office, staff.signer, REPLY, "redirect", 2)
    assert refused.value.code == "kept.not-asked"
    approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    with pytest.raises(DeniedError):
        approval.approve(office, staff.executor, REPLY, "redirect", 2)
    approval.approve(office, staff.signer, REPLY, "redirect", 2)
    assert kept(office, "redirect").live == 2


def test_who_is_no_clerk_writes_nothing(office: Office, staff: Staff, edited: Edited) -> None:
    with pytest.raises(DeniedError):
        editing.save(office, staff.executor, REPLY, "redirect", edited("30 дней", "тридцати"), 1)
    with pytest.raises(DeniedError):
        editing.retire(office, staff.signer, REPLY, "redirect")


def test_two_who_write_at_once_are_told(office: Office, staff: Staff, edited: Edited) -> None:
    editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1)
    with pytest.raises(RequestError) as refused:
        editing.save(office, staff.second, REPLY, "redirect", edited("тридцати дней", "месяца"), 1)
    assert (refused.value.code, refused.value.details["number"]) == ("kept.changed", 2)


def test_the_same_words_make_no_version(office: Office, staff: Staff) -> None:
    same = editing.content_of(office, REPLY, "redirect")
    assert editing.save(office, staff.clerk, REPLY, "redirect", same, 1).number == 1
    assert editing.restore(office, staff.clerk, REPLY, "redirect", 1).number == 1


def test_a_faulty_text_may_be_saved_but_not_sent_for_approval(office: Office, staff: Staff, edited: Edited) -> None:
    editing.save(office, staff.clerk, REPLY, "redirect", edited("{{ contact }}", "{{ kontakt }}"), 1)
    with pytest.raises(TemplateError) as refused:
        approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    assert refused.value.code == "template.unknown-field"
    with pytest.raises(TemplateError):
        editing.save(office, staff.clerk, REPLY, "redirect", b"no front matter", 2)


def test_a_new_version_takes_back_the_asking_for_the_one_before(office: Office, staff: Staff, edited: Edited) -> None:
    editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1)
    approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    editing.save(office, staff.clerk, REPLY, "redirect", edited("тридцати дней", "месяца"), 2)
    with pytest.raises(RequestError) as refused:
        approval.approve(office, staff.second, REPLY, "redirect", 2)
    assert refused.value.code == "kept.not-newest"


def test_a_refusal_has_a_reason_and_is_the_end_of_that_version(office: Office, staff: Staff, edited: Edited) -> None:
    editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1)
    approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    with pytest.raises(RequestError):
        approval.refuse(office, staff.second, REPLY, "redirect", 2, "  ")
    assert approval.refuse(office, staff.second, REPLY, "redirect", 2, "цифрами короче").refused == "цифрами короче"
    assert states(office, "redirect") == [VersionState.LIVE, VersionState.REFUSED]
    with pytest.raises(RequestError):
        approval.ask(office, staff.clerk, REPLY, "redirect", 2)


def test_an_old_version_comes_back_as_a_new_one(office: Office, staff: Staff, edited: Edited) -> None:
    old = editing.content_of(office, REPLY, "redirect")
    editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1)
    assert editing.restore(office, staff.clerk, REPLY, "redirect", 1).number == 3
    assert editing.content_of(office, REPLY, "redirect") == old


def test_before_it_goes_live_it_is_told_what_breaks_and_for_whom(office: Office, staff: Staff, edited: Edited) -> None:
    with office.database.writing() as session:
        letter = Letter(
            executor_id=staff.executor.id, changed_by_id=staff.executor.id, state=LetterState.DRAFT, reply="redirect",
            blank="corner", card={}, created=NOW, changed=NOW,
        )  # fmt: skip
        batch = Batch(
            name="т.csv", source="0" * 64, reply="redirect", blank="corner", plan={}, state=BatchState.CHECKED,
            by_id=staff.executor.id, created=NOW,
        )  # fmt: skip
        session.add_all([letter, batch])
        session.flush()
        ids = letter.id, batch.id
    editing.save(office, staff.clerk, REPLY, "redirect", edited("type: bodies", "type: list"), 1)
    seen = approval.preview(office, REPLY, "redirect", 2)
    assert seen.difference is not None
    assert seen.difference.is_breaking
    assert (seen.usage.drafts, seen.usage.under_way) == ((ids[0],), (ids[1],))
    assert (seen.usage.letters, seen.usage.batches) == (1, 1)
    assert seen.errors == ()


def test_catalogues_read_what_is_in_force(office: Office, staff: Staff, edited: Edited, tmp_path: Path) -> None:
    live = LiveFolder(tmp_path / "live", office.database, office.files)
    catalogue = Catalogue(live.root)
    assert live.follow()
    assert not live.follow()
    assert [reply.id for reply in catalogue.replies()] == [reply.id for reply in office.catalogue.replies()]
    assert catalogue.blank("corner").data == office.catalogue.blank("corner").data
    editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1)
    assert not live.follow()
    approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    approval.approve(office, staff.second, REPLY, "redirect", 2)
    assert live.follow()
    assert "тридцати дней" in catalogue.reply("redirect").source
    editing.retire(office, staff.clerk, REPLY, "redirect")
    assert live.follow()
    with pytest.raises(RequestError):
        catalogue.reply("redirect")
    editing.retire(office, staff.clerk, REPLY, "redirect", retired=False)
    other = LiveFolder(tmp_path / "live", office.database, office.files)
    assert other.follow()
    assert "тридцати дней" in catalogue.reply("redirect").source


def test_a_page_asks_once_whether_other_texts_are_in_force(office: Office, staff: Staff, tmp_path: Path) -> None:
    live = LiveFolder(tmp_path / "live", office.database, office.files)
    with one_page():
        assert live.follow()
        editing.retire(office, staff.clerk, REPLY, "redirect")
        assert not live.follow()
    with one_page():
        assert live.follow()


def test_texts_that_came_with_letterkit_stay_in_use_while_only_a_profile_is_kept(
    database: Database, tmp_path: Path
) -> None:
    files = FileStore(tmp_path / "files")
    let_live(database, files, shipped())
    catalogue = LiveCatalogue(HOME.templates_dir, LiveFolder(tmp_path / "live", database, files))
    assert catalogue.offered_reply("redirect").id == "redirect"
    assert {each.id for each in catalogue.replies()} >= {"redirect", "explained"}


def test_a_new_release_proposes_and_does_not_put_in_force(office: Office, staff: Staff, tmp_path: Path) -> None:
    (tmp_path / "replies").mkdir()
    text = (HOME.templates_dir / "replies" / "redirect.md").read_text(encoding="utf-8").replace("30 дней", "месяца")
    (tmp_path / "replies" / "redirect.md").write_text(text, encoding="utf-8")
    assert folders.take_in_shipped(office.database, office.files, tmp_path) == folders.TakenIn((), ("redirect",))
    assert states(office, "redirect") == [VersionState.LIVE, VersionState.SHIPPED]
    assert folders.take_in_shipped(office.database, office.files, tmp_path) == folders.TakenIn()


def test_whoever_asks_for_what_came_with_letterkit_does_not_approve_it(
    office: Office, staff: Staff, tmp_path: Path, edited: Edited
) -> None:
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies" / "redirect.md").write_bytes(edited("30 дней", "тридцати дней"))
    folders.take_in_shipped(office.database, office.files, tmp_path)
    approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    with pytest.raises(DeniedError) as denied:
        approval.approve(office, staff.clerk, REPLY, "redirect", 2)
    assert denied.value.code == "denied.own-request"
    approval.approve(office, staff.second, REPLY, "redirect", 2)
    assert kept(office, "redirect").live == 2


def test_a_text_of_ones_own_begins_as_a_draft(office: Office, staff: Staff, edited: Edited) -> None:
    content = edited("id: redirect", "id: redirect-2")
    editing.create(office, staff.clerk, REPLY, "redirect-2", content)
    assert state(office, "redirect-2") is KeptState.DRAFT
    with pytest.raises(RequestError) as refused:
        editing.create(office, staff.clerk, REPLY, "redirect-2", content)
    assert refused.value.code == "kept.exists"
    with pytest.raises(TemplateError):
        editing.create(office, staff.clerk, REPLY, "another", content)


def test_a_blank_is_kept_with_its_description(office: Office, staff: Staff) -> None:
    blank = office.catalogue.blank("corner")
    head = (HOME.templates_dir / "blanks" / "corner.yml").read_bytes()
    changed = head.replace("Угловой бланк".encode(), "Угловой бланк отдела".encode())
    editing.save(office, staff.clerk, BLANK, "corner", blank_content(changed, blank.data), 1)
    seen = approval.preview(office, BLANK, "corner", 2)
    assert seen.difference is not None
    assert [change.what.value for change in seen.difference.changes] == ["label"]
    assert seen.errors == ()
    approval.ask(office, staff.clerk, BLANK, "corner", 2)
    approval.approve(office, staff.second, BLANK, "corner", 2)
    assert kept(office, "corner", BLANK).live == 2


def test_who_owns_it_and_till_when_it_is_good(office: Office, staff: Staff) -> None:
    until = datetime.date(2024, 7, 1)
    found = editing.describe(
        office, staff.clerk, REPLY, "redirect", folder="Переадресация", owner_id=staff.second.id, expires=until
    )
    assert (found.folder, found.owner_id) == ("Переадресация", staff.second.id)
    assert repository.expires_soon(found, datetime.date(2024, 6, 5))
    assert not repository.expires_soon(found, datetime.date(2024, 5, 5))


def test_everything_written_out_and_read_back_is_the_same(
    office: Office, staff: Staff, edited: Edited, tmp_path: Path, upgraded_file: Path
) -> None:
    editing.save(office, staff.clerk, REPLY, "redirect", edited("30 дней", "тридцати дней"), 1, "словами")
    approval.ask(office, staff.clerk, REPLY, "redirect", 2)
    approval.approve(office, staff.second, REPLY, "redirect", 2)
    editing.save(office, staff.clerk, REPLY, "redirect", edited("тридцати дней", "месяца"), 2)
    editing.retire(office, staff.clerk, REPLY, "court")
    count = folders.write_out(office.database, office.files, tmp_path / "one")
    assert count == len(list(Catalogue(tmp_path / "one").replies())) + 1 + len(Catalogue(tmp_path / "one").blanks())
    with office.database.writing() as session:
        for each in session.query(KeptItem):
            for version in each.versions:
                session.delete(version)
            session.flush()
            session.delete(each)
    assert folders.read_back(office.database, office.files, staff.clerk, tmp_path / "one") == count
    folders.write_out(office.database, office.files, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    with pytest.raises(RequestError) as refused:
        folders.read_back(office.database, office.files, staff.clerk, tmp_path / "one")
    assert refused.value.code == "kept.not-empty"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
