"""What the commands of ``letterkit rules`` share: the book in force, and the option that asks for JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options, terminal
from letterkit.cli.usage import OneOf

if TYPE_CHECKING:
    from letterkit.checks.rule_book import RuleBook

NO_CLAUSE = "–"
form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")


def load(profile_file: Path | None, packs: "Sequence[Path]" = ()) -> "RuleBook":
    """The rules in force by the profile given, else by that of the settings, with the own packs at ``packs``.

    What of a pack cannot be used is told on stderr. Raises ProfileError and RuleError.
    """
    from letterkit.checking.profile import load_profile
    from letterkit.checks.rule_book import load_rulebook
    from letterkit.reports.wording import sentence
    from letterkit.settings import load_settings

    settings = load_settings()
    profile = load_profile(profile_file or settings.profile_path)
    names = (*profile.packs, *(pack.stem for pack in packs))
    own = [pack for pack in readable(packs) if not options.is_shipped(pack)]
    book = load_rulebook(settings.rules_dir, names, settings.rules_memory, own)
    for remark in book.remarks:
        terminal.tell(sentence(remark))
    return book


def readable(packs: "Sequence[Path]") -> "tuple[Path, ...]":
    """``packs``; raises RuleError for the first that is not there or cannot be read at all.

    A bare name may be that of a pack that comes with letterkit.
    """
    from letterkit.checks.own.format import load_pack

    for pack in packs:
        if not options.is_shipped(pack):
            load_pack(pack)
    return tuple(packs)
