"""Styles of the starter blank: Russian names, one style for each part of a letter, sizes by the geometry."""

from typing import Any

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Times New Roman"
SHEET_WIDTH_MM, SHEET_HEIGHT_MM = 210, 297
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
    heading: bool = False,
    based: str = "Base",
) -> str:
    """One paragraph style; ``before`` and ``after`` in points, ``line`` in lines; a ``heading`` is one aloud."""
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
    outline = '<w:outlineLvl w:val="0"/>' if heading else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/><w:pPr>{keeps}<w:spacing {spacing}/>{ind}'
        f'<w:jc w:val="{align}"/>{outline}</w:pPr><w:rPr>{font}</w:rPr></w:style>'
    )


def _heading(level: int) -> str:
    """A heading as Word knows it by name, for what is written on by hand."""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn '
        'w:val="Base"/><w:next w:val="Base"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
        f'<w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:bCs/>'
        "</w:rPr></w:style>"
    )


def _list(id: str, name: str, properties: str) -> str:
    """A style of lists as Word knows it by name; the lists themselves are in ``starter_parts``."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Base"/><w:uiPriority '
        f'w:val="34"/><w:qFormat/><w:pPr>{properties}<w:contextualSpacing/></w:pPr></w:style>'
    )


def styles(blank: dict[str, Any]) -> str:
    """word/styles.xml: Russian names, one style for each part of a letter."""
    g = blank["geometry"]
    centred, invites = "center", blank["pack"] != "gost-2016"
    requisite_right = SHEET_WIDTH_MM - g["left_mm"] - g["right_mm"] - g["requisite_mm"]
    text = {"align": "both", "indent_mm": INDENT_MM, "line": g["line"], "size": g["text_pt"]}
    title = {"size": g["text_pt"], "keep_next": True}
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
        style("Title", "Заголовок к тексту", before=16, right_mm=requisite_right, heading=True, **title),
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
        *([style("Survey", "Приглашение оценить ответ", align="right", size=8, exact_pt=9.6)] if invites else []),
        style("PageNumber", "Номер страницы", align=centred, size=12),
    ]
    return (
        f"{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{g["text_pt"] * 2}"/><w:szCs w:val="{g["text_pt"] * 2}"/>'
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Base"><w:name w:val="Normal"/>'
        '<w:aliases w:val="Основа"/><w:qFormat/></w:style>'
        + "".join(_heading(level) for level in (1, 2, 3))
        + _list("ListParagraph", "List Paragraph", f'<w:ind w:left="{twips(INDENT_MM)}"/>')
        + _list("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + _list("ListNumber", "List Number", '<w:numPr><w:numId w:val="2"/></w:numPr>')
        + '<w:style w:type="table" w:default="1" w:styleId="TableBase"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' + "".join(listed) + "</w:styles>"
    )
