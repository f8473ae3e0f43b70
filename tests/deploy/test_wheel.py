"""The wheel has all that the product needs of its own, and works where there is nothing else of it."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from letterkit.settings import Settings

ROOT = Path(__file__).parents[2]
NEEDED = ("letterkit", "webui", "bench", "rules", "templates", "docs", "plugins", "pyproject.toml", "README.md")
GONE = ("/frontend/", "/__pycache__/", "/node_modules/", "bench/runs/", "bench/rivals/", "bench/teach/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from links to the repository, so that nothing is written into it."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in NEEDED:
        (source / name).symlink_to(ROOT / name)
    build = "from setuptools import build_meta; import sys; build_meta.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(target)], cwd=source, check=True, capture_output=True)
    [made] = target.glob("*.whl")
    return made


@pytest.fixture
def unpacked(wheel: Path, tmp_path: Path) -> Path:
    """The wheel as pip lays it out."""
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    return tmp_path


def files_under(folder: str) -> set[str]:
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {each for path in paths if not any(part in (each := f"/{path.relative_to(ROOT)}") for part in GONE)}


def test_rules_texts_guide_and_pages_are_inside(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        names = {f"/{name}" for name in packed.namelist()}
    for folder in ("rules", "templates", "docs/guide", "plugins/libreoffice"):
        assert files_under(folder) <= {name.removeprefix("/letterkit/shipped") for name in names}
    unneeded = {"/letterkit/store/migrations/script.py.mako"}  # for whoever writes a migration
    for folder in ("letterkit", "webui"):
        assert files_under(folder) - names <= unneeded
    assert [name for name in names if any(part in name for part in GONE)] == []


def test_an_installed_program_finds_its_own_files_and_keeps_data_apart_from_them(
    unpacked: Path, tmp_path: Path
) -> None:
    asked = (
        "from letterkit.settings import load_settings as s; s = s(); print(s.home, s.data_dir, s.profile_path, sep='|')"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LETTERKIT_")}
    environment |= {"PYTHONPATH": str(unpacked), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-P", "-c", asked]
    ran = subprocess.run(command, cwd="/", env=environment, check=True, capture_output=True, text=True)
    told = ran.stdout.strip().split("|")
    shipped = f"{unpacked}/letterkit/shipped"
    assert told[:3] == [shipped, f"{tmp_path}/data/letterkit", f"{shipped}/rules/profile.yml"]


@pytest.mark.long
def test_a_letter_is_drafted_and_checked_by_what_the_wheel_holds(unpacked: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LETTERKIT_")}
    environment |= {"PYTHONPATH": str(unpacked), "XDG_DATA_HOME": str(tmp_path / "data")}
    sample = unpacked / "letterkit/shipped/templates/samples/demo.yml"
    command = [sys.executable, "-P", "-m", "letterkit.cli", "draft", str(sample), "--reply", "by_date", "-o", "demo"]
    told = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert "Можно подписывать" in told.stdout, told.stderr


def test_a_checkout_is_its_own_home() -> None:
    assert Settings().home == ROOT
