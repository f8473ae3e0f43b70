from letterkit.compose.executor_mark import mark_lines
from letterkit.core.case import Executor
from letterkit.core.people import Person

ANNA = Person("Петрова", "Анна", "Сергеевна")


def test_the_full_name_and_the_telephone_stand_first_and_last() -> None:
    executor = Executor(ANNA, "+7 (4242) 00-00-00", "консультант", "отдел жилищной политики", "a@x.ru")
    assert mark_lines(executor) == (
        "Петрова Анна Сергеевна,", "консультант,", "отдел жилищной политики,", "+7 (4242) 00-00-00, a@x.ru",
    )  # fmt: skip


def test_what_is_not_known_leaves_no_trace() -> None:
    assert mark_lines(Executor(ANNA, "+7 (4242) 00-00-00")) == ("Петрова Анна Сергеевна,", "+7 (4242) 00-00-00")
    assert mark_lines(Executor()) == ()
