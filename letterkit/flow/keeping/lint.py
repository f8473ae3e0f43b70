"""All that should be mended in a reply text or a blank, told at once and with its place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letterkit.compose import Blank, ReplyText, compose
from letterkit.compose.catalogue import load_blank, load_reply
from letterkit.compose.inspect import Fault, lint_blank, reply_faults
from letterkit.core.errors import InputError, LetterkitError, RequestError, TemplateError
from letterkit.core.finding import Level
from letterkit.core.profile import Profile
from letterkit.flow.keeping.samples import samples

_BLANK_SUFFIXES = (".docx", ".yml")


@dataclass(frozen=True, slots=True)
class Remark:
    """``error`` says what, where and how to mend it; only a remark of the level ERROR keeps the thing from use."""

    error: LetterkitError
    level: Level = Level.ERROR


def lint_path(path: Path, profile: Profile, blank: Blank) -> tuple[Remark, ...]:
    """The reply text (.md) or the blank (its .yml or .docx) at ``path``.

    Raises RequestError ``template.other-kind`` for a file of any other name, ``file.not-found`` as errors of files.
    """
    suffix = path.suffix.lower()
    if suffix == ".md":
        try:
            reply = load_reply(path)
        except InputError as fault:
            return (Remark(fault),)
        return lint_reply(reply, profile, blank)
    if suffix in _BLANK_SUFFIXES:
        try:
            found = load_blank(path.with_suffix(".yml"))
        except InputError as fault:
            return (Remark(fault),)
        return blank_remarks(found)
    raise RequestError("template.other-kind", file=str(path))


def lint_reply(reply: ReplyText, profile: Profile, blank: Blank) -> tuple[Remark, ...]:
    """``reply`` by itself, and whether each kind of applicant gets a letter by it on ``blank``."""
    try:
        remarks = [*map(Remark, reply_faults(reply)), *_advice(reply)]
    except TemplateError as fault:
        return (Remark(fault),)
    if all(remark.level is not Level.ERROR for remark in remarks):
        remarks += map(Remark, _unwritten(reply, profile, blank))
    return tuple(remarks)


def blank_remarks(blank: Blank) -> tuple[Remark, ...]:
    """What ``compose.inspect`` says of a blank, as errors with their places."""
    try:
        return tuple(Remark(_blank_error(fault, blank)) for fault in lint_blank(blank))
    except InputError as fault:
        return (Remark(fault),)


def _blank_error(fault: Fault, blank: Blank) -> TemplateError:
    """Faults with a code of docxtpl-lint share one sentence, which has the words of that library in it."""
    if fault.code.startswith(("blank.", "template.")):
        return TemplateError(fault.code, file=blank.file, detail=fault.detail, key=fault.detail, value="")
    return TemplateError(
        "blank.lint", file=blank.file, problem=fault.detail, part=fault.part, paragraph=fault.paragraph
    )


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
