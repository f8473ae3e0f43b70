"""The pictures of the guide and of README.md, taken from the demo register: docs/guide/pictures/*.png.

usage: python docs/pictures.py [NAME…]     (all of them without names)

The day is stopped and the register is the one of ``letterkit serve --demo``, made anew: pictures change when pages do.
Needs Chromium, LibreOffice and the built front end.
"""

import io
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from PIL import Image
from sqlalchemy import select
from waitress.server import create_server

from letterkit.core import clock
from letterkit.core.mail import BounceReason, MailingKind, MailingState
from letterkit.core.office import Duty, Scope
from letterkit.office.cases import appeals, export
from letterkit.office.people import accounts
from letterkit.office.signatures import keeping
from letterkit.settings import Settings
from letterkit.store.mail_tables import Mailing
from letterkit.store.signature_tables import FileSignature
from letterkit.store.tables import Appeal, Letter
from webui import create_app
from webui.account import token_of
from webui.demo import prepare, settings_of
from webui.engine import Engine
from webui.languagetool.alone import create_workplace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "guide" / "pictures"
DAY = datetime(2026, 9, 15, 12, 0).astimezone()
WIDTH, COLOURS = 1280, 96
_NO_ENGLISH = "input[type=date]::-webkit-datetime-edit { visibility: hidden }"
"""Chromium without its languages writes «mm/dd/yyyy» into an empty field."""
_SLIPS = {
    "Уважаемая": "Уважаемый",
    "задержки нет": "задержки не имеется",
    "Заявление подайте": "Согласно приказа подайте заявление",
}
"""What is spoilt in the letter of the picture of a check."""
_APPEAL = """В министерство строительства Сахалинской области
от Соколовой Ирины Павловны,
г. Корсаков, ул. Лесная, д. 4, кв. 12, sokolova@example.ru

Уважаемые сотрудники министерства!

Вода с крыши течёт в мою комнату с марта, обои отстали, проводка искрит. Управляющая компания обещала прийти
и не пришла.

Прошу сообщить, когда отремонтируют крышу дома № 4 по улице Лесной. Прошу также пересчитать плату за отопление за март.

12 сентября 2026 года
Соколова И.П.
"""
_LIKE = {
    "appeal": {
        "number": "И-530",
        "registered": "14.09.2026",
        "channel": "site",
        "subject": "холод в квартирах дома № 11 по ул. Рыбацкой",
        "questions": ["Когда в доме № 11 по ул. Рыбацкой станет тепло?"],
        "addressed_to": "министерство строительства Сахалинской области",
        "kind": "complaint",
    },
    "applicant": {"surname": "Лапина", "name": "Вера", "patronymic": "Андреевна", "email": "lapina@example.ru"},
}
"""An appeal on the like of one that was answered."""
_OLD_BLANK = (
    (
        "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА", "САХАЛИНСКОЙ ОБЛАСТИ", "Коммунистический проспект, д. 32,",
        "г. Южно-Сахалинск, 693009", "тел. (4242) 00-00-00", "e-mail: minstroy@example.ru", "minstroy.example.ru", "",
        "____________ № ____________", "На № __________ от __________",
    ),
    ("Ивановой М.П.", "ул. Ленина, д. 10, кв. 5,", "г. Южно-Сахалинск, 693009"),
    (
        "", "О ремонте крыши", "", "Уважаемая Мария Петровна!", "", "Рассмотрев Ваше обращение, сообщаем следующее.",
        "Ремонт крыши начнётся 1 июля.", "", "С уважением,", "Министр строительства\t\t\t\tИ.О. Фамилия", "",
        "Исп. Петрова Анна Сергеевна", "(4242) 00-00-05",
    ),
)  # fmt: skip
"""Lines of an old blank: its left corner, its right one, the letter."""
_SIGNED = "И-458"
"""The appeal whose approved letter has a signature and can be mailed."""
_MAILED: Mapping[str, dict[str, Any]] = {
    "И-449": {"state": MailingState.ACCEPTED, "to": "tarasov@example.ru", "accepted": DAY - timedelta(days=1)},
    "И-468": {
        "state": MailingState.BOUNCED,
        "to": "romanova@example.ru",
        "bounced": {"reason": BounceReason.NO_MAILBOX, "status": "5.1.1", "text": "no such user"},
    },
    "И-490": {"state": MailingState.REFUSED, "to": "zhukova@example.ru", "failed": "mail.refused\t552 mailbox full"},
    "И-479": {"state": MailingState.QUEUED, "to": "bereg@example.ru"},
}
"""What became of messages with the letters to these appeals."""


