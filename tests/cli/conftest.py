"""The command as a person runs it: its exit code and what it printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from letterkit.checking.profile import load_profile
from letterkit.checks.rule_book import load_rulebook
from letterkit.cli.main import run
from letterkit.settings import load_settings

from ..clean_letter import CLEAN_LETTER as LETTER

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """The one line of standard error; fails when there are more, or a traceback."""
        assert "Traceback" not in self.err
        [line] = self.err.splitlines()
        return line


Letterkit = Callable[..., Ran]


@pytest.fixture(scope="session")
def rules_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shipped rules are kept read: each command would read them anew, for two seconds."""
    memory = tmp_path_factory.mktemp("rules") / "rules.json"
    settings = load_settings()
    load_rulebook(settings.rules_dir, load_profile(settings.profile_path).packs, memory)
    return memory


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, rules_read: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither the .env nor the variables of the machine reach a test; work data go into the test's own folder."""
    for name in ("PROFILE", "LANGUAGETOOL_URL", "HOME", "DEBUG", "SOFFICE"):
        monkeypatch.delenv(f"LETTERKIT_{name}", raising=False)
    monkeypatch.setenv("LETTERKIT_DATA", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var" / "cache").mkdir(parents=True)
    (tmp_path / "var" / "cache" / "rules.json").symlink_to(rules_read)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.fixture
def letterkit(capsys: pytest.CaptureFixture[str]) -> Letterkit:
    def ran(*arguments: object) -> Ran:
        code = run([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran


@pytest.fixture
def quick(letterkit: Letterkit) -> Letterkit:
    """``letterkit check`` with the text rules only."""
    return lambda *arguments: letterkit("check", *arguments, "--no-pages", "--engine", "off")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "письмо.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def wrong_letter(tmp_path: Path) -> Path:
    path = tmp_path / "неверное.txt"
    path.write_text(LETTER.replace("Уважаемая", "Уважаемый"), encoding="utf-8")
    return path


@pytest.fixture
def demo_card() -> Path:
    return ROOT / "templates" / "samples" / "demo.yml"
