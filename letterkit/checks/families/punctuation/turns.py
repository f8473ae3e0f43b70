"""Commas of participle and adverbial-participle turns (clause 3.3): «справка выданная поликлиникой, приобщена»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import before_verb, start_of_main
from letterkit.checks.readings import Form, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS

# Participles that have become adjectives or nouns, or stand without words of their own.
_NO_TURN = frozenset(
    "следующий настоящий будущий бывший действующий соответствующий управляющий заведующий исполняющий данный "
    "указанный прошедший текущий служащий учащийся трудящийся обучающийся пострадавший нуждающийся "
    "заинтересованный открытый закрытый известный уважаемый многоуважаемый вышеуказанный нижеследующий подобный "
    "одаренный крытый избранный обвиняемый подозреваемый осужденный потерпевший".split()
)
# Verbs after which a participle in the instrumental is part of the predicate.
_KEEPING = frozenset(
    "оставить оставлять держать удерживать считать признать признавать сделать остаться оставаться оказаться быть "
    "являться казаться найти застать видеть считаться".split()
)
_JOINING = frozenset("и или либо а но да что как чем не ни также".split())
_SUBORDINATING = frozenset(
    "что чтобы если когда где куда откуда почему зачем хотя пока поскольку как ли который".split()
)
# Adverbs and prepositions that look like adverbial participles, and those that need no comma.
_NO_GERUND = frozenset(
    "дабы коли благодаря включая исключая спустя несмотря невзирая начиная кончая считая исходя судя смотря хотя "
    "молча стоя сидя лежа нехотя шутя спеша глядя погодя вплоть согласно говоря может чуть обходя".split()
)
_DOERS = frozenset("вами нами мной ими им ею".split())
_ADVERBS = frozenset("ранее вновь недавно полностью частично фактически самостоятельно незаконно повторно".split())


@function_check("punctuation.participle", alone=PROSE)
def participle(subject: Subject) -> Iterator[Hit]:
    """No comma before a participle turn that stands after its noun: «дом построенный в 1980 году»."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for index in range(1, len(tokens) - 1):
            if _is_participle(tokens[index].text) and _opens_turn(tokens, index):
                at = index - 1 if tokens[index - 1].form in _ADVERBS else index
                if apart(subject.text, tokens, at):
                    yield put_in(tokens, at)


@lru_cache(maxsize=WORDS_KEPT)
def _is_participle(word: str) -> bool:
    """Whether ``word`` is a full participle and nothing else."""
    if not word.islower() or not word.isalpha() or not word.endswith(_ENDINGS):
        return False
    parses = morph.parses(word)
    return parses[0].is_known and all(
        parse.tag.POS in ("PRTF", "ADJF") and parse.normal_form not in _NO_TURN for parse in parses
    ) and any(parse.tag.POS == "PRTF" for parse in parses) and _base(word) not in _NO_TURN  # fmt: skip


_ENDINGS = tuple("ий ый ой ая яя ое ее ие ые его ого ей ему ому ую им ым ем ом их ых ими ыми ся".split())


def _base(word: str) -> str:
    """The participle itself in its first form: pymorphy's is the infinitive of its verb."""
    for parse in morph.parses(word):
        if parse.tag.POS == "PRTF":
            form = parse.inflect({"nomn", "sing", "masc"})
            return str(form.word).replace("ё", "е") if form else ""
    return ""


def _forms(tokens: Sequence[Token], index: int) -> frozenset[Form]:
    return readings.of(tokens[index]).modifiers


def _opens_turn(tokens: Sequence[Token], index: int) -> bool:
    """Whether the participle agrees with the noun before it, has words of its own and no other noun to agree with."""
    at = index - 1
    if tokens[at].form in _ADVERBS and at:
        at -= 1
    if tokens[at].form in ("сожалению", "счастью", "несчастью") and tokens[at - 1].form == "к":
        return False  # «врачу, к сожалению опоздавшему»
    noun = readings.of(tokens[at])
    own = _forms(tokens, index)
    if tokens[at].text[:1].isupper() and at:
        shared = own & _forms_before_name(tokens, at, own)
    elif not noun.only_noun:
        return False
    else:
        shared = own & noun.nouns or own & _subject_before(tokens, at)
    if not shared or not _has_words(tokens, index):
        return False
    if any(form[0] == "ablt" for form in own) and any(not _KEEPING.isdisjoint(each.lemmas) for each in tokens[:at]):
        return False  # «удерживайте кнопку мыши нажатой»
    return not _agrees_later(tokens, index, shared)


def _forms_before_name(tokens: Sequence[Token], at: int, own: frozenset[Form]) -> frozenset[Form]:
    """Forms of the nearest noun before the name ``tokens[at]`` («Правил города Зареченска утверждённых»)."""
    if own & readings.of(tokens[at]).forms:
        return frozenset()
    for place in range(at - 1, max(-1, at - 7), -1):
        if not tokens[place].is_word:
            break
        read = readings.of(tokens[place])
        if read.predicate is not None:
            break
        if "NOUN" in read.likely and own & read.nouns:
            return read.nouns
    return frozenset()


