"""The kinds of things that clerks keep, in one place: how each is read, judged, compared, used and laid out as files.

Another kind is another entry of ``KINDS``: versions, approval, the journal and folders know none of them by name.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy.orm import InstrumentedAttribute

from letterkit.checks.own.edit import new_pack
from letterkit.checks.own.format import OwnPack
from letterkit.compose import Blank, ReplyText
from letterkit.core.errors import DeniedError, InputError
from letterkit.core.office import Actor, Duty
from letterkit.office.content.blanks.inspection import file_remarks, inspect_blank
from letterkit.office.content.difference import Difference, blank_difference, reply_difference
from letterkit.office.content.lint import Remark, lint_reply
from letterkit.office.content.packs import pack_difference, pack_of, pack_remarks
from letterkit.office.content.profile_lint import profile_remarks
from letterkit.office.content.profiles import KeptProfile, profile_difference, read_profile
from letterkit.office.content.version_file import KeptKind, blank_content, blank_files, blank_of, reply_of
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch
from letterkit.store.tables import Letter

Column = InstrumentedAttribute[Any]


Thing = TypeVar("Thing")


class ContentKind(ABC, Generic[Thing]):
    """``folders`` are where its files lie in a folder of things in force, ``suffix`` is that of a version's one file.

    ``used_by`` are the columns of letters and of batches that hold its name, None for what no letter names.
    """

    folders: ClassVar[tuple[str, ...]]
    suffix: ClassVar[str]
    used_by: ClassVar[tuple[Column, Column] | None] = None

    def admit(self, office: Office, by: Actor, slug: str) -> None:
        """Whether ``by``, who has the duty, may change or approve this one; raises DeniedError where not."""

    @abstractmethod
    def parse(self, content: bytes, slug: str) -> Thing:
        """Raises InputError for what cannot be kept at all; a thing that is only unfinished can."""

    @abstractmethod
    def judge(self, thing: Thing, office: Office) -> tuple[Remark, ...]:
        """What is wrong with ``thing``; an error keeps it from going live."""

    @abstractmethod
    def differ(self, old: Thing, new: Thing) -> Difference:
        """What ``new`` says otherwise; raises InputError for what cannot be compared."""

    @abstractmethod
    def files(self, slug: str, content: bytes) -> Mapping[str, bytes]:
        """The files that ``content`` is in a folder of things in force, by their paths there."""

    @abstractmethod
    def read_shipped(self, root: Path) -> Iterator[tuple[str, bytes]]:
        """Name and content of each one in ``root``, a folder laid out as ``files`` says."""

    def remarks(self, office: Office, slug: str, content: bytes) -> tuple[Remark, ...]:
        """As ``judge``; that it cannot even be read is a remark too."""
        try:
            return self.judge(self.parse(content, slug), office)
        except InputError as fault:
            return (Remark(fault),)

    def prove(self, office: Office, slug: str, content: bytes) -> tuple[Remark, ...]:
        """As ``remarks``, with what takes too long for a page: asked for before it goes live."""
        return self.remarks(office, slug, content)

    def begun_from(self, first: Thing) -> bytes | None:
        """What is in force before the version ``first`` is; None where it is compared with nothing."""
        return None

    def difference(self, slug: str, old: bytes | None, new: bytes) -> Difference | None:
        """As ``differ``; None for a first version, and where one of the two cannot be read."""
        if old is None:
            return None
        try:
            return self.differ(self.parse(old, slug), self.parse(new, slug))
        except InputError:
            return None


class _Replies(ContentKind[ReplyText]):
    folders = ("replies",)
    suffix = ".md"
    used_by = (Letter.reply, Batch.reply)

    def parse(self, content: bytes, slug: str) -> ReplyText:
        return reply_of(content, slug)

    def judge(self, thing: ReplyText, office: Office) -> tuple[Remark, ...]:
        return lint_reply(thing, office.profile, office.catalogue.blank(office.profile.blank))

    def differ(self, old: ReplyText, new: ReplyText) -> Difference:
        return reply_difference(old, new)

    def files(self, slug: str, content: bytes) -> Mapping[str, bytes]:
        return {f"replies/{slug}.md": content}

    def read_shipped(self, root: Path) -> Iterator[tuple[str, bytes]]:
        for path in sorted(root.glob("replies/*.md")):
            yield path.stem, path.read_bytes()


class _Blanks(ContentKind[Blank]):
    folders = ("blanks",)
    suffix = ".zip"
    used_by = (Letter.blank, Batch.blank)

    def parse(self, content: bytes, slug: str) -> Blank:
        return blank_of(content, slug)

    def judge(self, thing: Blank, office: Office) -> tuple[Remark, ...]:
        return file_remarks(thing, office.profile)

    def prove(self, office: Office, slug: str, content: bytes) -> tuple[Remark, ...]:
        """With letters printed on it, where LibreOffice is there: a value may vanish on paper alone."""
        try:
            return inspect_blank(self.parse(content, slug), office.checker).remarks
        except InputError as fault:
            return (Remark(fault),)

    def differ(self, old: Blank, new: Blank) -> Difference:
        return blank_difference(old, new)

    def files(self, slug: str, content: bytes) -> Mapping[str, bytes]:
        return blank_files(slug, content)

    def read_shipped(self, root: Path) -> Iterator[tuple[str, bytes]]:
        for path in sorted(root.glob("blanks/*.yml")):
            yield path.stem, blank_content(path.read_bytes(), path.with_suffix(".docx").read_bytes())


class _Packs(ContentKind[OwnPack]):
    folders = ("packs",)
    suffix = ".yml"

    def parse(self, content: bytes, slug: str) -> OwnPack:
        return pack_of(content, slug)

    def begun_from(self, first: OwnPack) -> bytes | None:
        """A pack that changes nothing: the rules are those that came with letterkit."""
        return new_pack(first.id, first.title).encode()

    def judge(self, thing: OwnPack, office: Office) -> tuple[Remark, ...]:
        return pack_remarks(thing, office.checker)

    def differ(self, old: OwnPack, new: OwnPack) -> Difference:
        return pack_difference(old, new)

    def files(self, slug: str, content: bytes) -> Mapping[str, bytes]:
        return {f"packs/{slug}.yml": content}

    def read_shipped(self, root: Path) -> Iterator[tuple[str, bytes]]:
        for path in sorted(root.glob("packs/*.yml")):
            yield path.stem, path.read_bytes()


class _Profiles(ContentKind[KeptProfile]):
    folders = ("profiles",)
    suffix = ".yml"

    def admit(self, office: Office, by: Actor, slug: str) -> None:
        """An administrator, and clerks and signers of that body itself."""
        own = by.body or office.of("").profile.id
        if slug != own and not by.has(Duty.ADMINISTRATOR):
            raise DeniedError("denied.other-body")

    def parse(self, content: bytes, slug: str) -> KeptProfile:
        return read_profile(content, slug)

    def judge(self, thing: KeptProfile, office: Office) -> tuple[Remark, ...]:
        others = office.bodies.profiles().values() if office.bodies is not None else ()
        return profile_remarks(thing, office.catalogue, office.checker.options.rules, others)

    def differ(self, old: KeptProfile, new: KeptProfile) -> Difference:
        return profile_difference(old, new)

    def files(self, slug: str, content: bytes) -> Mapping[str, bytes]:
        return {f"profiles/{slug}.yml": content}

    def read_shipped(self, root: Path) -> Iterator[tuple[str, bytes]]:
        for path in sorted(root.glob("profiles/*.yml")):
            yield path.stem, path.read_bytes()


KINDS: Mapping[KeptKind, ContentKind[Any]] = {
    KeptKind.REPLY: _Replies(),
    KeptKind.BLANK: _Blanks(),
    KeptKind.PROFILE: _Profiles(),
    KeptKind.PACK: _Packs(),
}


def files_of(kind: KeptKind, slug: str, content: bytes) -> Mapping[str, bytes]:
    """The files that ``content`` is in a folder of things in force, by their paths there."""
    return KINDS[kind].files(slug, content)
