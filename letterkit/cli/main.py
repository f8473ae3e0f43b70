"""The entry: which commands there are, and what a person sees when something goes wrong."""

import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from letterkit import __version__
from letterkit.cli.usage import CommandGroup, usage_sentence
from letterkit.core.errors import LetterkitError, ToolMissing

# Broken pipe and Ctrl-C, as shells report programs that a signal has ended.
EXIT_PIPE, EXIT_INTERRUPT = 128 + 13, 128 + 2

_COMMANDS = {
    "check": ("letterkit.cli.check", "Проверить письма и показать отчёт."),
    "intake": ("letterkit.cli.intake", "Прочитать обращение и предложить карточку."),
    "fix": ("letterkit.cli.fix", "Исправить то, что не требует решения человека."),
    "draft": ("letterkit.cli.draft", "Составить письмо по карточке обращения и проверить его."),
    "batch": ("letterkit.cli.batch", "Составить письма по таблице и проверить каждое."),
    "names": ("letterkit.cli.names", "Просклонять фамилию, имя, отчество."),
    "register": (
        "letterkit.cli.register",
        "Реестр обращений: загрузить таблицу, выгрузить в файл, обновить поиск.",
    ),
    "deadline": ("letterkit.cli.deadline", "Посчитать срок ответа."),
    "metrics": ("letterkit.cli.metrics", "Показатели квартала: обращения, причины, сроки, жалобы."),
    "control": ("letterkit.cli.control", "Контроль сроков: что исполнить на неделе и что просрочено."),
    "mail": ("letterkit.cli.mail", "Почта с заявителями: отправить ответы, прочитать ящики."),
    "rules": ("letterkit.cli.rules", "Правила проверки: список, описание, испытание, охват Порядка."),
    "templates": (
        "letterkit.cli.templates",
        "Бланки и тексты ответов: те, что лежат в templates/; export и import пишут и читают то, что ведут в службе.",
    ),
    "doctor": ("entry:doctor", "Проверить, всё ли нужное службе работает."),
    "retention": (
        "letterkit.cli.retention",
        "Сроки хранения: чей срок истёк, уничтожение по актам.",
    ),
    "citizen": ("letterkit.cli.citizen", "Данные одного человека: найти, выдать, заблокировать (Закон № 152-ФЗ)."),
    "settings": ("letterkit.cli.settings", "Настройки и их значения."),
    "languagetool": ("letterkit.cli.languagetool", "Запустить свой сервер LanguageTool."),
    "bench": ("entry:bench", "Измерить скорость и точность."),
    "user": ("letterkit.cli.user", "Люди, которые входят в веб-интерфейс."),
    "serve": ("letterkit.cli.serve", "Запустить веб-интерфейс."),
    "db": ("letterkit.cli.db", "База данных: привести таблицы к нужному виду, узнать их состояние."),
    "passport": ("letterkit.cli.passport", "Паспорт письма: сверить файлы с ним, показать ключ подписи органа."),
    "audit": ("letterkit.cli.audit", "Журнал изменений: проверить, что он цел, и показать записи."),
    "backup": ("letterkit.cli.backup", "Записать резервную копию базы данных и файлов писем."),
    "restore": ("letterkit.cli.restore", "Восстановить базу данных и файлы писем из резервной копии."),
    "worker": ("letterkit.cli.worker", "Запустить обработчик фоновых заданий."),
}

cli = CommandGroup(
    "letterkit",
    lazy=_COMMANDS,
    no_args_is_help=True,
    help="Готовит и проверяет ответы государственного органа на обращения граждан.",
    epilog=(
        "Код завершения: 0 — ошибок нет, 1 — в письме есть ошибки, 2 — входные данные или аргументы непригодны, "
        "3 — не хватает нужной программы."
    ),
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=lambda ctx, _, asked: _show_version(ctx) if asked else None,
            help="Показать версию.",
        )
    ],
)


def _show_version(ctx: click.Context) -> None:
    click.echo(f"letterkit {__version__}")
    ctx.exit()


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave the process: 0, 1, 2 or 3 (CONTRACT, «Exit codes»); never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A file name that is not UTF-8 must not end the work: it is shown escaped.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """As ``main``, but the exit code is the result."""
    logging.getLogger("letterkit").addHandler(logging.NullHandler())
    try:
        # Not click's own main: it has an exit code of its own for a broken pipe and a line of its own for Ctrl-C.
        with cli.make_context("letterkit", list(sys.argv[1:] if arguments is None else arguments)) as ctx:
            result = cli.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.ctx.get_help() if fault.ctx else "")
        return 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as fault:
        return _refuse(usage_sentence(fault), 2)
    except LetterkitError as fault:
        return _handle_fault(fault)
    except BrokenPipeError:
        # The reader has gone (as `| head` does); what is left in the buffer must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE
    except (KeyboardInterrupt, click.Abort):
        return _refuse("Прервано.", EXIT_INTERRUPT)
    except ImportError as fault:
        return _handle_fault(ToolMissing("python.no-package", package=fault.name or str(fault)))
    except Exception as fault:
        return _unforeseen(fault)
    return result if isinstance(result, int) else 0


def _handle_fault(fault: LetterkitError) -> int:
    from letterkit.reports.wording import sentence

    if _debugging():
        logging.getLogger("letterkit").exception("refused")
        raise fault
    return _refuse(sentence(fault), fault.exit_code)


def _refuse(told: str, exit_code: int) -> int:
    click.echo(told, err=True)
    return exit_code


def _unforeseen(fault: Exception) -> int:
    """A fault of letterkit itself: one line for the person, the traceback into a log they can send."""
    if _debugging():
        raise fault
    from letterkit.cli.crash_log import keep

    number, log = keep(fault)
    where = f" Подробности: {log}." if log else ""
    return _refuse(
        f"Внутренняя ошибка letterkit № {number}: команда не выполнена.{where} Сообщите о ней разработчику.", 2
    )


def _debugging() -> bool:
    return os.environ.get("LETTERKIT_DEBUG", "").strip().lower() in {"1", "true", "yes", "on"}
