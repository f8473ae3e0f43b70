"""Clause 2.3: a head signs the reply; the signature has a post, initials and a surname (GOST R 7.0.97)."""

from collections.abc import Iterator

import regex

from letterkit.checks.check import Need
from letterkit.checks.families.signature.form import (
    Signature,
    has_post,
    initials_of,
    is_own_blank,
    posts,
    signatures,
    surname_of,
)
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role

_FOR = regex.compile(r"(?P<mark>За\b|за\b|[Пп]/п\b|/)\s*(?=\p{L})")


@function_check("signature.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """Nobody signs the letter; the name of a body alone is no signature."""
    if not signatures(subject):
        yield MISSING


@function_check("signature.initials-last")
def initials_last(subject: Subject) -> Iterator[Hit]:
    """«Фамильев И.О.» where initials come first."""
    for signature in signatures(subject):
        if signature.order == "initials last":
            surname, initials = signature.name.split(None, 1)
            yield Hit(*signature.name_span, suggestions=(f"{initials.replace(' ', '')} {surname}",))


@function_check("signature.no-initials")
def no_initials(subject: Subject) -> Iterator[Hit]:
    """A surname alone."""
    for signature in signatures(subject):
        if signature.order == "surname":
            known = [
                signer.name
                for signer in subject.profile.signers
                if surname_of(signer.name) == surname_of(signature.name)
            ]
            yield Hit(*signature.name_span, suggestions=tuple(known))


@function_check("signature.initials-dots")
def initials_dots(subject: Subject) -> Iterator[Hit]:
    """«ИО Фамильев»: initials without full stops."""
    for signature in signatures(subject):
        if signature.order == "undotted":
            surname = regex.search(r"\p{Lu}[\p{Ll}’']+(?:-\p{Lu}\p{Ll}+)?", signature.name)
            if surname:
                letters = regex.findall(r"\p{Lu}", signature.name.replace(surname.group(), ""))
                yield Hit(
                    *signature.name_span, suggestions=(f"{''.join(f'{each}.' for each in letters)} {surname.group()}",)
                )


@function_check("signature.for-another", alone=(Role.SIGNATURE,))
def for_another(subject: Subject) -> Iterator[Hit]:
    """«За министра», or a slash before the post."""
    for part in subject.parts_of(Role.SIGNATURE):
        found = _FOR.match(subject.text, part.start, part.end)
        if found and (found["mark"] == "/" or has_post(subject.text[found.end() : part.end])):
            yield Hit(*found.span("mark"))


@function_check("signature.no-post")
def no_post(subject: Subject) -> Iterator[Hit]:
    """A name without a post; on an official's own blank the post is left out."""
    if is_own_blank(subject):
        return
    heads = " ".join(subject.text_of(part) for part in subject.parts_of(Role.LETTERHEAD)).lower().replace("ё", "е")
    for signature in signatures(subject):
        if surname_of(signature.name) in heads:
            continue  # a personal blank names the post itself
        if not has_post(posts(subject)) and not regex.search(r"\p{L}{4,}", signature.post):
            yield Hit(*signature.name_span)


@function_check("signature.signer-differs", needs=Need.CARD)
def signer_differs(subject: Subject) -> Iterator[Hit]:
    """Somebody else signs than the card says."""
    wanted = subject.card.signer.name if subject.card else None
    if wanted:
        for signature in signatures(subject)[:1]:
            if not _same_person(signature, wanted):
                yield Hit(*signature.name_span, {"expected": wanted}, (wanted,))


@function_check("signature.signer-unknown")
def signer_unknown(subject: Subject) -> Iterator[Hit]:
    """The signer is none of those whom the profile entitles; not asked on another body's blank."""
    if not subject.profile.signers or (subject.card and subject.card.signer.name):
        return
    heads = " ".join(subject.text_of(part) for part in subject.parts_of(Role.LETTERHEAD)).lower()
    if subject.profile.body.letterhead_lines[0].lower() not in " ".join(heads.split()):  # print may break the line
        return
    for signature in signatures(subject)[:1]:
        if not any(_same_person(signature, signer.name) for signer in subject.profile.signers):
            yield Hit(*signature.name_span)


def _same_person(signature: Signature, name: str) -> bool:
    same = surname_of(signature.name) == surname_of(name)
    one, other = initials_of(signature.name), initials_of(name)
    return same and (not one or not other or one == other)
