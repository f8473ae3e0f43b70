"""A rule folder of its own for tests that write rules, and the real one for tests that read them."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from letterkit.checking.profile import load_profile
from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.core.letter import Letter, Paragraph, Part, Role, Source
from letterkit.core.profile import Profile

ROOT = Path(__file__).resolve().parents[2]

EXISTENCE = """\
code: officialese.test-word
kind: existence
clause: "3.7"
level: warning
message: Лишние слова «{excerpt}»
why: Можно сказать проще.
find:
  - find: в целях
examples:
  wrong: ["Работы идут [в целях] ремонта."]
  right: ["Работы идут."]
"""

CLAUSES = """\
clauses:
  "3.3": {asks: Без ошибок, rules: [spelling]}
  "3.7": {asks: Просто, rules: [officialese]}
"""


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile(ROOT / "rules" / "profile.yml")


@pytest.fixture(scope="session")
def book(profile: Profile) -> RuleBook:
    return load_rulebook(ROOT / "rules", profile.packs)


@pytest.fixture
def rules_of(tmp_path: Path) -> Callable[..., Path]:
    """A folder of rules with the internal ones, clauses, and the given files in the pack ``own``."""

    def made(clauses: str = CLAUSES, **files: str) -> Path:
        rules = tmp_path / "rules"
        (rules / "own").mkdir(parents=True)
        (rules / "internal").mkdir()
        for source in (ROOT / "rules" / "internal").glob("*.yml"):
            (rules / "internal" / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        (rules / "clauses.yml").write_text(clauses, encoding="utf-8")
        for text in files.values():
            code = text.split("code: ", 1)[1].split("\n", 1)[0]
            (rules / "own" / f"{code}.yml").write_text(text, encoding="utf-8")
        return rules

    return made


@pytest.fixture
def letter_of() -> Callable[..., Letter]:
    """A letter from (role, text) pairs, parted by empty lines."""

    def made(*parts: tuple[Role, str]) -> Letter:
        text, placed = "", []
        for role, words in parts:
            text += "\n\n" if text else ""
            placed.append(Part(role, len(text), len(text) + len(words)))
            text += words
        source = Source("letter.txt", "text", sha256(text.encode()).hexdigest())
        return Letter(source, text, tuple(Paragraph(part.start, part.end) for part in placed), tuple(placed))

    return made
