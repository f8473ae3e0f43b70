import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

import pytest

from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.language.languagetool.server import POM, Server, ServerConfig, start

STUB_JARS = ("languagetool-server-6.8.jar", "language-ru-6.8.jar")

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")


@pytest.fixture
def hollow_home(tmp_path: Path) -> Path:
    """A home whose jars have the right names and nothing inside."""
    (tmp_path / "lib").mkdir()
    for name in STUB_JARS:
        (tmp_path / "lib" / name).write_bytes(b"")
    return tmp_path


def test_the_configuration_switches_the_caches_on(tmp_path: Path) -> None:
    ServerConfig(cache_size=7, max_pipeline_pool_size=3).write(tmp_path / "p")
    lines = (tmp_path / "p").read_text().splitlines()
    assert {"pipelineCaching=true", "cacheSize=7", "maxPipelinePoolSize=3"} <= set(lines)


def test_the_pom_is_pinned_and_names_no_repository() -> None:
    pom = POM.read_text(encoding="utf-8")
    assert "<languagetool.version>6.8</languagetool.version>" in pom
    assert "repositories" not in {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(pom).iter()}
    assert "<exclusion" not in pom


def test_without_java_the_error_says_so(hollow_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(hollow_home))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ToolMissing) as fault:
        start(0, hollow_home)
    assert fault.value.code == "java.missing"


def test_without_the_jars_the_error_names_their_folder(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing) as fault:
        start(0, tmp_path)
    assert fault.value.code == "languagetool.not-installed"
    assert fault.value.details["folder"] == str(tmp_path / "lib")


@needs_java
def test_jars_that_cannot_run_give_the_last_line_of_the_log(hollow_home: Path) -> None:
    with pytest.raises(ToolFailed) as fault:
        start(0, hollow_home)
    assert fault.value.code == "languagetool.did-not-start"
    assert "org.languagetool.server.HTTPServer" in str(fault.value.details["why"])


@needs_java
def test_a_port_in_use_is_refused(hollow_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ToolFailed) as fault:
            start(port, hollow_home)
    assert (fault.value.code, fault.value.details["port"]) == ("languagetool.did-not-start", port)


def test_a_server_that_does_not_answer_in_time_is_ended(
    hollow_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(ToolFailed):
        start(0, hollow_home, limit_s=1.0)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_the_server_listens_on_loopback_only(server: Server) -> None:
    listening = subprocess.run(["ss", "-Hltn", f"sport = :{server.port}"], capture_output=True, text=True, check=True)
    addresses = {line.split()[3].rsplit(":", 1)[0] for line in listening.stdout.splitlines()}
    assert addresses <= {"127.0.0.1", "[::ffff:127.0.0.1]", "[::1]"}
    assert addresses


def test_sigterm_ends_the_server_and_leaves_nothing(server: Server) -> None:
    home = Path(__file__).parents[2] / "var" / "languagetool"
    program = (
        "import sys; from pathlib import Path; from letterkit.language.languagetool.server import run_server;"
        "say = lambda server: print(server.url, server.pid, flush=True);"
        f"sys.exit(run_server(0, Path({str(home)!r}), ready=say))"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as runner:
        assert runner.stdout is not None
        url, pid = runner.stdout.readline().split()
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        assert straight.open(f"{url}/v2/healthcheck", timeout=5).status == 200
        runner.send_signal(signal.SIGTERM)
        assert runner.wait(20) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
