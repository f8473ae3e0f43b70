"""What the commands of ``letterkit rules`` share: the book in force, and a rule as JSON tells it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli.usage import OneOf

if TYPE_CHECKING:
    from letterkit.checks.check import Check, Example
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


def rule_object(check: "Check") -> dict[str, Any]:
    """``check`` as JSON tells it; a rule without a clause has null."""
    return {
        "code": check.code,
        "family": check.family,
        "kind": check.kind,
        "clause": check.clause,
        "level": check.level.value,
        "message": check.message,
        "advice": check.advice,
        "why": check.why,
        "safe": check.safe,
        "needs": check.needs,
        "wrong": [example_line(example) for example in check.wrong],
        "right": [example_line(example) for example in check.right],
        "file": check.file,
    }


def example_line(example: "Example") -> str:
    """``example`` on one line."""
    told = [example.text] if example.text else []
    told += [f"{key}: {value}" for key, value in example.changes.items()]
    return "; ".join(" ⏎ ".join(each.splitlines()) for each in told)
