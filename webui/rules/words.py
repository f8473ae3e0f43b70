"""The lists of words that rules ask: all of them, and one, searched and paged."""

from flask import render_template, request

from letterkit.checks.lists import ListLine, WordsFile, words_files, words_of
from letterkit.reports.rule_words import title_of
from letterkit.store.paging import PAGE, Page, place
from webui.access import actor, needs
from webui.engine import engine
from webui.filters import Bar, list_address
from webui.numbers import page_asked
from webui.rules.blueprint import JUDGES, KEEPERS, blueprint


@blueprint.get("/words", endpoint="words")
@needs()
def lists() -> str:
    """Every list with the rules that ask it; with ``words`` how many of its lines have them."""
    sought = request.args.get("words", "").strip()
    every = words_files(engine().settings.rules_dir)
    found = {each.name: [line for line in each.lines if line.has(sought)] if sought else [] for each in every}
    return render_template(
        "rules/words.html",
        lists=every,
        found=found,
        sought=sought,
        bar=Bar("words", list_address("rules.words"), sought, "Слово или его часть – ищем во всех списках"),
        count=sum(map(len, found.values())),
        rules=_rules,
        may_judge=actor().has(*JUDGES),
    )


@blueprint.get("/words/<name>", endpoint="word_list")
@needs()
def one(name: str) -> str:
    """A list by its name; raises RequestError ``words.unknown``."""
    listed = words_of(engine().settings.rules_dir, name)
    sought = request.args.get("words", "").strip()
    lines = [line for line in listed.lines if line.has(sought)] if sought else list(listed.lines)
    at = place(len(lines), page_asked())
    return render_template(
        "rules/word_list.html",
        listed=listed,
        found=Page(lines[at.offset : at.offset + PAGE], len(lines), at.number, at.pages),
        bar=Bar("words", list_address("rules.word_list", name=name), sought, "Слово или его часть"),
        parts_of=_parts,
        may_keep=actor().has(*KEEPERS),
        sought=sought,
        rules=_rules(listed),
    )


def _rules(listed: WordsFile) -> list[tuple[str, str]]:
    """(code, words) of the rules in force that ask ``listed``."""
    known = engine().book.by_code
    return [(code, title_of(known[code])) for code in listed.rules if code in known]


def _parts(line: ListLine) -> tuple[str, str, str]:
    """The words of an entry, the sign after them, and what is said of them: «лимит», «=», «предел»."""
    for at, sign in enumerate(line.words):
        if sign in "=:;|":
            return line.words[:at].strip(), sign, line.words[at + 1 :].strip()
    return line.words, "", ""
