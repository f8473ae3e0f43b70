"""An infinitive for the predicate (clause 3.3): «учреждение обеспечить подвоз», «устранит течь и заменить стояк»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.infinitive import MODAL, by_subject
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences, stretches
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian import forms, morph

# After these an infinitive needs nothing that asks for it.
_OPEN = frozenset(
    "если чтобы когда как где куда откуда кому кого что чем прежде перед чем пока зачем почему сколько ли пора лучше "
    "проще легче сложнее труднее удобнее".split()
)
_ENDS = ("ть", "ти", "чь")
# With these verbs an infinitive goes on after «и»: «обещал прийти и устранить».
_NO_PREDICATE = frozenset(
    "быть мочь стать хотеть уметь успеть решить обещать начать помочь помогать дать давать".split()
)


_WILLS = frozenset("отказ просьба право обязанность возможность запрет требование намерение попытка".split())


@function_check("grammar.finite", alone=PROSE)
def finite(subject: Subject) -> Iterator[Hit]:
    """An infinitive after its subject, with no word that could ask for one; «-ться» is spelling.tsya's."""
    for sentence in sentences(subject):
        if not any(token.form.endswith(_ENDS) for token in sentence):
            continue
        tokens = plain(sentence)
        for first, last in stretches(tokens):
            if any(_asks_one(token) for token in tokens[first:last]):
                continue
            opened = bool(first) and tokens[first - 1].text in ":–—-;("
            if not opened and (not first or tokens[first - 1].text == ","):
                yield from _infinitives(tokens[first:last], begins=not first)


def _infinitives(tokens: Sequence[Token], *, begins: bool) -> Iterator[Hit]:
    for at, token in enumerate(tokens):
        if not at or not token.form.endswith(_ENDS) or not token.text.islower():
            continue
        if not _WILLS.isdisjoint(tokens[at - 1].lemmas):
            continue  # «обращение с просьбой починить ограду»
        if at > 2 and not _WILLS.isdisjoint(tokens[at - 2].lemmas) and "gent" in readings.of(tokens[at - 1]).cases:
            continue  # «жалоба на отказ банка выдать вклад»
        mended = (by_subject(tokens, at) if begins and not _is_order(tokens, at) else None) or _joined_predicate(
            tokens, at
        )
        if mended is not None:
            yield Hit(token.start, token.end, suggestions=(mended,))


def _is_order(tokens: Sequence[Token], at: int) -> bool:
    """«Двери запасных выходов держать закрытыми»: what stands first is the object, and no other follows."""
    parse, group = morph.parses(tokens[at].text)[0], group_at(tokens, 0)
    if "tran" not in parse.tag or group is None or "accs" not in group.possible_cases:
        return False
    after = [token for token in tokens[at + 1 :] if token.is_word and "раз" not in token.lemmas]
    end = next((place for place, token in enumerate(after) if token.form in PREPOSITIONS), len(after))
    return not any(form[0] == "accs" for token in after[:end] for form in readings.of(token).forms)


@of_word
def _asks_one(token: Token) -> bool:
    """«если срок пропустить», «трубы легко чистить», «как плату внести»."""
    if not token.is_word:
        return False
    return token.form in _OPEN or (
        token.form.endswith("о") and bool(readings.of(token).likely & {"PRED", "ADVB", "ADJS"})
    )


@of_word
def _asks(token: Token) -> bool:
    likely = readings.of(token).likely
    return bool(likely & {"INFN", "PRED", "ADJS", "GRND"}) and "NOUN" not in likely  # «течь» is a noun here


def _joined_predicate(tokens: Sequence[Token], at: int) -> str | None:
    """«бригада устранит течь и заменить стояк»: after «и» goes on a predicate of the same tense."""
    if at < 2 or tokens[at - 1].form != "и" or any(token.form in MODAL for token in tokens):
        return None
    parses = morph.parses(tokens[at].text)
    if any(parse.tag.POS != "INFN" for parse in parses) or not parses[0].is_known:
        return None
    found = [one for token in tokens[: at - 1] if token.is_word and (one := readings.of(token).predicate)]
    asking = any(
        readings.of(token).likely & {"INFN", "PRED", "ADJS", "GRND"} for token in tokens if token != tokens[at]
    )
    group = group_at(tokens, 0)
    if len(found) != 1 or asking or group is None or not group.possible_cases & {"nomn"}:
        return None
    one = found[0]
    if one.person != "3per" or one.short or one.parse.normal_form in _NO_PREDICATE or not one.transitive:
        return None
    if one.parse.tag.aspect != parses[0].tag.aspect:
        return None
    form = forms.put(parses[0], frozenset({"VERB", one.number, "3per", str(one.parse.tag.tense)}))
    return forms.as_written(tokens[at].text, parses[0], form, keeps_yo=True) if form else None
