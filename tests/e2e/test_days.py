"""The day of each role, from the page of the day to what is then in the register, and what it costs the hand.

So many clicks are the most that a step may take; seconds are noted, never judged. LETTERKIT_DAYS=FILE keeps them all.
"""

import hashlib
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import AppealState, LetterState
from letterkit.office.batches import approval_state
from letterkit.office.cases import appeals, numbering, review
from letterkit.office.cases.folder import folder
from letterkit.office.content import listing
from letterkit.office.content.version_file import KeptKind
from letterkit.office.journal.access import note_export
from letterkit.office.people import accounts
from letterkit.store.backup import back_up
from letterkit.store.tables import Letter
from webui.engine import Engine

from .conftest import LOGIN, UNIT, WHOLE, SignIn, add_appeal, agree, approve, begin, flaws, hand_in
from .counting import Hand
from .test_batches import make_batch
from .test_day import number_of, saved, write
from .test_roles import told

pytestmark = [pytest.mark.journey, pytest.mark.browser]
_YEARS = count(2019, -1)
FAULTY = WHOLE.replace("графику", "графика")
Day = Callable[[str, str], Hand]


@pytest.fixture
def day(sign_in: SignIn) -> Day:
    """The day of a role in the browser of a login."""
    return lambda role, login: Hand(role, sign_in(login))


@pytest.fixture
def early() -> str:
    """A day of registration before all so far: what is due first stands first wherever something waits."""
    return f"14.05.{next(_YEARS)}"


def kept(engine: Engine, letter: int) -> Letter:
    """The letter as it is in the register."""
    with engine.database.reading() as session:
        return session.scalars(select(Letter).filter_by(id=letter)).unique().one()


def open_job(page: Page, name: str) -> None:
    page.locator("nav.jobs a", has_text=name).first.click()


@pytest.mark.office
def test_an_executor_answers_an_appeal_and_mends_what_comes_back(day: Day, engine: Engine, early: str) -> None:
    appeal, hand = add_appeal(engine, early), day("executor", "anna")
    anna = hand.page
    with hand.step("home to the appeal", clicks=1):
        anna.locator(f".waits a.main[href='/appeals/{appeal}']").first.click()
        anna.wait_for_url(f"**/appeals/{appeal}")
    with hand.step("appeal to the first word", clicks=2):
        anna.get_by_role("link", name="Подготовить ответ").first.click()
        anna.click(".outcome-card.by_date")
        anna.locator(".cm-content:focus").wait_for()
        anna.keyboard.type("Крышу")
        anna.locator(".cm-content", has_text="Крышу").wait_for()
    letter = number_of(anna)
    assert kept(engine, letter).reply == "by_date"
    assert flaws(anna) == []
    with hand.step("text finished, a mistake mended", clicks=2, keys=2):
        write(anna, FAULTY)
        anna.locator(".finding", has_text="дательный падеж").locator("button.mend").first.click()
        anna.locator(".cm-content", has_text="Согласно графику").wait_for()
        saved(anna)
    with hand.step("handed in", clicks=1):
        anna.click("[data-submit]")
        anna.get_by_text("Письмо передано на проверку.").wait_for()
    assert kept(engine, letter).state == LetterState.REVIEW

    vera = accounts.by_login(engine.database, "vera").actor
    review.remark(engine.office, vera, letter, "Назовите месяц.", "12 мая 2027 года")
    review.give_back(engine.office, vera, letter, "Скажите, кто чинит.")
    with hand.step("a returned letter opened on the reason", clicks=2):
        open_job(anna, "Сегодня")
        anna.locator(f".waits a.main[href^='/letters/{letter}']").first.click()
        anna.locator(".flash.returned", has_text="Скажите, кто чинит.").wait_for()
    reason = anna.locator(".flash.returned").bounding_box()
    assert reason is not None
    assert reason["y"] + reason["height"] < 900
    with hand.step("mended and handed in again", clicks=3):
        anna.locator("[data-remark] [data-place]").click()
        anna.keyboard.type("15 мая 2027 года")
        anna.get_by_role("button", name="Решено").click()
        saved(anna)
        anna.click("[data-submit]")
        anna.get_by_text("Письмо передано на проверку.").wait_for()
    now = folder(engine.office, vera, letter)
    assert (now.letter.state, list(now.open_remarks)) == (LetterState.REVIEW, [])
    assert "15 мая 2027 года" in now.letter.text


