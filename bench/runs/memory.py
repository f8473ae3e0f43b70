"""Whether memory stays what it is when a table grows: ``letterkit batch`` without pages, over tables of its own making.

    python bench/runs/memory.py [--rows 1000 5000 20000]

Each table is made by a process of its own in a folder that goes afterwards. Printed are, for each number of rows, the
peak of resident memory of the command and of its worker in MB, and the CPU seconds of both together.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAD = (
    "Номер обращения;Дата регистрации;О чём обращение;Фамилия;Имя;Отчество;Почтовый адрес;Куда направлено;"
    "Номер письма;Дата письма;Фамилия исполнителя;Имя исполнителя;Телефон исполнителя"
)
SURNAMES = ("Иванова", "Петрова", "Сидорова", "Кузнецова", "Смирнова", "Попова", "Волкова")
NAMES = (("Мария", "Петровна"), ("Анна", "Ивановна"), ("Ольга", "Сергеевна"))
LOOKS_EVERY_S = 0.1
_MAIN, _WORKER = "main", "worker"


def lines(rows: int) -> Iterator[str]:
    """A table of ``rows`` people, each with an appeal and a house of their own."""
    yield HEAD
    for number in range(rows):
        surname = SURNAMES[number % len(SURNAMES)]
        name, patronymic = NAMES[number % len(NAMES)]
        yield (
            f"И-{number};03.06.2024;уборка подъезда дома № {number};{surname};{name};{patronymic};"
            f"ул. Мира, д. {number}, г. Долинск, 694051;администрация города Долинска;"
            f"3.08-{number}/24;05.06.2024;Петрова;Анна;(4242) 00-00-00"
        )


def measure_memory(rows: int) -> tuple[dict[str, float], float]:
    """(the peaks by role in MB, CPU seconds) of a batch of ``rows`` with one worker."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        table = folder / "table.csv"
        with table.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines(rows))
        command = (sys.executable, "-m", "letterkit.cli", "batch", str(table), "--reply", "redirect", "--no-pages")
        process = subprocess.Popen(
            (*command, "--engine", "off", "--jobs", "1", "-o", str(folder / "out")),
            cwd=ROOT,
            env={**os.environ, "LETTERKIT_DATA": str(folder / "data")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        peaks: Counter[str] = Counter()
        while True:
            for role, pid in roles(process.pid):
                peaks[role] = max(peaks[role], peak_kb(pid))
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(LOOKS_EVERY_S)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.stderr is not None
        said = process.stderr.read()
        made_count = len(list((folder / "out").glob("*.docx")))
        if process.returncode not in (0, 1) or made_count != rows:
            sys.exit(f"{made_count} letters of {rows}, exit {process.returncode}: {said[-500:]}")
    return {role: peak / 1024 for role, peak in peaks.items()}, used.ru_utime + used.ru_stime


def roles(main: int) -> Iterator[tuple[str, int]]:
    """The command and its workers as they are now."""
    yield _MAIN, main
    try:
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for child in children:
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield _WORKER, int(child)
    except OSError:  # ended meanwhile
        return


def peak_kb(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 5_000])
    asked = parser.parse_args()
    print(f"{'rows':>8} {'command, MB':>12} {'worker, MB':>11} {'CPU, s':>8} {'ms a row':>9}")
    for rows in asked.rows:
        peaks, cpu_s = measure_memory(rows)
        print(
            f"{rows:>8} {peaks[_MAIN]:>12.0f} {peaks[_WORKER]:>11.0f} {cpu_s:>8.1f} {cpu_s * 1000 / rows:>9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
