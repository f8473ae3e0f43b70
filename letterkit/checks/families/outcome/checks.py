"""Clause 2.2: the reader sees that the question is solved, will be by a date, can be without a date, or cannot be."""

import datetime
from collections.abc import Iterator

import regex

from letterkit.checks import outcome_words as words
from letterkit.checks.check import Need
from letterkit.checks.families.outcome.clash import clashes
from letterkit.checks.families.outcome.fault import beside_the_matter, is_of_fault
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.outcome_signs import SETTLED, Saying, Sign, has_term, last_day, outcomes, past_terms, sayings
from letterkit.checks.reply_kind import Standard, kind, kinds
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.outcome import Outcome
from letterkit.russian.dates import date_digits, find_dates, partial_dates

_MATTERS = frozenset(
    """
    вопрос проблема ремонт работа нарушение недостаток замечание мера дорога дом крыша обращение требование просьба
    ситуация мероприятие дефект освещение отопление строительство переселение выплата квартира
    """.split()
)
_VAGUE = regex.compile(
    r"(?i)\bв\s+(?:ближайшее\s+время|ближайшем\s+будущем|кратчайш\p{L}+\s+срок\p{L}*|разумн\p{L}+\s+срок\p{L}*|установленн\p{L}+\s+(?:срок|порядк)\p{L}*|рабочем\s+порядке|перспективе|дальнейшем|плановом\s+порядке)"
    r"|\b(?:скоро|вскоре|позднее|впоследствии|оперативно|своевременно|при\s+первой\s+возможности|потом|(?:когда|как)-нибудь|со\s+временем|по\s+(?:мере\s+)?возможности|как\s+можно\s+скорее|в\s+обозримом\s+будущем"
    r"|(?:как\s+только|когда)\s+(?:будет|появится)\s+(?:\p{L}+\s+)?(?:возможность|время|деньги|средства))\b"
)
_BY_EVENT = regex.compile(r"(?i)\b(?:когда|как\s+только|после\s+того,?\s+как|едва)\s")
# «Впоследствии Вы сможете направить их на жильё»: no answer is put off.
_YOU_MAY = regex.compile(r"(?i)\bвы\s+(?:\p{L}+\s+)?(?:сможете|вправе|можете)\b")
_ASKS_WHAT = regex.compile(r"(?i),\s+(?:кто|кому|чей|чья|чьё|где|куда|как(?:ой|ая|ое|ие|ов|ова|овы))\b")
_NAMES_IT = regex.compile(r"(?i)^\W*(?:это|он[аои]?|этим|её|его)\b")
_NEXT = regex.compile(
    r"(?i)\b(?:заявк|сообщ|напиш|уведом|извест|провер|обрати|рекоменд|решени|торг|проект|позвон)\p{L}*"
)
_DONE = frozenset({Sign.SOLVED, Sign.DATED, Sign.REFUSED, Sign.TURNED_DOWN})
_OLD = datetime.timedelta(days=3 * 365)
_NAMES = {
    Sign.SOLVED: "вопрос уже решён",
    Sign.DATED: "вопрос будет решён к сроку",
    Sign.NO_DATE: "точного срока нет",
    Sign.REFUSED: "решить нельзя",
    Sign.TURNED_DOWN: "решить нельзя",
}
_WANTED = {
    Outcome.SOLVED: (Sign.SOLVED, "вопрос уже решён"),
    Outcome.BY_DATE: (Sign.DATED, "вопрос будет решён к сроку"),
    Outcome.NO_DATE: (Sign.NO_DATE, "точного срока нет"),
    Outcome.CANNOT: (Sign.REFUSED, "решить нельзя"),
}


