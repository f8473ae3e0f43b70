"""What is wrong with the profile of a body, each fault at its field: cases, addresses, signers, packs, limits."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from letterkit.checks.packs import packs_of
from letterkit.compose import Blank, Catalogue, compose
from letterkit.core.errors import InputError, LetterkitError, ProfileError, RequestError, RuleError
from letterkit.core.finding import Level
from letterkit.core.people import Case
from letterkit.core.profile import Profile
from letterkit.office.content.limits import limit_faults
from letterkit.office.content.lint import Remark
from letterkit.office.content.profiles import KeptProfile
from letterkit.office.content.samples import samples
from letterkit.russian.inflect import inflect
from letterkit.russian.names import parse_name

_EMAIL = re.compile(r"[^@\s]+@[\w-]+(\.[\w-]+)+")
_SITE = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(/\S*)?")
_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_PHONE = re.compile(r"(\+7|8)?[\s-]*\(\d{3,5}\)[\s-]*\d[\d\s-]*\d(\s*(доб\.|доб)\s*\d+)?")
_SIGNED = re.compile(r"([А-ЯЁ]\.\s?){1,3}[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?")
_REGISTERS = {"okpo": (8, 10), "ogrn": (13, 15)}
_PHONE_DIGITS = (10, 11)
_POINT_MM = 25.4 / 72
_CAPITAL_EM, _SMALL_EM, _NARROW_EM = 0.72, 0.5, 0.27
"""How wide letters of a Times are on the average: enough to tell a line that is far too long."""
_USUAL_NAME_PT = 12.0
_TEXTS = ("closing", "restriction", "number", "law", "survey", "cover", "receipt")


def profile_remarks(
    kept: KeptProfile, catalogue: Catalogue, rules: Path, others: Iterable[Profile] = ()
) -> tuple[Remark, ...]:
    """Each remark has the ``field`` of the form that it is about; only errors keep the profile from use.

    ``others`` are the profiles of the other bodies: what is the same with one of them was perhaps left from a copy.
    """
    profile = kept.profile
    found = [*_cases(profile), *_contact_details(profile), *_signers(profile)]
    found += [Remark(fault) for fault in limit_faults(kept.part.limits)]
    found += [*_texts(profile), *_copied_details(profile, others)]
    packs = list(_packs(profile, rules))
    blank, faults = _blank(profile, catalogue)
    found += packs + faults
    if blank is not None:
        found += _fits(profile, blank, rules)
    if blank is not None and all(remark.level is not Level.ERROR for remark in found):
        found += _letter_faults(profile, blank, catalogue)
    return tuple(found)


def proposed_names(nominative: str) -> dict[Case, str]:
    """The name in all six cases, as far as the dictionary knows them."""
    return {case: inflect(nominative, case) for case in Case}


def _cases(profile: Profile) -> Iterator[Remark]:
    names = profile.body.names
    nominative = names[Case.NOMINATIVE]
    for case, expected in proposed_names(nominative).items():
        given = names[case]
        field = f"body.names.{case.value}"
        if len(given.split()) != len(nominative.split()):
            yield Remark(ProfileError("profile.case-words", field=field, value=given), Level.WARNING)
        elif _plain(given) != _plain(expected) and expected != nominative:
            details: dict[str, Any] = {"field": field, "value": given, "expected": expected}
            yield Remark(ProfileError("profile.case-differs", **details), Level.WARNING)
    if nominative.isupper() and len(nominative.split()) > 1:
        yield Remark(ProfileError("profile.capitals", field="body.names.nominative", value=nominative), Level.WARNING)
    printed = " ".join(profile.body.letterhead_lines)
    if _plain(printed) != _plain(nominative):
        told: dict[str, Any] = {"value": printed, "expected": nominative}
        yield Remark(ProfileError("profile.letterhead-name", field="body.letterhead_lines", **told), Level.WARNING)


def _contact_details(profile: Profile) -> Iterator[Remark]:
    body = profile.body
    for name, number in (("phone", body.phone), ("fax", body.fax)):
        if number is None:
            continue
        digits = len(re.sub(r"\D", "", number.split("доб")[0]))
        if not _PHONE.fullmatch(number) or digits not in _PHONE_DIGITS:
            yield Remark(ProfileError("profile.phone", field=f"body.{name}", value=number), Level.WARNING)
    if not _EMAIL.fullmatch(body.email):
        yield Remark(ProfileError("profile.email", field="body.email", value=body.email))
    if not _SITE.fullmatch(body.site):
        yield Remark(ProfileError("profile.site", field="body.site", value=body.site))
    address = " ".join(body.address_lines)
    if not _POSTCODE.search(address):
        yield Remark(ProfileError("profile.postcode", field="body.address_lines", value=address), Level.WARNING)
    for name, lengths in _REGISTERS.items():
        number = getattr(body, name)
        if number is not None and (not number.isdigit() or len(number) not in lengths):
            told: dict[str, Any] = {"value": number, "wanted": " или ".join(map(str, lengths))}
            yield Remark(ProfileError("profile.register-digits", field=f"body.{name}", **told), Level.WARNING)
    if body.inn_kpp is not None and not re.fullmatch(r"\d{10}/\d{9}", body.inn_kpp):
        yield Remark(ProfileError("profile.inn-kpp", field="body.inn_kpp", value=body.inn_kpp), Level.WARNING)


def _copied_details(profile: Profile, others: Iterable[Profile]) -> Iterator[Remark]:
    for other in others:
        if other.id == profile.id:
            continue
        whose: dict[str, Any] = {"body": other.body.names[Case.NOMINATIVE]}
        for name in ("phone", "email", "site", "address_lines"):
            if getattr(profile.body, name) == getattr(other.body, name):
                yield Remark(ProfileError("profile.same-as-other", field=f"body.{name}", **whose), Level.WARNING)
        for number, signer in enumerate(profile.signers):
            if signer in other.signers:
                field = f"signers.{number}.name"
                yield Remark(ProfileError("profile.same-as-other", field=field, **whose), Level.WARNING)


def _signers(profile: Profile) -> Iterator[Remark]:
    for number, signer in enumerate(profile.signers):
        field = f"signers.{number}.name"
        if not _SIGNED.fullmatch(signer.name) or not parse_name(signer.name).surname:
            yield Remark(ProfileError("profile.signer-name", field=field, value=signer.name))


def _texts(profile: Profile) -> Iterator[Remark]:
    for name in profile.texts:
        if name not in _TEXTS:
            yield Remark(ProfileError("profile.text-unknown", field=f"texts.{name}", name=name), Level.WARNING)
    closing = profile.texts.get("closing")
    if closing is not None and not closing.endswith(","):
        yield Remark(ProfileError("profile.closing", field="texts.closing", value=closing), Level.WARNING)
    left = re.sub(r"\{n\}|\{yyyy\}|\{yy\}", "", profile.texts.get("number", "{n}"))
    if "{" in left or "}" in left:
        yield Remark(ProfileError("profile.number-mask", field="texts.number", value=profile.texts["number"]))


def _packs(profile: Profile, rules: Path) -> Iterator[Remark]:
    known = ", ".join(known_packs(rules))
    for name in profile.packs:
        try:
            packs_of(rules, [name])
        except RuleError:
            yield Remark(ProfileError("profile.no-pack", field="packs", pack=name, known=known))
    layouts = [name for name in profile.packs if name.startswith("gost-")]
    if len(layouts) != 1:
        yield Remark(ProfileError("profile.layout-packs", field="packs", packs=", ".join(layouts)), Level.WARNING)


def known_packs(rules: Path) -> tuple[str, ...]:
    """The packs of the folder ``rules`` that a profile may name."""
    aside = {"internal", "gost", "words", "calendar", "examples", "proofing"}
    return tuple(sorted(path.name for path in rules.iterdir() if path.is_dir() and path.name not in aside))


def _blank(profile: Profile, catalogue: Catalogue) -> tuple[Blank | None, list[Remark]]:
    try:
        blank = catalogue.blank(profile.blank)
    except (RequestError, InputError) as fault:
        code = "profile.no-blank" if fault.code == "blank.unknown" else fault.code
        known = ", ".join(each.id for each in catalogue.blanks())
        return None, [Remark(ProfileError(code, field="blank", blank=profile.blank, known=known, file=profile.blank))]
    if blank.head.pack and blank.head.pack not in profile.packs:
        details: dict[str, Any] = {"field": "blank", "label": blank.head.label, "pack": blank.head.pack}
        return blank, [Remark(ProfileError("profile.blank-pack", **details), Level.WARNING)]
    return blank, []


def _fits(profile: Profile, blank: Blank, rules: Path) -> Iterator[Remark]:
    """Lines of the blank that are far longer than the standard lets them be."""
    try:
        packs = {name: limit for pack in packs_of(rules, profile.packs) for name, limit in pack.limits.items()}
    except RuleError:
        return
    limit_mm = {**packs, **profile.limits}.get(f"{blank.head.layout}_line_mm")
    if limit_mm is None:
        return
    geometry = blank.head.geometry
    size_pt = float(getattr(geometry, "name_pt", None) or _USUAL_NAME_PT)
    for line in profile.body.letterhead_lines:
        if (width_mm := _width_em(line) * size_pt * _POINT_MM) > limit_mm:
            details: dict[str, Any] = {"value": line, "width": f"{width_mm:.0f}", "limit": f"{limit_mm:g}"}
            yield Remark(ProfileError("profile.line-long", field="body.letterhead_lines", **details), Level.WARNING)


def _width_em(line: str) -> float:
    widths = (_CAPITAL_EM if sign.isupper() else _SMALL_EM if sign.isalnum() else _NARROW_EM for sign in line)
    return sum(widths)


def _letter_faults(profile: Profile, blank: Blank, catalogue: Catalogue) -> Iterator[Remark]:
    """Why no letter can be made by this profile, told by the first reply text."""
    reply = next(iter(sorted(catalogue.replies(), key=lambda each: each.id)), None)
    if reply is None:
        return
    try:
        compose(samples(reply, profile)[0].card, reply, blank, profile)
    except LetterkitError as fault:
        yield Remark(fault)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").split())
