import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from letterkit.checking.examples.trial import Bench
from letterkit.checking.profile import load_profile
from letterkit.checks.rule_book import load_rulebook
from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.language.judge import Judge, OwnProofreader
from letterkit.language.languagetool.allowed import AllowList
from letterkit.language.languagetool.client import LanguageToolServer
from letterkit.language.languagetool.server import Server
from letterkit.language.proofreader import open_proofreader

from ..webui.languagetool.shape import differences


@pytest.fixture
def remote(server: Server, allowed: AllowList) -> LanguageToolServer:
    return LanguageToolServer(server.url, allowed.rules)


@pytest.fixture
def mute() -> Iterator[str]:
    """An address that takes calls and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def stranger() -> Iterator[str]:
    """A web server that is no LanguageTool."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>It works!</h1>")

        def log_message(self, *_: object) -> None:
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    site.server_close()


@pytest.mark.long
def test_a_server_answers_in_the_shape_that_ours_is_held_to(server: Server) -> None:
    asked = urlencode({"text": "Он пошол домой ,  в Москве и Москве.", "language": "ru-RU"}).encode()
    with urlopen(f"{server.url}/v2/check", asked) as answer:
        told = json.load(answer)
    assert len(told["matches"]) >= 2
    assert differences(told) == []


def test_the_rules_of_the_server_find_their_examples(server: Server, rules: Path) -> None:
    profile = load_profile(rules / "profile.yml")
    book = load_rulebook(rules, profile.packs)
    codes = [check.code for check in book.checks if check.code.endswith(".languagetool")]
    assert len(codes) == 4
    assert list(Bench(book, profile, rules, open_proofreader("languagetool", server.url)).faults(codes)) == []


def test_paragraphs_sent_together_are_read_apart(
    remote: LanguageToolServer, judge: Judge, faulty_paragraphs: list[str]
) -> None:
    paragraphs = [*faulty_paragraphs, "Сообщим в течении мая.", "Последний абзац."]
    together = OwnProofreader(remote, judge).matches_each(paragraphs)
    assert together == [OwnProofreader(remote, judge).matches(text) for text in paragraphs]
    assert together[-2]
    assert not together[-1]


def test_offsets_count_code_points_in_every_thread(server: Server, allowed: AllowList) -> None:
    remote = LanguageToolServer(server.url, allowed.rules)
    texts = [f"{'🏠' * number} Дом {number} построят в течении месяца." for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(remote.matches, texts))
    for text, matches in zip(texts, found, strict=True):
        assert [text[m.start : m.end] for m in matches if m.rule == "V_TECHENIЕ"] == ["в течении месяца"]


@pytest.mark.parametrize("ending", ["", "/", "/v2", "/v2/"])
def test_the_address_may_end_as_people_write_it(ending: str, server: Server, allowed: AllowList) -> None:
    assert LanguageToolServer(server.url + ending, allowed.rules).version == "6.8"


def test_a_proxy_does_not_stand_between_us_and_this_machine(
    server: Server, allowed: AllowList, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert LanguageToolServer(server.url, allowed.rules).matches("Сделаем в течении месяца.") != ()


def test_a_mute_server_is_given_up_within_the_limit(mute: str) -> None:
    began = time.monotonic()
    with pytest.raises(ToolMissing) as fault:
        LanguageToolServer(mute, frozenset({"V_TECHENIЕ"}), limit_s=0.5)
    assert fault.value.code == "languagetool.no-answer"
    assert time.monotonic() - began < 15


def test_another_web_server_is_not_taken_for_languagetool(stranger: str) -> None:
    with pytest.raises(ToolMissing) as fault:
        LanguageToolServer(stranger, frozenset({"V_TECHENIЕ"}))
    assert fault.value.code == "languagetool.no-answer"


def test_a_server_that_goes_silent_later_is_a_failed_tool(server: Server, mute: str) -> None:
    remote = LanguageToolServer(server.url, frozenset({"V_TECHENIЕ"}))
    client = remote._client()
    client._url = f"{mute}/v2/"  # type: ignore[attr-defined]
    client._keep_to(0.5)  # type: ignore[attr-defined]
    with pytest.raises(ToolFailed) as fault:
        remote.matches("Сделаем в течении месяца.")
    assert fault.value.code == "languagetool.failed"
