"""The channel of the reply, and letters for official use only (clauses 2.3, 2.4; NORMS B.12)."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from bench.accuracy.edit import Edit
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.case import Appeal, CaseCard, ReplyPlan
from letterkit.core.letter import Role
from letterkit.core.outcome import Channel

_MARK = "Для служебного пользования"


def _insert_mark(sheet: Sheet, lines: tuple[str, ...], way: str, card: CaseCard | None = None) -> Iterator[Edit]:
    """The mark on lines of its own above the addressee."""
    part = sheet.first(Role.ADDRESSEE)
    if part and sheet.first(Role.RESTRICTION) is None:
        at = sheet.text.rfind("\n", 0, part.start) + 1
        indent = sheet.text[at : part.start]
        if not indent.strip():
            new = "".join(f"{indent}{line}\n" for line in lines) + "\n"
            start = at + len(indent)
            yield Edit((at, at), new, (start, at + len(new.rstrip())), way, None, card)


def _has_email(sheet: Sheet) -> bool:
    part = sheet.first(Role.ADDRESSEE)
    return part is not None and "@" in sheet.words_of(part)


@planter("delivery.no-copy-number", "delivery", "form", most=8)
def no_copy_number(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The mark without «Экз. № …»."""
    if not _has_email(sheet):
        yield from _insert_mark(sheet, (_MARK,), "whole")
        yield from _insert_mark(sheet, (_MARK, "Экз. №"), "no figure")
        yield from _insert_mark(sheet, ("ДСП",), "short")


@planter("delivery.restricted-by-email", "delivery", "form", most=8)
def restricted_by_email(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A letter for official use sent by e-mail: clause 2.4 wants registered post."""
    lines = (_MARK, "Экз. № 1")
    if _has_email(sheet):
        yield from _insert_mark(sheet, lines, "address")
    else:
        card = sheet.card or CaseCard()
        for channel in (Channel.EMAIL, Channel.GOSUSLUGI, Channel.POS):
            plan = replace(card.reply, delivery=channel, restricted=True, copy_number="1")
            yield from _insert_mark(sheet, lines, f"card {channel}", replace(card, reply=plan))


@planter("delivery.mark-forgotten", "delivery", "card", most=6)
def mark_forgotten(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The card says that the reply is restricted; the letter does not show it."""
    if sheet.first(Role.RESTRICTION) is None and not _has_email(sheet):
        card = sheet.card or CaseCard()
        plan = replace(card.reply, delivery=Channel.POST, restricted=True, copy_number="1")
        yield Edit((0, 0), "", None, "", None, replace(card, reply=plan))


@planter("delivery.not-through-platform", "delivery", "card", most=6)
def not_through_platform(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An appeal that came through the feedback platform is answered there (clause 2.3), not by post."""
    card = sheet.card or CaseCard()
    appeal = replace(card.appeal, channel=Channel.POS) if sheet.card else Appeal(channel=Channel.POS)
    for channel in (Channel.POST, Channel.EMAIL):
        plan = replace(card.reply, delivery=channel) if sheet.card else ReplyPlan(delivery=channel)
        yield Edit((0, 0), "", None, str(channel), None, replace(card, appeal=appeal, reply=plan))


@planter("delivery.other-copy-number", "delivery", "card", most=6)
def other_copy_number(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The number of the copy is not that of the card."""
    if not _has_email(sheet):
        card = sheet.card or CaseCard()
        plan = replace(card.reply, delivery=Channel.POST, restricted=True, copy_number="2")
        yield from _insert_mark(sheet, (_MARK, "Экз. № 1"), "", replace(card, reply=plan))


@planter("delivery.right", "", "control", most=4)
def right(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Marked, numbered and sent by post."""
    if not _has_email(sheet):
        yield from _insert_mark(sheet, (_MARK, "Экз. № 1"), "")
