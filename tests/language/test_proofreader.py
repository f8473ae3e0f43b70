import subprocess
import sys
from pathlib import Path

import pytest

from letterkit.core.errors import RuleError, ToolMissing
from letterkit.language.languagetool.server import Server
from letterkit.language.ports import Match
from letterkit.language.proofreader import open_proofreader

NOBODY_LISTENS = "http://127.0.0.1:9"


def test_off_opens_nothing(rules: Path) -> None:
    assert open_proofreader("off", rules=rules) is None


def test_auto_without_an_address_has_no_server(rules: Path) -> None:
    proofreader = open_proofreader("auto", None, rules=rules)
    assert proofreader is not None
    assert proofreader.engine == "embedded"


def test_auto_does_without_a_server_that_is_silent(rules: Path) -> None:
    proofreader = open_proofreader("auto", NOBODY_LISTENS, rules=rules)
    assert proofreader is not None
    assert proofreader.engine == "embedded"


def test_auto_takes_a_server_that_answers(rules: Path, server: Server) -> None:
    proofreader = open_proofreader("auto", server.url, rules=rules)
    assert proofreader is not None
    assert (proofreader.engine, proofreader.version) == ("languagetool", "6.8")


@pytest.mark.parametrize("url", [None, "", NOBODY_LISTENS, "http://no.such.host.invalid:8081"])
def test_languagetool_asked_for_by_name_must_answer(url: str | None, rules: Path) -> None:
    with pytest.raises(ToolMissing) as fault:
        open_proofreader("languagetool", url, rules=rules)
    assert fault.value.code == "languagetool.no-answer"
    assert fault.value.details["url"] == (url or "")


def test_a_folder_without_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as fault:
        open_proofreader("embedded", rules=tmp_path)
    assert fault.value.code == "file.not-found"


def test_the_family_is_the_first_half_of_the_code() -> None:
    assert Match("R", "C", 0, 1, "", code="grammar.concord").family == "grammar"


def test_importing_the_room_loads_no_engine() -> None:
    heavy = "language_tool_python, pymorphy3, pydantic"
    ask = f"import sys, letterkit.language; print([name for name in '{heavy}'.split(', ') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
