"""What a client asks, as it stands in a form: the text or the marked text, its language, the rules that may speak.

What is wrong with it is told in LanguageTool's own words: its clients and those who write them know these.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, request
from werkzeug.exceptions import RequestEntityTooLarge

from webui.languagetool.markup import MarkedText, Piece

MOST_SENT_BYTES = 4 << 20
"""Of a form: Russian letters take six bytes each in it, and much of it may be markup."""
_LANGUAGES = {"ru": "ru-RU", "ru-ru": "ru-RU", "ru_ru": "ru-RU", "auto": "auto"}
_PLAIN = "default"
_LEVELS = (
    _PLAIN, "picky", "academic", "clarity", "professional", "creative", "customer", "jobapp", "objective", "elegant",
)  # fmt: skip
_WIDE_IN = {"textLevelOnly": True, "allButTextLevelOnly": False}
# What is no letter and no space of a text but would pass for a file of another kind; each becomes one blank.
_NO_TEXT = re.compile("^\ufeff|[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


class BadParameter(ValueError):
    """A request that LanguageTool would not understand either."""


@dataclass(frozen=True, slots=True)
class ChosenRules:
    """Which rules may speak: all but those that are disabled, or only those that are enabled.

    Advice on style speaks at the level ``picky``, or where its rule or category is enabled by name: LanguageTool leaves
    out by default what only those want who ask for it.
    ``wide`` is True where only those that look further than one paragraph are asked, False where only the others are:
    add-ons of browsers ask twice, for the whole text and for the paragraph that was changed.
    """

    enabled: frozenset[str]
    disabled: frozenset[str]
    enabled_categories: frozenset[str]
    disabled_categories: frozenset[str]
    is_enabled_only: bool
    wide: bool | None
    is_picky: bool

    def admit(self, rule: str, category: str, is_wide: bool, is_picky: bool) -> bool:
        """Whether what ``rule`` of ``category`` has found is told.

        ``is_wide``: it looks further than one paragraph; ``is_picky``: it is for those who ask for more.
        """
        if self.wide is not None and self.wide != is_wide:
            return False
        if rule in self.enabled:
            return True
        if self.is_enabled_only:
            return category in self.enabled_categories
        if is_picky and not (self.is_picky or category in self.enabled_categories):
            return False
        is_off = category in self.disabled_categories - self.enabled_categories
        return not is_off and rule not in self.disabled


@dataclass(frozen=True, slots=True)
class Question:
    """``language`` is ru-RU or auto."""

    text: MarkedText
    language: str
    rules: ChosenRules


def parameters() -> Mapping[str, str]:
    """The fields of the address and of the form; of several of one name the first.

    Raises RequestEntityTooLarge.
    """
    if (request.content_length or 0) > MOST_SENT_BYTES:
        raise RequestEntityTooLarge
    if "languagetool_parameters" not in g:
        g.languagetool_parameters = {**request.args.to_dict(), **(_unquoted_form() or request.form.to_dict())}
    found: Mapping[str, str] = g.languagetool_parameters
    return found


def parse_question(level: str = _PLAIN) -> Question:
    """What the request asks, at ``level`` where it names none; raises BadParameter."""
    given = {"level": level, **parameters()}
    text = _text(given)
    language = given.get("language", "")
    if not language:
        raise BadParameter(
            "Missing 'language' parameter, e.g. 'language=en-US' for American English or 'language=fr' for French"
        )
    if language.lower() not in _LANGUAGES:
        raise BadParameter(
            f"'{language}' is not a language code known to LanguageTool. Supported language codes are: ru-RU."
        )
    if language != "auto" and "preferredVariants" in given:
        raise BadParameter("You specified 'preferredVariants' but you didn't specify 'language=auto'")
    if given["level"] not in _LEVELS:
        raise BadParameter(
            f"Unknown value '{given['level']}' for parameter 'level'. Valid values: {', '.join(_LEVELS)}"
        )
    return Question(text, _LANGUAGES[language.lower()], _rules(given))


def _unquoted_form() -> dict[str, str] | None:
    """The fields of a form that was not quoted as forms are, which shows by its letters; None for any other.

    So does LibreOffice 7.4, the words first: «&», «+» and «%» in them are no marks of a form.
    """
    if request.mimetype != "application/x-www-form-urlencoded" or (sent := request.get_data()).isascii():
        return None
    words, found, rest = sent.decode("utf-8", "replace").rpartition("&language=")
    language, _, asker = rest.partition("&username=")
    if not found or not words.startswith("text=") or "&" in language:
        return None
    return {"text": words.removeprefix("text="), "language": language, "apiKey": asker.rpartition("&apiKey=")[2]}


def _text(given: Mapping[str, str]) -> MarkedText:
    if "text" in given and "data" in given:
        raise BadParameter("Set only 'text' or 'data' parameter, not both")
    if "text" in given:
        return MarkedText([_words(given["text"])])
    if "data" not in given:
        raise BadParameter("Missing 'text' or 'data' parameter")
    try:
        data = json.loads(given["data"])
    except (ValueError, RecursionError):
        raise BadParameter("Could not parse JSON from 'data' parameter") from None
    if not isinstance(data, dict) or not ("text" in data or "annotation" in data):
        raise BadParameter("'data' key in JSON requires 'text' or 'annotation' key")
    if "text" in data and "annotation" in data:
        raise BadParameter("'data' key in JSON requires either 'text' or 'annotation' key, not both")
    if "text" in data:
        return MarkedText([_words(_string(data["text"]))])
    if not isinstance(data["annotation"], list):
        raise BadParameter("'annotation' in 'data' must be a list")
    return MarkedText(map(_piece, data["annotation"]))


def _piece(node: Any) -> Piece:
    shown = json.dumps(node, ensure_ascii=False)[:200]
    if not isinstance(node, dict) or not ("text" in node or "markup" in node):
        raise BadParameter(f"Only 'text' and 'markup' are supported in 'annotation' list: {shown}")
    if "text" in node and "markup" in node:
        raise BadParameter(
            f"Only either 'text' or 'markup' are supported in an object in 'annotation' list, not both: {shown}"
        )
    if "text" in node:
        if "interpretAs" in node:
            raise BadParameter(f"'text' cannot be used with 'interpretAs' (only 'markup' can): {shown}")
        return _words(_string(node["text"]))
    read = _words(_string(node.get("interpretAs", "")))
    return Piece(_words(_string(node["markup"])).written, read.plain, is_markup=True)


def _words(text: str) -> Piece:
    text = _NO_TEXT.sub(" ", text)
    return Piece(text, text)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise BadParameter("'text', 'markup' and 'interpretAs' in 'data' must be strings")
    return value


def _rules(given: Mapping[str, str]) -> ChosenRules:
    def ids(name: str) -> frozenset[str]:
        return frozenset(filter(None, (each.strip() for each in given.get(name, "").split(","))))

    chosen = ChosenRules(
        ids("enabledRules"),
        ids("disabledRules"),
        ids("enabledCategories"),
        ids("disabledCategories"),
        given.get("enabledOnly") in ("true", "yes"),
        _WIDE_IN.get(given.get("mode", "")),
        given["level"] != _PLAIN,
    )
    if chosen.is_enabled_only and (chosen.disabled or chosen.disabled_categories):
        raise BadParameter("You cannot specify disabled rules or categories using enabledOnly=true")
    if chosen.is_enabled_only and not (chosen.enabled or chosen.enabled_categories):
        raise BadParameter("You must specify enabled rules or categories when using enabledOnly=true")
    return chosen