@dataclass(frozen=True)
class Picture:
    """``path`` as ``login`` sees it (nobody, when empty), down to ``height``; ``steps`` come before it is taken."""

    name: str
    login: str
    path: str
    height: int
    steps: "Callable[[Page], None]" = lambda page: None


@dataclass(frozen=True)
class Service:
    """A service that answers: where, who signs in with what, and the numbers of letters and appeals."""

    address: str
    passwords: dict[str, str]
    letters: dict[str, int]
    appeals: dict[str, int]
    token: str


def pictures(service: Service, letter: Path) -> list[Picture]:
    """All there are; ``letter`` is the file that is checked in one of them."""

    def check(page: "Page") -> None:
        page.set_input_files("input[name=letter]", str(letter))
        if page.locator("#desk").count() == 0:
            page.locator("[data-begin]").click()
        page.wait_for_selector("#desk")

    def checked(page: "Page") -> None:
        page.wait_for_selector("li[data-f], .finding")

    def in_panel(page: "Page") -> None:
        page.fill("#token", service.token)
        page.keyboard.press("Enter")
        page.click("[data-part=check]")
        page.click(".finding:has-text('дательный')")
        page.wait_for_function("() => document.activeElement.id === 'letter'")
        page.evaluate("scrollTo(0, 330)")

    def on_paper(page: "Page") -> None:
        page.wait_for_function("() => [...document.images].some(each => each.naturalWidth > 300)")

    def proposed(page: "Page") -> None:
        page.fill("#text", _APPEAL)
        page.click("[data-begin]")
        page.fill("[name='appeal.number']", "И-512")
        for _ in range(4):
            page.keyboard.press("Enter")

    def passages(page: "Page") -> None:
        page.click(".outcome-card.solved")
        page.locator(".side .similar-card a").first.click()
        page.wait_for_selector(".side-sheet .passage")

    def without_files(page: "Page") -> None:  # a browser without its languages writes on them in English
        page.evaluate("document.querySelectorAll('[type=file]').forEach((each) => each.closest('.field').remove())")

    def at_signature(page: "Page") -> None:
        page.locator("#signature").evaluate("each => { each.style.scrollMarginTop = '24px'; each.scrollIntoView(); }")

    def marks(page: "Page") -> None:
        page.set_input_files("#blank", str(old_blank(letter.parent)))
        page.click("text=Загрузить и проверить")
        page.wait_for_url("**/marks")
        for number in range(2, 9):
            page.keyboard.press("Enter")
            page.wait_for_selector(f".mark-rows .now[data-row='{number}'] button:focus")
        page.evaluate("scrollTo(0, 0)")

    def tried(page: "Page") -> None:
        marks(page)
        page.click("text=Да для всех оставшихся")
        page.wait_for_selector("text=Решены все")
        page.click("text=и проверить")
        page.wait_for_selector(".beside")
        page.locator(".blank-parts").scroll_into_view_if_needed()

    def to_send(page: "Page") -> None:
        page.click("text=Отправить…")
        page.wait_for_selector("form.way-out:visible")

    signed = service.letters[_SIGNED]
    return [
        Picture("today", "petrova", "/home", 900),
        Picture("design", "petrova", "/design", 1380, without_files),
        Picture("report", "", "/", 1000, check),
        Picture("editor", "petrova", f"/letters/{service.letters['И-471']}/edit", 820, checked),
        Picture("review", "novikova", f"/letters/{service.letters['И-452']}", 820),
        Picture("proposal", "sergeeva", "/appeals/incoming", 900, proposed),
        Picture("appeal", "sergeeva", f"/appeals/{service.appeals['И-475']}", 900),
        Picture("control", "sergeeva", "/control/", 900),
        Picture("batch", "familiev", "/batches/1", 900),
        Picture("message", "sergeeva", f"/letters/{signed}/mail", 900),
        Picture("mail", "sergeeva", "/mail/", 620),
        Picture("send", "sergeeva", f"/letters/{signed}", 600, to_send),
        Picture("second-step", "petrova", "/me/second-step", 790),
        Picture("signature", "familiev", f"/letters/{signed}", 820, at_signature),
        Picture("similar", "gromov", f"/letters/prepare/{service.appeals['И-530']}", 820, passages),
        Picture("figures", "familiev", "/figures/", 900),
        Picture("texts", "tihonova", "/texts/reply/by_date/edit", 900, on_paper),
        Picture("old-blank", "tihonova", "/blanks/", 900, marks),
        Picture("old-blank-tried", "tihonova", "/blanks/", 900, tried),
        Picture("rule", "tihonova", "/rules/grammar.soglasno-dative", 820),
        Picture("languagetool", "", "http://localhost:8081/", 700),
        Picture("plugins", "", "/plugins/text/panel", 560, in_panel),
    ]


