"""The guide: which pages there are, for whom, and to which pages of the service they belong (docs/guide/guide.yml)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from letterkit.core.errors import TemplateError
from letterkit.datafile import load_model
from webui.help.rendering import RenderedPage, render

INDEX = "guide.yml"
PICTURES = "pictures"


class _PagePart(BaseModel):
    """``helps``: endpoints of the service and the heading (its anchor, or nothing) that their «?» leads to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    helps: dict[str, str] = Field(default_factory=dict)


class _RolePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    about: str
    pages: list[_PagePart]


class _Index(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: list[_RolePart]


@dataclass(frozen=True, eq=False)
class Page:
    """A page of the guide; its name in addresses is the name of its file."""

    file: Path
    role: str

    @property
    def name(self) -> str:
        return self.file.stem

    @cached_property
    def rendered(self) -> RenderedPage:
        """The page as HTML and as sections of plain words; read once."""
        return render(self.file.read_text(encoding="utf-8"))

    @cached_property
    def title(self) -> str:
        """The heading of the page: the first line that is one."""
        with self.file.open(encoding="utf-8") as lines:
            return next((line[2:].strip() for line in lines if line.startswith("# ")), self.name)


@dataclass(frozen=True)
class Role:
    """Pages for somebody, in the order in which they are read."""

    title: str
    about: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, eq=False)
class Guide:
    """All roles; ``helps``: endpoint → (name of the page, anchor or nothing); ``pictures``: name → file."""

    roles: tuple[Role, ...] = ()
    helps: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its name, in the order of the guide."""
        return {page.name: page for role in self.roles for page in role.pages}

    def beside(self, page: Page) -> tuple[Page | None, Page | None]:
        """The pages before and after ``page`` in its role."""
        row = next(role.pages for role in self.roles if page in role.pages)
        at = row.index(page)
        return row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None


@lru_cache(maxsize=4)
def load_guide(folder: Path) -> Guide:
    """The guide in ``folder``, read once a process; an empty one where there is none. Raises TemplateError."""
    if not (folder / INDEX).is_file():
        return Guide()
    index = load_model(folder / INDEX, _Index, TemplateError)
    roles = tuple(
        Role(role.title, role.about, tuple(Page(folder / part.file, role.title) for part in role.pages))
        for role in index.roles
    )
    pictures = {each.name: each for each in (folder / PICTURES).glob("*.png")}
    return Guide(roles, dict(_helps(index)), pictures)


def _helps(index: _Index) -> Iterator[tuple[str, tuple[str, str]]]:
    for role in index.roles:
        for part in role.pages:
            for endpoint, anchor in part.helps.items():
                yield endpoint, (Path(part.file).stem, anchor)
