"""A day's work at a service by its pages: letters checked and printed, a batch made; later the same letters are there.

usage: python -m bench.runs.docker_day BASE KEPT work|again ROWS

KEPT is the file where ``work`` tells ``again`` what was made. Prints rows of a table of figures; AssertionError says
what is not as it should be. Its people are those of ``PEOPLE``, with the password of all measures.
"""

import hashlib
import io
import json
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2

from bench.runs.deb import note, time_step
from bench.runs.end_to_end import _SEEN
from bench.runs.register import EXECUTOR, SIGNER
from bench.runs.table import REPLY, xlsx_table
from bench.runs.visitor import Visitor

PEOPLE = {EXECUTOR: ("Петрова Анна Сергеевна", "executor"), SIGNER: ("Орехов Степан Павлович", "signer")}
_WAIT_S = 600


def main(base: str, kept: Path, when: str, rows: int) -> None:
    executor = Visitor(base, EXECUTOR)
    if when == "work":
        kept.write_text(json.dumps(work(executor, Visitor(base, SIGNER), rows)), "utf-8")
        return
    told = json.loads(kept.read_text("utf-8"))
    now = {name: digest(data) for name, data in letters_of(executor, told["batch"]).items()}
    assert now == told["letters"], (now, told)
    note("письма на месте, байт в байт", str(len(now)))


def work(executor: Visitor, signer: Visitor, rows: int) -> dict[str, object]:
    """What ``again`` needs to know of the day."""
    batch = time_step(f"рассылка из {rows} писем с PDF", lambda: make_batch(executor, rows))
    letters = letters_of(executor, batch)
    kinds = [name.rpartition(".")[2] for name in letters]
    assert kinds.count("docx") == kinds.count("pdf") == rows, sorted(letters)
    for kind in ("docx", "pdf"):
        name = next(name for name in letters if name.endswith(kind))
        time_step(f"письмо .{kind} проверено и напечатано", partial(check, executor, letters[name], kind))
    pages = pypdfium2.PdfDocument(next(data for name, data in letters.items() if name.endswith("pdf")))
    text = pages[0].get_textpage().get_text_bounded()
    assert "Уважаем" in text, text
    page = f"/batches/{batch}"
    seen = _SEEN.search(signer.get(page).text)
    signer.post(page, f"{page}/approve", seen=seen[1] if seen else "")
    letters = letters_of(executor, batch)
    return {"batch": batch, "letters": {name: digest(data) for name, data in letters.items()}}


def make_batch(executor: Visitor, rows: int) -> int:
    table = {"table": ("таблица.xlsx", xlsx_table(rows))}
    sent = executor.post("/batches/new", "/batches/new", table, reply=REPLY, number="1", print="1")
    batch = int(sent.url.partition("#")[0].rpartition("/")[2])
    wait_for(lambda: state_of(executor, batch), "checked")
    executor.post(f"/batches/{batch}", f"/batches/{batch}/confirm", again="1")
    wait_for(lambda: state_of(executor, batch), "done")
    return batch


def check(visitor: Visitor, data: bytes, kind: str) -> None:
    """The letter as a file of somebody else's; its first page is a picture."""
    report = visitor.post("/", "/check", {"letter": (f"ответ.{kind}", data)})
    assert "/check/" in report.url, report.text[:2000]
    address = "/check/" + report.url.partition("/check/")[2].partition("#")[0].partition("?")[0]
    picture = visitor.get(f"{address}/page/1.png").content
    assert picture.startswith(b"\x89PNG"), picture[:20]


def letters_of(visitor: Visitor, batch: int) -> dict[str, bytes]:
    """The .docx and .pdf of the archive of the batch by their names."""
    with zipfile.ZipFile(io.BytesIO(visitor.get(f"/batches/{batch}/letters.zip").content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith((".docx", ".pdf"))}


def state_of(visitor: Visitor, batch: int) -> str:
    return str(visitor.get(f"/batches/{batch}/progress").json()["state"])


def wait_for(state: Callable[[], str], wanted: str) -> None:
    until = time.monotonic() + _WAIT_S
    while (now := state()) != wanted:
        assert now != "refused", "the table is refused"
        assert time.monotonic() < until, now
        time.sleep(0.2)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
