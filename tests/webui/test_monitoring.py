"""/metrics says how the service works: to whom the settings name, of nobody by name, from all processes together."""

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import values
from prometheus_client.parser import text_string_to_metric_families

from letterkit.core import clock, meters
from letterkit.office.batches import heartbeats
from letterkit.settings import Settings
from letterkit.store import audit
from letterkit.store.backup_tables import ScheduledBackup
from letterkit.store.backup_turns import NOTED
from letterkit.worker import counters
from webui import create_app
from webui.engine import Engine

from .conftest import serving

NOW = datetime(2026, 3, 2, 2, 30).astimezone()


@pytest.fixture
def counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The engine of the service, whose processes count."""
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    monkeypatch.setattr(values, "ValueClass", values.MutexValue)
    engine: Engine = app.extensions["letterkit"]
    counters.start_counting(engine.settings)
    counters.count_connections(engine.database)
    yield engine
    meters.listen(None)


def samples(client: FlaskClient, **environ: str) -> dict[str, float]:
    """What is told, by name and labels."""
    answer = client.get("/metrics", environ_overrides=environ)
    assert answer.status_code == 200
    return {
        sample.name + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def set_settings(app: Flask, **changes: object) -> None:
    service: Engine = app.extensions["letterkit"]
    service.settings = service.settings.model_copy(update=changes)


class TestWhoMayRead:
    """The address of the test client is that of this machine."""

    def test_this_machine_and_nobody_else(self, client: FlaskClient) -> None:
        assert client.get("/metrics").status_code == 200
        elsewhere = client.get("/metrics", environ_overrides={"REMOTE_ADDR": "10.1.2.3"})
        assert elsewhere.status_code == 403
        assert "letterkit_" not in elsewhere.text

    def test_what_a_proxy_passes_on_is_not_from_here(self, client: FlaskClient) -> None:
        assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403

    def test_behind_a_proxy_that_is_counted_it_is_whoever_the_proxy_names(
        self, settings: Settings, own_engine: Engine
    ) -> None:
        behind = settings.model_copy(update={"proxies": 1, "metrics_networks": "10.1.0.0/16"})
        own_engine.settings = behind
        with serving(create_app(behind, TESTING=True), own_engine) as made:
            answered = [
                made.test_client().get("/metrics", headers={"X-Forwarded-For": address}).status_code
                for address in ("10.1.2.3", "203.0.113.7", "10.1.2.3, 203.0.113.7")
            ]
        assert answered == [200, 403, 403]

    def test_a_network_of_the_settings(self, app: Flask, client: FlaskClient) -> None:
        set_settings(app, metrics_networks="10.1.0.0/16 ::1")
        assert client.get("/metrics", environ_overrides={"REMOTE_ADDR": "10.1.2.3"}).status_code == 200
        assert client.get("/metrics").status_code == 403

    def test_a_token_from_anywhere_unless_it_is_easily_guessed(self, app: Flask, client: FlaskClient) -> None:
        from pydantic import SecretStr

        for token, status in (("a-token-of-twenty-signs-and-more", 200), ("short", 403)):
            set_settings(app, metrics_token=SecretStr(token))
            answer = client.get(
                "/metrics",
                headers={"Authorization": f"Bearer {token}"},
                environ_overrides={"REMOTE_ADDR": "10.1.2.3"},
            )
            assert answer.status_code == status
        wrong = {"Authorization": "Bearer a-token-of-twenty-signs-and-mora"}
        assert client.get("/metrics", headers=wrong, environ_overrides={"REMOTE_ADDR": "10.1.2.3"}).status_code == 403


def test_requests_are_counted_by_route_and_never_by_what_they_ask_for(
    counted: Engine, app: Flask, client: FlaskClient
) -> None:
    client.get("/help")
    client.get("/letters/4711")
    client.get("/no-such-page/ivanov")
    told = samples(client)
    assert told["letterkit_requests_total GET help.start 200"] == 1
    assert told["letterkit_requests_total GET none 404"] == 1
    assert told["letterkit_request_seconds_count letters.show"] == 1
    text = client.get("/metrics").text
    assert "4711" not in text
    assert "ivanov" not in text
    routes = {key.split()[2] for key in told if key.startswith("letterkit_requests_total ")}
    assert routes <= {*app.view_functions, "none"}


def test_processes_of_a_machine_are_counted_together(
    counted: Engine, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pid in (4194301, 4194302):  # greater than any there is
        with monkeypatch.context() as forked:
            forked.setattr(counters.os, "getpid", lambda pid=pid: pid)
            meters.tell("check", "ready", value=0.4)
            meters.tell("libreoffice", "time-out", value=60)
            meters.tell("connection", value=50)
    counters.forget_process(counted.settings, 4194301)
    told = samples(client)
    assert told["letterkit_check_seconds_count ready"] == 2
    assert told["letterkit_libreoffice_seconds_sum time-out"] == 120
    assert 50 <= told["letterkit_database_connections_in_use"] < 100  # those of the dead one are free


def test_what_a_child_tells_is_counted_by_who_has_asked_it(counted: Engine, client: FlaskClient) -> None:
    with meters.gathering() as found:
        meters.tell("check", "fix", value=1)
    assert "letterkit_check_seconds_count fix" not in samples(client)
    meters.retell(found)
    assert samples(client)["letterkit_check_seconds_count fix"] == 1


def test_files_of_processes_that_have_ended_go_at_the_next_start(counted: Engine) -> None:
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    left = folder / f"counter_{counters._name_of(4194301)}.db"
    other_machine = folder / "counter_elsewhere-17.db"
    for file in (left, other_machine):
        file.write_bytes(b"")
    counters.start_counting(counted.settings)
    assert not left.exists()
    assert other_machine.exists()


def test_it_tells_of_workers_backups_and_what_does_not_work(app: Flask, client: FlaskClient) -> None:
    service: Engine = app.extensions["letterkit"]
    heartbeats.say(service.database, "worker")
    client.get("/health")  # by now everything has been asked once
    with clock.stopped_at(NOW), service.database.writing() as session:
        audit.record(session, None, NOTED, "database")
        session.add(
            ScheduledBackup(day=NOW.date(), until=NOW, ended=NOW, size=1200, tried=NOW - timedelta(days=3), name="b")
        )
    told = samples(client)
    assert told["letterkit_workers"] == 1
    assert told["letterkit_part_works database"] == 1
    assert told["letterkit_part_works grammar"] == 0
    assert told["letterkit_backup_last_timestamp_seconds"] == NOW.timestamp()
    assert told["letterkit_backup_trial_timestamp_seconds"] == (NOW - timedelta(days=3)).timestamp()
    assert told["letterkit_backup_size_bytes"] == 1200
    assert told["letterkit_backup_failed"] == 0


@pytest.mark.both_databases
def test_it_can_be_read_of_either_database(client: FlaskClient) -> None:
    told = samples(client)
    assert told["letterkit_database_size_bytes"] > 0
    assert told["letterkit_mail_queued_messages"] == 0
    assert told["letterkit_queue_messages"] == 0


@pytest.mark.long
def test_promtool_has_nothing_to_say_of_it(counted: Engine, client: FlaskClient) -> None:
    program = shutil.which("promtool")
    if program is None:
        pytest.skip("promtool is not installed: apt-get install prometheus")
    client.get("/help")
    meters.tell("unchecked", "pages.off")
    text = client.get("/metrics").text
    checked = subprocess.run(
        [program, "check", "metrics"], input=text, capture_output=True, text=True, check=False, timeout=60
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_disk_without_room_ends_the_counting_and_not_the_service(
    counted: Engine, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(counters.os, "posix_fallocate", full)
    with monkeypatch.context() as forked:
        forked.setattr(counters.os, "getpid", lambda: 4194301)
        meters.tell("check", "ready", value=1)
    assert "letterkit_check_seconds_count ready" not in samples(client)


def test_the_board_and_the_alerts_ask_for_figures_that_there_are(
    counted: Engine, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prometheus says nothing of a name that it does not know: a panel would stay empty, an alert silent."""
    deploy = Path(__file__).resolve().parents[2] / "docs" / "deploy"
    asked = {
        re.sub(r"_(bucket|count|sum|total)$", "", name)
        for file in ("grafana.json", "alerts.yml")
        for name in re.findall(r"letterkit_[a-z_]+", (deploy / file).read_text("utf-8"))
    }
    for what in ("request", "check", "unchecked", "libreoffice", "batch-letter", "mail", "mail-round"):
        meters.tell(what, *["some"] * (3 if what == "request" else 1))
    with counted.database.writing() as session:
        audit.record(session, None, NOTED, "database")
        session.add(ScheduledBackup(day=NOW.date(), until=NOW, ended=NOW, size=1, tried=NOW, name="b"))
    told = {family.name for family in text_string_to_metric_families(client.get("/metrics").text)}
    assert asked <= told
