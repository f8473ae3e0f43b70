"""The command as a person runs it: its exit code and what it printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from letterkit.cli.main import run
from letterkit.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]

LETTER = """\
МИНИСТЕРСТВО СТРОИТЕЛЬСТВА
САХАЛИНСКОЙ ОБЛАСТИ

Коммунистический проспект, д. 32,
г. Южно-Сахалинск, 693009
тел. (4242) 00-00-00
e-mail: minstroy@sakhalin.gov.ru
minstroy.sakhalin.gov.ru

20.05.2024 № 3.08-1201/24
На № И-345 от 14.05.2024

Ивановой М.П.
ул. Ленина, д. 10, кв. 5,
г. Южно-Сахалинск, 693000

О ремонте крыши

Уважаемая Мария Петровна!

Рассмотрев Ваше обращение по вопросу ремонта крыши дома № 10 по ул. Ленина, поступившее в министерство \
строительства Сахалинской области, сообщаем.

Крышу отремонтируют до 01.09.2024. Работы начнутся 01.07.2024 и займут два месяца.

С уважением,

Министр строительства
Сахалинской области                                        И.О. Фамильев

Петрова Анна Сергеевна,
отдел жилищной политики,
+7 (4242) 00-00-00, a.petrova@sakhalin.gov.ru
"""


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


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither the .env nor the variables of the machine reach a test; work data go into the test's own folder."""
    for name in ("PROFILE", "LANGUAGETOOL_URL", "HOME", "DEBUG", "SOFFICE"):
        monkeypatch.delenv(f"LETTERKIT_{name}", raising=False)
    monkeypatch.setenv("LETTERKIT_DATA", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
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
