"""``letterkit names``: a name in the six cases, one or a stream of them."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.errors import RequestError
from letterkit.core.people import Case, Gender

if TYPE_CHECKING:
    from letterkit.russian.names_tables import NamePart
    from letterkit.russian.naming import NameAnswer

_PARTS = ("full", "surname", "name", "patronymic")
_CASES: dict[str, str] = {
    Case.NOMINATIVE: "именительный",
    Case.GENITIVE: "родительный",
    Case.DATIVE: "дательный",
    Case.ACCUSATIVE: "винительный",
    Case.INSTRUMENTAL: "творительный",
    Case.PREPOSITIONAL: "предложный",
}
_GENDERS = {Gender.MALE: "мужской", Gender.FEMALE: "женский"}


@click.command("names", cls=Command, short_help="Просклонять фамилию, имя, отчество.")
@click.argument("name", metavar="ИМЯ")
@click.option(
    "--part", type=OneOf(_PARTS), default="full", help="Что дано: full — всё имя (по умолчанию) или одна часть."
)
@click.option("--gender", type=OneOf(tuple(Gender)), help="Род, если имя его не называет.")
@click.option("--case", "only", type=OneOf(tuple(Case)), help="Показать один падеж.")
@click.option("--format", "form", type=OneOf(("text", "json", "jsonl")), help="Вид ответа; для «-» — jsonl.")
def command(name: str, part: str, gender: str | None, only: str | None, form: str | None) -> None:
    """Просклонять ИМЯ в именительном падеже: «Иванова Мария Петровна».

    Если вместо имени стоит «-», имена читаются из стандартного ввода, по одному в строке; после табуляции может стоять
    род (м, ж, male, female). Ответ — по строке JSON на имя. Род, который узнать нельзя, не угадывается.
    """
    from letterkit.russian.names_tables import NamePart
    from letterkit.russian.naming import answer

    kind, known = NamePart(part), Gender(gender) if gender else None
    if name == "-":
        for line in _answers(kind, known, only, form or "jsonl"):
            sys.stdout.write(line)
        sys.stdout.flush()
        return
    if not name.strip():
        raise RequestError("names.empty")
    write(_format_answer(answer(name, kind, known), only, form or "text"), None)


def _answers(part: "NamePart", gender: Gender | None, only: str | None, form: str) -> Iterator[str]:
    """The answers to standard input, which is read as it comes; empty lines name nobody and are passed over."""
    from letterkit.russian.naming import answer_line

    sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")  # type: ignore[union-attr]
    try:
        for number, line in enumerate(sys.stdin, 1):
            if not line.partition("\t")[0].strip():
                continue
            try:
                yield _format_answer(answer_line(line, part, gender), only, form)
            except RequestError as fault:
                fault.line = number
                raise
    except UnicodeDecodeError:
        raise RequestError("names.encoding") from None


def _format_answer(told: "NameAnswer", only: str | None, form: str) -> str:
    if form == "text":
        return _lines(told, only)
    shown = {**told, "cases": {only: told["cases"][only]}} if only else told
    return json.dumps(shown, ensure_ascii=False, indent=2 if form == "json" else None) + "\n"


def _lines(told: "NameAnswer", only: str | None) -> str:
    if only:
        return told["cases"][only] + "\n"
    style = style_for(None)
    gender = _GENDERS[Gender(told["gender"])] if told["gender"] else "неизвестен: укажите --gender"
    rows = [f"{style.paint(_CASES[case].ljust(14), 'dim')}{words}" for case, words in told["cases"].items()]
    return "\n".join([*rows, f"{style.paint('род'.ljust(14), 'dim')}{gender}"]) + "\n"
