"""What a finding asks of whoever mends the letter, as a sentence of the reason for which it is returned."""

import re

from letterkit.core.finding import Finding

_LONGEST = 120
_WORD = re.compile(r"\w+(?:-\w+)*")


def reason_of(finding: Finding) -> str:
    """«Поставьте запятую: «семьям, которые»», «Замените «семьёй» на «семьи»»; its own words where there is no mend."""
    was, advice = _one_line(finding.excerpt), _one_line(finding.advice)
    if finding.suggestions and was:
        mend = _one_line(finding.suggestions[0])
        if not mend:
            return f"Уберите «{was}»."
        if mend != was:
            return _of_mend(was, mend)
    told = _one_line(finding.message)
    asked = f"{told}: «{was}»" if was and f"«{was}»" not in told else told
    return f"{asked.rstrip('.')}.{f' {advice}' if advice else ''}"


def _of_mend(was: str, mend: str) -> str:
    if _WORD.findall(was) == _WORD.findall(mend):
        more = mend.count(",") - was.count(",")
        if more and mend.replace(",", "") == was.replace(",", ""):
            return f"{'Поставьте' if more > 0 else 'Уберите'} запятую: «{mend}»."
        return f"Исправьте: «{mend}»."
    return f"Замените «{was}» на «{mend}»."


def _one_line(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rsplit(' ', 1)[0]}…"
