"""A blank passed before it is filled: safe to open, sound as a template, nothing in it that docxtpl would tear."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from letterkit.compose.catalogue import Blank
from letterkit.compose.losses import demand_no_losses
from letterkit.compose.sandbox import sandbox, template_error
from letterkit.core.errors import LetterFileError, TemplateError

if TYPE_CHECKING:
    from letterkit.ooxml.clean import CleanFile

# Text of a blank's largest part; docxtpl searches it with regular expressions, so it stays small.
MOST_XML = 2_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a clerk should mend in a blank; ``part`` of the file and ``paragraph`` (1-based) where known."""

    code: str
    detail: str
    part: str | None = None
    paragraph: int | None = None


def vet_blank(blank: Blank) -> None:
    """Pass a blank that is a safe .docx and a sound template; seen once for the same bytes.

    Raises TemplateError: ``docx.*`` of the guard, ``blank.too-large``, those of ``losses``, ``blank.lint`` (with
    ``rule``, ``problem``, ``part``, ``paragraph``), ``template.*``.
    """
    _vet_blank(blank.data, blank.file)


@lru_cache(maxsize=32)
def _vet_blank(data: bytes, file: str) -> str:
    demand_safe(data, file)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = max(entry.file_size for entry in archive.infolist())
    if size > MOST_XML:
        raise TemplateError("blank.too-large", file=file, size=size, limit=MOST_XML)
    demand_no_losses(data, file)
    for fault_ in lint_faults(data, file):
        raise TemplateError(
            "blank.lint",
            file=file,
            rule=fault_.code,
            problem=fault_.detail,
            part=fault_.part,
            paragraph=fault_.paragraph,
        )
    return hashlib.sha256(data).hexdigest()


def demand_safe(data: bytes, file: str) -> None:
    """Pass a .docx that is safe to open; raises TemplateError with the codes of ooxml.guard for any other."""
    from letterkit.ooxml import guard

    with _faults_of_blank(file):
        guard.inspect(data, file)


def clean_blank(data: bytes, file: str) -> "CleanFile":
    """The Word file ``data`` without what reaches out of it or runs; raises TemplateError with the codes of
    ``ooxml.clean.open_clean`` for one that cannot be mended so.
    """
    from letterkit.ooxml.clean import open_clean

    with _faults_of_blank(file):
        return open_clean(data, file)


@contextmanager
def _faults_of_blank(file: str) -> Iterator[None]:
    """What is wrong with a letter's file, said of the blank ``file``."""
    try:
        yield
    except LetterFileError as fault:
        details: dict[str, Any] = fault.details
        raise TemplateError(fault.code, file=file, **details) from fault


def lint_faults(data: bytes, file: str) -> Iterator[Fault]:
    """What docxtpl-lint calls an error in the .docx ``data``; raises TemplateError for what it cannot look at."""
    import docxtpl_lint

    try:
        issues = docxtpl_lint.lint(data, jinja_env=sandbox()).errors
    except Exception as fault:
        raise template_error(fault, file=file) from fault
    for issue in issues:
        yield Fault(issue.rule, issue.message, issue.location.part, issue.location.paragraph or None)
