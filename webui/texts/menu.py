"""What the menus of the editor can put into a text, in words: nobody types braces."""

from typing import Any

from letterkit.reports.tag_words import FILTER_WORDS, NAMES
from webui.texts.typed import LATIN

_OF_CARD = (
    "opening", "contact", "subject", "subject_about", "due_date", "body", "law", "appeal.number",
    "appeal.registered", "date", "number", "office.name", "office.short_name", "office.phone", "office.email",
    "office.site", "applicant", "executor.person", "executor.phone",
)  # fmt: skip
_DATES = frozenset({"due_date", "appeal.registered", "date"})
_PHRASES = ("genitive", "dative", "accusative", "instrumental", "prepositional", "into", "at", "about")
_WORDS = ("sentence", "no_dot", "lower_first", "upper_first", "quote")
FORMS: dict[str, tuple[str, ...]] = {
    "text": (*_WORDS, *_PHRASES),
    "prose": (),
    "list": ("join",),
    "bodies": ("join",),
    "date": ("date_digits", "date_words"),
    "number": (),
    "money": ("money",),
    "body": (*_PHRASES, "quote"),
    "url": (),
    "flag": (),
    "person": ("initials", "genitive", "dative", "accusative", "instrumental", "prepositional"),
}
"""The forms in which a value of each type can be printed."""
_CONDITIONS = (
    ("woman", "заявитель – женщина"),
    ("man", "заявитель – мужчина"),
    ("several", "заявителей несколько (или организация)"),
    ("appeal.repeat_of", "обращение повторное"),
    ("answered | count > 1", "вопросов больше одного"),
    ("body", "исполнитель дописал своё"),
    ("subject_about", "в карточке есть предмет обращения"),
)


def menu_object() -> dict[str, Any]:
    """For the script: values of the card with their types, forms of each type, conditions, letters for names."""
    return {
        "card": [{"name": name, "words": NAMES[name], "type": _type_of(name)} for name in _OF_CARD],
        "forms": {
            kind: [{"filter": each, "words": FILTER_WORDS[each]} for each in forms] for kind, forms in FORMS.items()
        },
        "conditions": [{"test": test, "words": words} for test, words in _CONDITIONS],
        "latin": LATIN,
    }


def _type_of(name: str) -> str:
    if name in _DATES:
        return "date"
    if name in ("applicant", "executor.person"):
        return "person"
    return "body" if name in ("office.name", "office.short_name") else "text" if name.startswith("subject") else "url"
