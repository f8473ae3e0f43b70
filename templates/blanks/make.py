"""Makes the starter blanks: NAME.docx beside every NAME.yml, from the geometry in it.

usage: python templates/blanks/make.py        (from the project's root)

A blank is an ordinary Word file: after the first making it may be edited in Word, and this script need not be run
again. The same geometry gives the same bytes.
"""

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ruamel.yaml import YAML

HERE = Path(__file__).resolve().parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_WIDTH_MM, SHEET_HEIGHT_MM = 210, 297
# The page number stands in the middle of the top margin, not less than 10 mm from the edge (GOST R 7.0.97).
PAGE_NUMBER_MM = 10
INDENT_MM = 12.5


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def style(
    id: str,
    name: str,
    *,
    before: float = 0,
    after: float = 0,
    align: str = "left",
    size: float | None = None,
    bold: bool = False,
    line: float | None = None,
    exact_pt: float | None = None,
    indent_mm: float = 0,
    left_mm: float = 0,
    right_mm: float = 0,
    keep_next: bool = False,
    keep_lines: bool = False,
    based: str = "Base",
) -> str:
    """One paragraph style; ``before`` and ``after`` in points, ``line`` in lines."""
    keeps = ("<w:keepNext/>" if keep_next else "") + ("<w:keepLines/>" if keep_lines else "")
    spacing = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    if exact_pt is not None:
        spacing += f' w:line="{round(exact_pt * 20)}" w:lineRule="exact"'
    elif line is not None:
        spacing += f' w:line="{round(line * 240)}" w:lineRule="auto"'
    first = f'w:hanging="{twips(-indent_mm)}"' if indent_mm < 0 else f'w:firstLine="{twips(indent_mm)}"'
    ind = f'<w:ind w:left="{twips(left_mm)}" w:right="{twips(right_mm)}" {first}/>'
    font = ("<w:b/><w:bCs/>" if bold else "") + (
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/><w:pPr>{keeps}<w:spacing {spacing}/>{ind}'
        f'<w:jc w:val="{align}"/></w:pPr><w:rPr>{font}</w:rPr></w:style>'
    )


def styles(blank: dict[str, Any]) -> str:
    """word/styles.xml: Russian names, one style for each part of a letter."""
    g = blank["geometry"]
    centred = "center"
    requisite_right = SHEET_WIDTH_MM - g["left_mm"] - g["right_mm"] - g["requisite_mm"]
    text = {"align": "both", "indent_mm": INDENT_MM, "line": g["line"], "size": g["text_pt"]}
    attached = {"size": g["text_pt"], "keep_next": True, "keep_lines": True}
    # «Приложение: » takes 2.08 mm of the line for each point of its size.
    mark = 2.08 * g["text_pt"]
    listed = [
        style("Arms", "Место герба", exact_pt=max(1, g["arms_mm"] / 25.4 * 72)),
        style("Superior", "Бланк: вышестоящий орган", align=centred, size=g["reference_pt"] - 1, after=3),
        style("BodyName", "Бланк: название органа", align=centred, size=g["name_pt"], bold=True),
        style("Contacts", "Бланк: справочные данные", align=centred, size=g["reference_pt"]),
        style(
            "DateNumber", "Дата и номер", align=centred if blank["layout"] == "corner" else "left", size=12, before=10
        ),
        style(
            "Reference",
            "Ссылка на обращение",
            align=centred if blank["layout"] == "corner" else "left",
            size=12,
            before=4,
        ),
        style("Rule", "Бланк: линейка", size=4),
        style("Restriction", "Ограничение доступа", size=12, after=0),
        style("Addressee", "Адресат", size=g["text_pt"]),
        style("Title", "Заголовок к тексту", size=g["text_pt"], before=16, right_mm=requisite_right, keep_next=True),
        style("Salutation", "Обращение", align=centred, size=g["text_pt"], before=18, after=10, keep_next=True),
        style("Text", "Текст письма", **text),
        style("TextKept", "Текст письма, не отрывать", based="Text", keep_next=True, keep_lines=True, **text),
        style("Question", "Вопрос обращения", based="Text", keep_next=True, keep_lines=True, before=4, **text),
        style("Item", "Пункт перечня", based="Text", **text),
        style("ItemKept", "Пункт перечня, не отрывать", based="Text", keep_next=True, keep_lines=True, **text),
        style("Attachment", "Отметка о приложении", before=14, indent_mm=-mark, left_mm=mark, **attached),
        style("AttachmentRow", "Приложение: строка", left_mm=mark, **attached),
        style("Closing", "Заключительная формула", size=g["text_pt"], before=14, after=14, keep_next=True),
        style("Signature", "Подпись", size=g["text_pt"], keep_next=True, keep_lines=True),
        style("Executor", "Отметка об исполнителе", size=g["executor_pt"], exact_pt=g["executor_pt"] * 1.2),
        style("ExecutorRoom", "Место отметки об исполнителе", exact_pt=g["executor_pt"] * 1.2, keep_lines=True),
        style("PageNumber", "Номер страницы", align=centred, size=12),
    ]
    font = "Times New Roman"
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="{g["text_pt"] * 2}"/><w:szCs w:val="{g["text_pt"] * 2}"/>'
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Base"><w:name w:val="Normal"/>'
        '<w:aliases w:val="Основа"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableBase"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' + "".join(listed) + "</w:styles>"
    )


