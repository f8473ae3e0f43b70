"""Messages of mail: heads, words and files, however the programs that wrote them have put them."""

import struct
from collections.abc import Callable
from contextlib import suppress
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.core.errors import LetterFileError
from letterkit.intake import read_appeal
from letterkit.intake.documents.messages import read_message
from letterkit.intake.documents.outlook import read_outlook

from .conftest import APPEAL, Read, word
from .ole_file import ole_file

COVER = "Добрый день! Направляю обращение во вложении."
LONG = "\n".join(APPEAL.splitlines()[6:]).replace("№ ", "")  # which KOI8-R does not have


def message(body: str = LONG, **heads: str) -> EmailMessage:
    made = EmailMessage(policy=policy.SMTP)
    said = {
        "From": "Ирина Соколова <sokolova@example.ru>",
        "To": "priem@example.gov.ru",
        "Subject": "Течёт крыша",
    } | heads
    for name, value in said.items():
        made[name] = value
    made["Date"] = "Thu, 12 Feb 2026 23:05:00 +1100"
    made.set_content(body)
    return made


def with_file(made: EmailMessage, data: bytes, name: str) -> EmailMessage:
    made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def test_a_message_and_its_file_are_one_appeal(read: Read) -> None:
    made = read({"a.eml": with_file(message(COVER), word(), "Обращение Соколовой.docx").as_bytes()})
    assert made.text.startswith(
        "От: Ирина Соколова <sokolova@example.ru>\nКому: priem@example.gov.ru\nДата: 12.02.2026 23:05\n"
        "Тема: Течёт крыша\nВложения: Обращение Соколовой.docx\n\nДобрый день!"
    )
    assert [(part.name, part.is_appeal) for part in made.parts] == [("a.eml", True), ("Обращение Соколовой.docx", True)]
    card = read_appeal(made.appeal).card
    assert card.applicant.person.full == "Соколова Ирина Павловна"
    assert len(card.appeal.questions) == 2


def test_a_file_beside_a_message_that_asks_is_attached(read: Read) -> None:
    made = read({"a.eml": with_file(message(), "Акт осмотра кровли составлен.".encode(), "акт.txt").as_bytes()})
    assert [part.is_appeal for part in made.parts] == [True, False]
    assert made.text.endswith("Акт осмотра кровли составлен.")
    assert "Акт осмотра" not in made.appeal


def test_a_file_that_cannot_be_read_does_not_hold_the_message(read: Read) -> None:
    made = read({"a.eml": with_file(with_file(message(), b"PK\x03\x04", "акты.zip"), b"", "пусто.txt").as_bytes()})
    assert [part.fault.code for part in made.parts if part.fault] == ["intake.suffix", "file.empty"]
    assert "Прошу сообщить" in made.appeal


def test_a_message_passed_on_speaks_for_itself(read: Read) -> None:
    outer = message("Пересылаю по принадлежности.", From="Приёмная <office@example.gov.ru>", Subject="Fwd")
    outer.add_attachment(message())
    made = read({"a.eml": outer.as_bytes()})
    assert made.appeal.startswith("От: Ирина Соколова")
    assert [part.is_appeal for part in made.parts] == [True, False]
    assert "Пересылаю" in made.text[len(made.appeal) :]


