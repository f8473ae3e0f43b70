"""«дать оценку» is «оценить»: a list of empty verbs with their words, read as entries of a rule of kind ``replace``.

# a comment
дать, давать + оценка = оценить, оценивать | datv > accusative
    the verbs, perfective and imperfective; a noun in its dictionary form; the plain verbs; what becomes of the object
внести, вносить + поправка = изменить, менять | в accs > accusative
    the object stands after a preposition
обратиться, обращаться + с просьбой = попросить, просить
    a turn with a preposition stands as it is written; no object changes
понести, нести + расход = потратить, тратить | –
    the object would have to be put otherwise: an advice without a mend
"""

from collections.abc import Iterator

import regex

from letterkit.core.errors import RuleError
from letterkit.word_lists import WordList, list_lines

_LINE = regex.compile(
    r"(?P<verbs>[^+=|]+?)\s*\+\s*(?P<words>[^+=|]+?)\s*=\s*(?P<plain>[^+=|]+?)"
    r"(?:\s*\|\s*(?:(?P<unmended>–)|(?P<old>[^>|]+?)\s*>\s*(?P<new>[a-z]+)))?"
)
# «данных согласие», «взятых обязательств»: a full participle is no verb with an object.
_SAYING = ("VERB", "INFN", "PRTS", "GRND")
_PREPOSITIONS = frozenset("в во к на с со из от под о об по за".split())


def verb_pairs(file: WordList) -> list[dict[str, object]]:
    """The entries of ``file`` as a rule file would write them; raises RuleError ``file.*`` and ``words.line``."""
    return [entry for _, _, entries in listed_pairs(file) for entry in entries]


def listed_pairs(file: WordList) -> Iterator[tuple[int, str, list[dict[str, object]]]]:
    """Number, words and entries of each line of ``file``; errors as in ``verb_pairs``."""
    for number, written in list_lines(file):
        found = _LINE.fullmatch(written)
        if found is None:
            raise RuleError("words.line", file=str(file), line=number, text=written)
        yield number, written, list(_entries(found))


def _entries(found: "regex.Match[str]") -> Iterator[dict[str, object]]:
    verbs = [verb.strip() for verb in found["verbs"].split(",")]
    plain = [verb.strip() for verb in found["plain"].split(",")]
    words = found["words"]
    turn = words if words.split()[0] in _PREPOSITIONS else f"~{words}"
    advice = f"Проще «{plain[0]}»"
    if found["unmended"] is None:
        for verb, mend in zip(verbs, plain, strict=False):
            yield _entry(verb, turn, mend, found["old"], found["new"])
    # «дана оценка состоянию» has its object where the subject of the plain verb would stand.
    said = ("|".join(f"~{verb}<{pos}>" for pos in _SAYING) for verb in verbs)
    yield {"find": [f"{each} {turn}" for each in said], "advice": advice}


def _entry(verb: str, turn: str, mend: str, old: str | None, new: str | None) -> dict[str, object]:
    *negation, first, rest = ("", *mend.partition(" ")[::2]) if not mend.startswith("не ") else ("не ", mend[3:], "")
    mended = f"{''.join(negation)}{{{first}~1}}{' ' + rest if rest else ''}"
    sought = f"~{verb}<VERB>|~{verb}<INFN> {turn}"
    if old and new:
        *preposition, case = old.split()
        sought = " ".join((sought, *preposition, f"[{case}]"))
        mended += f" {{{1 + len(turn.split()) + len(preposition) + 1}:{new}}}"
    return {"find": [sought], "mend": [mended], "advice": f"Проще «{mend}»"}
