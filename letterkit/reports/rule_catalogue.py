"""Every rule there is, in force or at rest, gathered for the pages about them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.checking.examples.trial import Bench
from letterkit.checks.packs import MANIFEST, packs_of
from letterkit.checks.rule_book import load_rulebook
from letterkit.reports.rule_pages import Shelf

if TYPE_CHECKING:
    from letterkit.checks.check import Check
    from letterkit.core.profile import Profile


def shelf_of(
    rules: Path, profile: "Profile", folder: Path, memory: Path | None = None, own: tuple[Path, ...] = ()
) -> Shelf:
    """The rules of ``rules`` for pages in ``folder``: those of the packs of ``profile`` are in force, the others
    rest. The packs ``own`` of the body are in force too.

    Raises RuleError as ``load_rulebook`` does.
    """
    book = load_rulebook(rules, (*profile.packs, *(pack.stem for pack in own)), memory, own)
    resting: dict[str, Check] = {}
    for pack in _packs(rules):
        for check in load_rulebook(rules, [pack]).checks if pack not in profile.packs else ():
            if check.code not in book.by_code:
                resting.setdefault(check.code, check)
    manifests = sorted(path.parent.name for path in rules.glob(f"*/{MANIFEST}"))
    standards = tuple(pack.standard for pack in packs_of(rules, manifests) if pack.standard is not None)
    home, docs = (_way(folder, to) for to in (rules.parent, rules.parent / "docs"))
    return Shelf(book, Bench(book, profile, rules, None), tuple(resting.values()), standards, home, docs)


def _way(folder: Path, to: Path) -> str:
    return Path(os.path.relpath(to, folder)).as_posix()


def _packs(rules: Path) -> list[str]:
    """Folders that hold rule files, whose names are FAMILY.name."""
    return sorted({path.parent.name for path in rules.glob("*/*.*.yml")} - {"internal"})
