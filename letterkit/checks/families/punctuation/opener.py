"""A comma right after the conjunction that opens a clause (clause 3.3): «Если, лампы перегорят, сообщите»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_OPENERS = frozenset(
    tuple(phrase.split())
    for phrase in (
        "если|когда|хотя|чтобы|поскольку|пока|что|а|но|и|или|либо|зато|потому что|так как|так что|для того чтобы"
        "|после того как|в связи с тем что|ввиду того что|несмотря на то что|как только|где|куда|откуда|почему"
    ).split("|")
)
_LONGEST = max(len(phrase) for phrase in _OPENERS)
_PERSONS = frozenset("я мы вы он она оно они".split())
# What is put in between commas right after a conjunction.
_PUT_IN = frozenset(
    "если когда хотя чтобы поскольку пока как кто что где куда если например конечно возможно вероятно видимо "
    "наверное разумеется безусловно несомненно следовательно впрочем наконец кстати значит судя исходя учитывая "
    "несмотря невзирая кроме помимо включая очевидно пожалуй кажется скажем допустим может однако так потому "
    "во-первых во-вторых в-третьих по-видимому действительно напротив наоборот пожалуйста начиная согласно вопреки "
    "благодаря ввиду вследствие прежде вообще собственно мягко иначе другими иными словом естественно бывает "
    "соответственно стало думаем полагаем считаем надеемся думается полагаю думаю уверены известно понятно".split()
)


@function_check("punctuation.comma-after-opener", alone=PROSE)
def comma_after_opener(subject: Subject) -> Iterator[Hit]:
    """A conjunction, a comma, and then its own clause: nothing is put in that a second comma would close."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for comma in range(1, len(tokens) - 2):
            if tokens[comma].text == "," and _opens(tokens, comma) and _goes_on(tokens, comma + 1):
                yield take_out(subject.text, tokens, comma)


def _opens(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a conjunction that begins the sentence or follows a mark stands right before the comma."""
    for length in range(1, min(_LONGEST, comma) + 1):
        first = comma - length
        if tuple(token.form for token in tokens[first:comma]) in _OPENERS and (
            not first or tokens[first - 1].text in ",;:–—"
        ):
            return True
    return False


def _goes_on(tokens: Sequence[Token], first: int) -> bool:
    """Whether the stretch after the comma is a clause of its own, with its subject or with nothing to close it."""
    token = tokens[first]
    if not token.is_word or token.form in _PUT_IN:
        return False
    read = readings.of(token)
    if read.pos & {"GRND", "PRTF", "CONJ", "INTJ"} and token.form not in _PERSONS:
        return False
    last = first
    while last < len(tokens) and tokens[last].text not in ",;:–—.!?…«(":
        last += 1
    words = tokens[first:last]
    if any("который" in each.lemmas or readings.of(each).likely == {"GRND"} for each in words if each.is_word):
        return False
    ends = last >= len(tokens) or tokens[last].text in ".!?…"
    found = [(at, one) for at, each in enumerate(words, first) if (one := readings.of(each).predicate) is not None]
    if ends:
        return len(words) > 1 and bool(found) and token.form not in PREPOSITIONS
    if tokens[last].text not in ",–—" or token.form in PREPOSITIONS:
        return False
    if tokens[first - 2].form == "чтобы" and read.likely == {"INFN"}:
        return True
    if len(found) != 1:
        return False
    at, one = found[0]
    if token.form in _PERSONS:
        return at > first
    group = group_at(tokens, first)
    if group is None:  # «дорога»: a short adjective too
        return at == first + 1 and any(subject_form(form, one) for form in read.nouns)
    return at >= group.last and any(subject_form(form, one) for form in group.forms)
