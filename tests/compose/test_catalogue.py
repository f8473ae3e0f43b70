import os
import shutil
from pathlib import Path

import pytest

from letterkit.compose import Catalogue
from letterkit.compose.catalogue import load_blank, parse_reply
from letterkit.core.errors import RequestError, TemplateError

GOOD = """---
id: test
title: О деле
fields:
  what: {label: Что, required: true}
---
{{ opening }}

{{ what }}
"""


def test_a_reply_text_knows_where_its_words_begin() -> None:
    reply = parse_reply(GOOD, "test.md")
    assert reply.source.startswith("{{ opening }}")
    assert GOOD.split("\n")[reply.first_line - 1] == "{{ opening }}"
    assert reply.fields["what"].required


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("title: О деле", "titel: О деле", "data.unknown-key", 3),
        ("id: test\n", "id: test\ncolour: red\n", "data.unknown-key", 3),
        ("required: true", "required: может быть", "data.bad-value", 5),
        ("title: О деле", "title: [", "yaml.syntax", None),
        ("---\nid", "id", "reply.no-front-matter", 1),
        ("what: {", "opening: {", "reply.reserved-field", None),
    ],
)
def test_a_broken_front_matter_is_told_with_its_place(old: str, new: str, code: str, line: int | None) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_reply(GOOD.replace(old, new, 1), "test.md")
    assert caught.value.code == code
    assert caught.value.file == "test.md"
    assert line is None or caught.value.line == line


def test_an_unknown_id_names_those_that_are_known(catalogue: Catalogue) -> None:
    with pytest.raises(RequestError) as caught:
        catalogue.reply("нет-такого")
    assert caught.value.code == "reply.unknown"
    assert {"solved", "by_date", "no_date", "cannot", "redirect"} <= set(caught.value.details["known"])  # type: ignore[call-overload]
    with pytest.raises(RequestError) as caught:
        catalogue.blank("../../etc/passwd")
    assert caught.value.code == "blank.unknown"
    assert {"corner", "longitudinal"} <= set(caught.value.details["known"])  # type: ignore[call-overload]


def test_an_id_is_the_name_of_its_file(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "other.yml").write_text(
        (catalogue.root / "blanks" / "corner.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(TemplateError) as caught:
        load_blank(tmp_path / "other.yml")
    assert caught.value.code == "template.wrong-id"


def test_a_blank_without_its_word_file_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "corner.yml").write_text(
        (catalogue.root / "blanks" / "corner.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(TemplateError) as caught:
        load_blank(tmp_path / "corner.yml")
    assert caught.value.code == "blank.no-docx"


def test_both_standards_and_both_layouts_are_at_hand(catalogue: Catalogue) -> None:
    kinds = {(blank.head.layout, blank.head.pack) for blank in catalogue.blanks()}
    assert kinds == {(layout, pack) for layout in ("corner", "longitudinal") for pack in ("gost-2025", "gost-2016")}


def test_a_reply_text_changed_on_disk_is_read_anew_and_one_unchanged_is_not(tmp_path: Path) -> None:
    file = tmp_path / "replies" / "test.md"
    file.parent.mkdir()
    file.write_text(GOOD, encoding="utf-8")
    stamp = file.stat()
    catalogue = Catalogue(tmp_path)
    before = catalogue.reply("test")
    assert catalogue.reply("test") is before
    file.write_text(GOOD.replace("О деле", "О теле"), encoding="utf-8")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as long as before, and as old
    assert catalogue.reply("test").head.title == "О теле"


def test_a_blank_changed_in_word_is_read_anew(tmp_path: Path, catalogue: Catalogue) -> None:
    shutil.copytree(catalogue.root / "blanks", tmp_path / "blanks")
    copied = Catalogue(tmp_path)
    before = copied.blank("corner")
    assert copied.blank("corner") is before
    (tmp_path / "blanks" / "corner.docx").write_bytes(b"another")
    assert copied.blank("corner").data == b"another"


def test_a_reply_text_added_or_taken_away_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "replies").mkdir()
    catalogue = Catalogue(tmp_path)
    assert catalogue.replies() == ()
    (tmp_path / "replies" / "test.md").write_text(GOOD, encoding="utf-8")
    assert [reply.id for reply in catalogue.replies()] == ["test"]
    (tmp_path / "replies" / "test.md").unlink()
    with pytest.raises(RequestError, match=r"reply\.unknown"):
        catalogue.reply("test")
