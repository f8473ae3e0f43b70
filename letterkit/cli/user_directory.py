"""``letterkit user directory``: what the directory of the office says of people, and whom it speaks for."""

from typing import TYPE_CHECKING

import click

from letterkit.cli.opened import database_of_command
from letterkit.cli.terminal import tell, write
from letterkit.cli.usage import CommandGroup

if TYPE_CHECKING:
    from letterkit.directory.entry import Entry
    from letterkit.directory.rules import Meaning
    from letterkit.office.people.door import Doors
    from letterkit.store.database import Database

_login = click.argument("login", metavar="ИМЯ")

command = CommandGroup("directory", no_args_is_help=True, help="Каталог сотрудников: LDAP или OpenID Connect.")


@command.command("check", short_help="Что каталог говорит о человеке.")
@click.argument("login", metavar="[ИМЯ]", required=False)
@click.pass_context
def check(context: click.Context, login: str | None) -> None:
    """Спросить каталог: отвечает ли он, и что знает о человеке с именем для входа ИМЯ – группы, обязанности, орган.

    Ничего не меняет. Код возврата 1 – человека не впустили бы. OpenID Connect рассказывает о человеке, только когда тот
    входит сам: о нём команда скажет лишь, отвечает ли провайдер.
    """
    from letterkit.core.errors import RequestError
    from letterkit.directory.rules import meaning_of

    doors = _doors(database_of_command())
    doors.prove()
    tell("Каталог отвечает.")
    ldap = doors.ldap()
    if login is None or ldap is None:
        return
    entry = ldap.find(login)
    if entry is None:
        raise RequestError("directory.unknown", login=login)
    meaning = meaning_of(doors.rules(), entry.groups)
    write("".join(f"{line}\n" for line in _lines(entry, meaning)), None)
    if not entry.is_open or not meaning.duties:
        tell("Войти этот человек не может.")
        context.exit(1)


@command.command("link", short_help="Передать человека каталогу.")
@_login
def link(login: str) -> None:
    """Передать каталогу человека, которого завели без него: при следующем входе с тем же именем это будет он же.

    Свой пароль letterkit у него пропадает, сеансы кончаются.
    """
    from letterkit.office.people import accounts, directory_people
    from letterkit.office.people.door import source_of
    from letterkit.settings import load_settings

    database = database_of_command()
    person = accounts.by_login(database, login)
    directory_people.link(database, None, person.id, source_of(load_settings()))
    tell(f"Передан каталогу: {person.full_name}. Дальше он входит так же, как другие люди каталога.")


@command.command("unlink", short_help="Взять человека у каталога.")
@_login
def unlink(login: str) -> None:
    """Взять человека у каталога: дальше сведения и обязанности ведут здесь, а пароль задают letterkit user password."""
    from letterkit.office.people import accounts, directory_people

    database = database_of_command()
    person = accounts.by_login(database, login)
    directory_people.unlink(database, None, person.id)
    tell(f"Взят у каталога: {person.full_name}. Задайте ему пароль: letterkit user password {person.login}.")


def _doors(database: "Database") -> "Doors":
    from letterkit.checking.profile import load_profile
    from letterkit.office.content.bodies import body_of
    from letterkit.office.people.door import Doors
    from letterkit.settings import load_settings

    settings = load_settings()
    first = load_profile(settings.profile_path).id
    return Doors(settings, database, lambda slug: body_of(database, first, slug))


def _lines(entry: "Entry", meaning: "Meaning") -> list[str]:
    from letterkit.reports.wording import DUTIES

    values = entry.values
    name = " ".join(values[part] for part in ("surname", "name", "patronymic") if part in values)
    told = [
        ("Имя для входа", entry.login),
        ("Полное имя в каталоге", entry.dn),
        ("Фамилия, имя, отчество", name or "нет: без них не войти"),
        *((words, values.get(part, "")) for part, words in _FIELDS.items()),
        ("Учётная запись", "открыта" if entry.is_open else "закрыта"),
        ("Группы из правил", ", ".join(part.group for part in meaning.parts) or "ни одной"),
        ("Обязанности", ", ".join(words for duty, words in DUTIES.items() if duty in meaning.duties) or "никаких"),
        ("Орган", meaning.body or "тот, что в настройках"),
    ]
    return [f"{label}: {value}" for label, value in told if value]


_FIELDS = {"post": "Должность", "unit": "Отдел", "phone": "Телефон", "email": "Электронная почта"}
