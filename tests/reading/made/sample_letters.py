# ruff: noqa: E501 - a paragraph of a letter is one line
"""Letters in the form of the ministry, as a typist sets them, and the same laid out in Word."""

import io
from dataclasses import dataclass

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

HEAD = """МИНИСТЕРСТВО СТРОИТЕЛЬСТВА
САХАЛИНСКОЙ ОБЛАСТИ

Коммунистический проспект, д. 32,
г. Южно-Сахалинск, 693009
тел. (4242) 00-00-00
e-mail: minstroy@sakhalin.gov.ru
minstroy.sakhalin.gov.ru

20.05.2024 № 3.08-1201/24
На № И-345 от 14.05.2024
"""
TO = """Ивановой М.П.
ул. Ленина, д. 10, кв. 5,
г. Южно-Сахалинск, 693000
"""
SIGNED = """С уважением,

Министр строительства
Сахалинской области                                        И.О. Фамильев
"""
STAMPED = """Министр строительства          ПОДПИСАНО ЭП
Сахалинской области            Владелец Фамильев И.О.          И.О. Фамильев
                               Действителен с 10.01.2024 по 10.04.2025
"""
EXECUTOR = """Петрова Анна Сергеевна,
отдел жилищной политики,
+7 (4242) 00-00-00, a.petrova@sakhalin.gov.ru
"""
REDIRECTED = """Ваше обращение о качестве отопления в доме № 10 по ул. Ленина поступило в министерство строительства Сахалинской области 13.05.2024 и зарегистрировано 14.05.2024.

Проверять работу управляющих компаний может государственная жилищная инспекция Сахалинской области. Поэтому на основании части 3 статьи 8 Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации» мы направили Ваше обращение в инспекцию. Ответ Вы получите от неё.
"""
ANSWERED = """Рассмотрев Ваше обращение по вопросу строительства детского сада в селе Троицком, поступившее в министерство строительства Сахалинской области, сообщаем.

Построить сад возможно: участок выделен, проект готов. Точного срока пока нет, потому что деньги на стройку в бюджете 2024 года не заложены. Министерство подало заявку на 2026 год, решение примут в декабре.
"""

SAMPLES = {
    "redirected": "\n".join(
        [HEAD, TO, "О перенаправлении обращения\n", "Уважаемая Мария Петровна!\n", REDIRECTED, SIGNED, EXECUTOR]
    ),
    "answered": "\n".join(
        [HEAD, TO, "О строительстве сада\n", "Уважаемая Мария Петровна!\n", ANSWERED, SIGNED, "Исп. Петрова А.С.\n"]
    ),
    "stamped": "\n".join(
        [HEAD, "Киму А.\nkim@example.ru\n", "О ремонте\n", "Уважаемый Алексей!\n", ANSWERED, STAMPED, EXECUTOR]
    ),
    "bare": ANSWERED + "\nУправление физической культуры и спорта\n",
    "form": "Уважаемый <PERSON_1>!\n\n"
    + REDIRECTED
    + "\nИсполнитель: <EXECUTOR>\nКонтактный телефон: <PHONE_COMPANY>\n",
}


LONG = f"""{REDIRECTED}
Дом признан аварийным.

Его жителей переселят в 2026 году, квартиры для них уже строят.

Если Вы не согласны с ответом, его можно обжаловать в судебном порядке или обратиться в прокуратуру Сахалинской области.

1. Подать жалобу можно лично.

2. Можно подать её и по почте, заказным письмом с уведомлением о вручении, указав в нём свой обратный адрес.
"""
SAMPLES["long"] = SAMPLES["redirected"].replace(REDIRECTED, LONG)


@dataclass(frozen=True)
class Look:
    """How the running text is set."""

    size_pt: float = 14
    spacing: float = 1.0
    after_pt: float = 0
    blank_lines: bool = True
    indent_mm: float = 12.5
    justified: bool = True
    right_mm: float = 15


def in_word(text: str, look: Look = Look()) -> bytes:
    """The letter with letterhead and addressee in a table of two cells, the rest below, blank lines as empty paragraphs."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(30),
        Mm(look.right_mm),
        Mm(20),
        Mm(20),
    )
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.paragraph_format.space_after = "Times New Roman", Pt(look.size_pt), Pt(0)
    blocks = [block.split("\n") for block in text.strip("\n").split("\n\n")]
    if blocks[0][0].startswith("МИНИСТЕРСТВО"):
        cells = document.add_table(1, 2).rows[0].cells
        left = [line for block in blocks[:3] for line in (*block, "")]
        for cell, lines in ((cells[0], left), (cells[1], blocks[3])):
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
        blocks = blocks[4:]
    for block in blocks:
        running = len(block[0]) > 20 and block[0].endswith((".", "!"))
        for line in block:
            paragraph = document.add_paragraph(line)
            if line.startswith("Уважаем"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif running:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if look.justified else None
                paragraph.paragraph_format.first_line_indent = Mm(look.indent_mm)
                paragraph.paragraph_format.line_spacing = look.spacing
                paragraph.paragraph_format.space_after = Pt(look.after_pt)
        if look.blank_lines or not running:
            document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
