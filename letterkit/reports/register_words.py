"""The words of the register: how appeals end, what a table has brought."""

from collections.abc import Iterator, Mapping

from letterkit.core.register import Result
from letterkit.office.register.importing import ImportResult
from letterkit.reports.wording import plural

RESULTS: Mapping[str, str] = {
    Result.SATISFIED: "удовлетворено",
    Result.REFUSED: "отказано",
    Result.EXPLAINED: "разъяснено",
    Result.REDIRECTED: "перенаправлено",
    Result.NO_ANSWER: "без ответа по существу",
}
APPEAL_FORMS = ("обращение", "обращения", "обращений")
ROW_FORMS = ("строка", "строки", "строк")


def taken_words(taken: ImportResult) -> str:
    """«Новых обращений 3, изменится 1, без изменений 9996, строк с ошибками 2.»"""
    return f"{'; '.join(_counts(taken))}."


def _counts(taken: ImportResult) -> Iterator[str]:
    done = taken.is_done
    yield f"{'Внесено новых обращений' if done else 'Новых обращений'}: {taken.new}"
    yield f"{'изменено' if done else 'изменится'}: {taken.changed}"
    yield f"без изменений: {taken.same}"
    if taken.faulty:
        yield f"{plural(taken.faulty, ROW_FORMS)} с ошибками"
