"""What stands in the form of a profile: read from a profile, from what was typed, and made into a profile again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from letterkit.checking.profile import ProfilePart
from letterkit.core.errors import ProfileError
from letterkit.office.content.profile_lint import proposed_names
from letterkit.office.content.profiles import KeptProfile
from webui.bodies.fields import FIELDS, NOMINATIVE, ProfileForm
from webui.errors import capital
from webui.inputs import LineField, LinesField, NumberField
from webui.numbers import whole_or_none

MOST_SIGNERS = 30
_OF_SIGNER = ("id", "name", "post")
_WRONG: Mapping[str, str] = {
    "missing": "заполните это поле",
    "string_too_short": "заполните это поле",
    "too_short": "заполните это поле",
    "string_too_long": "слишком длинно",
    "string_pattern_mismatch": "здесь есть недопустимые знаки",
    "float_parsing": "нужно число",
    "int_parsing": "нужно целое число",
    "greater_than_equal": "слишком мало",
    "less_than_equal": "слишком много",
    "literal_error": "выберите из списка",
}
_AGES = ("reader.age_from", "reader.age_to")


@dataclass(frozen=True, slots=True)
class SignerRow:
    """One signer as typed; ``post`` has a line of the blank a line."""

    id: str = ""
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class TypedProfile:
    """``packs`` in the order of the file; ``errors`` are by the places of fields, and of what is no field."""

    form: ProfileForm
    signers: tuple[SignerRow, ...]
    packs: tuple[str, ...]
    blank: str
    errors: Mapping[str, str] = field(default_factory=dict)

    def with_signers(self, act: str) -> "TypedProfile":
        """After «add», «remove-2», «up-2» or «down-2»; anything else changes nothing."""
        rows, (what, _, at) = list(self.signers), act.partition("-")
        index = found if (found := whole_or_none(at)) is not None and 0 <= found < len(rows) else None
        if what == "add" and len(rows) < MOST_SIGNERS:
            rows.append(SignerRow())
        elif what == "remove" and index is not None and len(rows) > 1:
            del rows[index]
        elif what in ("up", "down") and index is not None:
            other = index + (1 if what == "down" else -1)
            if 0 <= other < len(rows):
                rows[index], rows[other] = rows[other], rows[index]
        return replace(self, signers=tuple(rows))

    def with_names(self) -> "TypedProfile":
        """With the other cases as the dictionary has them."""
        for case, words in proposed_names(self.form[NOMINATIVE].value).items():
            self.form[f"body.names.{case.value}"].process_data(words)
        return self

    def with_errors(self, errors: Mapping[str, str]) -> "TypedProfile":
        """With ``errors``, those of fields beside them."""
        for path, words in errors.items():
            if path in self.form:
                self.form[path].errors = [f"{capital(words)}."]
        return replace(self, errors=errors)


def typed_of(kept: KeptProfile) -> TypedProfile:
    """The form filled from ``kept``."""
    known = {path: _at(kept.values, path) for path in FIELDS}
    known |= dict(zip(_AGES, _at(kept.values, "reader.age") or ("", ""), strict=True))
    signers = tuple(SignerRow(each.id, each.name, "\n".join(each.post_lines)) for each in kept.part.signers)
    return TypedProfile(ProfileForm(known=known), signers, tuple(kept.part.packs), kept.part.blank)


def typed_in(form: "MultiDict[str, str]") -> TypedProfile:
    """The form as it was sent."""
    count = min(max(0, form.get("signers", 0, type=int)), MOST_SIGNERS)
    signers = tuple(
        SignerRow(*(_field_text(form, f"signers.{at}.{name}") for name in _OF_SIGNER)) for at in range(count)
    )
    return TypedProfile(ProfileForm(form), signers, tuple(form.getlist("packs")), form.get("blank", ""))


def _field_text(form: "MultiDict[str, str]", name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()


def source_of(typed: TypedProfile, base: KeptProfile) -> tuple[str, Mapping[str, str]]:
    """The file of ``base`` with what was typed; what is wrong with it, by field, where no file can be made of it."""
    values = _values(typed, base)
    try:
        ProfilePart.model_validate(values)
        return base.with_values(values), {}
    except ValidationError as fault:
        return "", _errors(fault)
    except ProfileError:  # what is left are two signers of one id
        return "", {"signers": "у двух подписантов одно имя строки: удалите лишнего"}


def _values(typed: TypedProfile, base: KeptProfile) -> dict[str, Any]:
    """``typed`` as the file says it: empty fields are not there."""
    made: dict[str, Any] = {"id": base.part.id}
    for each in typed.form:
        if each.value and each.name not in _AGES:
            _put(made, each.name, _value(each))
    made["body"] = {"names": {}, **made.get("body", {})}
    ages, schooling = [typed.form[path].value for path in _AGES], typed.form["reader.schooling"].value
    made.pop("reader", None)
    if any(ages) or schooling:
        made["reader"] = {"age": [_number(age) for age in ages], "schooling": _number(schooling)}
    made["signers"] = _signers(typed.signers)
    made |= {"packs": list(typed.packs), "blank": typed.blank}
    made["limits"] = made.get("limits", {})
    return {key: made[key] for key in (*base.values, *made) if key in made}


def _signers(rows: tuple[SignerRow, ...]) -> list[dict[str, Any]]:
    """Rows left empty are none; a new one gets an id of its own."""
    filled = [row for row in rows if row.name or row.post]
    taken = {row.id for row in filled if row.id}
    made = []
    for row in filled:
        id = row.id or next(name for at in range(1, MOST_SIGNERS + 2) if (name := f"signer-{at}") not in taken)
        taken.add(id)
        made.append({"id": id, "post_lines": _lines(row.post), "name": row.name})
    return made


def _value(field: LineField | LinesField) -> object:
    if isinstance(field, LinesField):
        return _lines(field.data)
    return _number(field.value) if isinstance(field, NumberField) else " ".join(field.value.split())


def _number(told: str) -> object:
    """A number where it is one; what was typed where it is none, for the model to refuse."""
    try:
        found = float(told.replace(",", "."))
    except ValueError:
        return told
    return int(found) if found.is_integer() else found


def _lines(told: str) -> list[str]:
    return [" ".join(line.split()) for line in told.split("\n") if line.strip()]


def _at(values: Mapping[str, Any], path: str) -> Any:
    found: Any = values
    for step in path.split("."):
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return found


def _put(values: dict[str, Any], path: str, value: object) -> None:
    *steps, last = path.split(".")
    for step in steps:
        values = values.setdefault(step, {})
    values[last] = value


def _errors(fault: ValidationError) -> dict[str, str]:
    """What the model refuses, at the fields of the form."""
    errors: dict[str, str] = {}
    for each in fault.errors(include_url=False):
        steps = [str(step) for step in each["loc"]]
        path = ".".join(steps)
        if steps[0] == "signers":
            path = ".".join([*steps[:2], steps[2].replace("post_lines", "post")]) if len(steps) > 2 else "signers"
        elif steps[:2] == ["reader", "age"]:
            path = _AGES[int(steps[2])] if len(steps) > 2 else _AGES[0]
        elif steps[0] == "texts" and each["type"] == "value_error":
            path = "texts.number"
        elif steps[-1].isdigit():
            path = ".".join(steps[:-1])
        errors.setdefault(path, _words(each["type"], path))
    return errors


def _words(kind: str, path: str) -> str:
    if path == "texts.number":
        return "в номере нужна метка {n} – номер по порядку"
    if path == _AGES[0] and kind == "value_error":
        return "возраст «от» больше, чем «до»"
    return _WRONG.get(kind, "это значение не подходит")
