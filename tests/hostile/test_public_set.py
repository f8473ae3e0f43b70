"""The templates that docxtpl's own authors try it on: each is filled, to the eye of a reader, or refused by name.

``make test`` fetches them (tests/hostile/public-templates.txt); docs/templates-tried.md has what came of each.
"""

import dataclasses
import re
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docxtpl_lint
import pytest

from letterkit.checking.profile import load_profile
from letterkit.compose import Blank
from letterkit.compose.fast import compile_blank
from letterkit.compose.fill import fill, leaves
from letterkit.compose.sandbox import sandbox
from letterkit.compose.vetting import vet_blank
from letterkit.core.errors import TemplateError
from letterkit.office.content.blanks.inspection import file_remarks
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.reports.wording import codes, sentence

from .blanks import HOME, corner

pytestmark = pytest.mark.long

FOLDER = HOME / "var" / "public-templates"
_PRINTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def public_set() -> Mapping[str, bytes]:
    """The .docx of the fetched package by name."""
    found: dict[str, bytes] = {}
    for archive in sorted(FOLDER.glob("*.tar.gz")):
        with tarfile.open(archive) as opened:
            for member in opened.getmembers():
                if member.name.endswith(".docx") and (file := opened.extractfile(member)):
                    found[Path(member.name).name] = file.read()
    return found


TEMPLATES = public_set()
NAMES = sorted(TEMPLATES) or [pytest.param("", marks=pytest.mark.skip("the public templates were not fetched"))]


def blank_of(name: str) -> Blank:
    return dataclasses.replace(corner(), data=TEMPLATES[name], file=name)


def wanted(blank: Blank) -> Mapping[str, Any]:
    """A context with a word of its own for each field that the template prints, two of each list."""
    vet_blank(blank)
    found = docxtpl_lint.lint(blank.data, jinja_env=sandbox())
    text = text_map(Package.open(blank.data, blank.file)).text
    printed = " ".join(_PRINTED.findall(text))
    context: dict[str, Any] = {}
    for name in sorted(found.variables):
        last = name.removesuffix("[]").split(".")[-1].removesuffix("[]")
        shown = re.search(rf"\b{re.escape(last)}\b", printed) is not None or name.endswith("[]")
        _put(context, name.split("."), f"щит-{name.replace('.', '-')}" if shown else True)
    return context


def _put(at: dict[str, Any], path: list[str], word: object) -> None:
    head, *rest = path
    if not head.endswith("[]"):
        if rest:
            inner = at.setdefault(head, {})
            if isinstance(inner, list):
                for number, row in enumerate(inner):
                    _put(row, rest, f"{word}-{number}" if isinstance(word, str) else word)
            elif isinstance(inner, dict):
                _put(inner, rest, word)
        else:
            at.setdefault(head, word)
        return
    name = head.removesuffix("[]")
    if not rest:
        if not isinstance(at.get(name), list):
            at[name] = [f"{word}-1", f"{word}-2"]
        return
    if not isinstance(at.get(name), list) or not all(isinstance(row, dict) for row in at[name]):
        at[name] = [{}, {}]
    for number, row in enumerate(at[name]):
        _put(row, rest, f"{word}-{number}" if isinstance(word, str) else word)


def outcome(name: str) -> str | TemplateError:
    """The text of the filled template as a reader sees it, or why it is refused."""
    blank = blank_of(name)
    try:
        filled = fill(blank, wanted(blank))
    except TemplateError as fault:
        return fault
    return text_map(Package.open(filled.docx, name)).text


def test_all_of_them_are_there() -> None:
    if not TEMPLATES:
        pytest.skip("the public templates were not fetched")
    assert len(TEMPLATES) == 37


@pytest.mark.parametrize("name", NAMES)
def test_as_a_blank_of_ours_it_is_told_all_that_it_lacks(name: str) -> None:
    remarks = file_remarks(blank_of(name), load_profile(HOME / "rules" / "profile.yml"))
    assert remarks
    for remark in remarks:
        assert remark.error.code in codes()
        assert sentence(remark.error).startswith(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_seen_in_the_letter_or_it_is_refused_by_name(name: str) -> None:
    came = outcome(name)
    if isinstance(came, TemplateError):
        assert came.code in codes()
        assert came.file == name
        assert came.code != "template.failed"
        return
    words = [word for _, word in leaves(wanted(blank_of(name)))]
    assert all(word in came for word in words)


@pytest.mark.parametrize("name", NAMES)
def test_the_fast_way_comes_to_the_same(name: str) -> None:
    blank, came = blank_of(name), outcome(name)
    if isinstance(came, TemplateError):
        with pytest.raises(TemplateError) as caught:
            compile_blank(blank).fill(wanted(blank))
        assert caught.value.code == came.code
        return
    context, compiled = wanted(blank), compile_blank(blank)
    assert compiled.fill(context) == compiled.fill(context) == fill(blank, context)