@function_check("outcome.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """Facts or words of work going on, but nothing that settles the question."""
    said = sayings(subject)
    if not said or has_own_outcome(subject) or _is_named(said):
        return
    if any(words.WILL_ANSWER.search(each.text) and has_term(each.text) for each in said):
        return  # an interim reply: the rules of typical look at it
    nothing = not _told_now(subject, said) & (SETTLED | {Sign.PROMISED})
    if nothing or _only_empty(subject, said):
        yield MISSING
        return
    beside = beside_the_matter(subject, said)
    left = [each for each in said if each not in beside and not each.of_appeal]
    dated = any(has_term(each.text) for each in left)
    if beside and not dated and not _told_now(subject, tuple(left)) & (SETTLED | {Sign.PROMISED}):
        blames = any(is_of_fault(each) for each in beside)
        yield Hit(level=None if blames else Level.ADVICE)


@function_check("outcome.no-date")
def no_date(subject: Subject) -> Iterator[Hit]:
    """«Вопрос будет решён»: when?"""
    said = sayings(subject)
    everything = outcomes(subject)
    if Sign.NO_DATE in everything or has_own_outcome(subject):
        return
    dated = any(has_term(each.text) for each in said if not each.of_appeal)
    topic = _topic(subject)
    done_and_undated = not dated and everything & _DONE == {Sign.SOLVED}
    for number, saying in enumerate(said):
        if Sign.PROMISED not in saying.signs or saying.conditional or Sign.LATER in saying.signs:
            continue
        near = said[max(0, number - 1) : number + 2]
        if any(has_term(each.text) for each in near if not each.of_appeal):
            if _VAGUE.search(saying.text) and not has_term(saying.text):
                hit = sentence_hit(saying)  # the term beside it may be that of something else
                yield Hit(hit.start, hit.end, level=Level.ADVICE)
            continue
        alone = not everything & (SETTLED - {Sign.TURNED_DOWN})
        if _VAGUE.search(saying.text) or ((alone or _of_the_matter(saying)) and not _BY_EVENT.search(saying.text)):
            yield sentence_hit(saying)
        elif alone or _of_the_matter(saying):
            hit = sentence_hit(saying)  # «когда новый дом сдадут»: an event stands for the day
            yield Hit(hit.start, hit.end, level=Level.ADVICE)
        elif done_and_undated or _of_topic(saying, said, topic):
            hit = sentence_hit(saying)  # what is to come may be no more than a word of what is done
            yield Hit(hit.start, hit.end, level=Level.ADVICE)


@function_check("outcome.past-date")
def past_date(subject: Subject) -> Iterator[Hit]:
    """«Фасад отремонтируют до 01.10.2023» in a letter of 2024."""
    letter = own_date(subject)
    for _, term, start in past_terms(subject):
        details = {"date": term.text, "letter": date_digits(letter) if letter else ""}
        yield Hit(start, start + len(term.text), details)


@function_check("outcome.empty-work")
def empty_work(subject: Subject) -> Iterator[Hit]:
    """«Вопрос находится на контроле», and nothing that settles it."""
    if outcomes(subject) & {Sign.SOLVED, Sign.DATED, Sign.NO_DATE, Sign.REFUSED}:
        return
    for saying in sayings(subject):
        found = words.EMPTY_WORK.search(saying.text)
        if found and not has_term(saying.text):
            yield Hit(saying.start + found.start(), saying.start + found.end())


@function_check("outcome.promised-later")
def promised_later(subject: Subject) -> Iterator[Hit]:
    """«Информация будет представлена дополнительно»: the answer is put off without a date."""
    said = sayings(subject)
    prolonged = kind(subject, Standard.EXTENSION) and any(has_term(each.text) for each in said if not each.of_appeal)
    dated = prolonged or any(
        has_term(each.text) and words.PAPER.search(each.text) for each in said if not each.of_appeal
    )
    nothing = not outcomes(subject) & (SETTLED - {Sign.EXPLAINED, Sign.TURNED_DOWN})
    for saying in said:
        if Sign.LATER in saying.signs and not (
            saying.conditional or has_term(saying.text) or _YOU_MAY.search(saying.text)
        ):
            hit = sentence_hit(saying)
            level = Level.ADVICE if dated else Level.ERROR if nothing else Level.WARNING
            yield Hit(hit.start, hit.end, level=level)


@function_check("outcome.contradiction")
def contradiction(subject: Subject) -> Iterator[Hit]:
    """The facts are confirmed and the complaint is groundless; the road is mended and will be mended."""
    for one, other in clashes(subject):
        yield Hit(*_span(other), {"one": _short(one), "other": _short(other)})
        return


@function_check("outcome.no-next-step")
def no_next_step(subject: Subject) -> Iterator[Hit]:
    """No date, and no word of what happens next or when more will be known."""
    said = sayings(subject)
    if has_own_outcome(subject):
        return
    for number, saying in enumerate(said):
        if Sign.NO_DATE not in saying.signs:
            continue
        around = [each for each in said if not each.of_appeal]
        later = any(_NEXT.search(each.text) or Sign.DATED in each.signs for each in around if each is not saying)
        if not later and not any(words.WAY_OUT.search(each.text) for each in said[number + 1 :]):
            yield sentence_hit(saying)
        return


@function_check("outcome.card-differs", needs=Need.CARD)
def card_differs(subject: Subject) -> Iterator[Hit]:
    """The card plans one outcome, the letter tells of others only."""
    plan = subject.card.reply.outcome if subject.card else None
    if plan not in _WANTED or has_own_outcome(subject):
        return
    wanted, name = _WANTED[plan]
    told = outcomes(subject)
    fits = {wanted, Sign.TURNED_DOWN} if wanted is Sign.REFUSED else {wanted}
    others = [each for each in _NAMES if each in told and each not in fits]
    if not told & fits and others:
        first = next(saying for saying in sayings(subject) if others[0] in saying.signs)
        yield Hit(*_span(first), {"wanted": name, "said": _NAMES[others[0]]})


@function_check("outcome.card-date", needs=Need.CARD)
def card_date(subject: Subject) -> Iterator[Hit]:
    """The term of the card is not in the letter."""
    due = subject.card.reply.due_date if subject.card else None
    if due is None:
        return
    text = subject.prose
    days = {found.date for found in find_dates(text)} | {last_day(found, due.year) for found in partial_dates(text)}
    if due not in days:
        yield Hit(details={"due": date_digits(due)})


def has_own_outcome(subject: Subject) -> bool:
    """Whether the letter is a standard reply, which has its own outcome."""
    return any(each.standard is not Standard.INTERIM or each.saying is None for each in kinds(subject)) or any(
        each.standard is Standard.INTERIM and each.saying and Sign.LATER not in each.saying.signs
        for each in kinds(subject)
    )


def _is_named(said: tuple[Saying, ...]) -> bool:
    """«Вы спрашиваете, кто убирает двор. Это обязанность …»: what was asked for is named, without any verb."""
    asked = [number for number, each in enumerate(said) if each.retells and _ASKS_WHAT.search(each.text)]
    after = said[asked[0] + 1 :] if asked else ()
    return any(_NAMES_IT.match(each.text) for each in after)


def _only_empty(subject: Subject, said: tuple[Saying, ...]) -> bool:
    """Undated promises under a condition, with «на контроле» beside them, settle nothing either."""
    promised = [each for each in said if Sign.PROMISED in each.signs]
    return (
        bool(promised)
        and not outcomes(subject) & SETTLED
        and all(each.conditional or Sign.LATER in each.signs for each in promised)
    )


def _told_now(subject: Subject, said: tuple[Saying, ...]) -> frozenset[Sign]:
    """The outcomes without those that only tell of old days: «дорога построена в 1978 году»."""
    letter = own_date(subject)
    if letter is None or any(saying.retells for saying in said) or words.ABOUT_THE_PAST.search(subject.prose):
        return outcomes(subject)
    return frozenset().union(*(saying.signs for saying in said if not _of_old(saying, letter)))


def _of_old(saying: Saying, letter: datetime.date) -> bool:
    dates = find_dates(saying.text)
    return (
        bool(dates)
        and all(found.date < letter - _OLD for found in dates)
        and saying.signs == {Sign.SOLVED}
        and all(one.lemma in words.CAME_TO_BE for _, one in saying.verbs)
    )


def _of_the_matter(saying: Saying) -> bool:
    """«Вопрос будет решён», «нарушения будут устранены»: the promise is about what was asked."""
    for number, (place, one) in enumerate(saying.verbs):
        if not (one.future and one.lemma == "быть"):
            continue
        following = next((each for later, each in saying.verbs[number + 1 :] if later - place <= 3), None)
        before = frozenset().union(*(token.lemmas for token in saying.tokens[:place]))
        after = frozenset().union(*(token.lemmas for token in saying.tokens[place + 1 : place + 5]))
        if following and following.form == "PRTS" and (before | after) & _MATTERS:
            return True
    return False


def _topic(subject: Subject) -> frozenset[str]:
    """The nouns of the title: what the reader asked for."""
    part = subject.first(Role.TITLE)
    tokens = subject.tokens_of(part) if part else ()
    return frozenset().union(*(token.lemmas for token in tokens if token.has("NOUN") and token.text.islower()))


def _of_topic(saying: Saying, said: tuple[Saying, ...], topic: frozenset[str]) -> bool:
    """«Памятник будет установлен» under the title «О памятнике», and no day beside the word anywhere."""
    spoken = frozenset().union(*(token.lemmas for token in saying.tokens)) & topic
    to_be = any(
        one.form == "PRTS"
        and any(token.form in ("будет", "будут") for token in saying.tokens[max(0, place - 3) : place])
        for place, one in saying.verbs
    )
    if not spoken or not to_be:
        return False
    return not any(
        has_term(each.text) and spoken & frozenset().union(*(token.lemmas for token in each.tokens))
        for each in said
        if not each.of_appeal
    )


def _span(saying: Saying) -> tuple[int, int]:
    return saying.start, saying.end


def sentence_hit(saying: Saying) -> Hit:
    """The sentence without its full stop."""
    return Hit(saying.start, saying.start + len(saying.text.rstrip(" .!\n")))


def _short(saying: Saying) -> str:
    text = " ".join(saying.text.split()).rstrip(".")
    return text if len(text) <= 90 else text[:87].rsplit(" ", 1)[0] + "…"
