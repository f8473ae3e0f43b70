"""Click that speaks Russian: help pages, and one line for each way of getting the arguments wrong."""

import importlib
import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import click

from letterkit.core.errors import ToolMissing

if TYPE_CHECKING:
    from click.types import OptionHelpExtra


class _RussianHelp(click.Command):
    """What click writes in English on a help page, in Russian."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[КЛЮЧИ]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Вызов: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Ключи"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Показать эту справку."
        return option


class Command(_RussianHelp):
    """A command whose help is in Russian."""


class CommandGroup(_RussianHelp, click.Group):
    """Commands that are imported when called: ``lazy`` maps a name to where it is and to its line in the help.

    It is the module whose ``command`` it is, or ``entry:NAME``: what another package has under the entry point
    ``letterkit.commands`` by that name.
    """

    command_class = Command

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "КОМАНДА [АРГУМЕНТЫ]…")
        super().__init__(*args, **kwargs)
        self.lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.lazy, *(name for name in self.commands if name not in self.lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.lazy:
            where, _ = self.lazy[cmd_name]
            return _load_entry(where.removeprefix("entry:")) if where.startswith("entry:") else _command_in(where)
        return super().get_command(ctx, cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = []
        for name in self.list_commands(ctx):
            if name in self.lazy:
                rows.append((name, self.lazy[name][1]))
            elif (command := self.commands.get(name)) is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(formatter.width)))
        with formatter.section("Команды"):
            formatter.write_dl(rows)


def _command_in(module: str) -> click.Command:
    command: click.Command = importlib.import_module(module).command
    return command


def _load_entry(name: str) -> click.Command:
    """Raises ToolMissing ``command.not-installed``."""
    found = next(iter(entry_points(group="letterkit.commands", name=name)), None)
    if found is None:
        raise ToolMissing("command.not-installed")
    command: click.Command = found.load()
    return command


class Option(click.Option):
    """An option that leaves it to its help to say that it must be given."""

    def get_help_extra(self, ctx: click.Context) -> "OptionHelpExtra":
        extra = super().get_help_extra(ctx)
        extra.pop("required", None)
        return extra


class Day(click.ParamType):
    """A day: 2024-06-05 or 05.06.2024."""

    name = "ДАТА"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        from letterkit.core.errors import RequestError
        from letterkit.russian.dates import parse_date

        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
        try:
            return parse_date(value)
        except ValueError as fault:
            raise RequestError("deadline.bad-date", value=value) from fault


class Count(click.ParamType):
    """A whole number from ``least`` up."""

    name = "N"

    def __init__(self, least: int = 1) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if re.fullmatch(r"\d{1,9}", value) and int(value) >= self.least:
            return int(value)
        return self.fail(f"«{value}» — нужно целое число от {self.least}", param, ctx)


class OneOf(click.Choice[str]):
    """One word of a fixed list; the refusal names the list."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return str(value)
        return self.fail(f"«{value}» — допустимо {', '.join(self.choices)}", param, ctx)


def usage_sentence(fault: click.ClickException) -> str:
    """One Russian line for a wrong call, with the way to the help page."""
    told = _fault_words(fault)
    ctx = getattr(fault, "ctx", None)
    return f"{told}. Справка: {ctx.command_path} --help" if ctx is not None else f"{told}."


def _like(fault: click.exceptions.NoSuchCommand) -> str:
    """The command that may be meant, those not yet imported too."""
    group = fault.ctx.command if fault.ctx is not None else None
    known = group.list_commands(fault.ctx) if isinstance(group, click.Group) and fault.ctx is not None else []
    near = get_close_matches(fault.command_name, known, n=1)
    return f"; похоже на {near[0]}" if near else ""


def _fault_words(fault: click.ClickException) -> str:
    match fault:
        case click.NoSuchOption():
            near = f"; похоже на {fault.possibilities[0]}" if fault.possibilities else ""
            return f"Нет ключа {fault.option_name}{near}"
        case click.exceptions.NoSuchCommand():
            return f"Нет команды «{fault.command_name}»{_like(fault)}"
        case click.MissingParameter():
            return f"Не указано: {_name(fault.param)}"
        case click.BadOptionUsage():
            wants = "не принимает значения" if "does not take" in fault.message else "требует значения"
            return f"Ключ {fault.option_name} {wants}"
        case click.BadParameter():
            return f"{_name(fault.param)}: {fault.message}" if fault.param else fault.message
        case click.UsageError() if found := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", fault.message):
            return f"Лишние аргументы: {found[1]}"
        case click.UsageError() if fault.message == "Missing command.":
            return "Не указана команда"
    return fault.format_message().rstrip(".")


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "аргумент"
    return (
        param.opts[-1] if isinstance(param, click.Option) else (param.metavar or param.human_readable_name).rstrip("….")
    )
