"""Changes of the body's pack, each by a form of its own: a level, an exception, a word added or taken out, undone."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.checks.lists import WordsFile, words_files, words_of
from letterkit.checks.own import edit
from letterkit.checks.own.format import EVERYWHERE
from letterkit.checks.own.lists import LISTS, kind_of
from letterkit.checks.own.words import line_key
from letterkit.compose.filters import quote
from letterkit.core.errors import DeniedError, LetterkitError, RequestError
from letterkit.core.finding import Level
from letterkit.office.content.pack_draft import Edit, change, draft
from letterkit.reports.rule_words import title_of
from letterkit.reports.wording import LEVEL_FORMS, sentence
from webui.access import actor, needs, own_office
from webui.engine import engine
from webui.errors import capital, status_of
from webui.numbers import whole_or_none
from webui.rules.blueprint import KEEPERS, blueprint
from webui.rules.naming import list_name, rule_name

FORMS = ("level", "exception", "word", "take-out")
_FIELDS = {
    "level": ("code", "level", "reason"),
    "exception": ("code", "words", "within", "note"),
    "word": ("list", "line", "plain", "section"),
    "take-out": ("list", "line"),
}
_EXPLAINED = frozenset({"jargon.txt"})
"""Lists in which words are explained (with «:»), not replaced (with «=»)."""


@blueprint.get("/own/<any(level, exception, word, 'take-out'):form>")
@needs(*KEEPERS)
def change_form(form: str) -> ResponseReturnValue:
    """The form, about the rule or the list that the address names; a line to take out is named by its number."""
    asked = {name: request.args.get(name, "") for name in _FIELDS[form]}
    if form == "take-out":
        listed = _list_of(_file(asked["list"]))
        number = whole_or_none(request.args.get("number", ""))
        asked["line"] = next((line_key(line.words) for line in listed.lines if line.number == number), asked["line"])
        if not asked["line"]:
            return redirect(url_for("rules.word_list", name=listed.name))
    return _page(form, asked)


@blueprint.post("/own/<any(level, exception, word, 'take-out'):form>")
@needs(*KEEPERS)
def make_change(form: str) -> ResponseReturnValue:
    """Does it to the draft, or says on the form what stands against it."""
    typed = {name: request.form.get(name, "").strip() for name in _FIELDS[form]}
    errors = _missing(form, typed)
    if not errors:
        try:
            told = _apply_form(form, typed)
        except LetterkitError as fault:
            if isinstance(fault, DeniedError) or status_of(fault) not in (409, 422):
                raise
            errors["form"] = _fault_words(fault)
        else:
            flash(f"{told} Это пока черновик: начнёт действовать после утверждения.")
            return redirect(url_for("rules.own"), 303)
    return _page(form, typed, errors), 422


@blueprint.post("/own/undo")
@needs(*KEEPERS)
def undo() -> ResponseReturnValue:
    """Takes one change back out of the draft."""
    what, name, value = (request.form.get(key, "") for key in ("what", "name", "value"))
    edits: Mapping[str, Edit] = {
        "level": lambda text: edit.drop_level(text, name),
        "exception": lambda text: edit.drop_exception(text, name, value),
        "line": lambda text: edit.drop_line(text, name, value),
        "rule": lambda text: edit.drop_rule(text, name),
    }
    if what not in edits:
        raise RequestError("pack.nothing-to-undo")
    try:
        _change(edits[what], "Изменение отменено")
    except LetterkitError as fault:
        if isinstance(fault, DeniedError) or status_of(fault) not in (409, 422):
            raise
        flash(_fault_words(fault), "error")
    else:
        flash("Отменено в черновике.")
    return redirect(url_for("rules.own"), 303)


def _apply_form(form: str, typed: Mapping[str, str]) -> str:
    """The change, and what is said of it."""
    if form == "level":
        code, level = typed["code"], typed["level"]
        words = "выключено" if level == "off" else LEVEL_FORMS[Level(level)][0]
        _change(lambda text: edit.put_level(text, code, level, typed["reason"]), f"{rule_name(code)}: {words}")
        return f"Степень правила {quote(rule_name(code))} – {words}."
    if form == "exception":
        code, words = typed["code"], typed["words"]
        within = "sentence" if typed["within"] == "sentence" else "phrase"
        made: Edit = lambda text: edit.add_exception(text, code, words, typed["note"], within)  # noqa: E731
        _change(made, f"{rule_name(code)}: исключение «{words}»")
        return f"Правило {quote(rule_name(code))} будет молчать на словах «{words}»."
    name = _file(typed["list"])
    if form == "take-out":
        note = f"Из списка «{list_name(name)}» убрано «{typed['line']}»"
        _change(lambda text: edit.take_out(text, name, typed["line"]), note)
        return f"Из списка убрано «{typed['line']}»."
    line = _line(name, typed)
    _change(lambda text: edit.add_line(text, name, line), f"В список «{list_name(name)}» добавлено «{line}»")
    return f"В список добавлено «{line}»."


def _change(made: Edit, note: str) -> None:
    change(own_office(), actor(), EVERYWHERE, request.form.get("based_on", 0, type=int), made, note[:200])


def _line(name: str, typed: Mapping[str, str]) -> str:
    """What was typed as a line of the list: «лимит = предел», «[работы] осмотр»."""
    words, plain = typed["line"], typed["plain"]
    if takes_plain(name) and plain:
        words = f"{words} {':' if name in _EXPLAINED else '='} {plain}"
    return f"[{typed['section']}] {words}" if kind_of(name).sectioned and typed["section"] else words


def takes_plain(name: str) -> bool:
    """Whether a word of the list has words to be put in its place, or that explain it."""
    return kind_of(name).notes


def _missing(form: str, typed: Mapping[str, str]) -> dict[str, str]:
    """What cannot be left empty, by the names of the fields."""
    errors = {}
    if form == "level" and typed["level"] not in ("error", "warning", "advice", "off"):
        errors["level"] = "Выберите степень."
    if form == "level" and len(typed["reason"]) < 5:
        errors["reason"] = "Напишите, почему: это увидит тот, кто утверждает."
    if form == "exception" and not any(sign.isalnum() for sign in typed["words"]):
        errors["words"] = "Напишите слова, на которых правило должно молчать."
    if form == "exception" and len(typed["note"]) < 5:
        errors["note"] = "Напишите, почему: это увидит тот, кто утверждает."
    if form in ("word", "take-out") and not typed["line"]:
        errors["line"] = "Напишите слово."
    if form == "word" and takes_plain(_file(typed["list"])) and not typed["plain"]:
        errors["plain"] = "Напишите, что поставить вместо него или как его объяснить."
    return errors


def _file(name: str) -> str:
    """The file of the list ``name``; raises RequestError ``words.unknown``."""
    file = f"{name.removesuffix('.txt')}.txt"
    if file not in LISTS:
        raise RequestError("words.unknown", name=name)
    return file


def _list_of(file: str) -> WordsFile:
    return words_of(engine().settings.rules_dir, file.removesuffix(".txt"))


def _page(form: str, typed: Mapping[str, str], errors: Mapping[str, str] | None = None) -> str:
    office, rules = own_office(), engine().settings.rules_dir
    now = draft(office, EVERYWHERE)
    check, listed, file = None, None, ""
    if form in ("level", "exception"):
        check = office.checker.book.check(typed["code"])
    elif typed["list"]:
        file = _file(typed["list"])
        listed = _list_of(file)
    held = now.pack.levels.get(typed["code"]) if check else None
    return render_template(
        "rules/change.html",
        form=form,
        typed={**typed, **({"level": held.level, "reason": held.reason} if held and not typed.get("level") else {})},
        errors=errors or {},
        now=now,
        check=check,
        title=title_of(check) if check else "",
        listed=listed,
        lists=words_files(rules),
        takes_plain=bool(file) and takes_plain(file),
        explains=file in _EXPLAINED,
        sections=sorted({line.heading for line in listed.lines}) if listed and kind_of(file).sectioned else [],
        levels={level.value: LEVEL_FORMS[level][0] for level in Level},
        shipped=_shipped_level(check.code) if check else "",
    )


def _shipped_level(code: str) -> str:
    shipped = own_office().checker.book.shipped
    check = shipped.checks.get(code) if shipped else None
    return LEVEL_FORMS[check.level][0] if check else ""


def _fault_words(fault: LetterkitError) -> str:
    return capital(sentence(fault))
