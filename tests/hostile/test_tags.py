"""Tags where Word puts them, in every way it tears them: each works, to the eye of a reader, or is refused by name."""

import time
from functools import reduce

import pytest

from letterkit.compose import Blank
from letterkit.compose.fast import compile_blank
from letterkit.compose.fill import fill
from letterkit.compose.inspect import sentinels
from letterkit.core.errors import TemplateError
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.reports.wording import sentence

from .blanks import TAG, WORD, blank, cell, field, paragraph, picture, run, table, text_box

CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
ADDED = '<w:ins w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z">{}</w:ins>'
SMART = '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>'
FALLBACK = (
    "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)
FIRST, LAST = run("{{ salu"), run("tation }}")
IF, END = paragraph(run("{%p if title %}")), paragraph(run("{%p endif %}"))
EACH, DONE = cell(paragraph(run("{%tr for line in addressee %}"))), cell(paragraph(run("{%tr endfor %}")))

# The body's salutation, and how often a reader finds it in the letter.
WORKS = {
    "in one piece": (paragraph(run(TAG)), 1),
    "a letter a run": (paragraph(*map(run, TAG)), 1),
    "runs of different looks": (paragraph(run("{{", "<w:b/>"), run(" salutation ", "<w:i/>"), run("}}")), 1),
    "runs of different sessions": (paragraph(FIRST, LAST).replace("<w:r>", '<w:r w:rsidR="00A1" w:rsidRPr="00B2">'), 1),
    "marked by the speller": (
        paragraph(FIRST, '<w:proofErr w:type="spellStart"/>', LAST, '<w:proofErr w:type="spellEnd"/>'),
        1,
    ),
    "with a bookmark inside": (
        paragraph(FIRST, '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>', LAST),
        1,
    ),
    "with a rendered page break inside": (
        paragraph(FIRST, "<w:r><w:lastRenderedPageBreak/><w:t>tation }}</w:t></w:r>"),
        1,
    ),
    "in a smart tag": (paragraph(SMART.format(run(TAG))), 1),
    "with a smart tag inside": (paragraph(run("{{ "), SMART.format(run("salutation")), run(" }}")), 1),
    "in a content control": (CONTROL.format(paragraph(run(TAG))), 1),
    "in a content control in a line": (paragraph(CONTROL.format(run(TAG))), 1),
    "with a content control inside": (paragraph(run("{{ "), CONTROL.format(run("salutation")), run(" }}")), 1),
    "in a hyperlink": (paragraph(f'<w:hyperlink w:anchor="a">{run(TAG)}</w:hyperlink>'), 1),
    "as the result of a field": (paragraph(field(" MERGEFIELD name ", run(TAG))), 1),
    "as the result of a simple field": (paragraph(f'<w:fldSimple w:instr=" AUTHOR ">{run(TAG)}</w:fldSimple>'), 1),
    "in a tracked insertion": (paragraph(ADDED.format(run(TAG))), 1),
    "with a tracked insertion inside": (paragraph(run("{{ salu"), ADDED.format(run("tation")), run(" }}")), 1),
    "in a text box of either kind": (paragraph(text_box(paragraph(run(TAG)))), 1),
    "in both branches": (paragraph(FALLBACK.format(run(TAG), run(TAG))), 1),
    "in the branch that is read": (paragraph(FALLBACK.format(run(TAG), run("иначе"))), 1),
    "after hidden words": (paragraph(run("скрыто", "<w:vanish/>"), run(TAG)), 1),
    "with non-breaking spaces": (paragraph(run("{{\u00a0salutation\u00a0}}")), 1),
    "without spaces": (paragraph(run("{{salutation}}")), 1),
    "with quotes that Word made typographic": (
        paragraph(run("{% if title == “щит-заголовок” %}" + TAG + "{% endif %}")),
        1,
    ),
    "in a condition of paragraphs": (IF + paragraph(run(TAG)) + END, 1),
    "in a loop of rows": (table(EACH, cell(paragraph(run("{{ line }}")), paragraph(run(TAG))), DONE), 2),
    "in a loop of columns": (
        table(
            cell(paragraph(run("{%tc for line in addressee %}")))
            + cell(paragraph(run("{{ line }} " + TAG)))
            + cell(paragraph(run("{%tc endfor %}")))
        ),
        2,
    ),
    "in a loop of rows merged downwards": (
        table(
            EACH,
            cell(paragraph(run("{% vm %}" + TAG)), properties="<w:tcW w:w='1'/>") + cell(paragraph(run("{{ line }}"))),
            DONE,
        ),
        1,
    ),
    "in a loop within a loop": (
        paragraph(
            run(
                "{% for one in addressee %}{% for two in executor %}{{ one }} {{ two }}"
                + TAG
                + "{% endfor %}{% endfor %}"
            )
        ),
        4,
    ),
    "in a loop over cells": (
        table(
            cell(paragraph(run("{% for line in addressee %}{{ line }}"))) + cell(paragraph(run(TAG + "{% endfor %}")))
        ),
        2,
    ),
    "in merged cells": (table(cell(paragraph(run(TAG)), properties='<w:gridSpan w:val="2"/>')), 1),
    "in tables thirty deep": (
        reduce(lambda inside, _: table(cell(inside, paragraph())), range(30), paragraph(run(TAG))),
        1,
    ),
    "a thousand times": (paragraph(run(TAG)) * 1000, 1000),
}

# Code, and words that its sentence must have.
REFUSED = {
    "over a picture": (paragraph(FIRST, picture(), LAST), "blank.tag-torn", "картинка"),
    "over a note": (paragraph(FIRST, '<w:r><w:footnoteReference w:id="2"/></w:r>', LAST), "blank.tag-torn", "сноск"),
    "over a tab": (
        paragraph("<w:r><w:t>{{ salu</w:t><w:tab/><w:t>tation }}</w:t></w:r>"),
        "blank.tag-torn",
        "табуляция",
    ),
    "over a break of the line": (
        paragraph("<w:r><w:t>{{</w:t><w:br/><w:t>salutation }}</w:t></w:r>"),
        "blank.tag-torn",
        "разрыв",
    ),
    "over a sign": (
        paragraph('<w:r><w:t>{</w:t><w:sym w:char="F07B"/><w:t>{ salutation }}</w:t></w:r>'),
        "blank.tag-torn",
        "знак",
    ),
    "over a field": (paragraph(FIRST, field(" PAGE ", run("1")), LAST), "blank.tag-torn", "поле"),
    "over a link": (
        paragraph(run("{{ "), f'<w:hyperlink w:anchor="a">{run("salutation")}</w:hyperlink>', run(" }}")),
        "blank.tag-torn",
        "ссылка",
    ),
    "over two paragraphs": (paragraph(FIRST) + paragraph(LAST), "blank.tag-torn", "абзац"),
    "over two cells": (table(cell(paragraph(FIRST)) + cell(paragraph(LAST))), "blank.tag-torn", "ячейк"),
    "half in a tracked insertion": (paragraph(FIRST, ADDED.format(LAST)), "blank.tag-torn", "исправление"),
    "half in a smart tag": (paragraph(SMART.format(FIRST), LAST), "blank.tag-torn", "умной метки"),
    "in a tracked deletion": (
        paragraph(f'<w:del w:id="1" w:author="a"><w:r><w:delText>{TAG}</w:delText></w:r></w:del>'),
        "blank.lint",
        "абзац",
    ),
    "in hidden text": (paragraph(run(TAG, "<w:vanish/>")), "blank.value-unseen", "salutation"),
    "in the code of a field": (
        paragraph(field(" QUOTE {{ salutation }} ", run("x"))),
        "blank.value-unseen",
        "salutation",
    ),
    "in the code of a simple field": (
        paragraph(f'<w:fldSimple w:instr=" QUOTE {TAG} ">{run("x")}</w:fldSimple>'),
        "blank.value-outside-text",
        "document.xml",
    ),
    "in the branch that is not read": (
        paragraph(FALLBACK.format(run("текст"), run(TAG))),
        "blank.value-unseen",
        "salutation",
    ),
    "in a cell merged away": (
        table(
            cell(paragraph(run("x")), properties='<w:vMerge w:val="restart"/>'),
            cell(paragraph(run(TAG)), properties="<w:vMerge/>"),
        ),
        "blank.value-unseen",
        "salutation",
    ),
    "in the words about a picture": (paragraph(picture(TAG)), "blank.value-outside-text", "document.xml"),
    "in a comment of the XML": (paragraph(run("x")) + f"<!-- {TAG} -->", "blank.value-outside-text", "document.xml"),
    "beside what its paragraph takes along": (
        paragraph(run("Слово {%p if title %}")) + paragraph(run(TAG)) + END,
        "blank.lint",
        "Слово",
    ),
    "with a picture that its paragraph takes along": (
        paragraph(run("{%p if title %}"), picture()) + paragraph(run(TAG)) + END,
        "blank.tag-drops",
        "картинка",
    ),
    "with a section that its paragraph ends": (
        paragraph(run("{%p if title %}"), properties="<w:sectPr/>") + paragraph(run(TAG)) + END,
        "blank.tag-drops",
        "раздел",
    ),
    "with a text box that its paragraph holds": (
        paragraph(run("{%p if title %}"), text_box(paragraph(run(TAG)))) + END,
        "blank.tag-drops",
        "надпись",
    ),
    "with a break that its paragraph takes along": (
        paragraph(run("{%p if title %}"), '<w:r><w:br w:type="page"/></w:r>') + paragraph(run(TAG)) + END,
        "blank.tag-drops",
        "разрыв",
    ),
    "with a picture that a hyphen drags away": (
        paragraph(run("Слово"), picture()) + paragraph(run("{%- if title %}" + TAG + "{% endif %}")),
        "blank.tag-drops",
        "картинка",
    ),
    "loop and all in one paragraph": (paragraph(run("{%p if title %}" + TAG + "{%p endif %}")), "blank.lint", "абзац"),
    "a loop and words in one row": (
        table(EACH + cell(paragraph(run("Шапка"))), cell(paragraph(run(TAG))), DONE),
        "blank.lint",
        "Шапка",
    ),
    "three loops deep": (
        paragraph(
            run("{% for a in addressee %}{% for b in executor %}{% for c in executor %}" + TAG + "{% endfor %}" * 3)
        ),
        "template.forbidden",
        "For",
    ),
    "a span of columns": (table(cell(paragraph(run("{% colspan number %}" + TAG)))), "blank.tag-special", "colspan"),
    "a colour of a cell": (table(cell(paragraph(run("{% cellbg number %}" + TAG)))), "blank.tag-special", "cellbg"),
    "a merge along the row": (table(cell(paragraph(run("{% hm %}" + TAG)))), "blank.tag-special", "hm"),
    "as rich text": (paragraph(run("{{r salutation }}")), "blank.value-outside-text", "document.xml"),
    "as a paragraph": (paragraph(run("{{p salutation }}")), "blank.value-outside-text", "document.xml"),
    "never closed": (paragraph(run("{{ salutation")), "blank.tag-unclosed", "{{ salutation"),
    "closed by half": (paragraph(run("{{ salutation }")), "blank.tag-unclosed", "}}"),
    "a condition never closed": (paragraph(run("{% if title %}" + TAG)), "blank.lint", "if"),
    "an end of nothing": (paragraph(run(TAG + "{% endif %}")), "blank.lint", "endif"),
    "three braces": (paragraph(run("{{{ salutation }}}")), "blank.lint", "абзац"),
    "raw": (paragraph(run("{% raw %}" + TAG + "{% endraw %}")), "template.leftover", "{{"),
    "commented out": (paragraph(run("{# " + TAG + " #}")), "blank.value-lost", "salutation"),
    "escaped beside itself": (paragraph(run("{_{ salutation }_} " + TAG)), "template.leftover", "{{"),
    "with guillemets for quotes": (
        paragraph(run("{% if title == «да» %}" + TAG + "{% endif %}")),
        "blank.lint",
        "абзац",
    ),
    "with a sign of no width": (paragraph(run("{{ salu\u200btation }}")), "blank.lint", "абзац"),
    "with a Russian letter": (paragraph(run("{{ s\u0430lutation }}")), "template.unknown-field", "s\u0430lutation"),
    "in wide braces": (paragraph(run("｛｛ salutation ｝｝")), "blank.tag-lookalike", "{{ }}"),
    "in single braces": (paragraph(run("{ salutation }")), "blank.tag-lookalike", "{ salutation }"),
    "in braces apart": (paragraph(run("{ { salutation } }")), "blank.tag-lookalike", "{ { salutation } }"),
    "in brackets": (paragraph(run("[[ salutation ]]")), "blank.tag-lookalike", "[[ salutation ]]"),
    "after a dollar": (paragraph(run("${salutation}")), "blank.tag-lookalike", "${salutation}"),
    "in angle brackets": (paragraph(run("&lt;&lt;salutation&gt;&gt;")), "blank.tag-lookalike", "<<salutation>>"),
    "among brackets three thousand deep": (
        paragraph(run("{{ " + "(" * 3000 + "salutation" + ")" * 3000 + " }}")),
        "blank.tag-too-long",
        "(((",
    ),
    "among brackets as deep as fits": (
        paragraph(run("{{ " + "(" * 480 + "salutation" + ")" * 480 + " }}")),
        "template.too-deep",
        "60",
    ),
    "in conditions two hundred deep": (
        paragraph(run("{% if title %}" * 200 + TAG + "{% endif %}" * 200)),
        "template.too-deep",
        "60",
    ),
    "in five thousand conditions": (
        paragraph(run("{% if title %}" * 5000 + TAG + "{% endif %}" * 5000)),
        "blank.tag-too-many",
        "3000",
    ),
    "joined three thousand times": (
        paragraph(run("{{ salutation" + " ~ title" * 3000 + " }}")),
        "blank.tag-too-long",
        "1000",
    ),
    "of a hundred thousand letters": (
        paragraph(run(TAG + "{{ " + "a" * 100_000 + " }}")),
        "blank.tag-too-long",
        "1000",
    ),
    "after a hundred thousand braces": (paragraph(run("{" * 100_000 + " " + TAG)), "blank.tag-unclosed", "{{"),
    "in tables three hundred deep": (
        "<w:tbl><w:tr><w:tc>" * 300 + paragraph(run(TAG)) + "</w:tc></w:tr></w:tbl>" * 300,
        "docx.xml",
        "document.xml",
    ),
    "in a table that Word would not write": (
        f"<w:tbl><w:tr>{cell(paragraph(run(TAG)))}</w:tr></w:tbl>",
        "blank.not-filled",
        "Word",
    ),
    "after signs that seal values": (paragraph(run("\uf8f00\uf8f1" + TAG)), "template.sealing-sign", "U+F8F0"),
}


def read(docx: bytes) -> str:
    """What a reader sees, by the reader that takes letters made elsewhere."""
    return text_map(Package.open(docx, "письмо.docx")).text


def refusal(given: Blank) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        fill(given, sentinels())
    return caught.value


@pytest.mark.parametrize("case", WORKS)
def test_a_tag_that_a_reader_will_see_is_filled(case: str) -> None:
    body, times = WORKS[case]
    filled = fill(blank(body), sentinels())
    assert read(filled.docx).count(WORD) == times
    assert "{" not in read(filled.docx)


@pytest.mark.parametrize("case", WORKS)
def test_the_fast_way_fills_it_alike(case: str) -> None:
    given = blank(WORKS[case][0])
    compiled = compile_blank(given)
    expected = fill(given, sentinels())
    assert compiled.fill(sentinels()) == compiled.fill(sentinels()) == expected


@pytest.mark.parametrize("case", REFUSED)
def test_any_other_is_refused_with_its_reason_and_at_once(case: str) -> None:
    body, code, words = REFUSED[case]
    began = time.process_time()
    fault = refusal(blank(body))
    assert (fault.code, fault.file) == (code, "бланк.docx")
    assert words in sentence(fault)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("case", REFUSED)
def test_the_fast_way_refuses_it_alike(case: str) -> None:
    given = blank(REFUSED[case][0])
    with pytest.raises(TemplateError) as caught:
        compile_blank(given).fill(sentinels())
    fault = refusal(given)
    assert (caught.value.code, caught.value.details) == (fault.code, fault.details)


def test_a_torn_tag_is_told_with_its_part_and_paragraph() -> None:
    fault = refusal(blank(paragraph(run("раз")) + paragraph(FIRST, picture(), LAST)))
    at_first = refusal(blank(paragraph(FIRST, picture(), LAST)))
    assert (fault.details["part"], fault.details["paragraph"]) == (
        "word/document.xml",
        at_first.details["paragraph"] + 1,
    )