@pytest.mark.office
def test_a_reviewer_returns_one_letter_and_agrees_to_the_next(day: Day, engine: Engine, early: str) -> None:
    faulty, whole = (hand_in(engine, begin(engine, add_appeal(engine, early)), text) for text in (FAULTY, WHOLE))
    hand = day("reviewer", "vera")
    vera = hand.page
    with hand.step("home to the letter", clicks=1):
        vera.click(f".waits a.main[href='/letters/{faulty}']")
        vera.wait_for_url(f"**/letters/{faulty}")
    assert flaws(vera) == []
    with hand.step("returned with a remark made from a finding", clicks=3):
        vera.locator("#return > summary").click()
        vera.locator("#return .picks label", has_text="дательный падеж").click()
        vera.locator("#return button.danger").click()
        told(vera, "Письмо возвращено исполнителю")
    returned = kept(engine, faulty)
    assert returned.state == LetterState.RETURNED
    assert "Замените «Согласно графика» на «Согласно графику»." in str(returned.returned)
    assert number_of(vera) == whole
    with hand.step("the next letter agreed to", clicks=1):
        vera.locator("form[action$='/agree'] button").click()
        told(vera, "Письмо согласовано и ждёт подписанта.")
    assert kept(engine, whole).state == LetterState.AGREED


@pytest.mark.office
def test_a_signer_approves_letters_one_by_one_several_and_a_batch(day: Day, engine: Engine, early: str) -> None:
    letters = [hand_in(engine, begin(engine, add_appeal(engine, early)), WHOLE) for _ in range(3)]
    lida = accounts.by_login(engine.database, "lida").actor
    for letter in letters:
        numbering.enter(engine.office, lida, agree(engine, letter))
    batch = make_batch(engine, "Д", 2)
    hand = day("signer", "ivan")
    ivan = hand.page
    with hand.step("home to the letter", clicks=1):
        ivan.click(f".waits a.main[href='/letters/{letters[0]}']")
        ivan.wait_for_url(f"**/letters/{letters[0]}")
    with hand.step("approved, the next one opens", clicks=2):
        ivan.locator("summary", has_text="Утвердить").click()
        ivan.locator("form[action$='/approve'] button").click()
        ivan.wait_for_url(f"**/letters/{letters[1]}")
    # What is frozen is what goes out, byte by byte.
    other = ivan.context.new_page()
    other.goto(f"/letters/{letters[0]}")
    frozen = other.locator(".hashes code").first.inner_text().strip()
    with other.expect_download() as caught:
        other.locator("a[href$='/export/docx']").click()
    assert hashlib.sha256(caught.value.path().read_bytes()).hexdigest() == frozen
    other.goto(f"/letters/{letters[0]}/passport")
    assert frozen in other.inner_text("main")
    other.close()
    with hand.step("several approved at once", clicks=6):
        open_job(ivan, "Сегодня")
        ivan.locator(".heap", has_text="Ждут Вашей подписи").get_by_role("link", name="Все письма").click()
        for letter in letters[1:]:
            ivan.check(f"[name=letter][value='{letter}']")
        ivan.get_by_role("button", name="Утвердить").click()
        ivan.get_by_role("button", name="Утвердить").click()
        told(ivan, "Утверждено: 2 письма.")
    assert {kept(engine, letter).state for letter in letters} == {LetterState.APPROVED}
    with hand.step("a batch that waits approved", clicks=3):
        open_job(ivan, "Сегодня")
        ivan.click(f".waits a.main[href^='/batches/{batch}']")
        ivan.get_by_role("button", name="Утвердить 2 письма").click()
        told(ivan, "Утверждено: 2 письма")
    assert batch not in {each.id for each in approval_state.to_approve(engine.office, lida)}


