"""The act of removal as a .docx: the form of the rules of Rosarchive, with electronic documents in mind.

Its columns are those of the act «о выделении к уничтожению документов, не подлежащих хранению». What an office writes
by hand (number of the fonds, of the inventory) is left blank.
"""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from letterkit.compose.filters import upper_first
from letterkit.core.people import Case
from letterkit.office.retention.acts import ActFacts, ActLine
from letterkit.office.retention.rules import KeepingTerm, Kind, Span, Then
from letterkit.reports.wording import plural
from letterkit.russian.numbers import number_words
from letterkit.store.tables import Person

THING_FORMS = ("дело", "дела", "дел")
_FONT, _SIZE = "Times New Roman", 12
_HEADS = (
    "№\nп/п",
    "Заголовок дела (групповой заголовок документов)",
    "Год",
    "Номер описи",
    "Индекс дела",
    "Количество дел",
    "Сроки хранения и номера статей по перечню",
    "Примечание",
)
_WIDTHS_MM = (11, 76, 16, 20, 20, 24, 50, 40)
_OF_PEOPLE = "имя, должность и обязанности остаются: они стоят в журнале и письмах"
_LIST = "приказом Росархива от 20.12.2019 № 236"


def removal_act(facts: ActFacts) -> bytes:
    """The act that ``facts`` tell of."""
    paper = Document()
    _lay_out(paper)
    _head(paper, facts)
    _basis(paper, facts)
    _lines(paper, facts)
    _signatures(paper, facts)
    _removal(paper, facts)
    whole = io.BytesIO()
    paper.core_properties.author = facts.body.names[Case.NOMINATIVE]
    paper.core_properties.title = f"Акт № {facts.number} о выделении к уничтожению"
    for moment in ("created", "modified"):
        at = facts.removed or facts.approved_at
        setattr(paper.core_properties, moment, at.replace(tzinfo=None))
    paper.save(whole)
    return whole.getvalue()


def span_words(keep: Span) -> str:
    """«5 лет», «1 год 6 месяцев», «постоянно»."""
    if keep.forever:
        return "постоянно"
    parts = (
        (keep.years, ("год", "года", "лет")),
        (keep.months, ("месяц", "месяца", "месяцев")),
        (keep.days, ("день", "дня", "дней")),
    )
    return " ".join(plural(number, forms) for number, forms in parts if number)


def term_words(term: KeepingTerm) -> str:
    """«5 лет ЭПК, ст. 154»."""
    return ", ".join(filter(None, (span_words(term.keep) + (" ЭПК" if term.expert else ""), term.article)))


def _lay_out(paper: Paper) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(15)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)


def _head(paper: Paper, facts: ActFacts) -> None:
    head = paper.add_table(rows=1, cols=2)
    _fix(head, (150, 107))
    left, right = head.rows[0].cells
    _say(left, upper_first(facts.body.names[Case.NOMINATIVE]), bold=True)
    _say(left, "")
    _say(left, f"АКТ № {facts.number}", bold=True)
    _say(left, f"от {facts.on:%d.%m.%Y}")
    _say(right, "УТВЕРЖДАЮ")
    _say(right, _post(facts.approved_by))
    _say(right, f"_________________ {_initials_first(facts.approved_by)}")
    _say(right, f"{facts.on:%d.%m.%Y}")
    title = paper.add_paragraph()
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(10)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("о выделении к уничтожению документов, не подлежащих хранению").bold = True


def _basis(paper: Paper, facts: ActFacts) -> None:
    of_list = any(line.term.article for line in facts.lines)
    words = (
        f"На основании Перечня типовых управленческих архивных документов, утверждённого {_LIST}, и сроков хранения, "
        if of_list
        else "На основании сроков хранения, "
    )
    words += (
        "установленных органом, отобраны к уничтожению как утратившие практическое значение электронные документы "
        f"фонда №\u00a0______ ({facts.body.names[Case.NOMINATIVE]}):"
    )
    _paragraph(paper, words, after=6)


