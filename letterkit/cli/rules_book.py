"""What the commands of ``letterkit rules`` share: the book in force, and the option that asks for JSON."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli.usage import OneOf

if TYPE_CHECKING:
    from letterkit.checks.rulebook import RuleBook

NO_CLAUSE = "–"
form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")


def load(profile_file: Path | None) -> "RuleBook":
    """The rules in force by the profile given, else by that of the settings; raises ProfileError and RuleError."""
    from letterkit.checks.rulebook import load_rulebook
    from letterkit.flow.profile import load_profile
    from letterkit.settings import load_settings

    settings = load_settings()
    profile = load_profile(profile_file or settings.profile_path)
    return load_rulebook(settings.rules_dir, profile.packs, settings.rules_memory)
