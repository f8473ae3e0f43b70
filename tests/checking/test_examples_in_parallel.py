"""The examples of many rules tried over several processes."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from letterkit.checking.checker import CheckOptions
from letterkit.checking.examples.parallel import Trial, faults
from letterkit.checks.rule_book import load_rulebook

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def options(tmp_path: Path) -> CheckOptions:
    """A rule book two of whose rules have an example that their rule does not find."""
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    for name in ("officialese.time", "officialese.purpose"):
        file = rules / "language" / f"{name}.yml"
        text = file.read_text(encoding="utf-8")
        assert "\n  wrong:\n" in text
        file.write_text(text.replace("\n  wrong:\n", "\n  wrong:\n    - Забор [покрасят].\n"), encoding="utf-8")
    return CheckOptions(rules / "profile.yml", rules, engine="off", pages=False)


@pytest.mark.slow
@pytest.mark.long
def test_faults_come_in_the_order_of_the_rules_whatever_process_found_them(options: CheckOptions) -> None:
    codes = [code for code in _codes(options) if code.startswith("officialese.")]
    seen: list[Trial] = []

    def watched(done: Iterable[Trial], total: int) -> Iterator[Trial]:
        for each in done:
            seen.append(each)
            yield each
        assert len(seen) == total

    found = faults(codes, options, jobs=2, watched=watched)
    assert [(fault.code, fault.what) for fault in found] == [
        ("officialese.purpose", "example.not-found"),
        ("officialese.time", "example.not-found"),
    ]
    assert found == faults(codes, options, jobs=1)
    assert sorted(code for trial in seen for code in trial.codes) == sorted(codes)


def _codes(options: CheckOptions) -> list[str]:
    return [check.code for check in load_rulebook(options.rules, ("language",)).checks]