def p(style_id: str, text: str = "", extra: str = "") -> str:
    """A paragraph of one run; ``extra`` goes into its properties."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{extra}</w:pPr>{run}</w:p>'


def tag(text: str) -> str:
    """A paragraph that holds a mark of the template alone and is gone after the fill."""
    return p("Base", "{%p " + text + " %}")


def cell(width_mm: float, words: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width_mm)}" w:type="dxa"/>{properties}</w:tcPr>{words}</w:tc>'


def table(widths_mm: list[float], *rows: list[str]) -> str:
    """A table without borders or inner margins; it opens the letter.

    The whole head of a letter is one table: LibreOffice lets the signature go alone to the next page when a table
    follows paragraphs on the first one.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths_mm)
    made = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(row)}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths_mm))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    )


def letterhead() -> str:
    """Name of the body and its reference data, all from the profile; what the profile lacks leaves no trace."""
    return "".join(
        [
            tag("if organisation.superior"),
            p("Superior", "{{ organisation.superior }}"),
            tag("endif"),
            tag("for line in organisation.lines"),
            p("BodyName", "{{ line }}"),
            tag("endfor"),
            p("Gap6"),
            tag("for line in organisation.address_lines"),
            p("Contacts", "{{ line }}"),
            tag("endfor"),
            p(
                "Contacts",
                "тел. {{ organisation.phone }}{% if organisation.fax %}, факс {{ organisation.fax }}{% endif %}",
            ),
            p("Contacts", "e-mail: {{ organisation.email }}"),
            p("Contacts", "{{ organisation.site }}"),
            tag("if organisation.okpo"),
            p("Contacts", "ОКПО {{ organisation.okpo }}"),
            tag("endif"),
            tag("if organisation.ogrn"),
            p("Contacts", "ОГРН {{ organisation.ogrn }}"),
            tag("endif"),
            tag("if organisation.inn_kpp"),
            p("Contacts", "ИНН/КПП {{ organisation.inn_kpp }}"),
            tag("endif"),
        ]
    ).replace(p("Gap6"), p("Contacts", "", '<w:spacing w:line="120" w:lineRule="exact"/>'))


def registration() -> str:
    """Date, number and the link to the incoming appeal; ruled where there is nothing yet."""
    return p(
        "DateNumber",
        "{% if date %}{{ date }}{% else %}____________{% endif %} №\u00a0"
        "{% if number %}{{ number }}{% else %}____________{% endif %}",
    ) + p(
        "Reference",
        # An appeal without a number is named by its date.
        "{% if incoming.number or not incoming.date %}На №\u00a0{% if incoming.number %}{{ incoming.number }}"
        "{% else %}__________{% endif %}{% else %}На обращение{% endif %} от "
        "{% if incoming.date %}{{ incoming.date }}{% else %}__________{% endif %}",
    )


def addressee() -> str:
    """Mark of restriction above, then who and where."""
    return "".join(
        [
            tag("if restricted"),
            p("Restriction", "{{ restriction }}"),
            p(
                "Restriction",
                "Экз. №\u00a0{% if copy_number %}{{ copy_number }}{% else %}____{% endif %}",
                '<w:spacing w:after="160"/>',
            ),
            tag("endif"),
            tag("for line in addressee"),
            p("Addressee", "{{ line }}"),
            tag("endfor"),
        ]
    )


def words() -> str:
    """From the title to the closing formula."""
    return "".join(
        [
            tag("if title"),
            p("Title", "{{ title }}"),
            tag("endif"),
            p("Salutation", "{{ salutation }}"),
            tag("for row in paragraphs"),
            tag("if row.kind == 'question'"),
            p("Question", "{{ row.text }}"),
            tag("elif row.kind == 'item' and row.keep"),
            p("ItemKept", "{{ row.text }}"),
            tag("elif row.kind == 'item'"),
            p("Item", "{{ row.text }}"),
            tag("elif row.keep"),
            p("TextKept", "{{ row.text }}"),
            tag("else"),
            p("Text", "{{ row.text }}"),
            tag("endif"),
            tag("endfor"),
            tag("for row in attachments"),
            tag("if row.first"),
            p("Attachment", "{{ row.text }}"),
            tag("else"),
            p("AttachmentRow", "{{ row.text }}"),
            tag("endif"),
            tag("endfor"),
            p("Closing", "{{ closing }}"),
        ]
    )