@pytest.mark.office
def test_the_registry_enters_an_appeal_and_sees_a_letter_out(day: Day, engine: Engine, early: str) -> None:
    appeal, late = add_appeal(engine, early), add_appeal(engine, early)
    letter = agree(engine, hand_in(engine, begin(engine, appeal), WHOLE))
    hand = day("registry", "lida")
    lida, clerk = hand.page, accounts.by_login(engine.database, "lida").actor
    today = f"{clock.today():%Y-%m-%d}"
    with hand.step("an appeal entered and given to somebody", clicks=6):
        lida.get_by_role("link", name="Внести обращение").first.click()
        lida.locator("#appeal-number:focus").wait_for()
        lida.keyboard.insert_text("ДН-1")
        assert lida.input_value("#appeal-registered") == today
        lida.click("#appeal-subject")
        lida.keyboard.insert_text("уборка снега во дворе")
        lida.click("#applicant-surname")
        lida.keyboard.insert_text("Егорова")
        hand.choose(lida.locator("#person"), label=f"Исполнева Анна Сергеевна, {UNIT}")
        lida.get_by_role("button", name="Внести обращение").click()
        told(lida, "Обращение № ДН-1 внесено.")
    entered = appeals.read_appeal(engine.office, clerk, int(lida.url.rsplit("/", 1)[1]))
    assert (entered.number, entered.responsible and entered.responsible.login) == ("ДН-1", "anna")
    with hand.step("a letter registered", clicks=4):
        open_job(lida, "Сегодня")
        lida.locator(".heap", has_text="Зарегистрировать").locator(f"a.main[href='/letters/{letter}']").click()
        lida.locator("summary", has_text="Зарегистрировать").click()
        offered = lida.get_attribute("#number", "placeholder")
        assert lida.input_value("#dated") == today
        lida.locator("form[action$='/number'] button").click()
        told(lida, "Письмо зарегистрировано")
    now = kept(engine, letter)
    assert (now.number, now.dated) == (offered, clock.today())
    approve(engine, letter)
    with hand.step("a letter marked as sent", clicks=4):
        open_job(lida, "Сегодня")
        lida.locator(".heap", has_text="Отправить").locator(f"a.main[href='/letters/{letter}']").click()
        lida.locator("summary", has_text="Отправить").click()
        # The card knows an address of the post and no other: by e-mail it does not go (2.3).
        ways = [way.replace("\xa0", " ") for way in lida.locator(".way-out h3").all_inner_texts()]
        assert ways == ["Почта п. 2.3", "Лично в руки п. 2.5"]
        assert "Полевая" in lida.input_value("#to-post")
        lida.get_by_role("button", name="Отметить отправленным").click()
        told(lida, "Отмечено: письмо отправлено")
    assert kept(engine, letter).state == LetterState.SENT
    assert appeals.read_appeal(engine.office, clerk, appeal).state == AppealState.DONE
    with hand.step("the control list looked at, what is late opened", clicks=2):
        open_job(lida, "Контроль")
        overdue = lida.locator("section:has(#late-title)")
        assert overdue.locator(f"a[href='/appeals/{appeal}']").count() == 0
        overdue.locator(f"a[href='/appeals/{late}']").click()
        lida.wait_for_url(f"**/appeals/{late}")


