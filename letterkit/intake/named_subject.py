"""The subject of an appeal as its writer calls it: in a title, after «Тема:», after «по вопросу»."""

import regex

from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones
from letterkit.russian.phrase_nominative import phrase_nominative

_TITLE = regex.compile(
    r"(?m)^[^\S\n]*(?i:(?:жалоба|обращение|заявление|предложение|претензия|запрос)\s+)?(?P<what>(?:О|Об|Обо|о|об|на|по)\s+\p{L}[^\n]{5,140}?)[.\s]*$"
)
_NAMED = regex.compile(
    r"(?i)(?<!\p{L})(?:по\s+(?:вопрос(?:у|ам)|поводу)|касательно|относительно|насч[её]т)\s+(?P<what>\p{L}[^.!?;:\n]{5,120}(?:\n[^.!?;:\n]{3,80})?)"
)
_MOST_WORDS = 14
_EMPTY_SUBJECTS = regex.compile(
    r"(?i)\W*(?:жкх|прочее|другое|обращение|жалоба|заявление|вопрос|без темы|re|"
    r"fwd?|срочно|помогите|вопросы?|просьба|здравствуйте)?\W*$"
)


def named_subject(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[str] | None:
    """The subject that the writer names, in the nominative; None where none is named."""
    title = _title(text, zones)
    if title is not None:
        return title
    said = _NAMED.search(text, 0, zones.story[1])
    if said is not None and (made := _from(said["what"], ("gent", "accs"))) is not None and len(made.split()) > 1:
        return FoundValue(made, (said.span("what"),), 0.8)
    for line in labelled:
        if line.label is Label.SUBJECT:
            given = regex.sub(r"^(?i:(?:re|fwd?)\s*:\s*)+", "", text[line.at : line.end]).strip(" .!?)")
            if len(given.split()) > 2 and not _EMPTY_SUBJECTS.match(given):
                made = _from(given, ("loct",)) if given.lower().startswith(("о ", "об ")) else given
                return FoundValue(as_inside(made or given), ((line.at, line.end),), 0.75)
    return None


def as_inside(words: str) -> str:
    """``words`` as they stand inside a sentence: the first letter small, nothing in capitals alone."""
    letters = [letter for letter in words if letter.isalpha()]
    if letters and sum(map(str.isupper, letters)) > 0.8 * len(letters):
        return words.lower()
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _title(text: str, zones: Zones) -> FoundValue[str] | None:
    for match in _TITLE.finditer(text, 0, max(zones.story[0], 1) + 250):
        what = match["what"]
        preposition = what.split()[0].lower()
        if preposition in ("на", "по") and not match[0].strip().lower().startswith(
            ("жалоба", "обращение", "претензия", "заявление", "запрос")
        ):
            continue
        if regex.search(r"[.!?]\s", what) or match.start() > zones.story[0] + 200:
            continue
        made = _from(" ".join(what.split()[1:]), {"на": ("accs",), "по": ("datv",)}.get(preposition, ("loct",)))
        if made is not None:
            return FoundValue(as_inside(made), (match.span("what"),), 0.92)
    return None


def _from(what: str, cases: tuple[str, ...]) -> str | None:
    words = " ".join(what.split())
    cut = regex.split(r"[;:]|,\s+(?:котор|поступ|напр|прошу|прос)|\s+(?:прошу|сообщаю|пишу|обращаюсь)\s", words)[0]
    made = phrase_nominative(" ".join(cut.split()[:_MOST_WORDS]), cases)
    return as_inside(made.rstrip(" ,.")) if made else None
