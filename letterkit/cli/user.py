"""``letterkit user``: the people who sign in to the web service, as the administrator of the machine keeps them."""

import sys
from typing import TYPE_CHECKING

import click

from letterkit.cli.opened import body_in, database_of_command
from letterkit.cli.terminal import tell, write
from letterkit.cli.usage import CommandGroup, OneOf, Option
from letterkit.cli.user_directory import command as directory
from letterkit.core.errors import RequestError
from letterkit.core.office import Duty

if TYPE_CHECKING:
    from letterkit.store.tables import Person

_login = click.argument("login", metavar="ИМЯ")
_duties = click.option(
    "--duty",
    "duties",
    cls=Option,
    type=OneOf([duty.value for duty in Duty]),
    multiple=True,
    required=True,
    help="Исполнитель, проверяющий, подписант, приёмная, делопроизводитель, администратор или ответственный за "
    "безопасность; можно несколько.",
)
_stdin = click.option("--password-stdin", "from_stdin", is_flag=True, help="Взять пароль из стандартного ввода.")
_temporary = click.option("--temporary", is_flag=True, help="Пароль временный: человек сменит его при первом входе.")

command = CommandGroup("user", no_args_is_help=True, help="Люди, которые входят в веб-интерфейс.")
command.add_command(directory)


@command.command("add", short_help="Добавить человека.")
@_login
@click.option("--name", "full_name", cls=Option, required=True, metavar="ФИО", help="«Фамилия Имя Отчество».")
@_duties
@click.option("--post", metavar="ТЕКСТ", help="Должность.")
@click.option("--unit", metavar="ТЕКСТ", help="Отдел.")
@click.option("--phone", metavar="ТЕКСТ", help="Телефон с кодом города.")
@click.option("--email", metavar="ТЕКСТ", help="Электронная почта.")
@click.option(
    "--body", metavar="ОРГАН", default="", help="Орган, по имени его профиля; без него — тот, что в настройках."
)
@_temporary
@_stdin
def add(
    login: str,
    full_name: str,
    duties: tuple[str, ...],
    body: str,
    temporary: bool,
    from_stdin: bool,
    **others: str | None,
) -> None:
    """Добавить человека с именем для входа ИМЯ; пароль спрашивается дважды и на экране не виден."""
    from letterkit.office.people import accounts
    from letterkit.office.people.details import demand_details, demand_login, details_of

    database = database_of_command()
    # Refused before a password is asked for.
    login, details = demand_login(login), demand_details(details_of(full_name, **others))
    of_body = body_in(database, body)
    password = _password(from_stdin)
    person = accounts.add(
        database, None, login, password, details, map(Duty, duties), temporary=temporary, body=of_body
    )
    tell(f"Добавлен {_person_line(person)}.")


@command.command("list", short_help="Кто есть.")
def list_people() -> None:
    """Показать людей: имя для входа, фамилию, имя, отчество, обязанности и открыт ли вход."""
    from letterkit.office.people import accounts
    from letterkit.office.people.sign_in_delays import restrictions

    database = database_of_command()
    found = accounts.everybody(database)
    restricted = restrictions(database, (each.id for each in found))
    lines = [_line(each, is_restricted=each.id in restricted) for each in found]
    if not lines:
        tell("Людей пока нет: добавьте первого командой letterkit user add.")
    write("".join(f"{line}\n" for line in lines), None)


@command.command("password", short_help="Сменить пароль.")
@_login
@_temporary
@_stdin
def password(login: str, temporary: bool, from_stdin: bool) -> None:
    """Сменить пароль человека; везде, где он вошёл, ему нужно будет войти заново."""
    from letterkit.office.people import accounts

    database = database_of_command()
    person = accounts.by_login(database, login)
    accounts.set_password(database, None, person.id, _password(from_stdin), temporary=temporary)
    tell(f"Пароль изменён: {_person_line(person)}.")


@command.command("duties", short_help="Сменить обязанности.")
@_login
@_duties
def duties(login: str, duties: tuple[str, ...]) -> None:
    """Сменить обязанности человека: останутся только те, что названы."""
    from letterkit.office.people import accounts

    database = database_of_command()
    person = accounts.set_duties(database, None, accounts.by_login(database, login).id, map(Duty, duties))
    tell(f"Обязанности изменены: {_person_line(person)}.")


@command.command("body", short_help="Перевести в другой орган.")
@_login
@click.argument("body", metavar="ОРГАН")
def body(login: str, body: str) -> None:
    """Перевести человека в ОРГАН (имя профиля): он увидит письма этого органа и не увидит прежних."""
    from letterkit.office.people import accounts

    database = database_of_command()
    found = accounts.by_login(database, login)
    tell(f"Переведён: {_person_line(accounts.set_body(database, None, found.id, body_in(database, body)))}.")


@command.command("deactivate", short_help="Закрыть вход.")
@_login
def deactivate(login: str) -> None:
    """Закрыть человеку вход; его письма и записи в журнале остаются."""
    from letterkit.office.people import accounts

    database = database_of_command()
    tell(f"Вход закрыт: {_person_line(accounts.deactivate(database, None, accounts.by_login(database, login).id))}.")


@command.command("activate", short_help="Открыть вход и снять ограничение.")
@_login
def activate(login: str) -> None:
    """Открыть человеку вход и снять ограничение после неверных паролей."""
    from letterkit.office.people import accounts

    database = database_of_command()
    found = accounts.by_login(database, login)
    accounts.unlock(database, None, found.id)
    tell(f"Вход открыт: {_person_line(accounts.activate(database, None, found.id))}.")


@command.group("second-step", cls=CommandGroup, short_help="Второй шаг входа.")
def second_step() -> None:
    """Второй шаг входа человека: включает его только он сам, на своей странице."""


@second_step.command("off", short_help="Снять второй шаг.")
@_login
def second_step_off(login: str) -> None:
    """Снять второй шаг с человека, который потерял и телефон, и ключ, и запасные коды; его сеансы завершатся."""
    from letterkit.office.notices.sign_ins import take_off_second_step
    from letterkit.office.people import accounts

    database = database_of_command()
    person = take_off_second_step(database, None, accounts.by_login(database, login).id)
    tell(f"Второй шаг входа снят: {_person_line(person)}.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise RequestError("user.no-terminal")
    from getpass import getpass

    first = getpass("Пароль: ")
    if getpass("Пароль ещё раз: ") != first:
        raise RequestError("person.passwords-differ")
    return first


def _person_line(person: "Person") -> str:
    from letterkit.reports.wording import DUTIES

    return f"{person.login} — {person.full_name} ({', '.join(DUTIES[duty] for duty in sorted(person.duty_set))})"


def _line(person: "Person", *, is_restricted: bool) -> str:
    if not person.active:
        return f"{_person_line(person)}: вход закрыт"
    return f"{_person_line(person)}: вход ограничен" if is_restricted else _person_line(person)
