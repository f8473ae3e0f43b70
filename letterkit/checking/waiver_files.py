"""Waivers that lie beside a letter or a case card."""

from pathlib import Path

from letterkit.checks.waivers import SUFFIX, Waiver, load_waivers


def waivers_of(path: Path) -> tuple[Waiver, ...]:
    """The waivers that lie beside the letter at ``path``, if any; raises RuleError."""
    return _beside(path, shared=False)


def waivers_of_case(card: Path) -> tuple[Waiver, ...]:
    """The waivers that lie beside the case card at ``card``, if any, for every letter of the case; raises RuleError."""
    return _beside(card, shared=True)


def _beside(path: Path, *, shared: bool) -> tuple[Waiver, ...]:
    beside = path.with_name(path.name + SUFFIX)
    return load_waivers(beside, shared=shared) if beside.is_file() else ()
