"""A folder of pages that the program makes: written, compared, and rid of pages that are no longer made."""

from collections.abc import Mapping
from pathlib import Path


def write_pages(folder: Path, pages: Mapping[str, str], made: str) -> list[str]:
    """Write ``pages`` (name → text) into ``folder``; pages there that bear the mark ``made`` and are not among them go.

    Returns the names of those removed; raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    gone = sorted(_made_before(folder, made) - pages.keys())
    for name in gone:
        (folder / name).unlink()
    return gone


def stale_pages(folder: Path, pages: Mapping[str, str], made: str) -> list[str]:
    """Names of ``pages`` that are not in ``folder`` as they should be, and of those that should not be there."""
    differ = {
        name
        for name, text in pages.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    }
    return sorted(differ | (_made_before(folder, made) - pages.keys()))


def _made_before(folder: Path, made: str) -> set[str]:
    return {path.name for path in folder.glob("*.md") if made in path.read_text(encoding="utf-8")}
