"""Clause 2.1: acts are named so that the reader can find them, exist as named, are explained rather than piled up."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.law.acts import Act, KnownAct, acts, known_acts
from letterkit.checks.families.law.titles import has_other_words, title_key
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_signs import Saying, sayings
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.finding import Level
from letterkit.russian.dates import date_digits

_ARTICLE = regex.compile(
    r"(?i)\b(?:(?:част\p{L}*|ч\.)\s*(?P<part>\d+(?:\.\d+)?)\s*,?\s*)?(?:стать(?!и\s+расход)\p{L}{1,3}|ст\.)\s*(?P<article>\d+(?:\.\d+)?)"
)
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
_NUMBER_FIRST = regex.compile(r"(?P<number>(?:№|N)\s?\S+)\s+(?P<date>от\s+\d[\d.]*\d)")
# «29.11.2010г.», «… года»; a full stop that ends the sentence too stays where it is.
_YEAR_WORD = regex.compile(r"\s?г(?:ода|\.(?!\s*$|\s+\p{Lu}))?(?!\p{L})")
_HOLDER_BETWEEN = regex.compile(r"(?i)\bкодекс|\bправил\p{L}*\s|\bпостановлени|\bи\s+\p{L}*\s*закон")
_LAWS = regex.compile(r"(?i)\b(?P<law>(?:действующ\p{L}+\s+)?законодательств\p{L}*)(?!\s+собрани)")
_CODE = regex.compile(
    r"(?i)\bкодекс\p{L}*|\bконституци\p{L}+|\b(?:ЖК|ГК|ЗК|ГрК|НК|БК|ТК|СК)\s+РФ|\bправил\p{L}*\s|\bпунктом?\s+\d"
)
_EXPLAINS = regex.compile(
    r"(?i)\b(?:это\s+(?:значит|означает)|то\s+есть|проще\s+говоря|иными\s+словами|другими\s+словами|по\s+(?:ним|этим\s+\p{L}+)|они\s+(?:разреша|требу|устанавлива|определя)\p{L}+)"
)
_ON_APPEALS = regex.compile(r"(?i)\bпорядк\p{L}*\s+рассмотрения\s+обращений|\b59-ФЗ")
# «Части 14 Жилищного кодекса»: parts and points stand inside articles. The Civil and Tax codes have parts of their own.
_PART_ALONE = regex.compile(
    r"(?i)(?<!статьи\s\d{1,3}\s)(?<!стать\p{L}{1,3}\s\d{1,3}\.\d\s)\b(?P<span>(?:част(?:ь|и|ью|ям|ями|ях)|ч\.|пункт(?:а|у|ом|е|ы|ам|ами|ах)?|п\.)\s*\d+(?:\.\d+)?\s+(?P<holder>(?:жилищн|градостроительн|земельн|трудов|семейн|бюджетн|водн|лесн)\p{L}+\s+кодекс\p{L}*|конституци\p{L}+|федеральн\p{L}+\s+закон\p{L}*|(?:ЖК|ГрК|ЗК|ТК|СК|БК)\s+РФ))"
)
_CODES = {
    "Жилищный": r"жилищн\p{L}+\s+кодекс|\bЖК\s+РФ",
    "Градостроительный": r"градостроительн\p{L}+\s+кодекс|\bГрК\s+РФ",
    "Земельный": r"земельн\p{L}+\s+кодекс|\bЗК\s+РФ",
    "Трудовой": r"трудов\p{L}+\s+кодекс|\bТК\s+РФ",
    "Семейный": r"семейн\p{L}+\s+кодекс|\bСК\s+РФ",
}
_CODE_IN = {
    "Жилищный": "Жилищном",
    "Градостроительный": "Градостроительном",
    "Земельный": "Земельном",
    "Трудовой": "Трудовом",
    "Семейный": "Семейном",
}
_PLACE_LAST = regex.compile(
    r"(?i)\b(?:дом|школ|лице|гимнази|сад|больниц|поликлиник|участк|квартир|комисси|суд|отдел|цех|част|колони|бюро|маршрут)\p{L}*\s*$"
)
_DATED_BEFORE = regex.compile(r"\bот\s+\d[\d.]*\d(?:\s?г\.)?\s+(?:№\s?)?$")
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
_NEW_ARTICLES = 10
"""Articles that a code may have gained since the list was made."""
_MOST_ARTICLES = 320
"""More than any federal law that is no code has: the law on bankruptcy, the longest, numbers them to 233."""
_FAR = 3
"""Sentences after which «статья 8» alone no longer tells of which law."""
_BESIDE = 3
"""Signs between an article and its law."""
# Parts of articles 8–12 of the law on appeals (NORMS A.1, A.2).
_PARTS_OF_APPEALS = {
    "8": frozenset({"1", "2", "3", "3.1", "4", "4.1", "5", "6", "7"}),
    "9": frozenset({"1", "2"}),
    "10": frozenset({"1", "2", "3", "4"}),
    "11": frozenset({"1", "2", "3", "4", "4.1", "5", "5.1", "6", "6.1", "7"}),
    "12": frozenset({"1", "1.1", "2"}),
}


@function_check("law.no-date")
def no_date(subject: Subject) -> Iterator[Hit]:
    """«59-ФЗ», «постановление № 354»: without its date an act cannot be told from its namesakes."""
    for act in _first_named(subject):
        dated = _DATED_BEFORE.search(subject.text, max(0, act.start - 24), act.start)
        if act.number and act.date is None and not dated and not _dated_elsewhere(subject, act) and not _of_place(act):
            known = next((one for one in known_acts() if _same_number(one, act)), None)
            details = {"date": f" от {date_digits(known.date)}" if known and _only(known) else ""}
            yield Hit(act.start, act.end, details)


def _of_place(act: Act) -> bool:
    """«Решение общего собрания собственников дома № 27»: the number is that of the house, or of a school."""
    return _PLACE_LAST.search(act.issuer) is not None


@function_check("law.no-number")
def no_number(subject: Subject) -> Iterator[Hit]:
    """«Федеральный закон «О персональных данных»»: a date alone, or a title alone."""
    for act in _first_named(subject):
        if _NUMBER_BEFORE.search(subject.text, max(0, act.start - 12), act.start):
            continue  # «от 02.05.2006 № 59-ФЗ «О …»» whose noun has a slip
        named_in_full = any(other.number and other.name == act.name for other in acts(subject) if act.name)
        if act.number is None and (act.name or act.date) and not named_in_full and _is_official(act):
            known = next((one for one in known_acts() if act.name and _same_name(one, act)), None)
            details = {"number": f" – {date_digits(known.date)} № {known.number}" if known else ""}
            yield Hit(act.start, act.end, details)


@function_check("law.no-name")
def no_name(subject: Subject) -> Iterator[Hit]:
    """A federal law by its number alone says nothing to a citizen."""
    for act in _first_named(subject):
        if act.federal_law and act.number and act.date and act.name is None:
            if not any(other.name and other.number == act.number for other in acts(subject)):
                known = next((one for one in known_acts() if _same_number(one, act) and one.date == act.date), None)
                details = {"name": f" – «{known.name}»" if known else ""}
                yield Hit(act.start, act.end, details)


@function_check("law.number-first")
def number_first(subject: Subject) -> Iterator[Hit]:
    """«№ 59-ФЗ от 02.05.2006»: the date stands before the number, and after a day in digits there is no «г.»."""
    for act in acts(subject):
        found = _NUMBER_FIRST.search(subject.text, act.start, act.end) if act.number_first else None
        if found:
            mend = f"{found['date']} {found['number']}"
            year = _YEAR_WORD.match(subject.text, found.end())
            yield Hit(found.start(), year.end() if year else found.end(), suggestions=(mend,), safe=year is None)


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
        if not (act.federal_law and act.name and (act.number or act.date)):
            continue
        titled = [one for one in known_acts() if _same_name(one, act)]
        if titled and not any(
            (act.number is None or _same_number(one, act)) and (act.date is None or one.date == act.date)
            for one in titled
        ):
            right = titled[0]
            yield Hit(
                act.start, act.end, {"right": f"от {date_digits(right.date)} № {right.number}", "name": right.name}
            )


@function_check("law.other-title")
def other_title(subject: Subject) -> Iterator[Hit]:
    """«№ 59-ФЗ «О порядке рассмотрения жалоб граждан»»: number and date are known, and the title is not theirs."""
    for act in acts(subject):
        if not (act.federal_law and act.name and act.number):
            continue
        numbered = [one for one in known_acts() if _same_number(one, act) and act.date in (None, one.date)]
        if numbered and not any(_same_name(one, act) for one in known_acts()) and _only(numbered[0]):
            if has_other_words(numbered[0].name, act.name):
                yield Hit(act.start, act.end, {"number": numbered[0].number, "name": numbered[0].name})


@function_check("law.impossible-article")
def impossible_article(subject: Subject) -> Iterator[Hit]:
    """Article 25 of a law of eighteen, part 9 of an article of seven, article 512 of the Housing Code."""
    yield from _beyond_codes(subject)
    yield from _beyond_laws(subject)
    most = next((one.articles for one in known_acts() if one.number == "59-ФЗ"), None)
    for saying, articles in _article_citations(subject):
        law = _ON_APPEALS.search(saying.text)
        for found in articles if law else ():
            if (
                not law
                or law.start() - found.end() not in range(80)
                or _HOLDER_BETWEEN.search(saying.text[found.end() : law.start()])
            ):
                continue
            article, part = found["article"], found["part"]
            parts = _PARTS_OF_APPEALS.get(article)
            if (most and float(article) >= most + 1) or article == "0" or (part and parts and part not in parts):
                yield Hit(saying.start + found.start(), saying.start + found.end(), {"holder": "законе № 59-ФЗ"})


@once_a_letter
def _article_citations(subject: Subject) -> "list[tuple[Saying, list[regex.Match[str]]]]":
    """The sentences that name articles, with these."""
    return [(saying, found) for saying in sayings(subject) if (found := list(_ARTICLE.finditer(saying.text)))]


def _beyond_codes(subject: Subject) -> Iterator[Hit]:
    for saying, articles in _article_citations(subject):
        for found in articles:
            after = saying.text[found.end() : found.end() + 40]
            for name, pattern in _CODES.items():
                holder = regex.search(rf"(?i)^\W*{pattern}", after)
                most = next((one.articles for one in known_acts() if one.name.startswith(f"{name} кодекс")), None)
                if holder and most and float(found["article"]) >= most + _NEW_ARTICLES + 1:
                    start = saying.start + found.start()
                    yield Hit(start, saying.start + found.end(), {"holder": f"{_CODE_IN[name]} кодексе"})


def _beyond_laws(subject: Subject) -> Iterator[Hit]:
    """«Статья 1010 Федерального закона»: no federal law but a code has so many."""
    for saying, articles in _article_citations(subject):
        for found in articles:
            place = saying.start + found.end()
            act = next((act for act in acts(subject) if act.federal_law and 0 <= act.start - place <= _BESIDE), None)
            if act is None or act.number == "59-ФЗ":
                continue
            known = next((one for one in known_acts() if _same_number(one, act) and act.date == one.date), None)
            most = known.articles + _NEW_ARTICLES if known and known.articles else _MOST_ARTICLES
            if float(found["article"]) >= most + 1:
                holder = f"законе № {act.number}" if act.number else "законе"
                yield Hit(saying.start + found.start(), place, {"holder": holder})


@function_check("law.part-without-article")
def part_without_article(subject: Subject) -> Iterator[Hit]:
    """«Части 14 Жилищного кодекса»: of which article?"""
    for saying in sayings(subject):
        for found in _PART_ALONE.finditer(saying.text):
            yield Hit(saying.start + found.start("span"), saying.start + found.end("span"))


@function_check("law.article-without-act")
def article_without_act(subject: Subject) -> Iterator[Hit]:
    """«В соответствии со статьёй 36» – of what?"""
    if not _article_citations(subject):
        return
    named, near = False, 0
    """Sentences since a law was spoken of last."""
    for saying in sayings(subject):
        law = _LAW.search(saying.text)
        bare = law is not None and not named and _is_bare(subject, saying)
        named, near = (named or law is not None, 0) if law and not bare else (named, near + 1)
        beside = named if bare else named or _HOLDER.search(saying.text) is not None
        for found in _ARTICLE.finditer(saying.text) if not beside else ():
            yield Hit(saying.start + found.start(), saying.start + found.end())
        if named and near > _FAR and _HOLDER.search(saying.text) is None:
            for found in _ARTICLE.finditer(saying.text):
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
            if len(cited) > most and not _EXPLAINS.search(paragraph):
                yield Hit(inside[0].start, inside[-1].end, {"count": str(len(cited)), "most": str(most)})
            at += len(paragraph) + 2


def _bare_law(subject: Subject) -> Iterator[Hit]:
    """«По части 2 статьи 12 Федерального закона»: of which, if the letter names none?"""
    if any(act.federal_law and act.number for act in acts(subject)):
        return
    for saying, articles in _article_citations(subject):
        for found in articles:
            bare = _OF_LAW.match(saying.text, found.end())
            if bare and not _TOLD_FURTHER.match(saying.text, bare.end()):
                yield Hit(saying.start + bare.start("act"), saying.start + bare.end("act"))


def _of_kind(act: Act, noun: str) -> bool:
    """Whether ``act`` is what ``noun`` may speak of once more: a law, a decree."""
    if noun.lower().startswith("федеральн"):
        return act.federal_law
    return not act.noun or act.noun.lower()[:6] == noun.lower()[:6]


def _first_named(subject: Subject) -> Iterator[Act]:
    """Each act where it is named for the first time."""
    seen: set[object] = set()
    for act in acts(subject):
        key = act.number.upper() if act.number else (act.name or act.date)
        if key not in seen:
            seen.add(key)
            yield act


def _dated_elsewhere(subject: Subject, act: Act) -> bool:
    return any(
        other.date and other.number and other.number.upper() == (act.number or "").upper() for other in acts(subject)
    )


def _is_official(act: Act) -> bool:
    """An act of the state, not the order of a firm: a law, or one whose issuer is named."""
    return act.federal_law or act.noun.lower().startswith("закон") or _STATE.search(act.issuer) is not None


def _same_number(known: KnownAct, act: Act) -> bool:
    return known.number.upper() == (act.number or "").upper()


def _only(known: KnownAct) -> bool:
    return sum(one.number == known.number for one in known_acts()) == 1


def _same_name(known: KnownAct, act: Act) -> bool:
    one, other = title_key(known.name), title_key(act.name or "")
    return one == other or (len(other) > 25 and (one.startswith(other) or other.startswith(one)))
