"""Clause 2.1: articles that an act does not have, and articles piled up in one sentence."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from letterkit.checks.families.law.act_list import KnownAct, acts_numbered, known_acts
from letterkit.checks.families.law.acts import acts
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_signs import Saying, sayings
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.russian.dates import date_digits
from letterkit.word_lists import WordList, words_file

ARTICLE = regex.compile(
    r"(?i)\b(?:(?:част\p{L}*|ч\.)\s*(?P<part>\d+(?:\.\d+)?)\s*,?\s*)?(?:стать(?!и\s+расход)\p{L}{1,3}|ст\.)\s*(?P<article>\d+(?:\.\d+)?)"
)
EXPLAINS = regex.compile(
    r"(?i)\b(?:это\s+(?:значит|означает)|то\s+есть|проще\s+говоря|иными\s+словами|другими\s+словами|по\s+(?:ним|этим\s+\p{L}+)|они\s+(?:разреша|требу|устанавлива|определя)\p{L}+)"
)
# «Статьями 158, 169 и 170», «ст. 30, 36–38».
_ROW = regex.compile(
    r"(?i)\b(?:стать(?!я|ю|и\s+расход)\p{L}{1,3}|ст\.(?:\s?ст\.)?)\s*(?P<article>\d++(?:\.\d+)*+)"
    r"(?:\s*(?:,|и|[-–—])\s*(?P<article>\d++(?:\.\d+)*+)(?!\s*(?:\p{L}|№)))*"
)
# What may stand between an article and its act: more articles, «указанного».
_BETWEEN = regex.compile(
    r"(?i)(?:[\s,;()\d.]|\b(?:и|или|част\p{L}*|ч|пункт\p{L}*|п|стать\p{L}*|ст|указанн\p{L}+|назван\p{L}+|этого|того\s+же|федеральн\p{L}+)\b)*"
)
_NEW_ARTICLES = 10
"""Articles that an act may have gained since those of it were counted."""
_MOST_IN_SENTENCE = 2
_FAR = 160
"""Signs after which an article stands no more in one row with the last."""
# «(Собрание законодательства Российской Федерации, 2014, № 30, ст. 4210)»: where an act was printed.
# «О внесении изменений в статьи 60 и 61»: what is amended has to be named.
_NO_GROUND = regex.compile(
    r"(?i)\bсобрани\p{L}+\s+законодательств|\bведомост|\bвестник|\bизменени\p{L}+(?:\s+и\s+дополнени\p{L}+)?\s+в\b|\bвн(?:ес|ос)\p{L}+\s+(?:\p{L}+\s+)?изменени"
)


@once_a_letter
def article_citations(subject: Subject) -> "list[tuple[Saying, list[regex.Match[str]]]]":
    """The sentences that name articles, with these."""
    return [(saying, found) for saying in sayings(subject) if (found := list(ARTICLE.finditer(saying.text)))]


@function_check("law.impossible-article")
def impossible_article(subject: Subject) -> Iterator[Hit]:
    """Article 25 of a law of eighteen, part 9 of an article of seven, article 512 of the Housing Code.

    An error where the list counts the articles as of a day and later ones cannot have come; else advice.
    """
    for saying, articles in article_citations(subject):
        for found in articles:
            known = _act_of(subject, saying, found.end())
            judged = _judge(known, found["article"], found["part"]) if known else None
            if judged:
                what, level = judged
                yield Hit(saying.start + found.start(), saying.start + found.end(), {"what": what}, level=level)


@function_check("law.articles-piled")
def articles_piled(subject: Subject) -> Iterator[Hit]:
    """A sentence that names article after article: nobody reads it to the end."""
    for saying, _ in article_citations(subject):
        for row in (
            _rows(saying.text) if not _NO_GROUND.search(saying.text) and not EXPLAINS.search(saying.text) else ()
        ):
            named = {article for found in row for article in found.captures("article")}
            if len(named) > _MOST_IN_SENTENCE:
                start, end = saying.start + row[0].start(), saying.start + row[-1].end()
                yield Hit(start, end, {"count": str(len(named)), "most": str(_MOST_IN_SENTENCE)})


def _rows(sentence: str) -> "Iterator[list[regex.Match[str]]]":
    """References to articles, those near one another together."""
    row: list[regex.Match[str]] = []
    for found in _ROW.finditer(sentence):
        if row and found.start() - row[-1].end() > _FAR:
            yield row
            row = []
        row.append(found)
    yield row


def _act_of(subject: Subject, saying: Saying, end: int) -> KnownAct | None:
    """The act of the list that the article ending at ``end`` of the sentence is said to stand in."""
    between = _BETWEEN.match(saying.text, end)
    reach = saying.start + (between.end() if between else end)
    for act in acts(subject):
        if saying.start + end <= act.start <= reach and act.number:
            named = [each for each in acts_numbered(act.number) if each.answers(act.noun, act.issuer, act.number)]
            named = [each for each in named if act.date in (None, each.date)]
            return named[0] if len(named) == 1 else None
    for known, called in _called_without_number(words_file("acts.txt")):
        found = called.search(saying.text, end)
        if found and found.start() <= reach - saying.start:
            return known
    return None


@lru_cache(maxsize=8)
def _called_without_number(file: WordList) -> "tuple[tuple[KnownAct, regex.Pattern[str]], ...]":
    """The acts that letters call without a number, and how, in any case: «Жилищный кодекс», «ЖК РФ»."""
    return tuple(
        (known, regex.compile("|".join(rf"\b{_in_any_case(name)}" for name in known.names)))
        for known in known_acts(file)
        if known.names
    )


def _in_any_case(name: str) -> str:
    words = (word if word.isupper() or len(word) < 4 else rf"{word[:-2]}\p{{L}}*" for word in name.split())
    return r"\s+".join(rf"(?i:{word})" if word[:1].islower() else word for word in words)


def _judge(known: KnownAct, article: str, part: str | None) -> tuple[str, Level | None] | None:
    """What is wrong with the article of ``known``, and how grave it is (None: as the rule says)."""
    parts = known.parts.get(article)
    if part and parts and part not in parts:
        return f"в статье {article} нет части {part}", None
    number, last = int(article.partition(".")[0]), known.last_article
    if number == 0:
        return "статьи 0 не бывает", None
    if last is None or number <= last:
        return None
    if known.counted is None:
        return f"последняя статья, по нашим сведениям, – {last}", Level.ADVICE
    is_certain = known.is_final or number > last + _NEW_ARTICLES
    return f"последняя статья – {last} (на {date_digits(known.counted)})", None if is_certain else Level.ADVICE
