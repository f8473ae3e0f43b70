"""A hundred thousand letters from the table to the zip: what each step takes in time and in memory.

    python bench/runs/end_to_end.py [--rows 100000] [--workers 2] [--database sqlite|postgresql] [--print]
                                    [--folder FOLDER --appeals 1000000 [--batch NUMBER]]

A register of its own in a new folder, or one of ``scale_base.py`` in FOLDER; `letterkit serve` and `letterkit worker`
beside it in processes of their own. All is asked for through the pages, as people do: the table (.xlsx) is sent, read
and looked at, let begin, made, approved, its register and its zip are fetched. Printed are, for each step, its seconds,
the CPU seconds of the service and of the workers (their LibreOffice among them), and the peak of the memory of one
process of each.

Letters are made without PDF unless --print asks for it. Such letters cannot be approved, for nobody has seen their
pages: so that approving is measured at all, their rows are marked for that step as printed and whole, and set back.
Exit 1 when a letter is missing.
"""

import argparse
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select, update

from bench.runs.postgres import cluster, postgresql
from bench.runs.printed import machine, number, table
from bench.runs.processes_used import cpu_s, forget_peak, peak_mb
from bench.runs.register import EXECUTOR, SIGNER, Register, open_register, service, workers
from bench.runs.scale_base import AS_IN_EARNEST, register_of
from bench.runs.table import REPLY, xlsx_table
from bench.runs.visitor import Visitor
from letterkit.core.office import BatchState, RowState
from letterkit.core.report import Verdict
from letterkit.store.batch_tables import BatchRow

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_LIMIT_S = 24 * 3600
_PIECE = 1 << 20
_SEEN = re.compile(r'name="seen" value="([^"]*)"')
"""What the signer has seen of the letters, which the form that approves them says."""


@dataclass
class Watch:
    """What each step has taken; ``pids`` are the service and the keeper of the workers."""

    pids: tuple[int, int]
    rows: list[tuple[str, ...]] = field(default_factory=list)

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        for pid in self.pids:
            forget_peak(pid)
        used, began = [cpu_s(pid) for pid in self.pids], time.perf_counter()
        yield
        spent = time.perf_counter() - began
        used = [cpu_s(pid) - before for pid, before in zip(self.pids, used, strict=True)]
        peaks = [peak_mb(pid) for pid in self.pids]
        figures = (number(spent), *map(number, used), *(number(peak, 0) for peak in peaks))
        self.rows.append((words, *figures))
        print(f"{words}: {figures[0]} с", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", choices=tuple(KINDS), default="sqlite")
    parser.add_argument("--print", action="store_true", dest="with_pdf", help="letters with PDF")
    parser.add_argument("--batch", type=int, help="a batch of FOLDER that is made: only what comes after")
    parser.add_argument("--folder", type=Path, help="beside the appeals and letters of a base of scale_base.py there")
    parser.add_argument("--appeals", type=int, default=1_000_000, help="how many that base has")
    asked = parser.parse_args()
    with ExitStack() as stack:
        register = stack.enter_context(_register(asked))
        web, base = stack.enter_context(service(register))
        keeper = stack.enter_context(workers(register, asked.workers))
        watch = Watch((web, keeper))
        empty = register.database_bytes()
        complaints = whole(register, base, watch, asked)
        print(format_table(watch, register, empty, asked))
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return int(bool(complaints))


@contextmanager
def _register(asked: argparse.Namespace) -> Iterator[Register]:
    if asked.folder:
        asked.database, folder = "postgresql", asked.folder.resolve()
        with cluster(folder / "postgresql", *AS_IN_EARNEST) as server:
            of = register_of(server, folder, asked.appeals)
            with open_register(of.folder, of.database_url) as register:
                yield register
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="letterkit-endtoend-")))
        url = stack.enter_context(postgresql()) if asked.database == "postgresql" else None
        yield stack.enter_context(open_register(folder, url))


