"""Every planter, in the order in which a letter is read: the one visible place where they are assembled."""

from collections.abc import Iterator
from types import ModuleType

from bench.accuracy.planter import Planter
from bench.accuracy.planters import (
    address_form,
    addressee,
    attachment,
    closing,
    consistency,
    delivery,
    esign,
    executor,
    grammar,
    law,
    layout,
    length,
    letterhead,
    opening,
    outcome,
    placeholder,
    punctuation,
    questions,
    reference,
    salutation,
    signature,
    slips,
    title,
    typical,
    typography,
    typos,
    wording,
)

_MODULES = (
    letterhead,
    reference,
    addressee,
    title,
    salutation,
    address_form,
    opening,
    outcome,
    questions,
    length,
    typos,
    slips,
    grammar,
    punctuation,
    typography,
    wording,
    law,
    typical,
    delivery,
    attachment,
    closing,
    signature,
    esign,
    executor,
    placeholder,
    consistency,
    layout,
)


def _of(module: ModuleType) -> Iterator[Planter]:
    return (value for value in vars(module).values() if isinstance(value, Planter))


PLANTERS: tuple[Planter, ...] = (*(each for module in _MODULES for each in _of(module)), *wording.BANKS)
