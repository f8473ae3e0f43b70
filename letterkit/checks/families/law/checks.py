"""Clause 2.1: acts are named so that the reader can find them, exist as named, are explained rather than piled up."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks.families.law.act_list import KnownAct, acts_numbered, known_acts
from letterkit.checks.families.law.acts import Act, acts, first_named
from letterkit.checks.families.law.articles import ARTICLE, EXPLAINS, article_citations
from letterkit.checks.families.law.titles import has_other_words, title_key
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_signs import Saying, sayings
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.finding import Level
from letterkit.russian.dates import date_digits

_HOLDER = regex.compile(
    r"(?i)\b(?:закон|кодекс|конституци|правил|устав|положени|порядк|регламент|договор|указ|постановлени|КоАП|программ)\p{L}*|-ФЗ\b|\b(?:ЖК|ГК|ЗК|ГрК|НК|БК|ТК|СК|УК|УПК|ГПК|КАС)\s+РФ"
)
# What has articles; «порядок» and «программа» of another sentence have none.
_LAW = regex.compile(
    r"(?i)\b(?:закон|кодекс|конституци|устав|указ|КоАП)\p{L}*|-ФЗ\b|\b(?:ЖК|ГК|ЗК|ГрК|НК|БК|ТК|СК|УК|УПК|ГПК|КАС)\s+РФ"
)
# What tells which law: all but the bare word «закон».
_NAMED_LAW = regex.compile(
    r"(?i)\b(?:кодекс|конституци|устав|указ(?:а|у|ом|е)?\b|КоАП|законодательств)\p{L}*|-ФЗ\b|№\s*\d|\bзакон\p{L}{0,3}\s+(?:№|от\s|об?\s|«|\p{L}+(?:ой|ского|ской)\s)|\b(?:ЖК|ГК|ЗК|ГрК|НК|БК|ТК|СК|УК|УПК|ГПК|КАС)\s+РФ"
)
# «29.11.2010г.», «29 ноября 2010 года»: after a day in digits the word for the year goes.
_YEAR_WORD = regex.compile(r"(?<=\d)\s?(?:года|г\.?)$")
_IN_DIGITS = regex.compile(r"от\s+\d{1,2}\.")
_GLUED = regex.compile(r"\.?[\p{L}\d]")
_SENTENCE_ENDS = regex.compile(r"\s*$|\s+\p{Lu}")
_LAWS = regex.compile(r"(?i)\b(?P<law>(?:действующ\p{L}+\s+)?законодательств\p{L}*)(?!\s+собрани)")
_CODE = regex.compile(
    r"(?i)\bкодекс\p{L}*|\bконституци\p{L}+|\b(?:ЖК|ГК|ЗК|ГрК|НК|БК|ТК|СК)\s+РФ|\bправил\p{L}*\s|\bпунктом?\s+\d"
)
# «Части 14 Жилищного кодекса»: parts and points stand inside articles. The Civil and Tax codes have parts of their own.
_PART_ALONE = regex.compile(
    r"(?i)(?<!статьи\s\d{1,3}\s)(?<!стать\p{L}{1,3}\s\d{1,3}\.\d\s)\b(?P<span>(?:част(?:ь|и|ью|ям|ями|ях)|ч\.|пункт(?:а|у|ом|е|ы|ам|ами|ах)?|п\.)\s*\d+(?:\.\d+)?\s+(?P<holder>(?:жилищн|градостроительн|земельн|трудов|семейн|бюджетн|водн|лесн)\p{L}+\s+кодекс\p{L}*|конституци\p{L}+|федеральн\p{L}+\s+закон\p{L}*|(?:ЖК|ГрК|ЗК|ТК|СК|БК)\s+РФ))"
)
_PLACE_LAST = regex.compile(
    r"(?i)\b(?:дом|школ|лице|гимнази|сад|больниц|поликлиник|участк|квартир|комисси|суд|отдел|цех|част|колони|бюро|маршрут)\p{L}*\s*$"
)
_DATED_BEFORE = regex.compile(
    r"\b(?:\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}\s+\p{Ll}+\s+\d{4})(?:\s?(?:года|г\.?))?\s+(?:№\s?)?$"
)
_NUMBER_BEFORE = regex.compile(r"\d\s?[-–]\s?$")
# «В соответствии с Федеральным законом», «согласно приказу министерства»: of which day and number?
_AT_LARGE = regex.compile(
    r"(?i)(?:\b(?:в\s+соответствии\s+с|согласно|на\s+основании|во\s+исполнение|руководствуясь)\s+"
    r"|\b(?:утвержд|установл|введ[её]н|предусмотр|определ|запрещ|разреш|закрепл)\p{L}*\s+(?=(?:постановлени|распоряжени|приказ)\p{L}*\s+(?:правительств|президент|министерств)))"
    r"(?P<act>(?P<noun>федеральн\p{L}+\s+закон\p{L}*|(?:постановлени|распоряжени|приказ|указ)\p{L}*)"
    r"(?P<issuer>(?:\s+(?:правительств|президент|министерств|администраци|российск|федераци|област|кра[яй]|город|район)\p{L}*)*)"
    r"(?:\s+от\s+(?:19|20)\d\d\s+год\p{L}*)?)(?=\s*(?:[,.;)]|$|\s\p{Ll}))"
)
_OF_LAW = regex.compile(r"(?i)\s+(?P<act>(?:федерального\s+|указанного\s+)?закона)(?=\s*[.,;)])")
_BY_ACT = regex.compile(r"(?i)(?:утвержд|установл|введ|предусмотр|определ|запрещ|разреш|закрепл)")
_TOLD_FURTHER = regex.compile(
    r"(?i)\s*(?:\(далее|\(|об?\s|от\s|№|«|,\s*котор|,\s*утвержд|,\s*принят|\p{L}+(?:ого|ой|их|ых)\s|(?-i:\p{Lu}))"
)
_STATE = regex.compile(
    r"(?i)правительств|президент|министерств|\b(?:мин|гос|рос)\p{Ll}+\s+росси|\bМ(?:ВД|ЧС)\b|\bслужбы\b|\bбанка\s+росси"
)
_BILL = regex.compile(r"\d{4,}-\d$")
_TELLING = 25
"""Letters of a title that tell it from others."""
_FAR = 3
"""Sentences after which «статья 8» alone no longer tells of which law."""


@function_check("law.no-date")
def no_date(subject: Subject) -> Iterator[Hit]:
    """«59-ФЗ», «постановление № 354»: without its date an act cannot be told from its namesakes."""
    for act in first_named(acts(subject)):
        dated = _DATED_BEFORE.search(subject.text, max(0, act.start - 32), act.start)
        if act.number and act.date is None and not dated and not _dated_elsewhere(subject, act) and not _of_place(act):
            alike = [one for one in acts_numbered(act.number) if _same_number(one, act) and one.date]
            details = {"date": f" от {date_digits(alike[0].date)}" if len(alike) == 1 and alike[0].date else ""}
            yield Hit(act.start, act.end, details)


def _of_place(act: Act) -> bool:
    """«Решение общего собрания собственников дома № 27»: the number is that of the house, or of a school."""
    return _PLACE_LAST.search(act.issuer) is not None


@function_check("law.no-number")
def no_number(subject: Subject) -> Iterator[Hit]:
    """«Федеральный закон «О персональных данных»»: a date alone, or a title alone."""
    for act in first_named(acts(subject)):
        if _NUMBER_BEFORE.search(subject.text, max(0, act.start - 12), act.start):
            continue  # «от 02.05.2006 № 59-ФЗ «О …»» whose noun has a slip
        named_in_full = any(other.number and other.name == act.name for other in acts(subject) if act.name)
        if act.number is None and (act.name or act.date) and not named_in_full and _is_official(act):
            known = _in_force([one for one in known_acts() if act.name and one.date and _same_name(one, act)])
            details = {"number": f" – {date_digits(known.date)} № {known.number}" if known and known.date else ""}
            yield Hit(act.start, act.end, details)


@function_check("law.no-name")
def no_name(subject: Subject) -> Iterator[Hit]:
    """A federal law by its number alone says nothing to a citizen."""
    for act in first_named(acts(subject)):
        if act.federal_law and act.number and act.date and act.name is None:
            if not any(other.name and other.number == act.number for other in acts(subject)):
                known = next((one for one in known_acts() if _same_number(one, act) and one.date == act.date), None)
                details = {"name": f" – «{known.name}»" if known else ""}
                yield Hit(act.start, act.end, details)


@function_check("law.number-first")
def number_first(subject: Subject) -> Iterator[Hit]:
    """«№ 59-ФЗ от 02.05.2006»: the date stands before the number, and after a day in digits there is no «г.»."""
    for act in acts(subject):
        if act.number_first is None or act.dated is None or act.date_span is None:
            continue
        text, (start, after), (first, end) = subject.text, act.number_first, act.dated
        # A full stop that ends the sentence too stays where it is.
        if text[end - 1] == "." and _SENTENCE_ENDS.match(text, end):
            end -= 1
        dated = text[first:end]
        day = _YEAR_WORD.sub("", dated) if _IN_DIGITS.match(dated) else regex.sub("г$", "г.", dated)
        yield Hit(
            start,
            end,
            suggestions=() if _GLUED.match(text, end) else (f"{day} {text[start:after]}",),
            safe=day == dated,
        )


@function_check("law.later-than-letter")
def later_than_letter(subject: Subject) -> Iterator[Hit]:
    """An act from the future."""
    letter = own_date(subject)
    for act in acts(subject):
        if letter and act.date and act.date_span and act.date > letter:
            yield Hit(*act.date_span, {"date": date_digits(act.date), "letter": date_digits(letter)})


@function_check("law.mismatch")
def mismatch(subject: Subject) -> Iterator[Hit]:
    """The title belongs to a law of another number or date."""
    for act in acts(subject):
        if not (act.federal_law and act.name and (act.number or act.date)) or _BILL.search(act.number or ""):
            continue
        titled = [one for one in known_acts() if _same_name(one, act)]
        # An older act that the list lacks may have had the title of one that is gone.
        if any(one.repealed is None for one in titled) and not any(
            (act.number is None or _same_number(one, act)) and (act.date is None or one.date == act.date)
            for one in titled
        ):
            right = _in_force(titled)
            day = f"от {date_digits(right.date)} " if right and right.date else ""
            if right:
                yield Hit(act.start, act.end, {"right": f"{day}№ {right.number}", "name": right.name})


@function_check("law.other-title")
def other_title(subject: Subject) -> Iterator[Hit]:
    """«№ 59-ФЗ «О порядке рассмотрения жалоб граждан»»: number and date are known, and the title is not theirs."""
    for act in acts(subject):
        if not (act.federal_law and act.name and act.number):
            continue
        # Without a day it may be the law of that number of another year.
        numbered = [one for one in known_acts() if _same_number(one, act) and one.date == act.date]
        if numbered and not any(_same_name(one, act) for one in known_acts()):
            if has_other_words(numbered[0].name, act.name):
                yield Hit(act.start, act.end, {"number": numbered[0].number, "name": numbered[0].name})


@function_check("law.part-without-article")
def part_without_article(subject: Subject) -> Iterator[Hit]:
    """«Части 14 Жилищного кодекса»: of which article?"""
    for saying in sayings(subject):
        for found in _PART_ALONE.finditer(saying.text):
            yield Hit(saying.start + found.start("span"), saying.start + found.end("span"))


@function_check("law.article-without-act")
def article_without_act(subject: Subject) -> Iterator[Hit]:
    """«В соответствии со статьёй 36» – of what?"""
    if not article_citations(subject):
        return
    named, near = False, 0
    """Sentences since a law was spoken of last."""
    for saying in sayings(subject):
        law = _LAW.search(saying.text)
        bare = law is not None and not named and _is_bare(subject, saying)
        named, near = (named or law is not None, 0) if law and not bare else (named, near + 1)
        beside = named if bare else named or _HOLDER.search(saying.text) is not None
        for found in ARTICLE.finditer(saying.text) if not beside else ():
            yield Hit(saying.start + found.start(), saying.start + found.end())
        if named and near > _FAR and _HOLDER.search(saying.text) is None:
            for found in ARTICLE.finditer(saying.text):
                yield Hit(saying.start + found.start(), saying.start + found.end(), level=Level.ADVICE)


def _is_bare(subject: Subject, saying: Saying) -> bool:
    """«Закон отводит четыре месяца (пункт 3 статьи 8)»: a law is spoken of, and none is named here or anywhere else."""
    return _NAMED_LAW.search(saying.text) is None and not acts(subject) and not _names_law(subject)


@once_a_letter
def _names_law(subject: Subject) -> bool:
    return _NAMED_LAW.search(subject.prose) is not None


@function_check("law.unnamed")
def unnamed_act(subject: Subject) -> Iterator[Hit]:
    """«В соответствии с законодательством», and not one act in the letter."""
    if acts(subject) or _CODE.search(subject.prose):
        return
    for part in subject.parts_of(*PROSE):
        found = _LAWS.search(subject.text, part.start, part.end)
        if found:
            yield Hit(*found.span("law"))
            return


@function_check("law.at-large")
def at_large(subject: Subject) -> Iterator[Hit]:
    """«Согласно приказу министерства»: neither a date nor a number nor a title tells which."""
    yield from _bare_law(subject)
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        for found in _AT_LARGE.finditer(sentence):
            law = found["noun"].lower().startswith("федеральн")
            named = any(act.number and _of_kind(act, found["noun"]) for act in acts(subject))
            if not (law or found["issuer"].strip()) or _TOLD_FURTHER.match(sentence[found.end() :]):
                continue
            if named and not law:
                continue
            lead = found.start("act") if _BY_ACT.match(found.group()) else found.start()
            # A law named elsewhere may be meant, but «в соответствии с этим законом» would say so.
            yield Hit(start + lead, start + found.end(), level=Level.ADVICE if named else None)


@function_check("law.too-many")
def too_many(subject: Subject) -> Iterator[Hit]:
    """A paragraph that piles acts up and explains none of them."""
    most = int(subject.profile.limits["law_references"])
    for part in subject.parts_of(*PROSE):
        at = part.start
        for paragraph in subject.text_of(part).split("\n\n"):
            inside = [act for act in acts(subject) if at <= act.start < at + len(paragraph)]
            cited = {(act.number, act.date) for act in inside if act.number}
            if len(cited) > most and not EXPLAINS.search(paragraph):
                yield Hit(inside[0].start, inside[-1].end, {"count": str(len(cited)), "most": str(most)})
            at += len(paragraph) + 2


def _bare_law(subject: Subject) -> Iterator[Hit]:
    """«По части 2 статьи 12 Федерального закона»: of which, if the letter names none?"""
    if any(act.federal_law and act.number for act in acts(subject)):
        return
    for saying, articles in article_citations(subject):
        for found in articles:
            bare = _OF_LAW.match(saying.text, found.end())
            if bare and not _TOLD_FURTHER.match(saying.text, bare.end()):
                yield Hit(saying.start + bare.start("act"), saying.start + bare.end("act"))


def _of_kind(act: Act, noun: str) -> bool:
    """Whether ``act`` is what ``noun`` may speak of once more: a law, a decree."""
    if noun.lower().startswith("федеральн"):
        return act.federal_law
    return not act.noun or act.noun.lower()[:6] == noun.lower()[:6]


def _dated_elsewhere(subject: Subject, act: Act) -> bool:
    return any(
        other.date and other.number and other.number.upper() == (act.number or "").upper() for other in acts(subject)
    )


def _is_official(act: Act) -> bool:
    """An act of the state, not the order of a firm: a law, or one whose issuer is named."""
    return act.federal_law or act.noun.lower().startswith("закон") or _STATE.search(act.issuer) is not None


def _same_number(known: KnownAct, act: Act) -> bool:
    return known.answers(act.noun, act.issuer, act.number or "")


def _in_force(named: Sequence[KnownAct]) -> KnownAct | None:
    """The first of them that is not repealed, else the first."""
    return next((each for each in named if each.repealed is None), next(iter(named), None))


def _same_name(known: KnownAct, act: Act) -> bool:
    """Whether the titles are one, or one the beginning of the other; those of acts that amend others begin alike."""
    one, other = title_key(known.name), title_key(act.name or "")
    long = min(len(one), len(other)) > _TELLING and not other.startswith("о внесении")
    return bool(one) and (one == other or (long and (one.startswith(other) or other.startswith(one))))
