"""How like a letter is and what became of it, in words."""

from collections.abc import Mapping

from letterkit.office.likeness.similar import Nearness, SimilarLetter
from letterkit.reports.wording import plural

NEARNESS: Mapping[str, str] = {
    Nearness.SAME: "почти то же",
    Nearness.CLOSE: "очень похоже",
    Nearness.LIKE: "похоже",
    Nearness.FAR: "отчасти похоже",
}
_TIMES = ("раз", "раза", "раз")


def fate_words(each: SimilarLetter) -> list[str]:
    """«возвращали 2 раза», «гражданин писал снова», «ещё 3 с теми же словами»."""
    said = [f"возвращали {plural(each.returned, _TIMES)}"] if each.returned else []
    if each.wrote_again:
        said.append("гражданин писал снова")
    if each.others:
        said.append(f"ещё {each.others} с теми же словами")
    return said
