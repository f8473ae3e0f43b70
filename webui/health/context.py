"""What is around the service: its settings, who may read its secrets, versions, fonts, clocks."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select, text

from letterkit import __version__
from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.intake.documents.tesseract import demand_tesseract
from letterkit.reports.wording import sentence
from letterkit.setting_files import NAMED_BY, names_in, setting_files
from letterkit.settings import PREFIX, Settings
from letterkit.store.database import Database
from letterkit.worker.setting_faults import setting_faults
from webui.engine import Engine
from webui.health.lines import DoctorLine, bad, warning, well, wrong
from webui.health.printing import fonts_of_blanks, is_alike, print_fonts, prints_formulas

_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE)
_SHOWN = 5
_MOST_APART_S, _MOST_APART_IN_ALL_S = 2.0, 20.0
"""Chunks of a batch are held for thirty seconds: clocks so far apart take a living worker for a dead one."""
_OUTSIDE = {NAMED_BY, f"{PREFIX}SKIPS_FAIL"}
"""Variables with the prefix that are no settings."""


def settings_lines(settings: Settings) -> Iterator[DoctorLine]:
    """Settings that contradict each other or mean nothing, and secrets that others can read."""
    faults = [bad("Настройки", fault) for fault in setting_faults(settings)]
    yield from faults
    told = list(_contradictions(settings))
    named = {*os.environ, *names_in(setting_files(), type(settings))}
    strange = sorted(
        name
        for name in named
        if name.startswith(PREFIX)
        and name not in _OUTSIDE
        and name[len(PREFIX) :].lower() not in type(settings).model_fields
    )
    if strange:
        told.append(f"таких настроек нет: {', '.join(strange[:_SHOWN])}; проверьте имена («letterkit settings»).")
    for each in told:
        yield warning("Настройки", each[:1].upper() + each[1:])
    if not told and not faults:
        yield well("Настройки", f"читаются, не противоречат друг другу; рабочие данные – {settings.data_dir}")
    open_files = [str(file) for file in secret_files(settings) if file.stat().st_mode & 0o007]
    if open_files:
        yield wrong(
            "Секреты",
            f"Их может прочитать кто угодно на этой машине: {', '.join(open_files)}. Выполните chmod o= ФАЙЛ.",
        )
    else:
        yield well("Секреты", "ключи, пароли и база закрыты от других пользователей машины")


def _contradictions(settings: Settings) -> Iterator[str]:
    is_https = (settings.address or "").startswith("https://")
    if is_https and not settings.secure_cookies:
        yield "адрес службы https://, а LETTERKIT_SECURE_COOKIES не 1: cookie уйдут и без шифрования."
    if is_https and not settings.proxies:
        yield "адрес службы https://, а LETTERKIT_PROXIES – 0: в журнале у всех будет адрес прокси."
    if settings.smtp_url and not settings.address:
        yield "почта настроена, а LETTERKIT_ADDRESS не задан: в письмах сотрудникам не будет ссылок."
    if settings.data_dir.is_dir() and settings.data_dir.stat().st_uid != os.geteuid():
        yield "doctor запущен не от имени службы: что доступно ей, отсюда не видно."
    file = os.environ.get(NAMED_BY)
    if file and not Path(file).is_file():
        yield f"файла настроек {file}, который назван в {NAMED_BY}, нет: действуют настройки без него."
    if settings.own_dir and not settings.own_dir.is_dir():
        yield f"папки {settings.own_dir} из LETTERKIT_OWN нет: вместо файлов органа действуют поставочные."
    if settings.data and not settings.data.is_absolute():
        yield "путь в LETTERKIT_DATA начинается не с «/»: из другой папки letterkit найдёт другие данные."
    if settings.debug:
        yield "LETTERKIT_DEBUG включён: в записях о работе появятся слова писем. Выключите его на настоящей службе."


def secret_files(settings: Settings) -> list[Path]:
    """Files that nobody but the service, and whoever runs it, may read, as far as they are there."""
    data, address = settings.data_dir, urlsplit(settings.database_address)
    named = [
        *(Path(each) for each in (os.environ.get(NAMED_BY), ".env") if each),
        *([settings.base / settings.mail_secrets] if settings.mail_secrets else []),
        *data.glob("*.key"),
        *data.glob("passport-key-*.pem"),
        *([settings.base / address.path.removeprefix("/")] if address.scheme == "sqlite" else []),
    ]
    return [file for file in named if file.is_file()]


def version_lines(engine: Engine) -> Iterator[DoctorLine]:
    """Programs and packages: what there is, and whether it is what letterkit is tried with."""
    python = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info[:2] <= (3, 13):
        yield well("letterkit", f"{__version__}, Python {python}")
    else:
        yield warning("letterkit", f"{__version__}, Python {python}: проверен с 3.11–3.13.")
    yield from _packages(engine.settings.home / "constraints.txt")
    try:
        yield well("LibreOffice", engine.checker.press.converter().version())
    except LetterkitError as fault:
        yield bad("LibreOffice", fault)
    try:
        demand_tesseract()
        yield well("Tesseract", "с русским языком: сканы и фотографии читаются")
    except LetterkitError as fault:
        yield warning("Tesseract", sentence(fault))


def _packages(constraints: Path) -> Iterator[DoctorLine]:
    if not constraints.is_file():  # a wheel: pip has seen to it
        return
    pinned: dict[str, set[str]] = {}  # of one package several versions, for several versions of Python
    for name, wanted in _PINNED.findall(constraints.read_text("utf-8")):
        pinned.setdefault(name, set()).add(wanted)
    others = []
    for name, those in pinned.items():
        with suppress(PackageNotFoundError):  # of another system
            if (found := version(name)) not in those:
                others.append(f"{name} {found} вместо {' или '.join(sorted(those))}")
    if others:
        shown = ", ".join(others[:_SHOWN]) + ("…" if len(others) > _SHOWN else "")
        yield warning("Пакеты Python", f"Не те, с которыми letterkit испытан: {shown}. Повторите make setup.")
    else:
        yield well("Пакеты Python", "те, с которыми letterkit испытан")


def font_lines(engine: Engine) -> Iterator[DoctorLine]:
    """A page really printed, and the fonts that stand in it where blanks ask for theirs."""
    try:
        names = fonts_of_blanks(engine.catalogue)
        used = print_fonts(engine.checker.press.converter(), names)
    except LetterkitError as fault:
        yield bad("Шрифты", fault)
        return
    others = [f"«{name}» – шрифтом {font}" for name, font in used.items() if not is_alike(name, font)]
    if others:
        yield warning(
            "Шрифты",
            f"Бланки печатаются не своими шрифтами: {', '.join(others)}; страниц может выйти больше. "
            "Установите шрифты: fonts-liberation, fonts-paratype или свои.",
        )
    else:
        yield well("Шрифты", "; ".join(f"{name} – {font}" for name, font in used.items()))


def formula_lines(engine: Engine) -> Iterator[DoctorLine]:
    """Whether formulas of letters are printed too."""
    try:
        printed = prints_formulas(engine.checker.press.converter())
    except LetterkitError as fault:
        yield bad("Формулы", fault)
        return
    if printed:
        yield well("Формулы", "печатаются")
    else:
        yield warning("Формулы", "В письмах они не печатаются, а пропадают: установите пакет libreoffice-math-nogui.")


def clock_lines(engine: Engine) -> Iterator[DoctorLine]:
    """Our clock beside those of the database and of the disk, and whether anybody sets it right."""
    apart: dict[str, float] = {}
    with suppress(LetterkitError, OSError):
        apart["диска рабочих данных"] = _of_disk_s(engine.settings.data_dir)
    with suppress(LetterkitError):
        apart["базы данных"] = _of_database_s(engine.database)
    late = {name: seconds for name, seconds in apart.items() if abs(seconds) > _MOST_APART_S}
    told = "; ".join(f"часы {name} и этой машины расходятся на {abs(seconds):.0f} с" for name, seconds in late.items())
    advice = "Включите NTP на всех машинах: иначе живого обработчика примут за мёртвого."
    if any(abs(seconds) > _MOST_APART_IN_ALL_S for seconds in late.values()):
        yield wrong("Часы", f"{told[:1].upper()}{told[1:]}. {advice}")
    elif late:
        yield warning("Часы", f"{told[:1].upper()}{told[1:]}. {advice}")
    elif _is_synchronised() is False:
        yield warning("Часы", f"Их никто не сверяет. {advice}")
    else:
        told = f"; сходятся с часами {' и '.join(apart)}" if apart else ""
        yield well("Часы", f"{clock.now():%d.%m.%Y %H:%M:%S %Z}{told}")


def _of_disk_s(folder: Path) -> float:
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        return clock.now().timestamp() - os.stat(file.name).st_mtime


def _of_database_s(database: Database) -> float:
    if database.file is not None:
        return 0.0
    with database.reading() as session:
        theirs = session.scalar(select(text("clock_timestamp()")))
    assert isinstance(theirs, datetime)
    return (clock.now().astimezone(UTC) - theirs).total_seconds()


def _is_synchronised() -> bool | None:
    """Whether the system sets its clock by others; None where it cannot be asked, as in containers."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    try:
        order = [program, "show", "--property=NTPSynchronized", "--value"]
        said = subprocess.run(order, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return {"yes": True, "no": False}.get(said)
