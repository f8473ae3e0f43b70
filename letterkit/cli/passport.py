"""``letterkit passport``: whoever has received a letter compares it with its passport; no database is needed."""

import json
from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.terminal import write
from letterkit.cli.usage import CommandGroup, OneOf
from letterkit.core.errors import RequestError
from letterkit.datafile import read_bytes

command = CommandGroup(
    "passport", no_args_is_help=True, help="Паспорт письма: сверить файлы с ним, показать ключ подписи органа."
)
form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")


@command.command("verify", short_help="Сверить файлы письма с его паспортом.")
@click.argument("paths", metavar="ФАЙЛ…", type=options.FilePath, nargs=-1, required=True)
@click.option(
    "--key",
    "key",
    type=options.FilePath,
    metavar="КЛЮЧ",
    help="Открытый ключ органа (.pem), полученный отдельно; без него берётся ключ из самого паспорта.",
)
@form
def verify(paths: tuple[Path, ...], key: Path | None, form: str) -> int:
    """Сверить файлы письма (.docx, .pdf) с паспортом (passport.json) или проверить архив (.zip), в котором они лежат.

    Файлы называют в любом порядке. База данных и служба не нужны: подпись Ed25519 проверяется открытым ключом органа.
    Отозвано ли утверждение потом, по паспорту не видно: это покажет страница /passport службы.

    Код завершения: 0 — это утверждённые файлы, и подпись верна; 1 — нет; 2 — сверять нечего.
    """
    from letterkit.office.passports.comparison import compare
    from letterkit.office.passports.submitted_files import SubmittedFile
    from letterkit.reports.passport_words import comparison_lines
    from letterkit.store.passport_keys import read_key

    keys = [read_key(read_bytes(key, RequestError), key.name)] if key is not None else []
    found = compare([SubmittedFile(path.name, read_bytes(path, RequestError)) for path in paths], keys)
    if form == "json":
        passports = [
            {
                "file": each.passport.name,
                "signature": each.signature.value,
                "key": each.key,
                "letter": each.passport.said.letter.model_dump(),
                "approved": each.passport.said.approved.model_dump() if each.passport.said.approved else None,
                "same": list(each.same),
            }
            for each in found.passports
        ]
        strangers = [{"file": each.name, "sha256": each.sha256} for each in found.strangers]
        answer = {"holds": found.holds, "passports": passports, "strangers": strangers}
        write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("\n".join(comparison_lines(found, is_key_given=key is not None)) + "\n", None)
    return int(not found.holds)


@command.command("key", short_help="Показать открытый ключ, которым проверяют паспорта органа.")
@click.option("--body", metavar="ОРГАН", help="Орган, по имени его профиля; без ключа — орган настроек.")
def show(body: str | None) -> None:
    """Показать открытый ключ органа (PEM) и его отпечаток: их публикуют на сайте органа. Закрытый ключ не показывается.

    Ключ делается сам при первой надобности: файл passport-key-ОРГАН.pem рабочих данных. Чтобы сменить его, переименуйте
    файл в passport-key-ОРГАН.ДАТА.pem и перезапустите службу: старые паспорта проверяются по нему и дальше.
    """
    from letterkit.checking.profile import load_profile
    from letterkit.office.passports.signing import fingerprint
    from letterkit.settings import load_settings
    from letterkit.store.passport_keys import is_body, passport_keys, public_pem

    settings = load_settings()
    name = body or load_profile(settings.profile_path).id
    if not is_body(name):
        raise RequestError("body.unknown", id=name)
    public = passport_keys(settings).current(name).public_key()
    write(f"{public_pem(public)}Отпечаток: {fingerprint(public)}\n", None)
