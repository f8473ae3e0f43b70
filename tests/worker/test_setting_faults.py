"""A setting that cannot be meant so is refused before anything is begun, in one sentence that names it."""

from pathlib import Path

import pytest

from letterkit.cli.main import run
from letterkit.reports.wording import sentence
from letterkit.settings import PREFIX, Settings, load_settings
from letterkit.worker.setting_faults import setting_faults

WRONG = {
    "address": "letters.example",
    "languagetool_url": "localhost:8081",
    "soffice": "/no/such/soffice",
    "trusted_certificates": "/no/such/folder",
    "directory_ca": "/no/such/file.pem",
    "mail_secrets": "/no/such/file",
    "smtp_from": "letters",
    "audit_mail": "head@example.ru, head2",
    "metrics_token": "short",
    "smtp_url": "mail.example:25",
    "imap_url": "mail.example",
    "reply_smtp_url": "mail.example#other",
    "webhook_networks": "10.1.0.0/99",
    "webhook_proxy": "proxy:3128",
    "metrics_networks": "everywhere",
    "clamd": "localhost",
    "queue_url": "reddis://localhost",
    "audit_key": "short",
    "passport_key": "no Base64",
    "backup_recipients": "AGE-SECRET-KEY-1",
    "backup_trial_url": "sqlite:///trial.db",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_one_is_told_by_its_name(name: str, tmp_path: Path) -> None:
    [fault] = setting_faults(Settings.model_validate({"data": tmp_path, name: WRONG[name]}))
    assert PREFIX + name.upper() in sentence(fault)


def test_those_of_nobody_are_sound(tmp_path: Path) -> None:
    assert list(setting_faults(Settings(data=tmp_path))) == []


def test_a_copy_that_anybody_could_read_is_refused_at_once(tmp_path: Path) -> None:
    [fault] = setting_faults(Settings(data=tmp_path / "data", backup_to=str(tmp_path / "copies")))
    assert fault.code == "backup.plain-outside"


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_neither_the_service_nor_a_worker_begins_with_a_wrong_one(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LETTERKIT_DATA", str(tmp_path))
    monkeypatch.setenv("LETTERKIT_ADDRESS", "letters.example")
    load_settings.cache_clear()
    try:
        assert run([command]) == 2
    finally:
        load_settings.cache_clear()
    assert "LETTERKIT_ADDRESS" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
