"""A word to whoever receives a signed letter: who has signed it, and how to see for oneself that it is so."""

from collections.abc import Iterator

from letterkit.russian.dates import date_digits
from letterkit.signatures.facts import SignatureFacts

CHECKING_NOTE = "Как проверить подпись.txt"


def checking_note(pdf: str, sig: str, facts: SignatureFacts) -> bytes:
    """The note as a text file that any Windows shows."""
    return "\r\n".join(_lines(pdf, sig, facts)).encode("utf-8-sig")


def _lines(pdf: str, sig: str, facts: SignatureFacts) -> Iterator[str]:
    yield f"Письмо: {pdf}"
    yield f"Подпись к нему: {sig}"
    yield ""
    yield "КТО ПОДПИСАЛ"
    yield ""
    for signer in facts.signers:
        about = signer.certificate
        yield about.owner
        if about.post or about.organisation:
            yield ", ".join(part for part in (about.post, about.organisation) if part)
        yield f"Сертификат {about.serial}"
        yield f"Выдан: {about.issuer}"
        yield f"Действителен с {date_digits(about.valid_from.date())} по {date_digits(about.valid_to.date())}"
        yield ""
    yield "КАК ПРОВЕРИТЬ"
    yield ""
    yield "1. Сохраните письмо и подпись к нему. Не открывайте их в редакторе и не сохраняйте заново:"
    yield "   если в письме изменится хоть один знак, подпись к нему больше не подойдёт."
    yield "2. Откройте на портале «Госуслуги» проверку электронной подписи. Если нет доступа в интернет,"
    yield "   подойдёт программа для электронной подписи, которая умеет проверять отсоединённую подпись."
    yield "3. Выберите проверку отсоединённой подписи (она лежит отдельным файлом) и дайте два файла:"
    yield f"   письмо {pdf}"
    yield f"   и подпись {sig}"
    yield "4. В ответе должны стоять имя и номер сертификата, названные выше."
    yield ""
    yield "Файл «копия с отметкой» – только для чтения и печати: на нём показано, чем подписано письмо."
    yield "Подпись к этому файлу не подойдёт, это не ошибка."
