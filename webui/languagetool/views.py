"""GET and POST check, GET languages, info and maxtextlength."""

from flask import Response, jsonify

from letterkit import __version__
from letterkit.checks.rule_book import RuleBook
from letterkit.language.languagetool.client import OWN_NAME
from webui.access import own_body, own_door
from webui.checkroom import STAFF
from webui.engine import engine
from webui.languagetool.answer import answer, category_of, unchecked_words
from webui.languagetool.asked import ChosenRules, parse_question
from webui.languagetool.blueprint import blueprint
from webui.plain_refusal import error

_TEXT = "текст.txt"
_NOT_RUSSIAN = "Текст не на русском языке: он не проверен."
_OF_OTHERS = frozenset("іїєґўјљњћђџѓќѕІЇЄҐЎЈЉЊЋЂЏЃЌЅ")
"""Letters that are Cyrillic, and no Russian ones."""
_RUSSIAN_FROM = 0.5
"""A text is taken for Russian when so much of its letters are."""


@blueprint.route("/check", methods=["GET", "POST"])
@blueprint.route("/picky/check", methods=["GET", "POST"], defaults={"level": "picky"})
@own_door
def check(level: str = "default") -> Response:
    """What is found in a text, by the rules that need nothing but a text.

    LibreOffice has no switch for the level; it can be given the address /v2/picky.
    """
    asked = parse_question(level)
    checker = engine().confined_checkers.of(own_body())
    plain = asked.text.plain
    likeness = _likeness(plain)
    if not plain.strip() or not _is_any_asked(asked.rules, checker.book):
        return jsonify(answer(asked, (), checker.book, likeness, ""))
    if asked.language == "auto" and likeness < _RUSSIAN_FROM:
        return jsonify(answer(asked, (), checker.book, likeness, _NOT_RUSSIAN))
    report = checker.check_bytes(plain.encode(), _TEXT, text_only=True).report
    return jsonify(answer(asked, report.findings, checker.book, likeness, unchecked_words(report)))


@blueprint.get("/languages")
@blueprint.get("/picky/languages")
@own_door
def languages() -> Response:
    """The one language that is checked here."""
    return jsonify([{"name": "Russian", "code": "ru", "longCode": "ru-RU"}])


@blueprint.get("/info")
@own_door
def info() -> Response:
    """What answers here; ``commit`` is the version of its rules."""
    rules = engine().confined_checkers.of(own_body()).book.version
    return jsonify(
        software={"name": OWN_NAME, "version": __version__, "buildDate": "", "commit": rules, "premium": False}
    )


@blueprint.get("/maxtextlength")
@own_door
def longest_text() -> Response:
    """How many characters are checked at once."""
    return Response(str(STAFF.characters), content_type="text/plain; charset=utf-8")


@blueprint.route("/<path:action>", methods=["GET", "POST"])
@own_door
def nothing(action: str) -> Response:
    """Whatever else LanguageTool's own service has: dictionaries, accounts."""
    return error(404, f"Unsupported action: '{action}'")


def _is_any_asked(rules: ChosenRules, book: RuleBook) -> bool:
    """Whether one of our rules may speak.

    None may where a letterkit takes this one for a LanguageTool server, whose rules alone it asks for: it must not be
    answered by a check that asks that server again.
    """
    return not rules.is_enabled_only or any(
        rules.admit(each.code, category_of(each.family), each.is_wide, is_picky=False) for each in book.checks
    )


def _likeness(text: str) -> float:
    """How much of the letters of ``text`` is Russian; 0 for a text without letters."""
    letters = [letter for letter in text if letter.isalpha()]
    russian = sum("а" <= letter.lower() <= "я" or letter in "ёЁ" for letter in letters)
    if any(letter in _OF_OTHERS for letter in letters) and russian < 0.98 * len(letters):
        russian = 0
    return round(russian / len(letters), 3) if letters else 0.0
