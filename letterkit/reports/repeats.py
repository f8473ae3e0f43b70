"""How many more times a word that is found fault with stands in the letter, and where."""

from letterkit.core.finding import Finding
from letterkit.reports.lines import Lines
from letterkit.reports.wording import plural

_MOST_LINES = 6


def times_words(count: int) -> str:
    """«ещё раз», «ещё 7 раз»; empty where ``count``, of the other places, is none."""
    if count < 2:
        return "ещё раз" if count else ""
    return f"ещё {plural(count, ('раз', 'раза', 'раз'))}"


def others_words(finding: Finding, lines: Lines) -> str:
    """«ещё 2 раза: строки 12, 14»; empty where the word stands in one place."""
    at = sorted({lines.at(other.start)[0] for other in finding.others if other.start is not None})
    if not at:
        return ""
    shown = ", ".join(map(str, at[:_MOST_LINES])) + (", …" if len(at) > _MOST_LINES else "")
    return f"{times_words(len(finding.others))}: {'строки' if len(at) > 1 else 'строка'} {shown}"
