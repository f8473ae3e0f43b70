"""An appeal from its photograph to the answer: read, confirmed, answered, signed, mailed, and come back undelivered.

So many clicks and keys are the most that a step may take; seconds are noted, never judged (LETTERKIT_DAYS=FILE).
"""

import hashlib
import shutil
from pathlib import Path

import pytest

from letterkit.core.office import AppealState, LetterState
from letterkit.office.cases import appeals
from letterkit.office.mail import listing
from letterkit.office.people import accounts
from letterkit.worker.mail import MailRounds
from webui.engine import Engine

from ..intake.conftest import photograph, picture
from ..mail.servers import Dovecot, Letterbox, report
from ..signatures.signing import signer
from .conftest import MAILBOX, SignIn, flaws
from .counting import Hand
from .test_check_page import drop
from .test_day import number_of, saved, write
from .test_days import kept, open_job
from .test_roles import told

EMAIL = "lebedeva@example.ru"
APPEAL = f"""В министерство строительства
Сахалинской области
от Лебедевой Марии Игоревны,
694051, г. Долинск, ул. Полевая, д. 9, кв. 14
{EMAIL}

Здравствуйте!

С крыши нашего дома вода течёт прямо на лестницу, ступени зимой
покрываются льдом, соседка упала и сломала руку. Управляющая компания
ссылается на программу ремонта.

Прошу сообщить, когда отремонтируют крышу дома № 9 по улице Полевой.

Лебедева М.И.
"""
LETTER = (
    "Рассмотрев Ваше обращение по вопросу ремонта крыши дома № 9 по ул. Полевой, поступившее в министерство "
    "строительства Сахалинской области, сообщаем.",
    "Крышу починят до 30 июня 2027 года, потому что подрядчик уже выбран и закупает материалы.",
    "Согласно графику работы начнутся 12 мая 2027 года.",
    "Звоните исполнителю письма.",
)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract here")
@pytest.mark.journey
@pytest.mark.browser
@pytest.mark.office
def test_a_photographed_appeal_is_answered_by_mail_and_the_answer_comes_back(
    sign_in: SignIn, engine: Engine, rounds: MailRounds, letterbox: Letterbox, dovecot: Dovecot, tmp_path: Path
) -> None:
    hand = Hand("registry", sign_in("lida"))
    lida = hand.page
    with hand.step("a photograph dropped, its card proposed", clicks=2, keys=1):
        open_job(lida, "Обращения")
        lida.get_by_role("link", name="Разобрать обращение").click()
        drop(lida, ".drop", "обращение.jpg", picture(photograph(APPEAL, tilt=3), "JPEG", quality=85))
        lida.keyboard.press("Enter")
        lida.wait_for_selector("[data-card-form]")
    with hand.step("the card confirmed by keys, given to an executor, entered", keys=20):
        lida.keyboard.type("Ф-1")
        lida.keyboard.press("Enter")
        while lida.locator("[data-left]").text_content() != "0":
            lida.keyboard.press("Enter")
        lida.locator("#person:focus").wait_for()
        while "Исполнева" not in str(lida.locator("#person :checked").text_content()):
            lida.keyboard.press("ArrowDown")
        lida.keyboard.press("Enter")
        lida.keyboard.press("Enter")
        told(lida, "Обращение № Ф-1 внесено.")
    appeal = int(lida.url.rsplit("/", 1)[1])
    clerk = accounts.by_login(engine.database, "lida").actor
    entered = appeals.read_appeal(engine.office, clerk, appeal)
    assert (entered.card["applicant"]["email"], entered.responsible and entered.responsible.login) == (EMAIL, "anna")

    executor = Hand("executor", sign_in("anna"))
    anna = executor.page
    with executor.step("the letter begun beside the text of the appeal", clicks=2):
        anna.goto(f"/appeals/{appeal}")
        anna.get_by_role("link", name="Подготовить ответ").first.click()
        anna.click(".outcome-card.by_date")
        anna.locator(".side .came-text", has_text="ступени зимой покрываются льдом").wait_for()
        anna.locator(".cm-content:focus").wait_for()
    letter = number_of(anna)
    with executor.step("the letter written and handed in", clicks=2, keys=2):
        write(anna, *LETTER)
        saved(anna)
        anna.click("[data-submit]")
        told(anna, "Письмо передано на проверку.")

    reviewer = Hand("reviewer", sign_in("vera"))
    with reviewer.step("the letter agreed to", clicks=1):
        reviewer.page.goto(f"/letters/{letter}")
        reviewer.page.locator("form[action$='/agree'] button").click()
        told(reviewer.page, "Письмо согласовано и ждёт подписанта.")
    with hand.step("the letter registered", clicks=2):
        lida.goto(f"/letters/{letter}")
        lida.locator("summary", has_text="Зарегистрировать").click()
        lida.locator("form[action$='/number'] button").click()
        told(lida, "Письмо зарегистрировано")

    signing = Hand("signer", sign_in("ivan"))
    ivan = signing.page
    with signing.step("the letter approved", clicks=2):
        ivan.goto(f"/letters/{letter}")
        ivan.locator("summary", has_text="Утвердить").click()
        ivan.locator("form[action$='/approve'] button").click()
        told(ivan, "Письмо утверждено: теперь уйдёт только этот файл.")
    with signing.step("its PDF taken and signed by the signer's own program", clicks=3):
        ivan.goto(f"/letters/{letter}")  # whatever waits next may have been shown
        with ivan.expect_download() as taken:
            ivan.get_by_role("link", name="Скачайте утверждённый PDF").click()
        pdf = taken.value.path().read_bytes()
        assert hashlib.sha256(pdf).hexdigest() in ivan.inner_text(".hashes")
        signature = tmp_path / "ответ.pdf.sig"
        signature.write_bytes(signer().signs(pdf))
        with ivan.expect_file_chooser() as chosen:
            ivan.click("#signature-file")
        chosen.value.set_files(signature)
        ivan.get_by_role("button", name="Приложить подпись").click()
        told(ivan, "Подпись приложена и проверена.")
    told(ivan, "Подписан именно утверждённый PDF")
    assert flaws(ivan) == []

    with hand.step("the letter put into the queue of the mail", clicks=3):
        lida.goto(f"/letters/{letter}")
        lida.locator("summary", has_text="Отправить").click()
        lida.get_by_role("link", name="Отправить по электронной почте…").click()
        assert flaws(lida) == []
        lida.get_by_role("button", name="Отправить", exact=True).click()
        told(lida, "Письмо в очереди")
    assert kept(engine, letter).state == LetterState.APPROVED
    assert rounds.send() == 1
    [message] = letterbox.taken
    [mailing] = listing.of_letter(engine.database, letter)
    assert (message["To"], message["Message-ID"]) == (EMAIL, mailing.message_id)
    assert f"№ {kept(engine, letter).number} на обращение № Ф-1" in message["Subject"]
    _, answer, signed, *_ = message.iter_parts()  # type: ignore[attr-defined]
    assert (answer.get_content(), signed.get_content()) == (pdf, signature.read_bytes())
    assert signed.get_filename() == f"{answer.get_filename()}.sig"
    assert (answer.get_content_type(), signed.get_content_type()) == ("application/pdf", "application/octet-stream")
    assert kept(engine, letter).state == LetterState.SENT
    assert appeals.read_appeal(engine.office, clerk, appeal).state == AppealState.DONE
    lida.reload()
    lida.locator("#sent", has_text="принято сервером").wait_for()

    dovecot.put(MAILBOX, report(mailing.message_id, EMAIL))
    assert rounds.fetch() == 1
    with hand.step("a letter that has come back is found, a way to send it again chosen", clicks=3):
        open_job(lida, "Сегодня")
        lida.locator(".heap", has_text="Почта не доставила").locator(f"a.main[href='/letters/{letter}']").click()
        lida.locator("header.object-head", has_text="вернулось: почта не доставила").wait_for()
        assert "Такого ящика нет" in lida.inner_text("#sent")
        assert flaws(lida) == []
        lida.locator("summary", has_text="Отправить ещё раз").click()
        lida.get_by_role("link", name="Отправить по электронной почте…").wait_for()
