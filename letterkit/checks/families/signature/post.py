"""Clause 2.3: the post of the signature – a head's, in the nominative, with a capital, without a slip."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.signature.form import has_post, signatures, surname_of
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role
from letterkit.russian import morph

_POSTS = tuple(
    """
    министр заместитель начальник руководитель директор глава председатель управляющий заведующий губернатор мэр
    прокурор секретарь советник президент уполномоченный ректор префект комендант комиссар депутат помощник
    исполняющий проректор декан лесничий архитектор атаман представитель
    """.split()
)
_BODIES = tuple(
    """
    строительства министерства инспекции администрации управления департамента комитета агентства службы отдела
    области района округа города комиссии правительства образования здравоохранения хозяйства культуры
    """.split()
)
# «Первый заместитель», «главный врач»: a rank before the post.
_RANKS = frozenset("первый главный старший государственный генеральный исполнительный и.о врио временно".split())
_RANKED = frozenset({*_POSTS, "врач", "инженер", "архитектор", "инспектор", "бухгалтер"})
_JUNIOR = frozenset(
    """
    специалист консультант инженер секретарь референт делопроизводитель документовед оператор диспетчер бухгалтер
    методист юрисконсульт лаборант техник архивариус стажер
    """.split()
)
# «Ответственный секретарь комиссии» signs; «секретарь приёмной» does not.
_OF_RECEPTION = regex.compile(
    r"(?i)секретарь(?:-\p{L}+)?\s+(?:при[её]мной(?!\s+комисси)|руководител|министр|директор|начальник|глав|-)"
)
_HEADS_OF_TRADE = frozenset({"инженер", "бухгалтер", "диспетчер"})
_SHORTEST = 5


@function_check("signature.post-small")
def post_small(subject: Subject) -> Iterator[Hit]:
    """«министр строительства …» at the beginning of the signature."""
    token = _first_word(subject)
    part = subject.first(Role.SIGNATURE)
    following = subject.tokens_of(part)[1:2] if part else ()
    ranked = token and token.form in _RANKS and following and following[0].form in _RANKED
    if token and token.text[0].islower() and (token.form in _POSTS or ranked):
        yield Hit(token.start, token.end, suggestions=(token.text.capitalize(),))


@function_check("signature.post-oblique")
def post_oblique(subject: Subject) -> Iterator[Hit]:
    """«Министру строительства»: the post stands in the case of an addressee."""
    token = _first_word(subject)
    if token is None or token.form in _POSTS:
        return
    for parse in morph.parses(token.text):
        if parse.normal_form in _POSTS and parse.tag.POS == "NOUN" and parse.is_known:
            if any("nomn" in each.tag and "sing" in each.tag for each in morph.parses(token.text)):
                return
            right = str(parse.normal_form)
            yield Hit(token.start, token.end, suggestions=(right.capitalize() if token.text[0].isupper() else right,))
            return


@function_check("signature.not-a-head")
def not_a_head(subject: Subject) -> Iterator[Hit]:
    """A specialist signs where the Order wants a head."""
    signed = signatures(subject)[:1]
    entitled = [
        signer for signer in subject.profile.signers if _JUNIOR & set(" ".join(signer.post_lines).lower().split())
    ]
    known = {surname_of(signer.name) for signer in entitled}
    part = subject.first(Role.SIGNATURE)
    if part is None or not signed or surname_of(signed[0].name) in known:
        return
    words = [token for token in subject.tokens_of(part) if token.end <= signed[0].name_span[0]]
    for number, token in enumerate(words[:2]):
        if token.form in _JUNIOR and not _is_head(words, number, subject):
            yield Hit(words[0].start, token.end)
            return
        if not any(token.has(form, "nomn", "sing") for form in ("ADJF", "PRTF")):
            return


@function_check("signature.post-misspelt")
def post_misspelt(subject: Subject) -> Iterator[Hit]:
    """«Минстр строительства», «Заместиель»: a word of the post with a slip."""
    part = subject.first(Role.SIGNATURE)
    if part is None:
        return
    taken = [one.name_span for one in signatures(subject)]
    for number, token in enumerate(each for each in subject.tokens_of(part) if each.is_word):
        if len(token.text) < _SHORTEST or any(start <= token.start < end for start, end in taken):
            continue
        if morph.is_known(token.text):
            continue
        for word in _POSTS if number == 0 else _BODIES:
            if _one_slip(token.form, word):
                right = word.capitalize() if token.text[0].isupper() else word
                yield Hit(token.start, token.end, suggestions=(right,))
                break


def _first_word(subject: Subject) -> Token | None:
    part = subject.first(Role.SIGNATURE)
    tokens = subject.tokens_of(part) if part else ()
    return tokens[0] if tokens and tokens[0].is_word and part and tokens[0].start >= part.start else None


def _is_head(words: list[Token], number: int, subject: Subject) -> bool:
    token = words[number]
    if token.form in _HEADS_OF_TRADE:
        return number > 0 and words[number - 1].form == "главный"
    if token.form == "секретарь":
        return _OF_RECEPTION.match(subject.text, token.start) is None
    rest = " ".join(each.text for each in words[number + 1 : number + 3])
    return rest.startswith("–") and has_post(rest)


def _one_slip(word: str, right: str) -> bool:
    """Whether a letter lost, added, changed or two swapped make ``word`` of ``right``."""
    if word == right or abs(len(word) - len(right)) > 1:
        return False
    head = next((n for n, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right)))
    one, other = word[head:], right[head:]
    swapped = len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other or one == other[1:] or one[1:] == other[1:]
