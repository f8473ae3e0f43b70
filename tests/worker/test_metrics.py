"""A worker on a machine without a service tells its own figures, to whom the settings name."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from prometheus_client import values

from bench.runs.register import free_port
from letterkit.core import meters
from letterkit.core.errors import RequestError
from letterkit.settings import Settings
from letterkit.worker import counters
from letterkit.worker.metrics import listening


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., requests.Response]:
    """Asks the figures of a worker with these settings, which has printed one letter."""
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    monkeypatch.setattr(values, "ValueClass", values.MutexValue)

    def asked(authorization: str = "", **told: object) -> requests.Response:
        address = f"127.0.0.1:{free_port()}"
        settings = Settings(data=tmp_path, worker_metrics=address, **told)  # type: ignore[arg-type]
        counters.start_counting(settings)
        meters.tell("libreoffice", "ready", value=2)
        meters.listen(None)
        work = listening(settings)
        assert work is not None
        threading.Thread(target=work, daemon=True).start()
        return requests.get(f"http://{address}/metrics", headers={"Authorization": authorization}, timeout=10)

    return asked


def test_its_own_machine_reads_what_it_has_counted(ask: Callable[..., requests.Response]) -> None:
    told = ask()
    assert told.status_code == 200
    assert 'letterkit_libreoffice_seconds_count{outcome="ready"} 1.0' in told.text
    assert "letterkit_disk_free_bytes" in told.text


def test_others_need_their_network_or_the_token_of_the_settings(ask: Callable[..., requests.Response]) -> None:
    far, token = "10.1.5.0/24", "k" * 20
    assert ask(metrics_networks=far).status_code == 403
    assert ask(metrics_networks=far, metrics_token=token, authorization="Bearer nothing").status_code == 403
    assert ask(metrics_networks=far, metrics_token=token, authorization=f"Bearer {token}").status_code == 200


def test_it_is_off_until_an_address_is_named_and_a_bad_one_is_told_at_the_start(tmp_path: Path) -> None:
    assert listening(Settings(data=tmp_path)) is None
    port = free_port()
    for address, code in (("9478", "monitoring.bad-address"), ("192.0.2.1:9478", "monitoring.address-taken")):
        with pytest.raises(RequestError, match=code):
            listening(Settings(data=tmp_path, worker_metrics=address))
    first = listening(Settings(data=tmp_path, worker_metrics=f"127.0.0.1:{port}"))
    assert first is not None
