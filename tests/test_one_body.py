"""Nothing of one body is written in code: it all comes from the profile."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterkit.checking.profile import load_profile
from letterkit.core.people import Case
from letterkit.settings import Settings

HOME = Settings(_env_file=None)
ROOT = HOME.home
_OTHER = ("*.yml", "*.tsv", "*.html", "*.js", "*.css", "*.json")
_NOT_OURS = ("node_modules", "dist", "banks")  # banks: words of letters in which mistakes are planted


def own_words() -> list[str]:
    """What only the body of the settings has: parts of its names, addresses and people."""
    profile = load_profile(HOME.profile_path)
    body = profile.body
    host = body.email.partition("@")[2]
    words = [*body.names.values(), *body.letterhead_lines, *body.address_lines, body.phone, body.email, body.site, host]
    words += [name.rpartition(" ")[2] for name in (signer.name for signer in profile.signers)]
    words += [" ".join(signer.post_lines) for signer in profile.signers]
    words += [f"{body.names[Case.NOMINATIVE].split()[2][:6]}"]  # «Сахали…» in any case
    return [word.casefold() for word in words]


def said() -> Iterator[tuple[Path, str]]:
    """Every text that the program itself says or compares with: strings of modules but for docstrings, data files."""
    for room in ("letterkit", "webui"):
        for path in (ROOT / room).rglob("*.py"):
            if not set(_NOT_OURS) & set(path.parts):
                for words in strings(ast.parse(path.read_text(encoding="utf-8"))):
                    yield path, words
        for pattern in _OTHER:
            for path in (ROOT / room).rglob(pattern):
                if not set(_NOT_OURS) & set(path.parts):
                    yield path, path.read_text(encoding="utf-8")


def strings(tree: ast.AST) -> Iterator[str]:
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.fixture(scope="module")
def words() -> list[str]:
    return own_words()


def test_no_name_address_or_signer_of_the_settings_body_is_in_code(words: list[str]) -> None:
    found = {(str(path.relative_to(ROOT)), word) for path, told in said() for word in words if word in told.casefold()}
    assert found == set()


def test_the_words_looked_for_are_those_of_the_profile(words: list[str]) -> None:
    profile = HOME.profile_path.read_text(encoding="utf-8").casefold()
    assert len(words) > 15
    assert [word for word in words if word.split()[0] not in profile] == []


def test_a_word_in_a_string_would_be_found(words: list[str]) -> None:
    assert any(words[0] in told.casefold() for told in strings(ast.parse(f"x = 'от: {words[0]}'")))
    assert list(strings(ast.parse(f'"""{words[0]}"""'))) == []