RAW = {
    "html alone": (
        b"Content-Type: text/html; charset=windows-1251\r\n\r\n",
        f"<p>{LONG}</p><script>x</script><!-- y -->".encode("cp1251"),
    ),
    "no charset": (
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
        LONG.encode("koi8-r"),
    ),
    "a lying charset": (b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n", LONG.encode("cp1251")),
    "an unknown charset": (b"Content-Type: text/plain; charset=x-russian\r\n\r\n", LONG.encode()),
    "no type": (b"\r\n", LONG.encode()),
}


@pytest.mark.parametrize("name", RAW)
def test_words_are_read_whatever_is_said_of_their_encoding(name: str) -> None:
    head, body = RAW[name]
    read = read_message("From: Соколова <s@example.ru>\r\nSubject: Течёт\r\n".encode("cp1251") + head + body, "a.eml")
    assert read.heads == (("От", "Соколова <s@example.ru>"), ("Тема", "Течёт"))
    assert read.body.split() == LONG.split()


def test_of_two_alternatives_the_one_with_words_is_read() -> None:
    made = message("Ваша программа не показывает HTML.")
    made.add_alternative(f"<div>{LONG}<br>И ещё: <b>срочно</b></div>", subtype="html")
    assert read_message(made.as_bytes(), "a.eml").body.split() == [*LONG.split(), "И", "ещё:", "срочно"]


def test_lines_that_a_mail_program_has_broken_are_put_together() -> None:
    made = message("x")
    made.set_content("Прошу сообщить, \nкогда отремонтируют \nкрышу.\nСпасибо.\n", params={"format": "flowed"})
    assert read_message(made.as_bytes(), "a.eml").body == "Прошу сообщить, когда отремонтируют крышу.\nСпасибо."


def test_messages_within_messages_have_an_end() -> None:
    made = message()
    for _ in range(8):
        outer = message("дальше")
        outer.add_attachment(made)
        made = outer
    with pytest.raises(LetterFileError) as refused:
        read_message(made.as_bytes(), "a.eml")
    assert refused.value.code == "file.too-deep"


def test_a_thousand_files_are_refused() -> None:
    made = message()
    for number in range(30):
        with_file(made, b"x", f"{number}.txt")
    with pytest.raises(LetterFileError) as refused:
        read_message(made.as_bytes(), "a.eml")
    assert refused.value.code == "mail.too-many-files"


def test_parts_nested_without_end_are_refused() -> None:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    with pytest.raises(LetterFileError):
        read_message(b"From: a@b.ru\r\n" + head + b"Content-Type: text/plain\r\n\r\nx", "a.eml")


WHOLE = with_file(message(), word(), "a.docx").as_bytes()


@given(at=st.integers(0, 2500), cut=st.integers(0, 400), put=st.binary(max_size=12))
def test_a_damaged_message_is_read_or_refused(at: int, cut: int, put: bytes) -> None:
    with suppress(LetterFileError):
        assert read_message(WHOLE[:at] + put + WHOLE[at + cut :], "a.eml").text


def stream(number: int, kind: int) -> str:
    return f"__substg1.0_{number:04X}{kind:04X}"


def outlook(body: str, files: dict[str, bytes]) -> bytes:
    """A message as Outlook saves it: sender, subject, the time it was sent, a body, files."""
    ticks = 134_000_000_000_000_000
    entries = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks)
    parts: dict[str, bytes] = {
        "__properties_version1.0": entries,
        stream(0x0C1A, 0x001F): "Ирина Соколова".encode("utf-16-le"),
        stream(0x5D01, 0x001F): "sokolova@example.ru".encode("utf-16-le"),
        stream(0x0037, 0x001E): "Течёт крыша".encode("cp1251"),
        stream(0x1000, 0x001F): body.encode("utf-16-le"),
    }
    for number, (name, data) in enumerate(files.items()):
        folder = f"__attach_version1.0_#{number:08X}"
        parts[f"{folder}/{stream(0x3707, 0x001F)}"] = name.encode("utf-16-le")
        parts[f"{folder}/{stream(0x3701, 0x0102)}"] = data
    return ole_file(parts)


def test_a_message_of_outlook_is_read_with_its_files(read: Read) -> None:
    made = read({"a.msg": outlook(COVER, {"Обращение.docx": word()})})
    lines = made.text.splitlines()
    assert lines[0] == "От: Ирина Соколова <sokolova@example.ru>"
    assert lines[1].startswith("Дата: ")
    assert lines[2:4] == ["Тема: Течёт крыша", "Вложения: Обращение.docx"]
    assert len(read_appeal(made.appeal).card.appeal.questions) == 2


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: data[:1536], lambda data: data[:600]]
)
def test_a_damaged_message_of_outlook_is_read_or_refused(damage: Callable[[bytes], bytes]) -> None:
    whole = outlook(LONG, {"a.docx": word()})
    with suppress(LetterFileError):
        assert isinstance(read_outlook(damage(whole), "a.msg").text, str)
