"""The extension in a real LibreOffice without a screen: installed as people do it, its menu and its panel used."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from docx import Document
from flask import Flask

from letterkit.core.office import Duty, Scope
from letterkit.office.cases import queue, review
from letterkit.office.people import own_token
from letterkit.pages.office import find
from letterkit.store.tables import Letter
from webui.account import token_of
from webui.plugins.extension import make_extension

from ..conftest import PASSWORD
from ..office import Register
from ..programs import ProgramOf, program_of  # noqa: F401

DRIVER = Path(__file__).with_name("drive_office.py")
WRONG = "Согласно приказа министерства 😀 работы идут. Данный вопрос решён."
LINES = ["О ремонте дома", "Уважаемая Мария Петровна!", "Работы начнутся в мае.", WRONG, "С уважением,"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: LibreOffice does not see it."""
    return sqlite_url


def python_with_uno() -> str:
    """LibreOffice's own Python, or the system's."""
    beside = Path(find()).resolve().parent / "python"
    for each in (str(beside), "/usr/bin/python3"):
        if shutil.which(each) and subprocess.run([each, "-c", "import uno"], capture_output=True).returncode == 0:
            return each
    pytest.skip("no Python with UNO: install python3-uno")


class Driven:
    """LibreOffice, told what to do line by line."""

    def __init__(self, driver: "subprocess.Popen[str]") -> None:
        self._driver = driver

    def __call__(self, *command: object) -> Any:
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.write(json.dumps(command) + "\n")
        self._driver.stdin.flush()
        line = self._driver.stdout.readline()
        assert line, f"{command}: LibreOffice is gone"
        return json.loads(line)


def install(folder: Path) -> str:
    """Puts the extension into a new profile in ``folder`` by unopkg; returns the option that names the profile."""
    extension = folder / "letterkit.oxt"
    extension.write_bytes(make_extension())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # As root it installs for all users of a machine alone; here it is to believe that it is not.
    plainly = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.getuid() == 0 else []
    unopkg = str(Path(find()).with_name("unopkg"))
    done = subprocess.run(
        [*plainly, unopkg, "add", "-f", "-s", profile, str(extension)], capture_output=True, text=True
    )
    if plainly and "unshare" in done.stderr:
        pytest.skip("root may not pass for somebody else here, and as root unopkg serves all users of the machine")
    assert done.returncode == 0, done.stdout + done.stderr
    return profile


