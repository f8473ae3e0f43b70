"""A full stop that is lost or made a comma between two sentences (clause 3.3): «… с опозданием, Снег убирали»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.families.punctuation.object import OPENING, hang, is_said
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import before_verb, subject_form
from letterkit.checks.readings import group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS

# Written with a capital in the middle of a sentence these are no names, and begin one.
_BEGINNERS = frozenset(
    "если когда поэтому однако поскольку это эти этот эта его ее их мы нам они она он чтобы пока хотя теперь сейчас "
    "затем потом вот здесь также".split()
)
# Respect or the law may give these a capital.
_CEREMONIAL = frozenset(
    "министерство департамент управление администрация комитет правительство президент губернатор министр глава "
    "прокуратура суд фонд закон кодекс правило дума дом дворец театр центр школа совет портал положение договор "
    "заказчик подрядчик заявитель исполнитель".split()
)
_NAME_MARKS = frozenset("Name Surn Patr Geox Orgn Trad Abbr Init".split())
_SHORTEST = 3


@function_check("punctuation.stop-lost", alone=PROSE)
def stop_lost(subject: Subject) -> Iterator[Hit]:
    """A capital in the middle: of a word that begins sentences, or, after a comma, of a subject with its predicate."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(2, len(tokens) - 1):
            comma = tokens[at - 1].text == ","
            word = tokens[at - 1 - comma]
            if not tokens[at].text.istitle() or not word.text.islower() or len(word.text) < _SHORTEST:
                continue
            if word.form in OPENING or word.form in PREPOSITIONS or not tokens[at + 1].text[0].islower():
                continue
            if tokens[at].form in _BEGINNERS or (comma and _begins_clause(tokens, at)):
                mended = f"{word.text}. {tokens[at].text}"
                yield Hit(word.start, tokens[at].end, suggestions=(mended,))


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun that names nobody stands here, with its predicate, and something was said before it."""
    noun = tokens[at]
    if not readings.of(noun).only_noun or not readings.of(noun).known or not _CEREMONIAL.isdisjoint(noun.lemmas):
        return False
    if any(not _NAME_MARKS.isdisjoint(parse.tag.grammemes) for parse in morph.parses(noun.text)):
        return False
    group = group_at(tokens, at)
    verb = next((place for place in range(at + 1, len(tokens)) if is_said(tokens[place])), None)
    one = readings.of(tokens[verb]).predicate if verb is not None else None
    if group is None or verb is None or one is None or not hang(tokens, group.last, before_verb(tokens, at, verb)):
        return False
    fits = any(subject_form(form, one) or (one.transitive and form[0] == "accs") for form in group.forms)
    return fits and any(is_said(token) for token in tokens[: at - 1])