def signature(width_mm: float) -> str:
    """Post at the left, name at the right margin; the gap between them is the place of the electronic signature mark.

    Paragraphs, not a table: LibreOffice keeps paragraphs with the next one, but lets a table go.
    """
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width_mm)}"/></w:tabs>'
    line = (
        f'<w:p><w:pPr><w:pStyle w:val="Signature"/>{tabs}</w:pPr><w:r><w:t xml:space="preserve">'
        "{{ line }}{% if loop.last %}</w:t><w:tab/><w:t>{{ signer.name }}{% endif %}</w:t></w:r></w:p>"
    )
    return tag("for line in signer.post_lines") + line + tag("endfor")


def executor() -> str:
    """The mark in a frame at the foot of the text area, left; the last paragraph, as many empty lines, is its anchor.

    The empty lines are the frame's own room: when they do not fit on the page, they take the signature and the last
    lines of the text to the next one, so the frame never lies over words.
    """
    frame = (
        f'<w:framePr w:w="{twips(100)}" w:hSpace="0" w:vSpace="0" w:wrap="around" w:vAnchor="margin" '
        'w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )
    room = (
        '<w:p><w:pPr><w:pStyle w:val="ExecutorRoom"/></w:pPr><w:r><w:t xml:space="preserve">'
        '{% for line in executor %}{% if loop.index0 %}</w:t><w:br/><w:t xml:space="preserve">{% endif %} {% endfor %}'
        "</w:t></w:r></w:p>"
    )
    return tag("for line in executor") + p("Executor", "{{ line }}", frame) + tag("endfor") + room


def document(blank: dict[str, Any]) -> str:
    """word/document.xml."""
    g = blank["geometry"]
    width = SHEET_WIDTH_MM - g["left_mm"] - g["right_mm"]
    arms = p("Arms")
    if blank["layout"] == "corner":
        widths = [g["requisite_mm"], 10, width - g["requisite_mm"] - 10]
        columns = [arms + letterhead() + registration(), p("Base"), arms + addressee()]
        top = table(widths, [cell(*pair) for pair in zip(widths, columns, strict=True)])
    else:
        widths = [80, 10, width - 90]
        line = '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
        ruled = f'<w:gridSpan w:val="3"/><w:tcBorders>{line}</w:tcBorders>'
        columns = [registration(), p("Base"), p("Rule") + addressee()]
        top = table(
            widths,
            [cell(width, arms + letterhead() + p("Rule"), ruled)],
            [cell(*pair) for pair in zip(widths, columns, strict=True)],
        )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/><w:headerReference w:type="first" r:id="rId11"/>'
        f'<w:pgSz w:w="{twips(SHEET_WIDTH_MM)}" w:h="{twips(SHEET_HEIGHT_MM)}"/>'
        f'<w:pgMar w:top="{twips(g["top_mm"])}" w:right="{twips(g["right_mm"])}" w:bottom="{twips(g["bottom_mm"])}" '
        f'w:left="{twips(g["left_mm"])}" w:header="{twips(PAGE_NUMBER_MM)}" w:footer="{twips(PAGE_NUMBER_MM)}" '
        'w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    body = top + words() + signature(width) + executor()
    return f"{HEAD}<w:document {W} {R}><w:body>{body}{section}</w:body></w:document>"


def header(text: str) -> str:
    return f"{HEAD}<w:hdr {W} {R}>{text}</w:hdr>"


PAGE = (
    '<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{WORD}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Target="docProps/core.xml" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId10" Type="{OFFICE}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId11" Type="{OFFICE}/header" Target="header2.xml"/></Relationships>'
)
SETTINGS = (
    f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl '
    'w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="ru-RU"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
# The title is that of the letter; the author is the body, never a person.
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{% if title %}{{ title }}{% else %}{{ salutation }}{% endif %}</dc:title>"
    "<dc:creator>{{ organisation.name }}</dc:creator><dc:language>ru-RU</dc:language></cp:coreProperties>"
)


def package(blank: dict[str, Any]) -> bytes:
    """The whole .docx."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": CORE,
        "word/document.xml": document(blank),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": styles(blank),
        "word/settings.xml": SETTINGS,
        "word/header1.xml": header(PAGE),
        "word/header2.xml": header(p("PageNumber")),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    for path in sorted(HERE.glob("*.yml")):
        blank = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        path.with_suffix(".docx").write_bytes(package(blank))
        print(path.with_suffix(".docx").relative_to(Path.cwd()))


if __name__ == "__main__":
    main()
