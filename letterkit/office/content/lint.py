"""All that should be mended in a reply text or a blank, told at once and with its place."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from letterkit.checking.checker import Checker
from letterkit.compose import Blank, ReplyText, compose
from letterkit.compose.catalogue import load_blank, load_reply
from letterkit.compose.inspect import reply_faults
from letterkit.core.errors import InputError, RequestError, TemplateError
from letterkit.core.finding import Level
from letterkit.core.profile import Profile
from letterkit.datafile import read_bytes
from letterkit.office.content.blanks.given import SUFFIXES, take
from letterkit.office.content.blanks.head import measured_head, slug_of
from letterkit.office.content.blanks.inspection import file_remarks, inspect_blank
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.remark import Remark
from letterkit.office.content.samples import samples
from letterkit.pages.convert import Converter
from letterkit.standard_replies.evidence import evidence_fault

__all__ = ["Remark", "blank_at", "lint_path", "lint_reply"]

_BLANK_SUFFIXES = (*SUFFIXES, ".yml")


def lint_path(path: Path, profile: Profile, blank: Blank, checker: Checker | None = None) -> tuple[Remark, ...]:
    """The reply text (.md) or the blank (its .yml or its file) at ``path``.

    With a ``checker`` letters are printed on the blank, and each value is followed to paper. Raises RequestError
    ``template.other-kind`` for a file of any other name, ``file.not-found`` as errors of files.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".md":
            return lint_reply(load_reply(path), profile, blank)
        if suffix in _BLANK_SUFFIXES:
            found = blank_at(path, profile, checker.press.converter if checker else None)
            return file_remarks(found, profile) if checker is None else _inspection_remarks(found, checker)
    except InputError as fault:
        return (Remark(fault),)
    raise RequestError("template.other-kind", file=str(path))


def _inspection_remarks(blank: Blank, checker: Checker) -> tuple[Remark, ...]:
    """All of it; that nothing could be printed, though it was asked for, is told and not passed over."""
    inspection = inspect_blank(blank, checker)
    if inspection.unprinted is None or not checker.options.pages:
        return inspection.remarks
    return (*inspection.remarks, Remark(TemplateError("blank.unprinted", file=blank.file), Level.WARNING))


def blank_at(path: Path, profile: Profile, converter: Callable[[], Converter] | None = None) -> Blank:
    """The blank whose .yml or file is at ``path``; a file alone is taken and described as one that is brought.

    Raises as ``load_blank``; errors as ``given.take`` for a file alone.
    """
    beside = path.with_suffix(".yml")
    if path.suffix.lower() == ".yml" or beside.exists():
        return load_blank(beside)
    given = take(read_bytes(path, RequestError), str(path), converter)
    data = given.data
    head = measured_head(Places.of(data, str(path)), profile, slug_of(path.stem), path.stem)
    return Blank(head, data, str(path), given.taken)


def lint_reply(reply: ReplyText, profile: Profile, blank: Blank) -> tuple[Remark, ...]:
    """``reply`` by itself, and whether each kind of applicant gets a letter by it on ``blank``."""
    try:
        remarks = [*map(Remark, reply_faults(reply)), *_unproved_remarks(reply), *_advice(reply)]
    except TemplateError as fault:
        return (Remark(fault),)
    if all(remark.level is not Level.ERROR for remark in remarks):
        remarks += map(Remark, _unwritten(reply, profile, blank))
    return tuple(remarks)


def _unproved_remarks(reply: ReplyText) -> Iterator[Remark]:
    """A standard reply that could never be sent: its text does not ask for what it stands on (4.3)."""
    if (fault := evidence_fault(reply)) is not None:
        yield Remark(fault, Level.WARNING)


def _advice(reply: ReplyText) -> Iterator[Remark]:
    """What the text can do without and its users can not."""
    head = reply.head
    described = {"purpose": head.purpose, "outcome": head.outcome, "clause": head.clause}
    missing = [name for name, value in described.items() if not value]
    if missing:
        yield Remark(TemplateError("template.undescribed", file=reply.file, names=", ".join(missing)), Level.ADVICE)
    bare = [name for name, field in reply.fields.items() if field.example is None]
    if bare:
        yield Remark(TemplateError("template.no-example", file=reply.file, names=", ".join(bare)), Level.ADVICE)
    labels = Counter(field.label.casefold() for field in reply.fields.values())
    for name, field in reply.fields.items():
        if labels[field.label.casefold()] > 1:
            twice = TemplateError("template.label-twice", file=reply.file, name=name, label=field.label)
            yield Remark(twice, Level.WARNING)


def _unwritten(reply: ReplyText, profile: Profile, blank: Blank) -> Iterator[InputError]:
    """Why some people would get no letter, each reason once."""
    told = set()
    for sample in samples(reply, profile):
        try:
            compose(sample.card, reply, blank, profile)
        except InputError as fault:
            if (reason := (fault.code, str(fault.details))) not in told:
                told.add(reason)
                yield fault
