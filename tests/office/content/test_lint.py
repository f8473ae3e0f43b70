"""Everything that is wrong with a reply text or a blank is told at once, with its place."""

import io
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from letterkit.checking.checker import Checker
from letterkit.compose import Blank, Catalogue
from letterkit.core.errors import RequestError
from letterkit.core.finding import Level
from letterkit.core.office import Actor, Duty
from letterkit.core.outcome import Evidence
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.desk import BlankDesk
from letterkit.office.content.blanks.starting import starter_with_comments
from letterkit.office.content.lint import Remark, lint_path, lint_reply
from letterkit.reports.wording import sentence
from letterkit.store.desk import DeskStore

from .conftest import Version


def told(remarks: tuple[Remark, ...]) -> list[tuple[str, str]]:
    return [(remark.error.code, remark.level.value) for remark in remarks]


def test_what_is_shipped_is_in_order(catalogue: Catalogue, profile: Profile, blank: Blank) -> None:
    paths = [*catalogue.root.glob("replies/*.md"), *catalogue.root.glob("blanks/*.yml")]
    assert len(paths) > 15
    assert {path.name: told(lint_path(path, profile, blank)) for path in paths} == {path.name: [] for path in paths}


def test_all_faults_of_a_text_are_told_and_not_the_first_alone(
    version: Version, profile: Profile, blank: Blank
) -> None:
    reply = version(("{{ when }}.", "{{ whem }}. {{ nobody }}"))
    remarks = lint_reply(reply, profile, blank)
    assert told(remarks) == [
        ("template.unknown-field", "error"),
        ("template.unknown-field", "error"),
        ("template.unused-field", "error"),
    ]
    assert [remark.error.details["name"] for remark in remarks] == ["nobody", "whem", "when"]
    assert remarks[0].error.line == reply.first_line + 2


def test_a_text_that_some_people_would_not_get_is_faulty(version: Version, profile: Profile, blank: Blank) -> None:
    reply = version(("{% if who %} Работу ведёт {{ who }}.{% endif %}", " Работу ведёт {{ who }}."))
    assert told(lint_reply(reply, profile, blank)) == [("template.empty-value", "error")]


def test_a_standard_reply_whose_text_does_not_ask_for_its_evidence_is_warned_of(
    catalogue: Catalogue, profile: Profile, blank: Blank
) -> None:
    court = catalogue.reply("court")
    fields = {name: part for name, part in court.fields.items() if part.evidence is not Evidence.JUDGED}
    source = court.source.replace("judged", "act")
    bare = replace(court, head=court.head.model_copy(update={"fields": fields}), source=source)
    told_ = [remark for remark in lint_reply(bare, profile, blank) if remark.error.code == "template.no-evidence"]
    assert [(remark.level.value, remark.error.details["evidence"]) for remark in told_] == [
        ("warning", (Evidence.JUDGED,))
    ]
    assert "«дата решения суда»" in sentence(told_[0].error)


def test_what_its_users_will_miss_is_advised(version: Version, profile: Profile, blank: Blank) -> None:
    reply = version(
        ("purpose: Ремонт крыши обещан к сроку.\n", ""),
        ("    example: администрация города\n", ""),
        ("label: Кто", "label: КОГДА"),
    )
    assert told(lint_reply(reply, profile, blank)) == [
        ("template.undescribed", "advice"),
        ("template.no-example", "advice"),
        ("template.label-twice", "warning"),
        ("template.label-twice", "warning"),
    ]


def test_a_text_that_cannot_be_parsed_says_where(version: Version, profile: Profile, blank: Blank) -> None:
    [remark] = lint_reply(version(("{% endif %}", "")), profile, blank)
    assert remark.error.code == "template.syntax"
    assert remark.error.line is not None


def test_a_blank_that_lacks_a_requisite_says_which(
    catalogue: Catalogue, profile: Profile, blank: Blank, tmp_path: Path
) -> None:
    shutil.copy(catalogue.root / "blanks" / "corner.yml", tmp_path)
    document = Document(io.BytesIO(blank.data))
    last = next(each for each in reversed(document.paragraphs) if "salutation" in each.text)
    last._p.getparent().remove(last._p)
    document.save(str(tmp_path / "corner.docx"))
    remarks = lint_path(tmp_path / "corner.docx", profile, blank)
    assert ("blank.missing-field", "error") in told(remarks)
    assert {remark.error.details.get("detail") for remark in remarks} == {"salutation"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_word_file_is_refused_with_its_reason(
    content: bytes, catalogue: Catalogue, profile: Profile, blank: Blank, tmp_path: Path
) -> None:
    shutil.copy(catalogue.root / "blanks" / "corner.yml", tmp_path)
    (tmp_path / "corner.docx").write_bytes(content)
    [remark] = lint_path(tmp_path / "corner.yml", profile, blank)
    assert remark.level is Level.ERROR
    assert remark.error.code.startswith(("docx.", "file."))


def test_a_file_of_another_kind_is_no_template(profile: Profile, blank: Blank, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        lint_path(tmp_path / "a.txt", profile, blank)
    assert refused.value.code == "template.other-kind"


@pytest.mark.parametrize("layout", ["corner", "longitudinal"])
def test_the_command_says_of_a_starter_what_the_page_says(
    layout: str, profile: Profile, blank: Blank, checker: Checker, tmp_path: Path
) -> None:
    file = tmp_path / "starter.docx"
    file.write_bytes(starter_with_comments(layout, profile))
    clerk = Actor(1, "Бланкова Н.И.", frozenset({Duty.CLERK}))
    desk = BlankDesk(DeskStore(tmp_path / "desk", timedelta(days=1)), checker)
    page = desk.inspection(desk.begin(clerk, file.read_bytes(), file.name)).remarks
    assert told(lint_path(file, profile, blank, checker)) == told(page) == []
