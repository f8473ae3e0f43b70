"""Pictures of a blank in words, for who cannot see them (ISO 14289-1, 7.3): the clerk's own, or by default."""

from collections.abc import Iterable

from lxml import etree

ARMS = "Герб"
OTHER = "Изображение на бланке"


def describe_pictures(roots: Iterable[etree._Element]) -> None:
    """Gives each picture below ``roots`` that has no description one: the first of a blank is its arms."""
    pictures = [each for root in roots for each in root.iter("{*}docPr") if _is_of_picture(each)]
    for number, each in enumerate(pictures):
        if not (each.get("descr") or each.get("title")):
            each.set("descr", OTHER if number else ARMS)


def _is_of_picture(properties: etree._Element) -> bool:
    around = properties.getparent()
    return around is not None and next(around.iter("{*}blip"), None) is not None
