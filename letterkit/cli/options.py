"""Options that several commands share, and what they mean together with the settings."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from letterkit.cli.usage import OneOf
from letterkit.core.case import CaseCard

if TYPE_CHECKING:
    from letterkit.checking.checker import CheckOptions, EngineChoice
    from letterkit.checks.waivers import Waiver

FilePath = click.Path(path_type=Path)
ENGINES = ("auto", "languagetool", "embedded", "off")
"""The values of letterkit.checking.checker.EngineChoice, named here so that a help page loads no dictionaries."""

profile = click.option("--profile", type=FilePath, metavar="ФАЙЛ", help="Профиль органа вместо заданного в настройках.")
packs = click.option(
    "--pack",
    "packs",
    type=FilePath,
    multiple=True,
    metavar="НАБОР",
    help="Свой набор правил (.yml) поверх правил поставки или имя её набора (iso-24495-1); ключ можно повторить.",
)
engine = click.option(
    "--engine",
    type=OneOf(ENGINES),
    default="auto",
    help="Проверка языка: embedded — своя; languagetool — и правила сервера LanguageTool; auto — с сервером, если он "
    "есть; off — не проверять.",
)
no_pages = click.option(
    "--no-pages", is_flag=True, help="Не печатать письмо в PDF: быстрее, но объём и места на странице не проверяются."
)
card = click.option(
    "--card", type=FilePath, metavar="КАРТОЧКА", help="Карточка обращения (.yml или .json): сверить письмо с ней."
)


def checking(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that checks a letter."""
    for option in reversed((profile, engine, no_pages)):
        function = option(function)
    return function


def check_options(
    profile: Path | None,
    engine: str,
    no_pages: bool,
    *,
    card: CaseCard | None = None,
    waivers: "Sequence[Waiver]" = (),
    printed: bool = False,
    word: bool = False,
    packs: "Sequence[Path]" = (),
    text_only: bool = False,
) -> "CheckOptions":
    """What the flow needs, from the command line and the settings; raises RequestError for unusable settings.

    All of ``packs`` are in force, whatever the profile names.
    """
    from letterkit.checking.checker import CheckOptions
    from letterkit.settings import load_settings

    settings = load_settings()
    return CheckOptions(
        profile=profile or settings.profile_path,
        rules=settings.rules_dir,
        memory=settings.rules_memory,
        card=card,
        waivers=tuple(waivers),
        engine=cast("EngineChoice", engine),
        languagetool_url=settings.languagetool_url,
        soffice=None if settings.soffice is None else str(settings.soffice),
        pages=not no_pages,
        printed=printed,
        word=word,
        own=tuple(pack for pack in packs if not is_shipped(pack)) or None,
        own_names=tuple(pack.stem for pack in packs),
        text_only=text_only,
    )


def is_shipped(pack: Path) -> bool:
    """Whether ``pack`` is the name of a pack that comes with letterkit, and no file."""
    from letterkit.settings import load_settings

    return len(pack.parts) == 1 and not pack.exists() and (load_settings().rules_dir / pack).is_dir()


def case_waivers(card: Path | None) -> "tuple[Waiver, ...]":
    """The waivers beside the case card at ``card``, if one is given: they are for any letter of the case."""
    if card is None:
        return ()
    from letterkit.checking.waiver_files import waivers_of_case

    return waivers_of_case(card)


def read_card(path: Path | None) -> CaseCard | None:
    """The card at ``path``, if one is given; raises CardError."""
    if path is None:
        return None
    from letterkit.tables.card import load_card

    return load_card(path)