def _subject_before(tokens: Sequence[Token], at: int) -> frozenset[Form]:
    """Nominative forms of the noun that begins the sentence, when only its genitives stand between it and ``at``."""
    group = group_at(tokens, 0)
    if group is None or group.last > at or not group.cases <= {"nomn", "accs"}:
        return frozenset()
    for token in tokens[group.last : at + 1]:
        if token.is_word and "gent" not in {
            form[0] for form in readings.of(token).forms | readings.of(token).modifiers
        }:
            return frozenset()
        if not token.is_word and not token.text[0].isdigit():
            return frozenset()
    return frozenset(form for form in group.forms if form[0] == "nomn")


def _has_words(tokens: Sequence[Token], index: int) -> bool:
    """A preposition, a doer or a recipient right after the participle."""
    following = tokens[index + 1]
    if (following.form in PREPOSITIONS and following.form != "о") or following.text[0].isdigit():
        return True
    if following.form in _DOERS and "pssv" in {
        mark for parse in morph.parses(tokens[index].text) for mark in parse.tag.grammemes
    }:
        return True
    group = group_at(tokens, index + 1)
    own = _forms(tokens, index)
    if group is None or not group.possible or group.possible & own:
        return False
    if group.possible_cases <= {"ablt", "datv"}:
        return True
    active = any("actv" in parse.tag and "tran" in parse.tag for parse in morph.parses(tokens[index].text))
    return active and "accs" in group.possible_cases


def _agrees_later(tokens: Sequence[Token], index: int, shared: frozenset[Form]) -> bool:
    """Whether a noun further on, before the next mark or verb, could be what the participle belongs to."""
    own = _forms(tokens, index)
    before, chained = "", False
    for token in tokens[index + 1 : index + 12]:
        if not token.is_word and not token.text[0].isdigit() and token.text not in "«№":
            return False
        if token.is_word:
            read = readings.of(token)
            if token.form in PREPOSITIONS:
                before = token.form
            elif read.predicate is not None:
                return False
            elif "NOUN" in read.likely:
                cases = PREPOSITIONS.get(before, frozenset())
                if before and read.cases & cases and read.only_noun:
                    before = ""  # «оставшиеся без попечения»: the noun belongs to its preposition
                    chained = True
                    continue
                # after a noun, «собственности» in «право собственности» is a genitive and no plural
                same = {
                    form for form in read.forms & own if not chained or form[0] == "gent" or "gent" not in read.cases
                }
                chained = read.only_noun
                if any(not before or form[0] not in cases for form in same):
                    return True
                before = ""
    return False


@function_check("punctuation.gerund", alone=PROSE)
def gerund(subject: Subject) -> Iterator[Hit]:
    """An adverbial participle without the comma before it or after its turn."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for index, token in enumerate(tokens):
            if token.is_word and _is_gerund(token.text):
                opened = _unopened_turn(subject.text, tokens, index)
                closed = _unended_turn(tokens, index)
                if opened is not None:
                    yield opened
                if closed is not None:
                    yield closed


@lru_cache(maxsize=WORDS_KEPT)
def _is_gerund(word: str) -> bool:
    low = word.lower().replace("ё", "е")
    if low in _NO_GERUND or not low.endswith(("в", "вшись", "я", "а", "ась", "ясь", "учи", "ючи")) or len(low) < 4:
        return False
    parses = morph.parses(word)
    return parses[0].is_known and all(parse.tag.POS == "GRND" for parse in parses)


def _unopened_turn(text: str, tokens: Sequence[Token], index: int) -> Hit | None:
    """«комиссия рассмотрев заявление, приняла»: a noun right before the turn."""
    at = index - 1 if index and tokens[index - 1].form == "не" else index
    if at < 1:
        return None
    before = tokens[at - 1]
    read = readings.of(before) if before.is_word else None
    if read is None or not read.only_noun or before.form in _JOINING:
        return None
    if not apart(text, tokens, at) or not _main_clause(tokens, at):
        return None
    return put_in(tokens, at)


def _main_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before ``at``, back to the last mark, hold a verb or are a noun in the nominative."""
    first = at
    while first and (
        tokens[first - 1].is_word or tokens[first - 1].text[0].isdigit() or tokens[first - 1].text in "№«"
    ):
        first -= 1
    if any(
        readings.of(token).predicate or "INFN" in readings.of(token).pos for token in tokens[first:at] if token.is_word
    ):
        return True
    group = group_at(tokens, first)
    return group is not None and group.cases <= {"nomn", "accs"} and "nomn" in group.cases


def _unended_turn(tokens: Sequence[Token], index: int) -> Hit | None:
    """«рассмотрев заявление комиссия приняла»: no mark between the turn and the verb of the sentence."""
    at = index - 1 if index and tokens[index - 1].form == "не" else index
    if at > 0 and tokens[at - 1].text not in ",":
        return None
    verb = None
    for place in range(index + 1, len(tokens)):
        token = tokens[place]
        if not token.is_word:
            if token.text[0].isdigit() or token.text in "№.%«":
                continue
            return None
        if (
            token.form in _SUBORDINATING
            or token.form in ("и", "или", "а", "но")
            or not {"который"}.isdisjoint(token.lemmas)
        ):
            return None
        if readings.of(token).predicate is not None:
            verb = place
            break
    if verb is None:
        return None
    start = start_of_main(tokens, index, verb)
    if start is None and at:  # «комиссия, рассмотрев заявление приняла»: the subject stands before
        start = before_verb(tokens, index, verb)
        if start == index + 1:
            return None
    if start is None:
        return None
    return put_in(tokens, start)
