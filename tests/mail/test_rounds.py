"""The rounds of a worker: what is queued goes out, mailboxes are read, what is wrong with one stops no other."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from letterkit.cli.main import cli
from letterkit.core.errors import RequestError, ToolMissing
from letterkit.core.mail import MailingState, MessageState
from letterkit.core.office import LetterState
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Proposal
from letterkit.office.mail import mailings
from letterkit.office.mail.addresses import has_outbox, mailbox_addresses
from letterkit.office.mail.mailings import MailWish
from letterkit.settings import Settings
from letterkit.store.tables import Letter
from letterkit.worker import mail as worker_mail
from letterkit.worker.children import Limits
from letterkit.worker.mail import MailRounds

from ..office.cases.conftest import Day, later, refused
from .conftest import EMAIL, kept, mailing, message, proposed, told_alone
from .dying import die_at
from .servers import Dovecot, Letterbox

LONG = Limits(seconds=60, memory_bytes=1 << 30)


@pytest.fixture
def rounds(office: Office, letterbox: Letterbox, dovecot: Dovecot, user: str, tmp_path: Path) -> MailRounds:
    urls = f"imap+plain://{user}:x@127.0.0.1:1/ {dovecot.url(user)}"
    settings = Settings(data=tmp_path, smtp_url=letterbox.url, imap_url=urls)
    bench = Bench(office.database, office.files, office.catalogue, office.checker)
    return MailRounds(settings, bench, lambda body: told_alone)


def test_a_reply_goes_out_and_the_other_mailbox_is_read_whatever_is_wrong_with_one(
    day: Day, to_mail: Callable[..., Letter], rounds: MailRounds, dovecot: Dovecot, user: str
) -> None:
    letter = to_mail()
    mailings.mail(day.office, day.staff.registry, letter.id, MailWish(EMAIL, "Ответ", "Вот он."))
    dovecot.put(user, message(1))
    assert [rounds.send(), rounds.send()] == [1, 0]
    assert mailing(day.office.database).state == MailingState.ACCEPTED
    assert day.now(letter).state == LetterState.SENT
    with pytest.raises(ToolMissing):
        rounds.fetch()
    assert [each.state for each in kept(day.office.database)] == [MessageState.PROPOSED]


def test_mailboxes_are_read_once_a_minute(rounds: MailRounds, dovecot: Dovecot, user: str, day: Day) -> None:
    dovecot.put(user, message(1))
    with pytest.raises(ToolMissing):
        rounds.fetch_in_time()
    assert rounds.fetch_in_time() == 0
    dovecot.put(user, message(2))
    with later(minutes=2), pytest.raises(ToolMissing):
        rounds.fetch_in_time()
    assert len(kept(day.office.database)) == 2


class TestHostileMessages:
    """Of each there is an appeal to be, whose words nobody has read; the next message is read as ever."""

    @pytest.fixture
    def confined(
        self, office: Office, dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Callable[[Limits], MailRounds]]:
        monkeypatch.setattr(worker_mail, "proposal_of", lambda *given: Proposal({"card": {}, "text": "прочитано"}))
        settings = Settings(imap_url=dovecot.url(user), data=tmp_path)
        bench = Bench(office.database, office.files, office.catalogue, office.checker)
        with ExitStack() as stack:

            def opened(limits: Limits) -> MailRounds:
                made = stack.enter_context(closing(MailRounds(settings, bench)))
                made.open(limits)
                return made

            yield opened

    @pytest.mark.parametrize(
        ("limits", "lines", "told"),
        [
            (Limits(seconds=1, memory_bytes=1 << 30), 1_400_000, "не удалось прочитать за 1 с"),
            # More than tests before may have left free in this very process.
            pytest.param(Limits(seconds=60, memory_bytes=1), 4_000_000, "не хватило памяти", marks=pytest.mark.long),
        ],
    )
    def test_what_takes_too_much_is_proposed_unread_and_says_so(
        self,
        day: Day,
        dovecot: Dovecot,
        user: str,
        confined: Callable[[Limits], MailRounds],
        limits: Limits,
        lines: int,
        told: str,
    ) -> None:
        endless = message(1).as_bytes().replace(b"\n\n", b"\n" + b"X-A: 1\n" * lines + b"\n", 1)
        dovecot.put(user, endless, message(2))
        rounds = confined(limits)
        assert [rounds.fetch(), rounds.fetch()] == [2, 0]
        assert [each.state for each in kept(day.office.database)] == [MessageState.PROPOSED] * 2
        unread, read = proposed(day.office.database)
        assert (unread.heading, unread.text, unread.reading) == ("О крыше 1", "", None)
        assert told in str(unread.failed)
        assert (read.text, read.failed) == ("прочитано", None)

    @pytest.mark.both_databases
    def test_one_whose_worker_was_killed_meanwhile_is_read_once_by_the_next(
        self, day: Day, dovecot: Dovecot, user: str, confined: Callable[[Limits], MailRounds]
    ) -> None:
        dovecot.put(user, message(1))
        day.office.database.close()
        child = os.fork()
        if not child:
            die_at("letterkit.worker.children:Children._lay_aside:before")
            confined(LONG).fetch()
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert [each.state for each in kept(day.office.database)] == [MessageState.SEEN]
        assert confined(LONG).fetch() == 0
        assert [each.text for each in proposed(day.office.database)] == ["прочитано"]

    def test_one_worker_of_a_machine_reads_at_a_time(
        self, day: Day, dovecot: Dovecot, user: str, confined: Callable[[Limits], MailRounds]
    ) -> None:
        dovecot.put(user, message(1))
        first, second = confined(LONG), confined(LONG)
        with first.turn():
            assert second.fetch_in_time() == 0
        assert second.fetch_in_time() == 1


class TestAddresses:
    def test_passwords_come_from_the_address_the_file_or_the_setting(self, tmp_path: Path) -> None:
        secrets = tmp_path / "mail"
        secrets.write_text("otvet@body.ru@imap.example.ru of the file\n")
        urls = (
            "imaps://otvet%40body.ru@imap.example.ru imaps://b:own@example.ru/Папка#second imap://c@example.ru:1143/A"
        )
        made = mailbox_addresses(Settings(imap_url=urls, imap_password="shared", mail_secrets=secrets))
        assert [(each.password, each.port, each.body) for each in made] == [
            ("of the file", 993, ""),
            ("own", 993, "second"),
            ("shared", 1143, ""),
        ]
        assert made[0].name == "otvet@body.ru@imap.example.ru/INBOX"

    @pytest.mark.parametrize("url", ["pop3://a:b@example.ru", "imaps://example.ru", "imaps://a:b@example.ru:port"])
    def test_what_is_no_address_is_refused(self, url: str) -> None:
        with refused("mailbox.bad-address"):
            mailbox_addresses(Settings(imap_url=url))

    def test_a_mailbox_without_a_password_is_refused(self) -> None:
        with refused("mailbox.no-password"):
            mailbox_addresses(Settings(imap_url="imaps://a@example.ru"))

    def test_a_body_sends_by_its_own_server_or_by_that_of_all(self) -> None:
        own = Settings(reply_smtp_url="smtp://a@example.ru#second")
        assert [has_outbox(own, body) for body in ("second", "")] == [True, False]
        assert has_outbox(Settings(smtp_url="smtp://a@example.ru"), "second")


@pytest.mark.parametrize(("order", "code"), [("send", "mail.no-way"), ("fetch", "mailbox.none")])
def test_a_command_without_a_server_says_what_to_set(order: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterkit.settings.load_settings", lambda: Settings(smtp_url=None, imap_url=None))
    told = CliRunner().invoke(cli, ["mail", order])
    assert isinstance(told.exception, RequestError)
    assert told.exception.code == code