@contextmanager
def driven(folder: Path, letter: Path, address: str, token: str) -> Iterator[Driven]:
    python, profile = python_with_uno(), install(folder)
    pipe = f"letterkit{uuid4().hex}"
    options = ["--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen([find(), profile, *options], stderr=subprocess.DEVNULL, start_new_session=True)
    command = [python, str(DRIVER), pipe, letter.as_uri(), address, token]
    driver = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Driven(driver)
    finally:
        driver.kill()
        driver.wait()
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()


def write(path: Path) -> Path:
    letter = Document()
    for line in LINES:
        letter.add_paragraph(line)
    letter.save(path)
    return path


@pytest.mark.office
@pytest.mark.long
def test_a_letter_is_checked_mended_and_undone_in_libreoffice(
    served: str,
    program_of: ProgramOf,  # noqa: F811
    tmp_path: Path,
) -> None:
    token = program_of(Duty.EXECUTOR, scopes=[Scope.CHECK]).token
    with driven(tmp_path, write(tmp_path / "Ответ Ивановой.docx"), served, token) as office:
        checked = office("check")
        [clause] = [name for name in checked["tree"] if name.startswith("Пункт 3.3 ")]
        [wrong] = [line for line in checked["tree"][clause] if "Согласно" in line]
        assert wrong.endswith("(ошибка, с. 1)")
        assert (checked["seen"], checked["chosen by"]) == (True, "SINGLE"), (
            "without it a person sees and chooses nothing"
        )

        shown = office("choose", "После «Согласно»")
        assert (shown["selected"], shown["mends"]) == ("Согласно приказа", ["Согласно приказу"])

        mended = office("mend")
        assert wrong not in mended["tree"].get(clause, [])
        assert mended["undo"] == "letterkit: «Согласно приказу»"
        assert mended["said"] == "Исправлено. Отменить – Ctrl+Z."
        assert WRONG.replace("приказа", "приказу") in office("text")

        assert office("choose", "Вместо «Данный")["selected"] == "Данный вопрос", "a smiley is before it"
        assert WRONG in office("undo")
        assert office("choose", "Смайлик")["selected"] == "😀"

        office("change", "работы идут", "все работы идут по плану")
        moved = office("choose", "Вместо «Данный")
        assert (moved["selected"], moved["said"]) == (
            "Данный вопрос",
            "Абзац изменился после проверки: место найдено по словам.",
        )
        office("change", "Данный вопрос", "Вопрос")
        office("choose", "Смайлик")
        assert office("choose", "Вместо «Данный")["said"] == "Этих слов в письме больше нет: проверьте письмо ещё раз."


@pytest.mark.office
@pytest.mark.long
def test_libreoffice_keeps_the_settings_and_says_that_the_service_is_not_reached(tmp_path: Path) -> None:
    with driven(tmp_path, write(tmp_path / "letter.docx"), "https://letterkit.example.ru", "old") as office:
        assert office("settings", " http://127.0.0.1:1 ", "token ") == ["http://127.0.0.1:1", "token"]
        letters = [{"id": number, "title": "О доме", "executor": "Петрова А.С."} for number in (7, 8, 9)]
        listed = [f"№ {number} О доме – Петрова А.С." for number in (7, 8, 9)]
        assert office("letter", letters, 1) == [letters[1], listed]
        assert office("refusal") == (
            "Служба не отвечает по адресу http://127.0.0.1:1: проверьте адрес и сеть или обратитесь к администратору."
        )


@pytest.mark.office
@pytest.mark.long
def test_a_letter_is_sent_from_libreoffice_to_the_reviewer(
    served: str, app: Flask, register: Register, tmp_path: Path
) -> None:
    other, made = register.letter(), register.letter(register.appeal())
    owner = own_token.make(
        register.office.database,
        register.by(Duty.EXECUTOR),
        PASSWORD,
        [Scope.READ, Scope.CHECK, Scope.LETTERS],
    )
    with app.app_context():
        token = token_of(owner)
    words = "\n".join(LINES[2:4])
    with driven(tmp_path, write(tmp_path / "Ответ Ивановой.docx"), served, token) as office:
        office("chooser", f"№ {made.id} ")
        office("configure", served, "старый-old")
        assert office("submit") == "Не указан ключ: создайте свой на «Моей странице» службы letterkit."
        office("configure", served, "old")
        assert office("submit") == (
            "Нужно войти: ключ доступа не передан, отозван или устарел. "
            "Впишите ключ заново: меню «letterkit» → «Адрес службы и ключ…»."
        )
        office("configure", "http://127.0.0.1:1", token)
        assert office("submit") == (
            "Служба не отвечает по адресу http://127.0.0.1:1: проверьте адрес и сеть или обратитесь к администратору."
        )
        assert queued(register) == []

        office("configure", served, token)
        sent = f"Письмо № {made.id} «О ремонте дома» отправлено на проверку."
        assert office("submit") == sent
        [letter] = queued(register)
        assert (letter.id, letter.title, letter.text) == (made.id, "О ремонте дома", words)

        again = office("submit")
        assert again.startswith(f"Этот документ уже отправлен: письмо № {made.id} «О ремонте дома».")
        assert register.now(other).text != words, "the other letter is left as it was"

        review.give_back(register.office, register.by(Duty.REVIEWER), made.id, "Назовите дату.")
        office("change", "в мае", "5 мая 2027 года")
        assert office("submit") == f"{sent} Документ не сохранён: отправлено то, что на экране."
        [letter] = queued(register)
        assert letter.text == words.replace("в мае", "5 мая 2027 года")

        office("open", "private:factory/swriter")
        office("chooser", f"№ {other.id} ")
        assert "файл пустой: сохраните в него письмо" in office("submit").lower()
        office("type", "\n".join(LINES))
        assert office("submit").startswith(
            f"Письмо № {other.id} «О ремонте дома» отправлено на проверку. Документ не сох"
        )
        assert {each.id: each.text for each in queued(register)}[other.id] == words


def queued(register: Register) -> list[Letter]:
    """The letters that wait for the reviewer."""
    asked = queue.LetterFilters(queue.LetterList.WAITING)
    return [row.letter for row in queue.page(register.office, register.by(Duty.REVIEWER), asked).rows]
