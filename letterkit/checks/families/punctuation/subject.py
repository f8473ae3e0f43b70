"""A comma between a subject and its predicate (clause 3.3): «Министерство, рассмотрело обращение»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.families.punctuation.extra import OPENING, subject_later
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, subject_form
from letterkit.checks.readings import PREPOSITIONS, Predicate, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word

_SAYING = frozenset(
    "считать говорить сообщать полагать думать казаться знать бывать писать утверждать отвечать помнить понимать "
    "признать признаться пояснять сказать согласиться согласитесь видеть следовать".split()
)
# Said to somebody at the head of a sentence, with a comma after it: «Внимание, проверьте счётчик».
_CALLS = frozenset("внимание спасибо просьба помощь слава пожалуйста".split())
_STATES = frozenset("можно нужно надо нельзя необходимо".split())
_SPEAKING = _SAYING | frozenset("представить добавить заметить отметить напомнить предположить надеяться".split())
_MAYBE = frozenset("стало может должно".split())
_ORGANS = frozenset(
    "министерство управление администрация департамент комитет отдел инспекция служба агентство учреждение фонд "
    "школа компания прокуратура мэрия правительство предприятие организация общество комиссия".split()
)


@function_check("punctuation.subject-comma", alone=PROSE)
def subject_comma(subject: Subject) -> Iterator[Hit]:
    """«Министерство, рассмотрело обращение»: a comma between the subject that begins the sentence and its verb."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        comma = next((at for at, token in enumerate(tokens) if token.text in ",;:–—("), None)
        if not comma or tokens[comma].text != "," or comma + 1 >= len(tokens):
            continue
        verb = comma + 1
        while (
            verb < len(tokens) - 1 and tokens[verb].form in BEFORE_VERB and readings.of(tokens[verb]).predicate is None
        ):
            verb += 1
        one = readings.of(tokens[verb]).predicate
        if tokens[verb].form in _MAYBE and verb + 1 < len(tokens) and tokens[verb + 1].form == "быть":
            continue  # «Долг, стало быть, погашен»
        if one is not None and one.person == "1per" and verb + 1 < len(tokens) and tokens[verb + 1].text == ",":
            continue  # «Проценты, напоминаем, начисляются»
        if one is not None and one.parse.tag.POS == "ADJS" and _is_adverb(tokens, verb):
            continue  # «Озеро, обманчиво тихое по утрам, …»
        if one is None or tokens[0].form.startswith("уважаем"):
            continue  # «Уважаемые жильцы, просим»
        if comma > 1 and readings.of(tokens[comma - 1]).likely == {"ADJF"} and readings.of(tokens[comma - 2]).only_noun:
            continue  # «Рубка санитарная, проводится по договору»: it says so of the noun before it
        plain_verb = one.transitive or bool(one.gender) or not subject_later(tokens, verb, one)
        alone = plain_verb and _is_subject_alone(tokens, comma, one)
        begins = _inner_subject(tokens, comma, one)
        if (alone and not _goes_on(tokens, verb)) or any(_is_whole(tokens, at, comma, verb) for at in (0, begins)):
            yield take_out(subject.text, tokens, comma)


def _is_adverb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a full adjective or participle follows the short form of the neuter: an adverb, then."""
    following = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    return following.is_word and readings.of(following).likely <= {"ADJF", "PRTF"}


@function_check("punctuation.object-comma", alone=PROSE)
def object_comma(subject: Subject) -> Iterator[Hit]:
    """«Документы, принесите в кабинет 12»: the thing that begins the sentence, and what is or may be done with it."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        comma = next((at for at, token in enumerate(tokens) if token.text in ",;:–—("), None)
        if (
            not comma
            or tokens[comma].text != ","
            or comma + 2 >= len(tokens)
            or not _CALLS.isdisjoint(tokens[0].lemmas)
        ):
            continue
        group = group_at(tokens, 0)
        if group is None or "accs" not in group.cases or tokens[group.last - 1].has("NOUN", "anim"):
            continue  # «Жители, подайте заявление» calls them
        verb = comma + 1
        while verb < len(tokens) - 2 and tokens[verb].form in ("не", "также", "пока"):
            verb += 1
        if not _is_done(tokens, verb) or not _all_hang(tokens, group.last, comma) or _is_closed(tokens, verb):
            continue
        yield take_out(subject.text, tokens, comma)


def _is_done(tokens: Sequence[Token], verb: int) -> bool:
    """Whether an order, «мы» in the future or «можно» with its verb stands here, which has no other object after it."""
    acts = verb
    if tokens[verb].form in _STATES:
        acts = next((at for at in range(verb + 1, min(verb + 4, len(tokens))) if tokens[at].has("INFN", "tran")), verb)
        if acts == verb:
            return False
    elif not readings.of(tokens[verb]).likely <= {"VERB", "ADJS"} or not (
        tokens[verb].has("VERB", "impr", "tran") or tokens[verb].has("VERB", "1per", "plur", "tran")
    ):
        return False
    if not _SPEAKING.isdisjoint(tokens[acts].lemmas):
        return False
    later = group_at(tokens, acts + 1)
    return later is None or not later.cases or not later.possible_cases <= {"nomn", "accs"}


def _is_closed(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a second comma or a dash may close what began at ``verb``, «Вопросы, обсудим ли мы их, решит глава»."""
    for at in range(verb + 1, len(tokens) - 1):
        if tokens[at].form == "ли" or tokens[at].text in "–—":
            return True
        if tokens[at].text in ",;:":
            following = tokens[at + 1]
            opens = following.form in OPENING - {"и"} or "который" in following.lemmas
            return tokens[at].text == "," and not opens and "PRTF" not in readings.of(following).pos
    return False


def _is_subject_alone(tokens: Sequence[Token], comma: int, one: Predicate) -> bool:
    """Whether the words before the comma are a nominative that agrees with ``one``, and what hangs on it."""
    group = group_at(tokens, 0)
    if group is None or not any(subject_form(form, one) for form in group.forms):
        return False
    if not group.cases <= {"nomn", "accs", "gent"} or (group.cases - {"nomn"} and one.transitive):
        head = tokens[group.last - 1]
        if head.lemmas.isdisjoint(_ORGANS):
            return False
    for at in range(group.last, comma):
        token = tokens[at]
        read = readings.of(token)
        if not token.is_word:
            continue
        if read.predicate is not None or read.pos & {"PRTF", "GRND", "INFN", "PRTS"} or token.form in OPENING:
            return False
    return True


def _inner_subject(tokens: Sequence[Token], comma: int, one: Predicate) -> int:
    """Where the subject before ``comma`` begins after words of time or place, «С июня пособие, будет …»; 0 if nowhere.

    Nothing in the words before it may be a clause or a turn, and it may follow no preposition.
    """
    for at in range(comma):
        read = readings.of(tokens[at]) if tokens[at].is_word else None
        if read is not None and (
            read.predicate is not None
            or read.pos & {"PRTF", "GRND", "PRTS"}
            or read.likely & {"INFN", "VERB"}
            or tokens[at].form in OPENING - {"и"}
        ):
            return 0
    for at in range(1, comma):
        before = tokens[at - 1]
        if before.form in PREPOSITIONS or (before.is_word and readings.of(before).modifiers and at > 1):
            continue
        group = group_at(tokens, at)
        if group is None or not any(subject_form(form, one) for form in group.forms):
            continue
        alone = group.possible_cases == {"nomn"} or tokens[0].form in PREPOSITIONS
        head = tokens[group.last - 1]
        acts = not _ORGANS.isdisjoint(head.lemmas) or head.has("NOUN", "anim")
        # «За окном шум, мешает спать» has no subject before the comma that the verb must have
        if alone and not before.text[0].isdigit() and (acts or one.parse.tag.tense != "pres"):
            return at
    return 0


def _is_whole(tokens: Sequence[Token], begins: int, comma: int, verb: int) -> bool:
    """«Магазин, нарушает правила», «Мусор, вывезут завтра»: a noun, its verb, and nothing that closes an insertion."""
    one, group = readings.of(tokens[verb]).predicate, group_at(tokens, begins)
    if one is None or group is None or not _SAYING.isdisjoint(tokens[verb].lemmas) or tokens[verb].form == "ли":
        return False
    subject = any(subject_form(form, one) for form in group.forms)
    many = one.transitive and one.number == "plur" and one.person in ("", "1per", "3per")
    if not subject and not (one.transitive and "accs" in group.cases and (many or one.past)):
        return False
    if not _all_hang(tokens, group.last, comma):
        return False
    for at in range(verb + 1, len(tokens) - 1):
        if tokens[at].form == "ли":
            return False
        if tokens[at].text in ":;":
            break  # neither closes an insertion
        if tokens[at].text in ",–—":
            following = tokens[at + 1]
            read = readings.of(following) if following.is_word else None
            closes = read is not None and (read.predicate is not None or read.pos & {"INFN", "PRED"})
            if tokens[at].text != "," or closes or following.form in ("не", "то", "уже", "еще", "ли"):
                return False
            break
    return (one.transitive and not begins) or not subject_later(tokens, verb, one)  # «Зима, идёт снег»


def _all_hang(tokens: Sequence[Token], first: int, comma: int) -> bool:
    """Whether only genitives and nouns with their prepositions follow the noun, «выезд на участок»."""
    at = first
    while at < comma:
        cases = PREPOSITIONS.get(tokens[at].form)
        if cases is None:
            if not _hangs(tokens[at]):
                return False
            at += 1
            continue
        group = group_at(tokens, at + 1)
        if group is None or group.last > comma or not group.possible_cases & cases:
            return False
        at = group.last
    return True


@of_word
def _hangs(token: Token) -> bool:
    """Whether ``token`` can be a genitive that belongs to the noun before it, or the number of that."""
    if not token.is_word:
        return token.text[0].isdigit() or token.text == "№"
    read = readings.of(token)
    cases = {form[0] for form in read.forms | read.modifiers}
    return "gent" in cases and not read.pos & {"PRTF"} and token.form not in OPENING


def _goes_on(tokens: Sequence[Token], verb: int) -> bool:
    """Whether another comma follows after which a second predicate stands: the first may be an insertion."""
    if verb + 1 < len(tokens) and tokens[verb + 1].form == "ли":
        return True
    for at in range(verb + 1, len(tokens) - 1):
        if tokens[at].text in ",–—":
            return readings.of(tokens[at + 1]).predicate is not None if tokens[at + 1].is_word else False
    return False
