"""Pieces of text are kept by each for themselves, and for the body by who answers for words of others."""

from letterkit.office.cases import letter_files, snippets
from letterkit.office.register.attached import AttachedFile

from .conftest import Day, refused


def titles(day: Day, who: str) -> list[str]:
    return [each.title for each in snippets.list_snippets(day.office, getattr(day.staff, who))]


def test_own_snippets_are_ones_own_and_shared_ones_everybodys(day: Day) -> None:
    office, executor, clerk = day.office, day.staff.executor, day.staff.clerk
    own = snippets.add(office, executor, " Срок  ремонта ", "Ремонт закончат до [указать дату].")
    shared = snippets.add(office, clerk, "Приёмная", "Приёмная работает с 9 до 18 часов.", is_shared=True)
    assert (titles(day, "executor"), titles(day, "stranger")) == (["Срок ремонта", "Приёмная"], ["Приёмная"])
    with refused("denied.duty"):
        snippets.add(office, executor, "Общий", "Текст", is_shared=True)
    with refused("denied.duty"):
        snippets.change(office, executor, shared.id, "Моя", "Текст")
    with refused("snippet.gone"):
        snippets.change(office, day.staff.stranger, own.id, "Моя", "Текст")
    assert snippets.change(office, executor, own.id, "Срок", "До осени.").text == "До осени."
    snippets.remove(office, executor, own.id)
    assert titles(day, "executor") == ["Приёмная"]


def test_a_snippet_without_a_name_or_words_is_refused(day: Day) -> None:
    for title, text, code in ((" ", "Текст", "snippet.no-title"), ("Имя", "\n", "snippet.no-text")):
        with refused(code):
            snippets.add(day.office, day.staff.executor, title, text)


def test_files_go_with_a_letter_that_is_with_its_executor_and_stay_the_same_after(day: Day) -> None:
    letter, by = day.begun(), day.staff.executor
    letter_files.attach(day.office, by, letter.id, [AttachedFile("схема.txt", "Схема проезда".encode())])
    [file] = letter_files.files_of(day.office, by, letter.id)
    assert letter_files.read_file(day.office, by, letter.id, file.id)[1] == "Схема проезда".encode()
    with refused("letter.gone"):
        letter_files.files_of(day.office, day.staff.stranger, letter.id)
    handed = day.on_review()
    with refused("denied.not-writable"):
        letter_files.attach(day.office, by, handed.id, [AttachedFile("схема.txt", b"x")])
    letter_files.remove(day.office, by, letter.id, file.id)
    assert letter_files.files_of(day.office, by, letter.id) == []
    assert day.journal(f"letter:{letter.id}")[-2:] == ["letter.file-added", "letter.file-removed"]
