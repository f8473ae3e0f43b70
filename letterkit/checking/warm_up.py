"""What the first letter would wait for, read beforehand: rules, dictionaries, models, the blank, what reads pages."""

import io

from letterkit.checking.writing import Writing
from letterkit.core.case import Applicant, CaseCard, Executor
from letterkit.core.garbage import set_aside_what_is_loaded
from letterkit.core.people import Person

_TEXT = """Дом отремонтируют, когда подрядчик Куделькин закупит материалы.
Об этом сообщенно в письме министертсва от 12 мая."""
"""Its slips and its name have the lists read that only unknown words are sought in."""


def warm(writing: Writing) -> None:
    """Writes and checks a short letter, measures an empty page, and throws both away.

    What has been read is set aside: processes forked from now on share it as long as nobody looks it through.
    """
    card = CaseCard(
        applicant=Applicant(Person("Иванова", "Мария", "Петровна")),
        executor=Executor(Person("Петрова", "Анна", "Сергеевна"), phone="(000) 000-00-00"),
    )
    writing.live(card, "О ремонте дома", _TEXT, None)
    _measure_empty_page()
    set_aside_what_is_loaded()


def _measure_empty_page() -> None:
    """Only who prints needs these, and the command line is to begin without them."""
    from pypdf import PdfWriter

    from letterkit.pages import joined  # noqa: F401 what it stands on is read with it
    from letterkit.pages.facts import page_facts

    page, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.write(page)
    page_facts(page.getvalue())
