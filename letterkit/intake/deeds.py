"""The noun that names what somebody asks to be done: «отремонтировать» → «ремонт» (data/deeds.txt)."""

from functools import cache
from pathlib import Path

from letterkit.core.errors import RuleError
from letterkit.datafile import read_text
from letterkit.russian.morph import parses

_FILE = Path(__file__).parent / "data" / "deeds.txt"
_VERBS = frozenset(("VERB", "INFN", "PRTS"))


def noun_of_deed(word: str) -> str | None:
    """What the deed of ``word``, a verb in any form, is called; None for a word that the list does not have."""
    verb = next((each for each in parses(word.lower())[:2] if each.tag.POS in _VERBS), None)
    if verb is None:
        return None
    infinitive = verb.normal_form
    listed = _nouns()
    return listed.get(infinitive) or listed.get(infinitive.removesuffix("ся").removesuffix("сь"))


@cache
def _nouns() -> dict[str, str]:
    lines = (line.split("#")[0].split() for line in read_text(_FILE, RuleError).splitlines())
    return {words[0]: words[1] for words in lines if words}
