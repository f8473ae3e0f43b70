"""Everything that can go wrong on purpose, one tree.

    LetterkitError
    ├── InputError            what was given cannot be used                       exit 2
    │   ├── LetterFileError   a letter: empty, damaged, hostile, wrong kind
    │   ├── CardError         a case card: unknown key, impossible value
    │   ├── TableError        a table of cards or of the register
    │   ├── TemplateError     a blank or a reply text
    │   ├── RuleError         a rule file, a word list, waivers
    │   ├── ProfileError      the profile of a body
    │   ├── RequestError      arguments: an unknown id, a folder without letters
    │   └── DeniedError       who asks is not entitled to it
    └── ToolError             a program that letterkit needs                       exit 3
        ├── ToolMissing       is not installed or does not answer
        └── ToolFailed        hung, died or lied

The engine raises codes and details, never sentences: letterkit.reports.wording holds one Russian sentence
(what, where, how to mend it) for each code.
"""

from typing import ClassVar


class LetterkitError(Exception):
    """An expected failure: a code such as ``docx.macro`` and the details its sentence names.

    ``file``, ``line`` and ``column`` (1-based), where known, say where the fault stands.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self,
        code: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        **details: object,
    ) -> None:
        super().__init__(code, details)
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from a worker process to the one that asked."""
        return _again, (type(self), self.code, self.file, self.line, self.column, self.details)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{self.code} {self.details or ''} {place}".strip()


def _again(
    kind: type[LetterkitError],
    code: str,
    file: str | None,
    line: int | None,
    column: int | None,
    details: dict[str, object],
) -> LetterkitError:
    return kind(code, file=file, line=line, column=column, **details)


class InputError(LetterkitError):
    """What was given cannot be used."""


class LetterFileError(InputError):
    """A letter that cannot be read: empty, damaged, hostile or of a wrong kind."""


class CardError(InputError):
    """A case card with an unknown key or an impossible value; ``key`` is its dotted path."""


class TableError(InputError):
    """A table whose columns or cells cannot be used; ``row`` counts as the spreadsheet shows it."""


class TemplateError(InputError):
    """A blank or a reply text that is unsafe, broken, or would lose a value."""


class RuleError(InputError):
    """A rule file, a word list or a waiver file that cannot be used."""


class ProfileError(InputError):
    """A profile of a body that cannot be used."""


class RequestError(InputError):
    """Arguments that name nothing: an unknown reply, a missing file, a folder without letters."""


class DeniedError(InputError):
    """Who asks is not entitled to it, or not at this step."""


class ToolError(LetterkitError):
    """A program that letterkit needs did not do its work."""

    exit_code: ClassVar[int] = 3


class ToolMissing(ToolError):
    """A program is not installed or does not answer."""


class ToolFailed(ToolError):
    """A program hung, died, or said that all went well when nothing came out."""


class BadValue(ValueError):
    """A value that cannot be; ``code`` says why, ``details`` fill the holes of its sentence, in order.

    As text it is the code and the details, parted by tabs: so it passes through pydantic and what reports errors.
    """

    def __init__(self, code: str, *details: object) -> None:
        super().__init__("\t".join((code, *map(str, details))))
