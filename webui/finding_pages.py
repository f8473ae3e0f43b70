"""More findings than a page holds stand on pages of their own, the gravest first."""

from dataclasses import dataclass

from flask import request

from webui.numbers import whole_or_none


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Page ``number`` of the findings of a letter, ``size`` a page."""

    number: int
    size: int

    @property
    def shown(self) -> slice:
        return slice((self.number - 1) * self.size, self.number * self.size)

    @property
    def earlier(self) -> int | None:
        """What the address of the page before asks for; nothing for the first."""
        return self.number - 1 if self.number > 2 else None


def asked_findings(count: int, size: int, at_hand: object = None) -> FindingPage:
    """The page that ``?findings=`` asks for of ``count`` findings, or the one that has the finding ``at_hand``."""
    finding = whole_or_none(at_hand)
    number = _page_of(finding, size) if finding else whole_or_none(request.values.get("findings")) or 1
    return FindingPage(max(1, min(number, _page_of(count, size))), size)


def _page_of(finding: int, size: int) -> int:
    return (finding - 1) // size + 1
