"""The public body whose letters these are; nothing of one ministry is written in code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from letterkit.core.people import Case
from letterkit.core.reader import OF_THE_ORDER, Reader


@dataclass(frozen=True, slots=True)
class Body:
    """Names are as they stand inside a sentence («министерство строительства …»), in all six cases.

    ``letterhead_lines`` is the name as the blank prints it, line by line; ``address_lines`` likewise.
    """

    names: Mapping[Case, str]
    letterhead_lines: tuple[str, ...]
    address_lines: tuple[str, ...]
    phone: str
    email: str
    site: str
    short_name: str | None = None
    superior: str | None = None
    fax: str | None = None
    okpo: str | None = None
    ogrn: str | None = None
    inn_kpp: str | None = None

    @property
    def host(self) -> str:
        """The host of ``site``, which people write with or without «https://» and «www.»."""
        return (urlsplit(self.site if "//" in self.site else f"//{self.site}").hostname or "").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class ProfileSigner:
    """Someone entitled to sign; ``post_lines`` as the signature prints it on the body's own blank."""

    id: str
    post_lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Profile:
    """``limits`` are named numbers that checks compare with (rules/profile.yml says what each means).

    ``reader`` is whom letters are written for; ``limits`` hold its limits too, save those that the file names itself.
    ``packs`` are the folders of rules/ in force, e.g. ``order-2024``, ``gost-2025``, ``language``.
    """

    id: str
    body: Body
    signers: tuple[ProfileSigner, ...]
    packs: tuple[str, ...]
    limits: Mapping[str, float]
    blank: str
    weekend: str = "preceding"
    known_bodies: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    reader: Reader = OF_THE_ORDER
