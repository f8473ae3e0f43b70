"""``letterkit settings``: each setting, its value, its default and what it means."""

import click

from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, OneOf


@click.command("settings", cls=Command, short_help="Настройки и их значения.")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(form: str) -> None:
    """Показать настройки: переменные окружения LETTERKIT_*, файл .env в текущей папке и файл LETTERKIT_ENV_FILE.

    Относительные пути считаются от LETTERKIT_HOME, у установленного пакета – от текущей папки. Пароли в адресах скрыты.
    """
    from letterkit.setting_rows import setting_rows
    from letterkit.settings import load_settings

    rows = setting_rows(load_settings())
    if form == "json":
        import json
        from dataclasses import asdict

        write(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n", None)
        return
    blocks = []
    for row in rows:
        default = "" if row.value == row.default else f" (по умолчанию {row.default or 'не задано'})"
        blocks.append(f"{row.name} = {row.value or 'не задано'}{default}\n    {row.meaning}\n")
    write("\n".join(blocks), None)
