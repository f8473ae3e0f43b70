"""A rule of the body's own, written in a form: its examples are tried and must hold before it can be saved."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.checks.own import edit
from letterkit.checks.own.format import EVERYWHERE, parse_pack
from letterkit.compose.filters import quote
from letterkit.core.errors import DeniedError, LetterkitError
from letterkit.core.finding import Level
from letterkit.office.content.pack_draft import Edit, change, draft, rule_faults
from letterkit.reports.rule_words import openly
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS, sentence
from webui.access import actor, needs, own_office
from webui.errors import capital, status_of
from webui.rules.blueprint import KEEPERS, blueprint
from webui.rules.naming import drop_codes

KINDS = {
    "existence": "слова, которых быть не должно",
    "replace": "слова, вместо которых есть другие",
    "wordlist": "слова из своего списка, в любой форме",
    "pattern": "знаки и цифры – регулярным выражением",
}
_TEXTS = ("code", "family", "kind", "clause", "level", "message", "why", "advice", "find", "wrong", "right")
_FAULTS = (409, 422)
_SHOWN, _HOLE = "«…»", "«{excerpt}»"
"""The words found, as a clerk writes them into a message and as a rule file has them."""


@blueprint.get("/own/rule")
@needs(*KEEPERS)
def rule_form() -> str:
    """The form, empty or filled with the rule that the address names."""
    code = request.args.get("code", "")
    written = next((each for each in draft(own_office(), EVERYWHERE).pack.rules if each.get("code") == code), None)
    return _page(_typed_of(written) if written else dict.fromkeys(_TEXTS, "") | {"kind": "replace", "level": "warning"})


@blueprint.post("/own/rule")
@needs(*KEEPERS)
def save_rule() -> ResponseReturnValue:
    """Tries the rule and, where nothing stands against it, puts it into the draft; «try» only tries it."""
    typed = {name: request.form.get(name, "").replace("\r\n", "\n").strip() for name in _TEXTS}
    errors = _missing(typed)
    if errors:
        return _page(typed, errors), 422
    code = typed["code"] or _new_code(typed["family"])
    rule, listed = rule_of({**typed, "code": code})
    faults = [_fault_words(fault, code) for fault in rule_faults(own_office(), EVERYWHERE, rule, listed)]
    if faults or request.form.get("do") == "try":
        return _page(typed, faults=faults, tried=True), 422 if faults else 200
    named = quote(openly(rule["message"]))
    made: Edit = lambda text: edit.put_rule(_with_list(text, listed), rule)  # noqa: E731
    try:
        change(own_office(), actor(), EVERYWHERE, request.form.get("based_on", 0, type=int), made, f"Правило {named}")
    except LetterkitError as fault:
        if isinstance(fault, DeniedError) or status_of(fault) not in _FAULTS:
            raise
        return _page(typed, faults=[_fault_words(fault, code)]), status_of(fault)
    flash(f"Правило {named} – в черновике. Оно начнёт действовать после утверждения.")
    return redirect(url_for("rules.own"), 303)


def _new_code(family: str) -> str:
    """A code that no rule has yet, «tone.own-1»: nobody has to make one up."""
    now = draft(own_office(), EVERYWHERE)
    taken = {*own_office().checker.book.by_code, *(each.get("code") for each in now.pack.rules)}
    return next(code for number in count(1) if (code := f"{family}.own-{number}") not in taken)


def rule_of(typed: Mapping[str, str]) -> tuple[dict[str, Any], tuple[str, Sequence[str]] | None]:
    """What was typed as a rule file has it, and the list of words that it brings, if it does: (name, lines)."""
    rule: dict[str, Any] = {name: typed[name] for name in ("code", "kind")}
    if typed["clause"]:
        rule["clause"] = typed["clause"]
    said = {name: typed[name].rstrip(".").replace(_SHOWN, _HOLE) for name in ("message", "advice")}
    rule |= {"level": typed["level"], "message": said["message"], "why": typed["why"]}
    if said["advice"]:
        rule["advice"] = said["advice"]
    lines, listed = _lines(typed["find"]), None
    if typed["kind"] == "wordlist":
        listed = (f"{typed['code'].replace('.', '-')}.txt", lines)
        rule["words"] = listed[0]
    elif typed["kind"] == "pattern":
        rule["find"] = lines
    else:
        rule["find"] = [_entry(line) for line in lines]
    rule["examples"] = {"wrong": _lines(typed["wrong"]), "right": _lines(typed["right"])}
    return rule, listed


def _entry(line: str) -> dict[str, Any]:
    """«~денежный ~средство = деньги | средства»: what is sought, and what may stand in its place."""
    sought, _, mends = line.partition("=")
    entry: dict[str, Any] = {"find": sought.strip()}
    if words := [each.strip() for each in mends.split("|") if each.strip()]:
        entry["mend"] = words[0] if len(words) == 1 else words
    return entry


def _with_list(text: str, listed: tuple[str, Sequence[str]] | None) -> str:
    """``text`` with exactly the lines of ``listed`` in that list."""
    if listed is None:
        return text
    name, lines = listed
    known = parse_pack(text, name).words.get(name)
    for line in known.add if known else ():
        text = edit.drop_line(text, name, line)
    for line in lines:
        text = edit.add_line(text, name, line)
    return text


def _typed_of(rule: Mapping[str, Any]) -> dict[str, str]:
    """The rule as the form shows it."""
    typed = {name: str(rule.get(name) or "").replace(_HOLE, _SHOWN) for name in _TEXTS}
    typed["family"] = typed["code"].partition(".")[0]
    examples = rule.get("examples") or {}
    for name in ("wrong", "right"):
        typed[name] = "\n".join(map(_example, examples.get(name, ())))
    if rule.get("kind") == "wordlist":
        words = draft(own_office(), EVERYWHERE).pack.words.get(str(rule.get("words")))
        typed["find"] = "\n".join(words.add) if words else ""
    else:
        typed["find"] = "\n".join(_entry_line(each) for each in rule.get("find") or ())
    return typed


def _example(written: object) -> str:
    return str(written.get("text", "")) if isinstance(written, Mapping) else str(written)


def _entry_line(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    mends = entry.get("mend") or ()
    told = " | ".join([mends] if isinstance(mends, str) else mends)
    return f"{entry.get('find')} = {told}" if told else str(entry.get("find"))


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _missing(typed: Mapping[str, str]) -> dict[str, str]:
    told = {
        "family": "Выберите, о чём правило.",
        "message": "Напишите, что увидит исполнитель.",
        "why": "Напишите, почему так нельзя.",
        "find": "Напишите, что искать: по строке на слово или оборот.",
        "wrong": "Дайте хотя бы один пример с ошибкой, слова с ошибкой – в [скобках].",
        "right": "Дайте хотя бы один верный пример.",
    }
    errors = {name: words for name, words in told.items() if not typed[name]}
    if typed["kind"] not in KINDS:
        errors["kind"] = "Выберите, что ищет правило."
    if typed["level"] not in set(Level):
        errors["level"] = "Выберите степень."
    return errors


def _page(
    typed: Mapping[str, str], errors: Mapping[str, str] | None = None, faults: Sequence[str] = (), tried: bool = False
) -> str:
    office = own_office()
    return render_template(
        "rules/new_rule.html",
        typed=typed,
        errors=errors or {},
        faults=faults,
        tried=tried,
        now=draft(office, EVERYWHERE),
        kinds=KINDS,
        families={name: words for name, words in FAMILIES.items() if name != "internal"},
        clauses=[(clause.number, clause.asks) for clause in office.checker.book.clauses.by_number.values()],
        levels={level.value: LEVEL_FORMS[level][0] for level in Level},
    )


def _fault_words(fault: LetterkitError, code: str) -> str:
    example = str(fault.details.get("example") or "")
    said = drop_codes(capital(sentence(fault)), code)
    return f"{said} Пример: «{example}»" if example and fault.code.startswith("example.") else said
