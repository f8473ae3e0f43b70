"""A profile tried before anybody uses it: a letter made by it, printed and checked as those of its body will be."""

import tempfile
from dataclasses import replace
from pathlib import Path

from letterkit.checking.checker import Checker
from letterkit.compose import ReplyText
from letterkit.core.errors import InputError
from letterkit.office.content.profiles import KeptProfile
from letterkit.office.content.samples import samples
from letterkit.office.content.trial import TriedSample, try_on
from letterkit.office.context import Office


def try_profile(office: Office, kept: KeptProfile) -> TriedSample | None:
    """A letter to the first sample person on the body's blank; None where no letter can be made of it at all.

    Nothing is kept, and LibreOffice and the grammar engine are those of ``office``.
    """
    try:
        blank = office.catalogue.blank(kept.profile.blank)
    except InputError:
        return None
    if (reply := _plainest(office)) is None:
        return None
    with tempfile.TemporaryDirectory(prefix="letterkit-profile-") as folder:
        place = Path(folder) / f"{kept.profile.id}.yml"
        place.write_text(kept.source, encoding="utf-8")
        try:
            checker = Checker(replace(office.checker.options, profile=place), beside=office.checker)
            return try_on(reply, blank, samples(reply, kept.profile)[:1], checker)[0]
        except InputError:
            return None


def _plainest(office: Office) -> ReplyText | None:
    """The reply text that asks for least: what is seen in its letter comes from the profile."""
    replies = sorted(office.catalogue.replies(), key=lambda reply: (len(reply.fields), len(reply.source), reply.id))
    ordinary = [reply for reply in replies if reply.head.ground is None]
    return next(iter(ordinary or replies), None)
