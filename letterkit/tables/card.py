"""The case card as people write it: JSON, YAML or a row of a table, by the keys of one model."""

import datetime
from collections.abc import Mapping, Sequence
from copy import deepcopy
from operator import attrgetter
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from letterkit.core.card_values import CARD_VALUES, SECTIONS, card_with, given, known_words
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.datafile import parse_yaml, read_text, validate
from letterkit.tables.card_types import section_of, type_of

_MOST_FAULTS = 40


class _CardModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _model_of(section: str) -> type[_CardModel]:
    """The keys of ``section``, each with its validators."""
    types: dict[str, Any] = {each.name: type_of(each) for each in CARD_VALUES.values() if each.section == section}
    return create_model(f"{section.capitalize()}Part", __base__=_CardModel, **types)


def _whole() -> type[_CardModel]:
    parts = {section: _model_of(section) for section in SECTIONS}
    types: dict[str, Any] = {section: (section_of(part), part()) for section, part in parts.items()}
    types |= {each.name: type_of(each) for each in CARD_VALUES.values() if not each.section}
    return create_model("CardPart", __base__=_CardModel, __doc__="The whole card.", **types)


CardPart = _whole()
"""A card as it is written, in sections."""
_KEYS = tuple((each.section, each.name) for each in CARD_VALUES.values())
_written = attrgetter(*CARD_VALUES)


def load_card(path: Path) -> CaseCard:
    """The card in the JSON or YAML file at ``path``; raises CardError as ``parse_card`` does, with line and column."""
    text = read_text(path, CardError)
    return _card(parse_yaml(text, file=str(path), error=CardError), str(path), text)


def parse_card(mapping: Mapping[str, object], file: str) -> CaseCard:
    """``mapping``, nested in sections, as a CaseCard; ``file`` is what errors name.

    Raises CardError: ``data.unknown-key``, ``data.bad-value`` (with ``key``, ``value`` and, where the value is one of a
    few words, ``known``), ``data.not-a-mapping``.
    """
    return _card(mapping, file, None)


def card_mapping(card: CaseCard) -> dict[str, Any]:
    """``card`` as plain JSON by the keys of a card, without what it does not have; ``parse_card`` leads back."""
    made: dict[str, Any] = {}
    for (section, name), value in zip(_KEYS, given(card), strict=True):
        if value:
            part = made.setdefault(section, {}) if section else made
            part[name] = _plain(value)
    return made


def _plain(value: Any) -> Any:
    """``value`` as JSON writes it."""
    if type(value) is str:
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {key: list(one) if isinstance(one, tuple) else one for key, one in value.items()}
    return str(value) if isinstance(value, str) else value


def read_card(text: str, file: str) -> dict[str, Any]:
    """The card that somebody has written as JSON or YAML, as it is written; raises CardError as ``load_card``."""
    data = parse_yaml(text, file=file, error=CardError)
    _card(data, file, text)
    mapping: dict[str, Any] = data
    return mapping


def card_faults(mapping: Mapping[str, object], file: str) -> tuple[CardError, ...]:
    """Everything that ``parse_card`` refuses in ``mapping``, one fault a value: a form shows them all at once."""
    faults: list[CardError] = []
    left = deepcopy(dict(mapping))
    while len(faults) < _MOST_FAULTS:
        try:
            parse_card(left, file)
        except CardError as fault:
            faults.append(fault)
            if not _without(left, str(fault.details.get("key", "")).split(".")):
                break
        else:
            break
    return tuple(faults)


def _without(mapping: dict[str, Any], path: Sequence[str]) -> bool:
    """Takes the value at ``path`` out, or the deepest there is on the way to it; whether there was any."""
    inside: Any = mapping
    for depth, step in enumerate(path):
        if not isinstance(inside, dict) or step not in inside:
            return False
        if depth == len(path) - 1 or not isinstance(inside[step], dict):
            del inside[step]
            return True
        inside = inside[step]
    return False


def _card(data: object, file: str, text: str | None) -> CaseCard:
    try:
        part = validate(
            dict(data) if isinstance(data, Mapping) else data, CardPart, file=file, error=CardError, text=text
        )
    except CardError as fault:
        known = known_words(str(fault.details.get("key", "")))
        if known:
            fault.details["known"] = known
        raise
    return card_with(dict(zip(CARD_VALUES, _written(part), strict=True)))
