"""Introductory words (clause 3.3): commas lost at them, and commas at words that are none."""

from collections.abc import Iterator, Mapping, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import put_in, take_out
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

Phrase = tuple[str, ...]


def _phrases(words: str) -> Mapping[str, tuple[Phrase, ...]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted((tuple(each.split()) for each in words.split("|")), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(each) for first, each in found.items()}


# Introductory and nothing else, wherever they stand.
_ALWAYS = _phrases(
    "к сожалению|к счастью|по-видимому|по всей видимости|по всей вероятности|во-первых|во-вторых|в-третьих|в-четвертых"
    "|на наш взгляд|на мой взгляд|на ваш взгляд|с нашей точки зрения|по нашему мнению|по вашему мнению|по моему мнению"
    "|по нашим данным|по вашим словам|по их словам|по его словам|по ее словам|наверное|вероятно|видимо|конечно"
    "|разумеется|пожалуй|следовательно|иначе говоря|иными словами|другими словами|с одной стороны|с другой стороны"
    "|более того|мало того|без сомнения|к слову|стало быть|кстати говоря|мягко говоря|строго говоря|собственно говоря"
    "|честно говоря|как известно|само собой разумеется|как нам сообщили|как видно|например|в частности|как правило"
    "|кстати сказать|кстати|как показала проверка|как сообщил подрядчик"
)
# Introductory at the head of a sentence that has a predicate of its own.
_HEADS = _phrases(
    "возможно|несомненно|безусловно|очевидно|бесспорно|естественно|кроме того|помимо того|помимо этого|кроме этого"
    "|сверх того|итак|увы|словом|короче говоря|напротив|наоборот|прежде всего отметим|к примеру"
    "|по сути дела|по существу говоря|на первый взгляд|по возможности|значит"
)
_NOT_HEADS = frozenset((("напротив",), ("наоборот",), ("на", "первый", "взгляд"), ("по", "возможности")))
# In the middle these are adverbs as often as not.
_INSIDE = _phrases("безусловно|несомненно|возможно|очевидно|бесспорно")
# What follows an introductory word without a comma, or makes it no introductory word.
_GOES_WITH = frozenset("же ли что как и бы не только лишь".split())
_JOINS = frozenset("и а но или да что если когда поскольку хотя так-как однако либо".split())
_TURNS = frozenset((("например",), ("в", "частности"), ("как", "правило")))
# No introductory words: a comma on both sides of them, or after them at the head, is a mistake.
_NEVER = _phrases(
    "якобы|именно|как раз|буквально|примерно|приблизительно|вряд ли|все-таки|все же|наконец-то|исключительно|непременно"
    "|даже|почти|тем не менее|вместе с тем|в первую очередь|тем самым|по-прежнему|ведь|будто|вдруг|просто|словно"
    "|в настоящее время|поэтому|также|в основном|на самом деле|в среднем|обязательно|как будто|тем временем"
    "|при этом|в то же время|одновременно|дополнительно|авось|едва ли|как минимум|как максимум|между тем"
    "|в конечном счете|по-своему|определенно|решительно|поистине|единственно|постепенно|регулярно"
)
_STATES = frozenset(("VERB", "PRED", "PRTS", "ADJS"))
_AFFIRMING = frozenset("может вы вам вас ваш ваша ваше ваши мы это не такое такая такой такие".split())
_WISHES = frozenset("здравствовать хранить помочь простить".split())  # «Да будет так», «Да хранит Вас»
_OPENS = frozenset(
    "что чтобы если когда где куда откуда почему зачем хотя пока поскольку как так ли чем кто а но и или".split()
)


@function_check("punctuation.introductory", alone=PROSE)
def introductory(subject: Subject) -> Iterator[Hit]:
    """«Возможно мастер придёт», «Вы, наверное знаете», «вода вероятно появится»: one comma or both are lost."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for first, last in _places(tokens, _ALWAYS, _HEADS, _INSIDE):
            hit = _lost_comma(subject.text, tokens, first, last)
            if hit is not None:
                yield hit


@function_check("punctuation.not-introductory", alone=PROSE)
def not_introductory(subject: Subject) -> Iterator[Hit]:
    """«Плата начислена, именно, за май», «В первую очередь, мы отремонтируем»: no introductory words."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for first, last in _places(tokens, _NEVER):
            if last + 1 >= len(tokens) or tokens[last].text != ",":
                continue
            following = tokens[last + 1]
            read = readings.of(following) if following.is_word else None
            if following.form in _OPENS or "который" in following.lemmas:
                continue
            if read is None or read.likely & {"GRND", "PRTF", "CONJ"}:
                continue
            if first and tokens[first - 1].text != ",":
                continue
            if not first and not _says(tokens, last + 1):
                continue
            if any(token.text in ",–—" for token in tokens[last + 1 : last + 14]) and (
                not first or following.form in PREPOSITIONS or _is_short(tokens, last + 1)
            ):
                continue
            yield take_out(subject.text, tokens, last)


@function_check("punctuation.answer-comma", alone=PROSE, words=("да", "нет"))
def answer_comma(subject: Subject) -> Iterator[Hit]:
    """«Да можно», «Нет не обязаны»: an answer begins the sentence, and what it answers follows without a comma."""
    for sentence in sentences(subject):
        if len(sentence) < 3 or sentence[0].text not in ("Да", "Нет") or not sentence[1].is_word:
            continue
        answer, following, later = sentence[:3]
        if answer.text == "Нет":
            read = readings.of(later)
            denied = following.form == "не" and later.is_word and (read.predicate or read.likely <= _STATES)
            found = denied or following.form == "нельзя"
        else:
            read = readings.of(following)
            states = read.predicate is not None or read.likely <= _STATES or following.form in _AFFIRMING
            wishes = not _WISHES.isdisjoint(following.lemmas) or (
                following.form in ("будет", "будут") and later.is_word
            )
            found = states and not wishes
        if found:
            yield put_in(sentence, 1)


def _places(tokens: Sequence[Token], *lists: Mapping[str, tuple[Phrase, ...]]) -> Iterator[tuple[int, int]]:
    """Where phrases of ``lists`` stand; those of _HEADS at the head only."""
    for at, token in enumerate(tokens):
        for known in lists:
            if known is _HEADS and at:
                continue
            if known is _INSIDE and not at:
                continue
            phrase = next(
                (
                    each
                    for each in known.get(token.form, ())
                    if tuple(one.form for one in tokens[at : at + len(each)]) == each
                ),
                None,
            )
            if phrase is not None:
                yield at, at + len(phrase)
                break


def _lost_comma(text: str, tokens: Sequence[Token], first: int, last: int) -> Hit | None:
    if last >= len(tokens) or not (tokens[last].is_word or tokens[last].text in ",«" or tokens[last].text[0].isdigit()):
        return None
    phrase = tuple(token.form for token in tokens[first:last])
    closed = tokens[last].text == ","
    words = text[tokens[first].start : tokens[last - 1].end]
    if tokens[last].form in _GOES_WITH - {"не"} or (tokens[last].form == "не" and phrase == ("возможно",)):
        return None
    if not text[tokens[last - 1].end : tokens[last].start].isspace() and not closed:
        return None
    if not first:
        if closed or phrase in _NOT_HEADS or not _says(tokens, last) or _is_predicative(tokens, phrase, last):
            return None
        return Hit(tokens[0].start, tokens[last].end, suggestions=(f"{words}, {tokens[last].text}",))
    before = tokens[first - 1]
    if tokens[first].text[0].isupper() or (not before.text[-1].isalnum() and before.text not in ",;:–—"):
        return None  # the sentence before has lost its full stop, or ends with an initial
    if (phrase == ("как", "видно") and tokens[last].form == "из") or (
        first and tokens[first - 1].form in ("собой", "судя")
    ):
        return None  # «как видно из акта, …», «само собой разумеется», «Судя по нашим данным, …»
    if phrase[-1] == "стороны" and before.text != "," and not (closed and _two_sides(text)):
        return None  # «с одной стороны дома», «перила есть лишь с одной стороны, слева»
    if phrase[0] == "с" and not closed and before.text != ",":
        return None
    if tokens[last].is_word and readings.of(tokens[last]).likely & {"GRND", "PRTF"}:
        return None
    if before.text in ";:–—" or not (before.is_word or before.text == "," or before.text[0].isdigit()):
        if closed or before.text not in ";:–—" or phrase in _TURNS:
            return None
        return Hit(tokens[first].start, tokens[last].end, suggestions=(f"{words}, {tokens[last].text}",))
    if before.text == ",":
        if closed or not _is_sure(tokens, first, last, phrase):
            return None
        return Hit(tokens[first].start, tokens[last].end, suggestions=(f"{words}, {tokens[last].text}",))
    if phrase in (("безусловно",), ("несомненно",), ("возможно",), ("очевидно",), ("бесспорно",)):
        return None
    if closed and before.form in _JOINS | {"не", "как"}:
        return None
    if phrase == ("кстати",) and readings.of(before).predicate is not None and not closed:
        return None  # «помощь пришлась кстати людям»
    if phrase == ("следовательно",) and closed and before.form in _JOINS:
        return None
    opened = "" if before.form in ("и", "а", "но", "или") else ","
    start = f"{before.text}{opened} {words},"
    if closed:
        return Hit(before.start, tokens[last].end, suggestions=(start,))
    return Hit(before.start, tokens[last].end, suggestions=(f"{start} {tokens[last].text}",))


def _two_sides(text: str) -> bool:
    """Whether ``text`` weighs two sides of a matter: «с одной стороны … с другой стороны»."""
    low = text.lower()
    return "с одной стороны" in low and "с другой стороны" in low


def _is_sure(tokens: Sequence[Token], first: int, last: int, phrase: Phrase) -> bool:
    """Whether the word after an introductory one with a comma before it cannot begin a turn that it belongs to."""
    following = tokens[last]
    denied = tokens[last + 1] if following.form == "не" and last + 1 < len(tokens) else following
    if denied is not following and denied.is_word and readings.of(denied).likely & {"PRTF", "GRND", "ADJF"}:
        return False  # «рамы, к счастью не вывезенные»
    verb = following.form in ("не", "уже", "был", "была", "было", "были") or (
        following.is_word
        and (readings.of(following).predicate is not None or readings.of(following).likely <= {"VERB", "INFN", "PRED"})
    )
    if not verb and following.is_word and "ADJF" in readings.of(following).likely:
        return False  # «на коляску, к счастью пустую»
    later = any(token.text in ",–—" for token in tokens[last:])
    if phrase in _TURNS:  # «ходить по нему, например рыбачить»: the word begins a turn
        return verb and "INFN" not in readings.of(following).likely
    return verb or not later


def _says(tokens: Sequence[Token], first: int) -> bool:
    """Whether a predicate stands before the next mark."""
    for token in tokens[first:]:
        if token.text in ",;:–—":
            return False
        if token.is_word and (
            readings.of(token).predicate is not None
            or readings.of(token).likely & {"PRED", "VERB"}
            or token.form in ("нет", "можно", "нельзя", "нужно", "необходимо", "следует")
        ):
            return True
    return False


def _is_predicative(tokens: Sequence[Token], phrase: Phrase, last: int) -> bool:
    """«Возможно продлить срок», «Очевидно, что», «Кроме того факта»: the word is a part of the sentence."""
    following = tokens[last]
    read = readings.of(following) if following.is_word else None
    if phrase[-1] in ("того", "этого") and read is not None:
        if "gent" in {form[0] for form in read.forms | read.modifiers} and following.form not in ("вас", "нас", "их"):
            return not any(form[0] == "nomn" for form in read.forms | read.modifiers)
    if phrase == ("значит",):
        return following.form in ("это", "то") or not following.is_word  # «Значит это вот что»
    if phrase in (("возможно",), ("очевидно",), ("естественно",)) and read is not None:
        neuter = any(form[0] == "nomn" and form[2] == "neut" for form in read.forms | read.modifiers)
        return "INFN" in read.likely or neuter
    return False


def _is_short(tokens: Sequence[Token], first: int) -> bool:
    """Whether the stretch holds no predicate: it may be put in between commas."""
    return not _says(tokens, first)