def whole(register: Register, base: str, watch: Watch, asked: argparse.Namespace) -> list[str]:
    """All steps, or what comes after a batch is made; what is not as it should be in the end."""
    batch = asked.batch or make(register, base, watch, asked)
    page = f"/batches/{batch}"
    # Signed in only now: to make the letters may take longer than a session lasts.
    executor, signer = Visitor(base, EXECUTOR), Visitor(base, SIGNER)
    with watch.step("страница рассылки открыта"):
        executor.get(page)
    if not asked.with_pdf:
        mark_rows(register, batch, as_printed=True)
    with watch.step("утверждена"):
        told = _SEEN.search(signer.get(page).text)
        signer.post(page, f"{page}/approve", seen=told[1] if told else "")
    approved = count_rows(register, batch, BatchRow.approval_id.is_not(None))
    if not asked.with_pdf:
        mark_rows(register, batch, as_printed=False)
    with watch.step("реестр .xlsx получен"):
        executor.get(f"{page}/register.xlsx")
    archive = register.folder / "letters.zip"
    with watch.step("архив писем получен"):
        download(executor, f"{page}/letters.zip", archive)
    return list(wrong(register, batch, approved, archive, asked))


def make(register: Register, base: str, watch: Watch, asked: argparse.Namespace) -> int:
    """A batch from its table on, until its letters are made."""
    executor = Visitor(base, EXECUTOR)
    with watch.step("таблица записана"):
        data = xlsx_table(asked.rows)
    with watch.step("таблица прочитана и проверена"):
        plan = {"number": "1"} | ({"print": "1"} if asked.with_pdf else {})
        sent = executor.post("/batches/new", "/batches/new", {"table": ("таблица.xlsx", data)}, reply=REPLY, **plan)
        batch = int(sent.url.partition("#")[0].rpartition("/")[2])
        register.wait(batch, BatchState.CHECKED, BatchState.REFUSED, limit_s=_LIMIT_S)
    page = f"/batches/{batch}"
    with watch.step("подтверждена"):
        executor.post(page, f"{page}/confirm", again="1")
    with watch.step("письма составлены и проверены"):
        register.wait(batch, BatchState.DONE, limit_s=_LIMIT_S)
    return batch


def wrong(register: Register, batch: int, approved: int, archive: Path, asked: argparse.Namespace) -> Iterator[str]:
    made = register.count_done(batch)
    if made != asked.rows:
        yield f"Писем {made} вместо {asked.rows}."
    if approved != made:
        yield f"Утверждено {approved} писем из {made}."
    with zipfile.ZipFile(archive) as opened_archive:
        letters = sum(name.endswith(".docx") for name in opened_archive.namelist())
    if letters != made:
        yield f"В архиве писем {letters} вместо {made}."


def download(visitor: Visitor, path: str, into: Path) -> None:
    """Kept on the disk as it comes: a hundred thousand letters are gigabytes."""
    with visitor.get(path, stream=True) as answer, into.open("wb") as out:
        for piece in answer.iter_content(_PIECE):
            out.write(piece)


def count_rows(register: Register, batch: int, asked: object) -> int:
    with register.bench.database.reading() as session:
        wanted = select(func.count()).select_from(BatchRow).where(BatchRow.batch_id == batch, asked)  # type: ignore[arg-type]
        return session.scalar(wanted) or 0


def mark_rows(register: Register, batch: int, *, as_printed: bool) -> None:
    """The letters stand as if they had been printed and looked at whole, or as they are."""
    with register.bench.database.writing() as session:
        values = (
            {"verdict": Verdict.READY.value, "pdf": BatchRow.docx}
            if as_printed
            else {"verdict": Verdict.INCOMPLETE.value, "pdf": None}
        )
        session.execute(
            update(BatchRow).where(BatchRow.batch_id == batch, BatchRow.state == RowState.DONE).values(values)
        )


def format_table(watch: Watch, register: Register, empty: int, asked: argparse.Namespace) -> str:
    """The table as people read it, and what lies on the disk; ``empty`` is what the database took without the batch."""
    head = (
        "шаг",
        "секунд",
        "процессор службы, с",
        "процессор обработчиков, с",
        "память службы, МБ",
        "память обработчика, МБ",
    )
    lines = [
        f"\n{asked.rows} строк {'с PDF' if asked.with_pdf else 'без PDF'}, {KINDS[asked.database]}, "
        f"обработчиков {asked.workers}",
        machine(),
        "",
        table(head, watch.rows),
        "",
        f"На 1 000 писем: хранилище {number(register.stored_bytes() / asked.rows / 1000)} МБ, "
        f"база {number((register.database_bytes() - empty) / asked.rows / 1000)} МБ.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
