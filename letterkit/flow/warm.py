"""What the first letter would wait for, read beforehand: the rules, the dictionaries, the models, the blank."""

from letterkit.core.case import Applicant, CaseCard, Executor
from letterkit.core.people import Person
from letterkit.flow.writing import Writing


def warm(writing: Writing) -> None:
    """Writes and checks a short letter, and throws it away."""
    card = CaseCard(
        applicant=Applicant(Person("Иванова", "Мария", "Петровна")),
        executor=Executor(Person("Петрова", "Анна", "Сергеевна"), phone="(000) 000-00-00"),
    )
    writing.live(card, "О ремонте дома", "Дом отремонтируют, когда подрядчик закупит материалы.", None)