@contextmanager
def workplace(data: Path) -> Iterator[None]:
    """The server of a workplace, at the address that people know it by."""
    server = create_server(create_workplace(Settings(data=data)), host="127.0.0.1", port=8081, threads=1)
    threading.Thread(target=server.run, daemon=True).start()
    yield
    server.close()


@contextmanager
def demo_service(data: Path) -> Iterator[Service]:
    """The demo register in ``data``, served on a free port on the stopped day."""
    # A server of mail is named, for pages say so where there is none; nothing is sent to it.
    settings = settings_of(Settings(data=data)).model_copy(update={"reply_smtp_url": "smtp://mail.example.ru"})
    app = create_app(settings, RATELIMIT_ENABLED=False)
    engine: Engine = app.extensions["letterkit"]
    welcome = prepare(engine)
    passwords = {each.login: each.password for each in welcome.sign_ins}
    _correspond(engine)
    with engine.database.reading() as session:
        appeals = dict(session.execute(select(Appeal.number, Appeal.id)).all())
        asked = select(Appeal.number, Letter.id).join(Appeal, Letter.appeal_id == Appeal.id)
        letters = dict(session.execute(asked).all())
    program = accounts.add_program(engine.database, None, "Ответы – Петрова", [Duty.EXECUTOR], [Scope.CHECK])
    with app.app_context():
        token = token_of(accounts.renew_token(engine.database, None, program.id))
    server = create_server(_on_the_day(app), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    with engine.checker:
        yield Service(f"http://127.0.0.1:{server.effective_port}", passwords, letters, appeals, token)
    server.close()


def _correspond(engine: Engine) -> None:
    """What a demo has none of: mail that went out, a signed letter, an appeal like one that was answered."""
    office = engine.office
    registry, signer = (accounts.by_login(engine.database, login).actor for login in ("sergeeva", "familiev"))
    appeals.add(office, registry, _LIKE)
    with engine.database.writing() as session:
        asked = select(Appeal.number, Letter).join(Appeal, Letter.appeal_id == Appeal.id)
        letters = dict(session.execute(asked).unique().all())
        for hours, (number, told) in enumerate(_MAILED.items()):
            letter = letters[number]
            at = DAY - timedelta(days=1, hours=hours)
            words = {"heading": f"Ответ № {letter.number} на обращение № {number}", "words": "Направляем ответ."}
            about = {"kind": MailingKind.REPLY, "letter_id": letter.id, "files": {}, "message_id": f"<{number}>"}
            session.add(Mailing(**about, **words, **told, at=at, tried=at, due=at, by_id=registry.id))
    pdf = export.export(office, signer, letters[_SIGNED].id, "pdf").data
    keeping.attach(office, signer, letters[_SIGNED].id, "ответ.sig", _signature_of(pdf))
    with engine.database.writing() as session:
        (held,) = session.scalars(select(FileSignature)).all()
        (signed,) = held.facts["signers"]  # by the clock of this machine, that nobody can stop
        held.facts = {**held.facts, "signers": [{**signed, "signed_at": DAY.isoformat()}]}


def _signature_of(pdf: bytes) -> bytes:
    """A signature as the program of an official makes it, by a key that is forgotten at once."""
    key = ec.generate_private_key(ec.SECP256R1())
    told = {
        NameOID.COMMON_NAME: "Министерство строительства",
        NameOID.SURNAME: "Фамильев",
        NameOID.GIVEN_NAME: "Иван Олегович",
        NameOID.TITLE: "Министр",
    }
    owner = x509.Name([x509.NameAttribute(oid, value) for oid, value in told.items()])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Казначейство России")])
    made = x509.CertificateBuilder().subject_name(owner).issuer_name(issuer).public_key(key.public_key())
    made = made.serial_number(0xC0FFEE0123456789).not_valid_before(DAY - timedelta(days=90))
    certificate = made.not_valid_after(DAY + timedelta(days=3650)).sign(key, hashes.SHA256())
    signed = PKCS7SignatureBuilder().set_data(pdf).add_signer(certificate, key, hashes.SHA256())
    return signed.sign(Encoding.DER, [PKCS7Options.DetachedSignature, PKCS7Options.Binary])


def _on_the_day(app: Any) -> Any:
    """``app`` with the clock stopped in whatever thread answers."""

    def answer(environ: Any, start: Any) -> Iterable[bytes]:
        with clock.stopped_at(DAY):
            return app(environ, start)  # type: ignore[no-any-return]

    return answer


def old_blank(folder: Path) -> Path:
    """A blank as bodies have had them for years, without a mark in it."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = (
        Mm(210), Mm(297), Mm(30), Mm(15),
    )  # fmt: skip
    corner, addressee, letter = _OLD_BLANK
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (corner, addressee), strict=True):
        cell.text = "\n".join(lines) if lines is addressee else lines[0]
        for line in lines[1:] if lines is corner else ():
            cell.add_paragraph(line)
    for paragraph in cells[0].paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in letter:
        document.add_paragraph(line)
    document.save(str(folder / "старый бланк.docx"))
    return folder / "старый бланк.docx"


def spoilt_letter(folder: Path) -> Path:
    """A letter of the sample card with mistakes as people make them."""
    letterkit = Path(sys.executable).with_name("letterkit")
    card = ROOT / "templates" / "samples" / "demo.yml"
    told = [str(letterkit), "draft", str(card), "--reply", "by_date", "-o", str(folder)]
    subprocess.run(told, check=True, stdout=subprocess.DEVNULL)
    letter = docx.Document(str(next(folder.glob("*.docx"))))
    for paragraph in letter.paragraphs:
        for right, wrong in _SLIPS.items():
            if right in paragraph.text:
                first, *others = paragraph.runs
                first.text = paragraph.text.replace(right, wrong)
                for run in others:
                    run.text = ""
    spoilt = folder / "ответ.docx"
    letter.save(str(spoilt))
    return spoilt


def take(browser: "Browser", service: Service, picture: Picture) -> bytes:
    """The picture as PNG, in few colours."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": picture.height},
        base_url=service.address,
        reduced_motion="reduce",
        locale="ru-RU",
        bypass_csp=True,  # for the style of the picture
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    if picture.login:
        page.goto("/sign-in")
        page.fill("#login", picture.login)
        page.fill("#password", service.passwords[picture.login])
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto(picture.path)
    picture.steps(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    shot = page.screenshot(animations="disabled", caret="hide", style=_NO_ENGLISH)
    context.close()
    packed = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        packed, "PNG", optimize=True
    )
    return packed.getvalue()


def main(names: list[str]) -> int:
    """Takes the pictures called ``names``, or all; the exit code is 3 when there is no Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Нет Chromium: картинки справки не снять. Установите chromium.")
        return 3
    logging.disable(logging.WARNING)
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, clock.stopped_at(DAY):
        letter = spoilt_letter(Path(folder, "letter"))
        with (
            demo_service(Path(folder, "data")) as service,
            workplace(Path(folder, "workplace")),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for picture in pictures(service, letter):
                if not names or picture.name in names:
                    (OUT / f"{picture.name}.png").write_bytes(take(browser, service, picture))
            browser.close()
    sizes = {file.name: file.stat().st_size // 1024 for file in sorted(OUT.glob("*.png"))}
    print(json.dumps(sizes), sum(sizes.values()), "КБ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
