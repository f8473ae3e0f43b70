"""The signature of a letter taken apart: the post, the name, and in which order initials stand."""

from dataclasses import dataclass

import regex

from letterkit.checks.subject import Subject
from letterkit.core.letter import Part, Role

_SURNAME = r"\p{Lu}[\p{Ll}’']+(?:-\p{Lu}\p{Ll}+)?"
_INITIALS = r"\p{Lu}\.\s?(?:\p{Lu}\.)?"
_FIRST = regex.compile(rf"(?<![\p{{L}}.]){_INITIALS}\s?{_SURNAME}(?!\p{{L}})")
_LAST = regex.compile(rf"(?<![\p{{L}}.]){_SURNAME}\s+{_INITIALS}(?!\p{{L}})")
_FULL = regex.compile(
    rf"(?<!\p{{L}}){_SURNAME}\s+\p{{Lu}}\p{{Ll}}+\s+\p{{Lu}}\p{{Ll}}+(?:вич|ич|вна|чна|шна)(?!\p{{L}})"
)
_FULL_NAME_FIRST = regex.compile(
    rf"(?<!\p{{L}})\p{{Lu}}\p{{Ll}}+\s+\p{{Lu}}\p{{Ll}}+(?:вич|ич|вна|чна|шна)\s+{_SURNAME}(?!\p{{L}})"
)
_UNDOTTED = regex.compile(
    rf"(?<=\s{{3}}|\n|\t)(?:\p{{Lu}}{{1,2}}\.?\p{{Lu}}?\s+{_SURNAME}|{_SURNAME}\s+\p{{Lu}}\.?\p{{Lu}}?)\s*$"
)
_LONE = regex.compile(rf"(?<=\s{{3}}|\n|\t){_SURNAME}\s*$")
_POST = regex.compile(
    r"(?i)\b(?:министр|заместител|зам\.|начальник|руководител|директор|глав[аы]|председател|управляющ|заведующ|исполняющ|врио|"
    r"вр\.\s?и\.\s?о|(?-i:и\.\s?о\.)\s+(?=\p{L}{4})|губернатор|мэр|прокурор|секретар|советник|президент|уполномоченн|ректор|главный|консультант|"
    r"специалист|инженер|инспектор|помощник|префект|атаман|комендант|командир|вице-|главн\p{L}{2,3}\s|врач|комиссар|судь[яи]|нотариус|эксперт"
    r"|пристав|депутат|сенатор|декан|староста|диспетчер|администратор|мастер)"
)
# The first line of an official's own blank («ГЛАВА ГОРОДА …»): a post in the nominative.
_OWN_BLANK = regex.compile(
    r"(?im)^[^\p{L}\n]*(?:(?:первый\s+)?заместитель|исполняющ\p{L}+\s+обязанности|временно\s+исполняющ\p{L}+|врио|глава|мэр|губернатор|министр|депутаты?"
    r"|сенатор|председатель|уполномоченный|(?:главный\s+федеральный\s+)?инспектор(?=\s)|прокурор|президент|префект|атаман|директор|ректор|начальник"
    r"|руководитель|главный\s+врач|нотариус|полномочный\s+представитель|помощник|советник)(?!\p{L})"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """``name_span`` is the signer's name; ``post`` is all that stands before it.

    ``order``: «initials first», «initials last», «undotted» (ИО Фамильев), «full», «surname» (alone).
    """

    part: Part
    name: str
    name_span: tuple[int, int]
    order: str
    post: str


def signatures(subject: Subject) -> list[Signature]:
    """The signatures of the letter that name a person, in order."""
    found = (_signature(subject, part) for part in subject.parts_of(Role.SIGNATURE))
    return [one for one in found if one is not None]


def posts(subject: Subject) -> str:
    """All words of the signature: with a stamp in the middle, a post can lie in other pieces than the name."""
    return "\n".join(subject.text_of(part) for part in subject.parts_of(Role.SIGNATURE))


def has_post(words: str) -> bool:
    """Whether ``words`` name a post."""
    return bool(_POST.search(words))


def is_own_blank(subject: Subject) -> bool:
    """Whether the letter stands on an official's own blank, which names the post itself (GOST R 7.0.97)."""
    return any(_OWN_BLANK.search(subject.text_of(part)) for part in subject.parts_of(Role.LETTERHEAD))


def _signature(subject: Subject, part: Part) -> Signature | None:
    text = subject.text_of(part)
    for order, pattern in (
        ("initials first", _FIRST),
        ("initials last", _LAST),
        ("full", _FULL),
        ("full", _FULL_NAME_FIRST),
        ("undotted", _UNDOTTED),
        ("surname", _LONE),
    ):
        matches = list(pattern.finditer(text))
        if matches and (order not in ("surname", "undotted") or has_post(text)):
            name = matches[-1]
            words = name.group().rstrip()
            span = (part.start + name.start(), part.start + name.start() + len(words))
            return Signature(part, words, span, order, text[: name.start()].strip())
    return None


def surname_of(name: str) -> str:
    """The surname in «И.О. Фамильев» or «Фамильев И.О.», in lower case without ё."""
    words = regex.findall(r"\p{Lu}[\p{Ll}’']+(?:-\p{Lu}\p{Ll}+)?", name)
    return words[0].lower().replace("ё", "е") if words else ""


def initials_of(name: str) -> str:
    """Initials as they stand, «ИО»."""
    return "".join(regex.findall(r"(?<!\p{L})(\p{Lu})\.", name))
