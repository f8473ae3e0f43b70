"""``letterkit doctor`` looks at all that the service needs, and says what to do where something is not well."""

import json
import re
import socket
import stat
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from letterkit.checking.checker import Checker
from letterkit.cli.main import run
from letterkit.core import clock
from letterkit.core.errors import RequestError, ToolFailed, ToolMissing
from letterkit.office.batches import heartbeats
from letterkit.pages.convert import Converter
from letterkit.settings import Settings
from letterkit.store.backup_tables import ScheduledBackup
from webui.engine import Engine
from webui.health import context, doctor, printing
from webui.health.lines import DoctorLine, LineState, bad
from webui.health.printing import is_alike, print_fonts, prints_formulas

NOW = datetime(2026, 3, 2, 2, 30).astimezone()


@pytest.fixture
def converter(checker: Checker) -> Converter:
    """The LibreOffice of this machine."""
    return checker.press.converter()


def told(lines: list[DoctorLine], title: str) -> list[tuple[LineState, str]]:
    return [(line.state, line.told) for line in lines if line.title == title]


def with_settings(engine: Engine, **changes: object) -> Engine:
    engine.settings = engine.settings.model_copy(update=changes)
    return engine


class TestSettings:
    def test_those_that_contradict_and_those_that_are_none_are_told(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LETTERKIT_ADRESS", "https://letters.example")
        behind = settings.model_copy(update={"address": "https://letters.example", "debug": True})
        words = [text for _, text in told(list(context.settings_lines(behind)), "Настройки")]
        assert any("LETTERKIT_SECURE_COOKIES" in each for each in words)
        assert any("LETTERKIT_PROXIES" in each for each in words)
        assert any("LETTERKIT_DEBUG" in each for each in words)
        assert any("LETTERKIT_ADRESS" in each for each in words)

    def test_names_in_a_file_of_settings_and_what_it_names_in_vain_are_told_too(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "letterkit.env"
        file.write_text("LETTERKIT_PROXYES=1\n", "utf-8")
        monkeypatch.setenv("LETTERKIT_ENV_FILE", str(file))
        without = settings.model_copy(update={"own": tmp_path / "nowhere", "data": Path("data")})
        words = [text for _, text in told(list(context.settings_lines(without)), "Настройки")]
        assert any("LETTERKIT_PROXYES" in each for each in words)
        assert any("LETTERKIT_OWN" in each for each in words)
        assert any("LETTERKIT_DATA" in each for each in words)
        file.unlink()
        words = [text for _, text in told(list(context.settings_lines(settings)), "Настройки")]
        assert any(str(file) in each for each in words)

    def test_one_that_cannot_be_meant_so_is_bad(self, settings: Settings) -> None:
        wrong = settings.model_copy(update={"address": "letters.example"})
        [(state, words)] = told(list(context.settings_lines(wrong)), "Настройки")
        assert (state, "LETTERKIT_ADDRESS" in words) == (LineState.BAD, True)

    def test_a_secret_that_others_can_read_is_bad(self, settings: Settings, tmp_path: Path) -> None:
        key = tmp_path / "audit.key"
        key.write_text("secret")
        key.chmod(0o644)
        [(state, words)] = told(list(context.settings_lines(settings)), "Секреты")
        assert (state, str(key) in words) == (LineState.BAD, True)
        for file in tmp_path.iterdir():
            file.chmod(stat.S_IMODE(file.stat().st_mode) & 0o770)
        [(state, _)] = told(list(context.settings_lines(settings)), "Секреты")
        assert state is LineState.OK


class TestFonts:
    def test_a_page_is_printed_and_tells_its_fonts(self, converter: Converter) -> None:
        used = print_fonts(converter, ["Times New Roman", "No Such Font"])
        assert is_alike("Times New Roman", used["Times New Roman"])
        assert not is_alike("No Such Font", used["No Such Font"])

    def test_a_formula_that_stays_out_of_the_page_is_told_of(
        self, converter: Converter, own_engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert prints_formulas(converter)
        monkeypatch.setattr(printing, "_FORMULA", printing._FORMULA.replace("12345", ""))  # as if Math were not there
        monkeypatch.setattr(own_engine.checker.press, "converter", lambda: converter)
        [(state, words)] = told(list(context.formula_lines(own_engine)), "Формулы")
        assert state is LineState.WARNING
        assert "libreoffice-math-nogui" in words

    def test_fonts_of_the_same_widths_stand_for_each_other(self) -> None:
        assert is_alike("Times New Roman", "TimesNewRomanPSMT")
        assert is_alike("Arial", "LiberationSans-Bold")
        assert not is_alike("Times New Roman", "DejaVuSans")


class TestClocks:
    def test_a_disk_whose_clock_is_another_is_told(self, own_engine: Engine) -> None:
        with clock.stopped_at(clock.now() - timedelta(minutes=5)):
            [line] = context.clock_lines(own_engine)
        assert line.state is LineState.BAD
        assert "расходятся на 300 с" in line.told

    def test_one_that_nobody_sets_right_is_told(self, own_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(context, "_is_synchronised", lambda: False)
        [line] = context.clock_lines(own_engine)
        assert line.state is LineState.WARNING


class TestParts:
    def test_each_is_asked_and_why_it_does_not_work_is_told(self, own_engine: Engine) -> None:
        lines = {line.title: line for line in doctor.part_lines(own_engine)}
        assert lines["База данных"].state is LineState.OK
        assert lines["База данных"].told.startswith(("SQLite", "PostgreSQL"))
        assert lines["Обработчики"].state is LineState.BAD
        assert "letterkit worker" in lines["Обработчики"].told
        for name in ("first", "second"):
            heartbeats.say(own_engine.database, name)
        assert "2 обработчика работают" in [line.told for line in doctor.part_lines(own_engine)]

    def test_backups_are_told_of_with_their_trial(self, own_engine: Engine) -> None:
        with_settings(own_engine, backup_to="copies", backup_recipients="age1")
        with clock.stopped_at(NOW):
            [line] = doctor._backups(own_engine)
            assert line.state is LineState.WARNING
            with own_engine.database.writing() as session:
                fault = {"code": "backup.no-answer", "details": {}}
                session.add(ScheduledBackup(day=NOW.date(), until=NOW, fault=fault))
            [line] = doctor._backups(own_engine)
        assert line.state is LineState.BAD
        assert line.told.startswith("Копия не сделана: Хранилище копий не отвечает")

    def test_printing_that_hangs_is_told_once_and_for_an_administrator(
        self, own_engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def hang(self: Converter, documents: object) -> None:
            raise ToolFailed("libreoffice.timeout", seconds=60)

        monkeypatch.setattr(Converter, "pdfs", hang)
        lines = list(doctor.look(own_engine))
        [(state, words)] = told(lines, "Печать")
        assert (state, "LETTERKIT_SOFFICE" in words) == (LineState.BAD, True)
        assert told(lines, "Шрифты") == []

    def test_a_database_that_does_not_work_is_told_once(self) -> None:
        old = RequestError("database.old")
        lines = [bad("База данных", old), bad("Обработчики", ToolMissing("database.no-answer"))]
        lines += [bad("Очередь", ToolMissing("queue.no-answer")), bad("Копии", old)]
        assert [line.title for line in doctor.once_a_cause(lines)] == ["База данных", "Очередь"]

    def test_a_folder_of_data_that_is_none_is_told_instead_of_all_that_lies_in_it(
        self, own_engine: Engine, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("")
        with_settings(own_engine, data=tmp_path / "file")
        lines = list(doctor.look(own_engine))
        assert [line.title for line in lines if line.state is LineState.BAD] == ["Рабочие данные"]


class TestMail:
    def test_servers_are_greeted_and_sent_nothing(self, own_engine: Engine) -> None:
        received: list[EmailMessage] = []

        class Server:
            async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
                received.append(EmailMessage())
                return "250 OK"

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        controller = Controller(Server(), hostname="127.0.0.1", port=port)
        controller.start()
        try:
            with_settings(own_engine, smtp_url=f"smtp+plain://127.0.0.1:{port}")
            lines = list(doctor._outgoing(own_engine))
        finally:
            controller.stop()
        assert [line.state for line in lines] == [LineState.OK, LineState.OK]
        assert received == []
        assert [line.exit_code for line in doctor._outgoing(own_engine)] == [3, 3]  # nobody is there any more


def test_the_command_ends_with_the_worst(
    own_engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [DoctorLine("Диск", LineState.OK, "место есть"), DoctorLine("Часы", LineState.WARNING, "сверьте")]
    monkeypatch.setattr(doctor, "Engine", lambda settings: own_engine)
    monkeypatch.setattr(doctor, "look", lambda engine: iter(lines))
    assert run(["doctor", "--format", "json"]) == 0
    assert [line["state"] for line in json.loads(capsys.readouterr().out)] == ["ok", "warning"]
    lines.append(bad("База данных", RequestError("database.old")))
    assert run(["doctor"]) == 1
    assert re.search(r"^плохо +База данных +Таблицы", capsys.readouterr().out, re.M)
