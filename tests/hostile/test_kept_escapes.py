"""What no letter may run is stopped on its way through the store too; the same words as a value are plain words."""

import dataclasses
import datetime
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.writing import Writing
from letterkit.compose import Catalogue, compose
from letterkit.compose.catalogue import parse_reply
from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError, TemplateError
from letterkit.core.office import Actor, Duty
from letterkit.core.profile import Profile
from letterkit.office.content import approval, editing
from letterkit.office.content.rehearsal import rehearse
from letterkit.office.content.samples import samples
from letterkit.office.content.trial import try_on
from letterkit.office.content.version_file import KeptKind, blank_content
from letterkit.office.context import Office
from letterkit.reading import read_docx
from letterkit.reports.as_json import report_object
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.keeping_tables import KeptVersion
from letterkit.store.tables import Person, PersonDuty

from .blanks import HOME, TAG, blank, corner, paragraph, run
from .test_escapes import ESCAPES, HEAD, card, given_to, profile, reply_of

__all__ = ["card", "profile"]

SOME = ESCAPES[::5]
"""Each of them is refused by the same door as the others (test_escapes)."""
NOW = datetime.datetime(2024, 6, 5, 10, 0, tzinfo=datetime.UTC)
WORDS = (
    "{{ 7 * 7 }}",
    "{% for a in questions %}а{% endfor %}",
    "{{ title.__class__ }}",
    "{# тайна #}",
    "{0.__class__}",
)


@pytest.fixture
def clerks(database: Database) -> tuple[Actor, Actor]:
    """One who writes and one who approves."""
    with database.writing() as session:
        people = [
            Person(login=name, surname=name, name="Анна", fs_uniquifier=name, created=NOW,
                   duties=[PersonDuty(duty=Duty.CLERK)])
            for name in ("Первая", "Вторая")
        ]  # fmt: skip
        session.add_all(people)
        session.flush()
        return people[0].actor, people[1].actor


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(CheckOptions(HOME / "rules" / "profile.yml", HOME / "rules", engine="off", pages=False))


@pytest.fixture
def office(database: Database, tmp_path: Path, checker: Checker) -> Office:
    catalogue = Catalogue(HOME / "templates")
    return Office(
        database, FileStore(tmp_path / "files"), catalogue, checker, Writing(checker, catalogue), report_object
    )


def content(source: str, slug: str) -> bytes:
    return (HEAD.format(id=slug) + "{{ opening }}\n\n" + given_to(source, "subject") + "\n").encode()


def test_a_text_may_be_a_draft_and_is_neither_sent_to_approval_nor_approved(
    office: Office, clerks: tuple[Actor, Actor]
) -> None:
    author, other = clerks
    for number, source in enumerate(SOME):
        slug = f"own{number}"
        editing.create(office, author, KeptKind.REPLY, slug, content(source, slug))
        with pytest.raises(TemplateError):
            approval.ask(office, author, KeptKind.REPLY, slug, 1)
        with pytest.raises(RequestError) as caught:
            approval.approve(office, other, KeptKind.REPLY, slug, 1)
        assert caught.value.code == "kept.not-asked"
    with office.database.writing() as session:  # as if somebody had asked in spite of it
        for version in session.query(KeptVersion):
            version.asked, version.asked_by_id = NOW, author.id
    for number, source in enumerate(SOME):
        with pytest.raises(TemplateError):
            approval.approve(office, other, KeptKind.REPLY, f"own{number}", 1)
        preview = approval.preview(office, KeptKind.REPLY, f"own{number}", 1)
        assert preview.errors, source


def test_a_blank_goes_the_same_way(office: Office, clerks: tuple[Actor, Actor]) -> None:
    head = (HOME / "templates" / "blanks" / "corner.yml").read_text(encoding="utf-8")
    for number, source in enumerate(SOME):
        slug = f"own{number}"
        docx = blank(paragraph(run(TAG)) + paragraph(run(given_to(source, "salutation")))).data
        packed = blank_content(head.replace("id: corner", f"id: {slug}").encode(), docx)
        editing.create(office, clerks[0], KeptKind.BLANK, slug, packed)
        with pytest.raises(TemplateError):
            approval.ask(office, clerks[0], KeptKind.BLANK, slug, 1)


@pytest.mark.parametrize("source", SOME, ids=lambda source: source[:40])
def test_a_text_that_is_tried_makes_no_letter(source: str, profile: Profile, checker: Checker) -> None:
    reply = reply_of(source)
    tried = try_on(reply, corner(), samples(reply, profile)[:2], checker, pages=False)
    assert [(each.composed, isinstance(each.fault, TemplateError)) for each in tried] == [(None, True)] * len(tried)
    rehearsed = rehearse(reply, corner(), checker)
    assert rehearsed.stopped
    assert rehearsed.has_errors


@pytest.mark.parametrize("words", WORDS)
def test_as_a_value_they_stand_in_the_letter_as_the_words_they_are(
    words: str, profile: Profile, card: CaseCard
) -> None:
    head = HEAD.format(id="own").replace("outcome", "fields:\n  note: {label: Слова}\noutcome")
    reply = parse_reply(head + "{{ opening }}\n\nСлова {{ note }}. {{ body }}\n\n{{ contact }}\n", "own.md")
    given = dataclasses.replace(
        card,
        appeal=dataclasses.replace(card.appeal, subject=f"предмет {words}"),
        applicant=dataclasses.replace(card.applicant, address=f"ул. {words}"),
        reply=dataclasses.replace(
            card.reply, title=f"Заголовок {words}", fields={"note": f"поле {words}"},
            body=f"Слово {words} исполнителя.", attachments=(f"приложение {words}",),
        ),
        executor=dataclasses.replace(card.executor, phone=f"тел {words}"),
    )  # fmt: skip
    body = dataclasses.replace(profile.body, phone=f"орган {words}")
    composed = compose(given, reply, corner(), dataclasses.replace(profile, body=body))
    text = " ".join(read_docx(composed.docx, "письмо.docx").text.split())
    for before in ("ул.", "Заголовок", "поле", "Слово", "приложение", "тел", "орган"):
        assert f"{before} {words}" in text.replace("\u00a0", " "), before
