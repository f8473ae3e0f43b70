"""Why a message came back, whatever the server of the receiver writes; what is no report of delivery is none."""

from email.message import EmailMessage

import pytest

from letterkit.core.mail import BounceReason
from letterkit.office.mail.bounces import bounce_of, reason_of
from letterkit.office.mail.reading import parse

OURS = "<abc@body.example.ru>"


@pytest.mark.parametrize(
    ("status", "text", "reason"),
    [
        ("5.1.1", "550 5.1.1 <a@b.ru>: Recipient address rejected: User unknown", BounceReason.NO_MAILBOX),
        ("", "550-5.1.1 The email account that you tried to reach does not exist.", BounceReason.NO_MAILBOX),
        (
            "5.0.0",
            "550 Message was not accepted -- invalid mailbox. Local mailbox a@mail.ru is unavailable",
            "no-mailbox",
        ),
        ("", "550 5.7.1 No such user!", BounceReason.NO_MAILBOX),
        ("5.2.2", "552 5.2.2 Mailbox full", BounceReason.FULL),
        ("", "452 4.2.2 The email account is over quota", BounceReason.FULL),
        ("5.4.4", "Host or domain name not found. Name service error for name=nodomain.ru", BounceReason.NO_DOMAIN),
        ("5.4.7", "Delivery expired (message too old)", BounceReason.EXPIRED),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit", BounceReason.TOO_LARGE),
        ("5.7.1", "554 5.7.1 Message rejected under suspicion of SPAM", BounceReason.BLOCKED),
        ("5.2.1", "550 5.2.1 The email account is disabled", BounceReason.DISABLED),
        ("", "550 Почтовый ящик переполнен", BounceReason.FULL),
        ("", "550 Something went wrong", BounceReason.OTHER),
        ("", "450 of 2024.06.05, see 10.1.1.1.5", BounceReason.OTHER),
    ],
)
def test_the_reason_is_read_from_the_code_or_from_the_words(status: str, text: str, reason: str) -> None:
    assert reason_of(status, text) == reason


def message(words: str, **heads: str) -> bytes:
    told = EmailMessage()
    for name, value in heads.items():
        told[name.replace("_", "-")] = value
    told.set_content(words)
    return told.as_bytes()


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (
            {"From": "MAILER-DAEMON@mail.example.ru", "Subject": "failure notice"},
            f"<a@b.ru>:\nSorry, no mailbox here by that name. (#5.1.1)\n--- Below is a copy.\nMessage-ID: {OURS}",
        ),
        (
            {"From": "postmaster@example.ru", "Subject": "Не доставлено: Ответ № 3"},
            f"550 5.1.1 RESOLVER.ADR.RecipNotFound; not found\nMessage-ID: {OURS}",
        ),
        (
            {
                "From": "a@example.ru",
                "Return_Path": "<>",
                "Subject": "Mail delivery failed: returning message to sender",
            },
            f"a@b.ru\n  all relevant MX records point to non-existent hosts: user unknown\nMessage-Id: {OURS}",
        ),
    ],
)
def test_what_old_servers_write_in_words_is_a_bounce_of_our_message(heads: dict[str, str], words: str) -> None:
    data = message(words, **heads)
    bounce = bounce_of(parse(data), data)
    assert bounce is not None
    assert (OURS in bounce.ids, bounce.is_final, bounce.reason) == (True, True, BounceReason.NO_MAILBOX)


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        ({"From": "ivanov@example.ru", "Subject": "failure notice"}, f"Мне пришло 550 5.1.1 User unknown {OURS}"),
        (
            {"From": "ivanov@example.ru", "Subject": "Не доставлено"},
            "Письмо из ведомства мне не доставлено, ящик переполнен.",
        ),
        ({"From": "mailer-daemon@example.ru", "Subject": "Новости почты"}, "550 рублей в подарок"),
    ],
)
def test_what_a_citizen_writes_of_mail_is_no_bounce(heads: dict[str, str], words: str) -> None:
    data = message(words, **heads)
    assert bounce_of(parse(data), data) is None
