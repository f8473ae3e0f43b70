"""What the models of language are taught on: manuals that Debian packs, and texts of our own; a part of two tools."""

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path

from letterkit.core.letter import Role
from letterkit.reading import read_text

TESTS = Path(__file__).parents[1]
GRAMMEMES = (
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ nomn gent datv accs ablt "
    "loct sing plur masc femn neut 1per 2per 3per past pres futr impr tran intr pssv Apro Name Surn Patr Geox anim "
    "Qual Anum"
).split()
"""What a model is told of the forms of a word."""
_RUNNING = (Role.OPENING, Role.BODY)


def manuals(folder: Path) -> Iterator[str]:
    """Paragraphs of running Russian of the manuals below ``folder``, each once."""
    seen: set[str] = set()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        for raw in _pieces(file):
            text = " ".join(raw.split())
            if text not in seen and _is_running(text):
                seen.add(text)
                yield text


def _pieces(file: Path) -> Iterator[str]:
    name = str(file)
    if file.suffix == ".html" or (file.suffix == ".page" and "/ru/" in name):
        for found in re.finditer(r"<(p|li|dd|td)\b[^>]*>(.*?)</\1>", _decoded(file.read_bytes()), re.DOTALL):
            yield html.unescape(re.sub(r"<[^>]+>", "", found[2]))
    elif file.suffix == ".gz" and "/man/" in name:
        text = re.sub(r"\\f[A-Z]|\\\(..|\\-|\\&", "", _decoded(gzip.decompress(file.read_bytes())))
        text = re.sub(r"(?m)^\.(?:B|I|BR|IR|RB|BI|IB|RI)\s+(.*)$", r"\1", text)
        pieces = re.split(r"\n\.(?:PP|P|TP|IP|SH|SS|LP|br|sp).*\n|\n\s*\n", text)
        yield from (piece for piece in pieces if not re.search(r"(?m)^[.']", piece))
    elif "/fortunes/" in name and file.suffix not in (".dat", ".u8"):
        for saying in _decoded(file.read_bytes()).split("\n%\n"):
            yield from re.split(r"\n\s*\n|\n(?=-)", re.sub(r"\n\s+[^\n]{0,80}$", "", saying))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("koi8-r", "replace")


def _is_running(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    russian = sum("а" <= char.lower() <= "я" or char in "ёЁ" for char in letters)
    return (
        len(text) >= 40
        and russian >= 0.85 * len(letters)
        and sum(map(str.isdigit, text)) <= 0.1 * len(text)
        and re.match(r"[«А-ЯЁ]", text) is not None
        and re.search(r"[.!?…»]$", text) is not None
        and re.search(r"[<>{}|\\=_]|--", text) is None
    )


def own_texts() -> Iterator[str]:
    """The running text of the clean letters, of tests/texts and of tests/proofing/taught."""
    for file in sorted((TESTS / "letters").glob("[abde]*.txt")):
        letter = read_text(file.read_bytes(), file.name)
        yield from (letter.text[part.start : part.end] for part in letter.parts if part.role in _RUNNING)
    for file in (*sorted((TESTS / "texts").glob("*.txt")), *sorted((TESTS / "proofing" / "taught").glob("*.txt"))):
        yield from (line for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
