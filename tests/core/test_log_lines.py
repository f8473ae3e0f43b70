"""A log tells what went wrong and where, and not what a letter says: of the service and of workers alike."""

import json
import subprocess
import sys
from pathlib import Path

WORKER = """
import logging, sys
from letterkit.core.errors import RequestError
from letterkit.worker import serve

def run(settings, jobs, ready):
    log = logging.getLogger("letterkit.worker.mail")
    log.warning("%s: %s, %d", "Сентинелова", RequestError("mail.refused", to="sentinelova@example.ru"), 3)
    try:
        raise RequestError("mail.bad-message", file="Обращение Сентиновой.eml") from ValueError("Сентинелова, ул. Мира")
    except RequestError:
        log.exception("message %s", 7)
    logging.getLogger("huey").error("Unhandled exception in task of Сентинелова")

serve.run = run
from letterkit.cli.main import main
sys.argv = ["letterkit", "worker"]
main()
"""


def test_a_worker_writes_what_went_wrong_and_no_word_of_a_citizen(tmp_path: Path) -> None:
    environment = {"LETTERKIT_DATA": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    ran = subprocess.run([sys.executable, "-c", WORKER], capture_output=True, text=True, env=environment, timeout=60)
    assert ran.returncode == 0, ran.stderr
    warned, failed, others = map(json.loads, ran.stderr.splitlines())
    assert warned["event"] == "%s: mail.refused, 3"
    assert failed["event"] == "message 7"
    assert [each["type"] for each in failed["faults"]] == ["RequestError", "ValueError"]
    assert failed["faults"][0]["code"] == "mail.bad-message"
    assert others["logger"] == "huey"
    for secret in ("Сентин", "sentinelova", "Мира", "\\u0421\\u0435\\u043d\\u0442"):
        assert secret not in ran.stderr
