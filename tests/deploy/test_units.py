"""What the .deb and the bundle put on a machine besides the program: units, scripts, settings, all of them sound."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from letterkit.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
UNITS = ("letterkit-serve.service", "letterkit-worker.service")
SCRIPTS = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh"))


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A folder of units as the package lays it out."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    for name in UNITS:
        text = (DEPLOY / "systemd" / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("/usr/bin/letterkit", "/bin/true"), "utf-8")
    (tmp_path / "letterkit-.service.d").mkdir()
    shutil.copy(DEPLOY / "systemd" / "sandbox.conf", tmp_path / "letterkit-.service.d")
    return tmp_path


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_as_systemd_wants_it_and_is_confined(system: Path, name: str) -> None:
    run = ["systemd-analyze", "--man=no", "verify", str(system / name)]
    verified = subprocess.run(run, capture_output=True, text=True, check=False)
    assert [line for line in verified.stderr.splitlines() if "letterkit" in line] == []
    run = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(system / name)]
    told = subprocess.run(run, capture_output=True, text=True, check=False).stdout
    found = re.search(r"Overall exposure level.*: ([\d.]+)", told)
    assert found, told
    assert float(found[1]) <= 2.0


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_one_of_any_shell(script: Path) -> None:
    subprocess.run(["sh", "-n", str(script)], check=True)


def test_settings_of_the_package_and_of_containers_are_settings() -> None:
    known = {PREFIX + name.upper() for name in (*Settings.model_fields, "env_file")}
    of_package = re.findall(r"(?m)^#?(LETTERKIT_\w+)=", (DEPLOY / "debian" / "letterkit.env").read_text("utf-8"))
    of_image = re.findall(r"(LETTERKIT_\w+)=", (DEPLOY / "docker" / "Dockerfile").read_text("utf-8"))
    compose = YAML(typ="safe").load((DEPLOY / "docker" / "compose.yml").read_text("utf-8"))
    of_compose = list(compose["x-letterkit"]["environment"])
    assert of_package
    assert of_image
    assert set(of_package) | set(of_image) | set(of_compose) <= known
    assert compose["services"]["worker"]["deploy"]["replicas"] == 2
    assert {"database", "tables", "service"} <= compose["services"].keys()
