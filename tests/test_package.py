"""What importing letterkit does to the process, and what it needs to be imported."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]

_ASKED = """
import letterkit.tables, sys
assert "numpy" in sys.modules
import numpy, os
one = numpy.ones((400, 400), numpy.float32)
one @ one
print(len(os.listdir("/proc/self/task")))
"""


def test_products_of_matrices_start_no_threads_whatever_has_loaded_numpy() -> None:
    told = subprocess.run([sys.executable, "-c", _ASKED], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1"]


@pytest.mark.parametrize("package", ["letterkit", "webui"])
def test_what_the_product_imports_is_installed_without_the_packages_of_tests(package: str) -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {_plain(re.split(r"[\[<>=!~ ]", wanted, maxsplit=1)[0]) for wanted in project["dependencies"]}
    given_by = packages_distributions()
    undeclared = {
        name
        for file in (HOME / package).rglob("*.py")
        for name in _imported(file)
        if name not in sys.stdlib_module_names | {"letterkit", "webui"}
        and declared.isdisjoint(map(_plain, given_by.get(name, [])))
    }
    assert undeclared == set()


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
