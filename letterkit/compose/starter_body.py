"""The body of the starter blank: letterhead, addressee, words, signature, the executor's mark, in WordprocessingML."""

from typing import Any
from xml.sax.saxutils import escape

from letterkit.compose.starter_styles import HEAD, SHEET_HEIGHT_MM, SHEET_WIDTH_MM, WORD, twips
from letterkit.compose.survey_code import SIDE_MM

RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
# The page number stands in the middle of the top margin, not less than 10 mm from the edge (GOST R 7.0.97).
PAGE_NUMBER_MM = 10
SURVEY_MM, SURVEY_LINES = 43, 2
"""How wide the words of the invitation to the survey are; the lines that its code is higher than the mark beside."""


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


def executor(width_mm: float, *, invites: bool) -> str:
    """The mark in a frame at the foot of the text area, left; the last paragraph, as many empty lines, is its anchor.

    The empty lines are the frame's own room: when they do not fit on the page, they take the signature and the last
    lines of the text to the next one, so the frame never lies over words. ``invites``: the survey stands beside it.
    """
    frame = _frame(100, 'w:xAlign="left"')
    more = "{% if feedback %}" + '</w:t><w:br/><w:t xml:space="preserve"> ' * SURVEY_LINES + "{% endif %}"
    room = (
        '<w:p><w:pPr><w:pStyle w:val="ExecutorRoom"/></w:pPr><w:r><w:t xml:space="preserve">'
        '{% for line in executor %}{% if loop.index0 %}</w:t><w:br/><w:t xml:space="preserve">{% endif %} {% endfor %}'
        f"{more if invites else ''}</w:t></w:r></w:p>"
    )
    return (
        tag("for line in executor")
        + p("Executor", "{{ line }}", frame)
        + tag("endfor")
        + (survey(width_mm) if invites else "")
        + room
    )


def survey(width_mm: float) -> str:
    """The invitation to the survey at the foot of the text area, right, where GOST has codes stand: words, QR code.

    Words and code stand in frames of their own, so that the code needs no more height than it has.
    """
    of_code = _frame(SIDE_MM, 'w:xAlign="right"')
    of_words = _frame(SURVEY_MM, f'w:x="{twips(width_mm - SIDE_MM - SURVEY_MM - 1)}"')
    lines = ("Оцените наш ответ:", "{{ feedback.address }}", "код {{ feedback.code }}")
    words = '</w:t><w:br/><w:t xml:space="preserve">'.join(lines)
    made = p("Survey", "{}", of_words).replace("{}", words)
    # A line of a fixed height would cut the picture.
    free = of_code + '<w:spacing w:line="240" w:lineRule="auto"/>'
    return tag("if feedback") + made + p("Survey", "{{ feedback.qr }}", free) + tag("endif")


def _frame(width_mm: float, across: str) -> str:
    return (
        f'<w:framePr w:w="{twips(width_mm)}" w:hSpace="0" w:vSpace="0" w:wrap="around" w:vAnchor="margin" '
        f'w:hAnchor="margin" {across} w:yAlign="bottom"/>'
    )


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
    # The standard of 2016 has no place for such codes, that of 2025 has (its requisite 31).
    body = top + words() + signature(width) + executor(width, invites=blank["pack"] != "gost-2016")
    return f"{HEAD}<w:document {WORD} {RELATIONS}><w:body>{body}{section}</w:body></w:document>"
