"""The document of the API serves those who make clients of it: each is made, compiled, and asks the live service."""

import filecmp
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.specs.openapi.checks import positive_data_acceptance
from waitress.server import create_server

from letterkit.core.office import Duty

from .office import Register
from .programs import Program, ProgramOf, program_of  # noqa: F401

pytestmark = [pytest.mark.long, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
CALLERS = Path(__file__).parent / "clients"
GENERATORS = ROOT / "var" / "generators"
PYTHON = GENERATORS / "python" / "bin"
JAR, TSC = GENERATORS / "openapi-generator-cli.jar", GENERATORS / "node_modules" / ".bin" / "tsc"
CARD = {
    "appeal": {"number": "И-7", "registered": "2024-05-14", "subject": "ремонт", "questions": ["Когда?"]},
    "applicant": {"surname": "Ким", "name": "Анна"},
}
SAID = ["404 И-7 salutation.gender", "СЭД"]


def order(*words: object, folder: Path = ROOT, **environment: str) -> str:
    done = subprocess.run(
        [str(each) for each in words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def demand(*tools: Path | str) -> None:
    if missing := [str(each) for each in tools if not (Path(each).exists() or shutil.which(str(each)))]:
        pytest.skip(f"{missing[0]} is not there: make {GENERATORS.relative_to(ROOT)}/.stamp")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: clients do not see it."""
    return sqlite_url


@pytest.fixture
def program(program_of: ProgramOf, register: Register) -> Program:  # noqa: F811
    return program_of(Duty.REGISTRY, Duty.EXECUTOR)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the service is, alive."""
    app.config["TESTING"] = False
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture
def described(app: Flask, program: Program, tmp_path: Path) -> Path:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(program.ask("GET", "/openapi.json", 200)), "utf-8")
    return file


@pytest.mark.timeout(900)
def test_the_document_is_true_for_whatever_is_asked(address: str, program: Program, register: Register) -> None:
    """Schemathesis asks each operation for what its schema allows and holds the answers to the document.

    That a schema lets pass bytes that are no letter, and cards that name nobody, is no fault: 422 says why.
    """
    register.letter(register.appeal())
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    headers = {"Authentication-Token": program.token, "Accept-Encoding": "identity"}
    for operation in schema.get_all_operations():
        _ask(operation.ok().as_strategy(), headers)


@pytest.mark.timeout(900)
def test_every_value_of_the_document_is_taken_and_every_other_refused(
    app: Flask, address: str, program: Program, register: Register, tmp_path: Path
) -> None:
    """Schemathesis' phase of coverage: each limit, each wrong type, each key too many, everywhere it may stand.

    As above, that a schema cannot tell what the register knows is no fault.
    """
    app.config["LIMIT_API"] = "1000000/minute"
    register.letter(register.appeal())
    order(
        Path(sys.executable).with_name("schemathesis"),
        *("run", f"{address}/api/v1/openapi.json", "-H", f"Authentication-Token: {program.token}"),
        *("--phases", "coverage", "--checks", "all", "--exclude-checks", "positive_data_acceptance"),
        *("--continue-on-failure", "--warnings", "off", "--no-color"),
        folder=tmp_path,
    )


def _ask(cases: Any, headers: dict[str, str]) -> None:
    from hypothesis import HealthCheck, given, settings

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(cases)
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    ask()


def test_the_package_for_python_is_not_stale_and_asks_the_service(
    address: str, program: Program, tmp_path: Path
) -> None:
    demand(PYTHON / "openapi-python-client")
    order(sys.executable, "clients/generate.py", PYTHON / "openapi-python-client", tmp_path, PYTHONPATH=str(ROOT))
    kept, made = ROOT / "clients" / "python" / "letterkit_client", tmp_path / "letterkit_client"
    assert _differences(filecmp.dircmp(kept, made, ignore=["__pycache__"])) == [], "make client"
    said = order(
        PYTHON / "python", CALLERS / "main.py", address, program.token, json.dumps(CARD), PYTHONPATH=kept.parent
    )
    assert said.splitlines() == SAID


def _differences(found: "filecmp.dircmp[str]") -> list[str]:
    below = [name for each in found.subdirs.values() for name in _differences(each)]
    return [*found.left_only, *found.right_only, *found.diff_files, *below]


def test_openapi_python_client_makes_a_client_by_itself(
    address: str, program: Program, described: Path, tmp_path: Path
) -> None:
    demand(PYTHON / "openapi-python-client")
    made = ["generate", "--path", described, "--output-path", tmp_path / "stock", "--meta", "none", "--fail-on-warning"]
    path = f"{PYTHON}{os.pathsep}{os.environ['PATH']}"
    order(PYTHON / "openapi-python-client", *made, PATH=path)
    call = (
        "from stock import AuthenticatedClient as C; from stock.api.reference import me\n"
        "from stock.models import Report\n"
        f"c = C('{address}/api/v1', '{program.token}', prefix='', auth_header_name='Authentication-Token')\n"
        "print(me.sync(client=c).name)"
    )
    assert order(PYTHON / "python", "-c", call, folder=tmp_path).strip() == "СЭД"


@pytest.mark.timeout(600)
def test_a_client_in_java_is_compiled_and_asks_the_service(
    address: str, program: Program, described: Path, tmp_path: Path
) -> None:
    demand(JAR, "mvn", "javac")
    made = tmp_path / "java"
    order("java", "-jar", JAR, "generate", "-i", described, "-g", "java", "-o", made, "-p", "library=native")
    shutil.copy(CALLERS / "Main.java", made / "src/main/java/Main.java")
    order(
        "mvn", "-q", "-B", "-DskipTests", "compile", "dependency:build-classpath", "-Dmdep.outputFile=path", folder=made
    )
    path = f"{made}/target/classes:{(made / 'path').read_text()}"
    said = order(
        "java",
        "-Dstdout.encoding=UTF-8",
        "-Dfile.encoding=UTF-8",
        "-cp",
        path,
        "Main",
        address,
        program.token,
        json.dumps(CARD),
    )
    assert said.splitlines() == SAID


@pytest.mark.timeout(600)
def test_a_client_in_typescript_is_compiled_and_asks_the_service(
    address: str, program: Program, described: Path, tmp_path: Path
) -> None:
    demand(JAR, TSC, "node")
    made = tmp_path / "ts"
    order("java", "-jar", JAR, "generate", "-i", described, "-g", "typescript-fetch", "-o", made)
    shutil.copy(CALLERS / "main.ts", made / "main.ts")
    kind = ["--target", "es2020", "--module", "commonjs", "--moduleResolution", "node", "--lib", "es2020,dom"]
    order(TSC, "--strict", *kind, "--outDir", made / "built", made / "main.ts")
    said = order("node", made / "built" / "main.js", address, program.token, json.dumps(CARD))
    assert said.splitlines() == SAID


@pytest.mark.timeout(600)
def test_a_client_in_python_of_the_other_generator_asks_the_service(
    address: str, program: Program, described: Path, tmp_path: Path
) -> None:
    demand(JAR)
    made = tmp_path / "other"
    order("java", "-jar", JAR, "generate", "-i", described, "-g", "python", "-o", made)
    order(sys.executable, "-m", "compileall", "-q", made / "openapi_client")
    said = order(sys.executable, CALLERS / "other.py", address, program.token, json.dumps(CARD), PYTHONPATH=str(made))
    assert said.splitlines() == SAID