def test_a_clerk_writes_a_condition_another_approves_it_and_a_letter_has_it(
    day: Day, sign_in: SignIn, engine: Engine
) -> None:
    hand = day("clerk", "nina")
    nina = hand.page
    with hand.step("home to a copy of a text", clicks=5):
        open_job(nina, "Настройка")
        nina.click("a.main[href='/texts/reply/explained']")
        nina.get_by_role("link", name="Копировать").click()
        nina.click("#name")
        nina.keyboard.insert_text("Разъяснение по дням")
        nina.get_by_role("button", name="Создать черновик").click()
        nina.locator("[data-editor] .cm-content").wait_for()
    slug = nina.url.split("/")[-2]
    with hand.step("a condition written", clicks=5, keys=2):
        nina.locator("[data-editor] .cm-content").click()
        nina.keyboard.press("Control+End")
        nina.keyboard.insert_text("\n\nВы обратились первой.")
        nina.keyboard.press("Shift+Home")
        nina.locator("summary", has_text="Условие").click()
        hand.choose(nina.locator("#put-condition"), value="woman")
        nina.click("[data-put=condition]")
        nina.locator(".b-head", has_text="Если заявитель – женщина").wait_for()
    with hand.step("saved as a draft", clicks=1):
        nina.click("[data-save-button]")
        draft = nina.locator("[data-state=draft]", has_text="Сохранено как черновик: редакция 2")
        draft.wait_for()
    assert "Подписов И.И." in draft.inner_text()
    assert flaws(nina) == []
    with hand.step("sent for approval", clicks=1):
        nina.get_by_role("button", name="Отправить на утверждение").click()
        nina.locator("[data-state=asked]", has_text="Редакция 2 на утверждении").wait_for()
    with hand.step("the wording of a rule found", clicks=4, keys=1):
        open_job(nina, "Настройка")
        nina.locator("nav.sections a", has_text="Правила").click()
        nina.click("#words")
        nina.keyboard.insert_text("согласно дательный")
        nina.keyboard.press("Enter")
        nina.locator("a[href^='/rules/grammar.soglasno-dative']").first.click()
        nina.get_by_role("heading", name="Почему это важно").wait_for()

    hand = day("signer", "ivan")
    ivan = hand.page
    with hand.step("a new version of a text approved", clicks=2):
        ivan.get_by_role("link", name="Разъяснение по дням").click()
        ivan.get_by_role("button", name="Утвердить редакцию 2").click()
        ivan.get_by_role("status").filter(has_text="Редакция 2 действует").wait_for()

    nina.goto(f"/texts/reply/{slug}/edit")
    assert "Редакция 2 действует с" in nina.inner_text("[data-state=live]")
    # An executor finds it at once, and the letter is made of its words.
    anna = sign_in("anna")
    anna.goto(f"/letters/prepare/{add_appeal(engine)}")
    anna.click(".other-texts summary")
    anna.click(f".other-texts button[value={slug}]")
    anna.locator(".cm-content", has_text="Вы обратились первой.").wait_for()
    item = listing.read_item(engine.office, KeptKind.REPLY, slug).item
    assert (item.kept.live, item.usage.letters) == (2, 1)


def test_an_administrator_sees_what_waits_adds_a_person_and_finds_the_copy(
    day: Day, engine: Engine, tmp_path: Path
) -> None:
    hand = day("administrator", LOGIN)
    chief = hand.page
    with hand.step("home to how a copy is made", clicks=1):
        chief.get_by_role("link", name="Нет свежей резервной копии").click()
        chief.get_by_role("heading", name="Как сделать и вернуть копию").wait_for()
    with hand.step("a person added", clicks=6):
        chief.locator(".create summary").click()
        chief.locator(".create").get_by_role("link", name="Сотрудник").click()
        chief.locator("#surname:focus").wait_for()
        chief.keyboard.insert_text("Новосёлова")
        for label, words in (("Имя", "Дарья"), ("Имя для входа", "daria.n")):
            chief.get_by_label(label, exact=True).click()
            chief.keyboard.insert_text(words)
        chief.get_by_label("исполнитель").check()
        chief.get_by_role("button", name="Добавить").click()
        chief.locator("#told").wait_for()
    assert accounts.by_login(engine.database, "daria.n").full_name == "Новосёлова Дарья"
    # As ``letterkit backup`` does.
    made = back_up(engine.database, engine.office.files, tmp_path / "copy.zip", lambda names, total: names)
    note_export(engine.database, None, "database.backed-up", "database", rows=made.rows, files=made.files)
    with hand.step("the copy found in the journal", clicks=4):
        open_job(chief, "Сегодня")
        assert chief.get_by_role("link", name="Нет свежей резервной копии").count() == 0
        open_job(chief, "Настройка")
        chief.locator("nav.sections a", has_text="Журнал").click()
        chief.locator("table.journal tr", has_text="записана резервная копия").first.wait_for()
