"""A LanguageTool server of our own: Maven's jars, run by Java on this machine's loopback only.

`make languagetool` puts the jars in var/languagetool/lib by the pinned pom.xml. The caches in its
configuration decide its speed: a letter takes a sixth of the time that a server without them needs.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from letterkit.core.errors import ToolFailed, ToolMissing

POM = Path(__file__).parent / "pom.xml"
PORT = 8081
MEMORY_MB = 900
START_LIMIT_S = 60.0
STOP_LIMIT_S = 10.0

_MAIN_CLASS = "org.languagetool.server.HTTPServer"
# On two cores the collectors of garbage that work beside the program take as long as the program itself.
_JAVA_OPTIONS = ("-XX:+UseSerialGC", "-Djava.awt.headless=true")
_TAIL = 2000  # bytes of the log that an error quotes from


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """The properties file of the server; lengths in characters, times as their names say."""

    pipeline_caching: bool = True
    cache_size: int = 5000
    cache_ttl_s: int = 12 * 3600
    max_pipeline_pool_size: int = 32
    pipeline_expire_s: int = 12 * 3600
    max_text_length: int = 400_000
    max_check_time_ms: int = 60_000
    max_check_threads: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    max_work_queue_size: int = 200

    def properties(self) -> Mapping[str, str]:
        return {
            "pipelineCaching": str(self.pipeline_caching).lower(),
            "cacheSize": str(self.cache_size),
            "cacheTTLSeconds": str(self.cache_ttl_s),
            "maxPipelinePoolSize": str(self.max_pipeline_pool_size),
            "pipelineExpireTimeInSeconds": str(self.pipeline_expire_s),
            "maxTextLength": str(self.max_text_length),
            "maxTextHardLength": str(self.max_text_length),
            "maxCheckTimeMillis": str(self.max_check_time_ms),
            "maxCheckThreads": str(self.max_check_threads),
            "maxWorkQueueSize": str(self.max_work_queue_size),
        }

    def write(self, path: Path) -> None:
        path.write_text("".join(f"{name}={value}\n" for name, value in self.properties().items()), encoding="ascii")


class Server:
    """A running server; leaving the ``with`` block, or ``stop``, ends it and all that it started."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
        self._process = process
        self._folder = folder
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> int:
        """Until the server ends; its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        _end(self._process)
        shutil.rmtree(self._folder, ignore_errors=True)


def start(
    port: int,
    home: Path,
    *,
    memory_mb: int = MEMORY_MB,
    config: ServerConfig | None = None,
    limit_s: float = START_LIMIT_S,
) -> Server:
    """A server on loopback ``port`` (0: any free one) with the jars of ``home``/lib, as soon as it answers.

    Raises ToolMissing ``java.missing`` or ``languagetool.not-installed`` (``folder``), ToolFailed
    ``languagetool.did-not-start`` (``port``, ``why``: the last line of its log); nothing is left running then.
    """
    jars = home / "lib"
    if not any(jars.glob("languagetool-server-*.jar")) or not any(jars.glob("language-ru-*.jar")):
        raise ToolMissing("languagetool.not-installed", folder=str(jars))
    java = _java()
    chosen = port or _free_port()
    if not _is_free(chosen):
        raise ToolFailed("languagetool.did-not-start", port=chosen, why="server.port-taken")
    folder = Path(tempfile.mkdtemp(prefix="letterkit-languagetool-"))
    (config or ServerConfig()).write(folder / "server.properties")
    command = [java, f"-Xmx{memory_mb}m", *_JAVA_OPTIONS, "-cp", str(jars / "*"), _MAIN_CLASS]
    command += ["--port", str(chosen), "--config", str(folder / "server.properties")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    server = Server(process, chosen, folder)
    try:
        _wait_until_it_answers(server, folder / "log", limit_s)
    except BaseException:
        server.stop()
        raise
    return server


def run_server(
    port: int,
    home: Path,
    *,
    memory_mb: int = MEMORY_MB,
    config: ServerConfig | None = None,
    ready: Callable[[Server], None] = lambda server: None,
) -> int:
    """Runs a server until it ends or the user does (Ctrl-C, SIGTERM); calls ``ready`` once it answers.

    Returns 0 when it was stopped, else the exit code of Java. Errors as in ``start``.
    """
    with start(port, home, memory_mb=memory_mb, config=config) as server, _Interruptible():
        try:
            ready(server)
            return server.wait()
        except KeyboardInterrupt:
            return 0


class _Interruptible:
    """SIGTERM ends the block as Ctrl-C does, so that the server is never left behind."""

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGTERM, self._interrupt)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGTERM, self._before)

    @staticmethod
    def _interrupt(*_: object) -> None:
        raise KeyboardInterrupt


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    candidates = [str(Path(home) / "bin" / "java")] if home else []
    found = next((path for name in (*candidates, "java") if (path := shutil.which(name))), None)
    if found is None:
        raise ToolMissing("java.missing")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _wait_until_it_answers(server: Server, log: Path, limit_s: float) -> None:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + limit_s
    while time.monotonic() < until and server.is_running():
        try:
            with straight.open(f"{server.url}/v2/healthcheck", timeout=2.0) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise ToolFailed("languagetool.did-not-start", port=server.port, why=_last_words(log))


def _last_words(log: Path) -> str:
    lines = log.read_bytes()[-_TAIL:].decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""


def _end(process: "subprocess.Popen[bytes]") -> None:
    for stop in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        try:
            os.killpg(process.pid, stop)
            process.wait(STOP_LIMIT_S)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
