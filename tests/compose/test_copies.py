"""A copy of a reply text and a blank gives back what it was made of, whatever becomes of the files."""

import shutil
from pathlib import Path

import pytest

from letterkit.compose import Catalogue
from letterkit.compose.copies import copy_of, read_copy
from letterkit.core.errors import TemplateError


@pytest.fixture
def copied(tmp_path: Path, catalogue: Catalogue) -> Catalogue:
    """A catalogue of the tests' own, to be changed."""
    shutil.copytree(catalogue.root, tmp_path / "templates", dirs_exist_ok=True)
    return Catalogue(tmp_path / "templates")


def test_what_is_read_from_a_copy_is_what_the_catalogue_has(catalogue: Catalogue) -> None:
    reply, blank = read_copy(copy_of(catalogue, "redirect", "longitudinal"))
    known = catalogue.reply("redirect")
    assert (reply.head, reply.source, reply.first_line) == (known.head, known.source, known.first_line)
    assert (blank.head, blank.data) == (catalogue.blank("longitudinal").head, catalogue.blank("longitudinal").data)


def test_a_copy_is_the_same_until_a_file_changes(copied: Catalogue) -> None:
    before = copy_of(copied, "redirect", "corner")
    assert copy_of(copied, "redirect", "corner") == before
    file = copied.root / "replies" / "redirect.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nЕщё абзац.\n", encoding="utf-8")
    assert copy_of(copied, "redirect", "corner") != before
    assert "Ещё абзац." not in read_copy(before)[0].source


def test_a_text_that_is_broken_is_not_copied(copied: Catalogue) -> None:
    (copied.root / "replies" / "redirect.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with pytest.raises(TemplateError):
        copy_of(copied, "redirect", "corner")