def _lines(paper: Paper, facts: ActFacts) -> None:
    table = paper.add_table(rows=2, cols=len(_HEADS))
    table.style = "Table Grid"
    _fix(table, _WIDTHS_MM)
    for number, (cell, name) in enumerate(zip(table.rows[0].cells, _HEADS, strict=True), 1):
        _fill(cell, name, center=True)
        _fill(table.rows[1].cells[number - 1], str(number), center=True)
    for row in table.rows:
        _repeat(row)
    for number, line in enumerate(facts.lines, 1):
        cells = table.add_row().cells
        values = (str(number), line.term.title, str(line.year), "", "", str(line.count), term_words(line.term))
        for place, (cell, value) in enumerate(zip(cells, (*values, _remark(line)), strict=True)):
            _fill(cell, value, center=place in (0, 2, 5))
    _fix(table, _WIDTHS_MM)
    years = [line.year for line in facts.lines]
    span = f"{min(years)}" if min(years) == max(years) else f"{min(years)}–{max(years)}"
    over = "год" if min(years) == max(years) else "годы"
    words = number_words(facts.count, "neuter")
    total = f"Итого {plural(facts.count, THING_FORMS)} ({words}) за {span} {over}."
    _paragraph(paper, total, before=8)
    _paragraph(
        paper,
        "Документы электронные, ведутся в letterkit. Перечень всех дел, без личных данных, – файл "
        f"«перечень-{facts.number}.csv», SHA-256 {facts.listed}.",
        after=8,
    )


def _remark(line: ActLine) -> str:
    if line.term.then is not Then.NAMES:
        return ""
    return _OF_PEOPLE if line.kind is Kind.PEOPLE else "для показателей остаются строки без личных данных"


def _signatures(paper: Paper, facts: ActFacts) -> None:
    _signature(paper, "Экспертизу ценности провёл:", facts.by, f"{facts.on:%d.%m.%Y}")
    agreed = facts.protocol or "не требуется: документов с отметкой «ЭПК» нет"
    _paragraph(paper, f"СОГЛАСОВАНО. Протокол экспертной комиссии: {agreed}", before=8, after=8)


def _removal(paper: Paper, facts: ActFacts) -> None:
    if facts.removed is None:
        _paragraph(paper, "Отметка об уничтожении: ещё не уничтожены.")
        return
    words = (
        f"Документы ({plural(facts.count, THING_FORMS)}) уничтожены программным удалением "
        f"{facts.removed:%d.%m.%Y в %H:%M} из базы данных и хранилища файлов."
    )
    if facts.left:
        words += (
            f" Оставлены на хранении, потому что удержаны после утверждения акта: {plural(facts.left, THING_FORMS)}."
        )
    _paragraph(paper, words)
    _paragraph(paper, "В резервных копиях, сделанных раньше, документы остаются, пока не закончится срок этих копий.")
    _paragraph(paper, "Изменения в учётные документы внёс: _________________  «___» __________ 20___ г.", before=8)


def _signature(paper: Paper, before: str, person: Person, at: str) -> None:
    _paragraph(paper, f"{before} {_post(person)}  _________________  {_initials_first(person)}  {at}")


def _post(person: Person) -> str:
    return upper_first(person.post or "") or "______________________"


def _initials_first(person: Person) -> str:
    initials = "".join(f"{part[0]}." for part in (person.name, person.patronymic) if part)
    return f"{initials} {person.surname}".strip() if person.surname else person.full_name


def _paragraph(paper: Paper, words: str, before: float = 0, after: float = 0) -> Paragraph:
    made = paper.add_paragraph(words)
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    return made


def _say(cell: _Cell, words: str, *, bold: bool = False) -> None:
    """A line in ``cell``, whose first paragraph is there already."""
    first = cell.paragraphs[0]
    line = first if not first.runs and len(cell.paragraphs) == 1 and not cell.text else cell.add_paragraph()
    line.add_run(words or " ").bold = bold


def _fill(cell: _Cell, words: str, *, center: bool = False) -> None:
    line = cell.paragraphs[0]
    line.add_run(words).font.size = Pt(10.5)
    if center:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _fix(table: Table, widths_mm: Sequence[int]) -> None:
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def _repeat(row: object) -> None:
    """The row stands at the top of each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]
