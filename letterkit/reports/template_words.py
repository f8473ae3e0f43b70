"""What is said of blanks and reply texts at the clerk's bench: kinds of people, changes and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from letterkit.checking.text_comparison import Piece, Row
from letterkit.compose.blank_fields import label_of
from letterkit.compose.changes import Change, What
from letterkit.core.paper import Zone
from letterkit.office.content.remark import Place
from letterkit.office.content.repository import KeptState, VersionState
from letterkit.office.content.samples import OWN_CARD, Sample
from letterkit.reports.field_words import TYPES
from letterkit.reports.office_words import EVIDENCE, GROUNDS, OUTCOMES
from letterkit.reports.profile_words import value_label
from letterkit.reports.wording import LEVEL_FORMS

PEOPLE: Mapping[str, str] = {
    "woman": "женщина",
    "man": "мужчина",
    "no-patronymic": "без отчества",
    "several": "несколько заявителей",
    "organisation": "организация",
    OWN_CARD: "своя карточка",
}
"""Kinds of applicants of letterkit.office.content.samples."""

KEPT_STATES: Mapping[KeptState, str] = {
    KeptState.DRAFT: "черновик",
    KeptState.ASKED: "на утверждении",
    KeptState.LIVE: "действует",
    KeptState.RETIRED: "снят",
}
VERSION_STATES: Mapping[VersionState, str] = {
    VersionState.DRAFT: "черновик",
    VersionState.SHIPPED: "из поставки, не принята",
    VersionState.ASKED: "на утверждении",
    VersionState.REFUSED: "отклонена",
    VersionState.LIVE: "действует",
    VersionState.FORMER: "действовала раньше",
}
_CHANGES: Mapping[What, str] = {
    What.FIELD_ADDED: "добавлено поле {field}",
    What.FIELD_REMOVED: "убрано поле {field}",
    What.FIELD_RETYPED: "поле {field} другого вида: было «{before}», стало «{after}»",
    What.FIELD_REQUIRED: "поле {field} стало обязательным",
    What.FIELD_OPTIONAL: "поле {field} стало необязательным",
    What.FIELD_HIDDEN: "поле {field} больше не печатается в письме",
    What.FIELD_SHOWN: "поле {field} теперь печатается в письме",
    What.FIELD_EVIDENCE: "поле {field} подтверждает другое: было «{before}», стало «{after}»",
    What.NEED_ADDED: "карточка теперь должна содержать «{name}»",
    What.NEED_REMOVED: "карточка может не содержать «{name}»",
    What.OUTCOME: "другой исход: был «{before}», стал «{after}»",
    What.GROUND: "другое основание: было «{before}», стало «{after}»",
    What.DUE_DAYS: "другой срок, дней: был «{before}», стал «{after}»",
    What.CLAUSE: "другой пункт Порядка: был «{before}», стал «{after}»",
    What.NAME: "другое название: было «{before}», стало «{after}»",
    What.TITLE: "другой заголовок: был «{before}», стал «{after}»",
    What.PURPOSE: "изменено пояснение, когда выбирать этот текст",
    What.LABEL: "изменена подпись: была «{before}», стала «{after}»",
    What.HINT: "изменена подсказка к полю {field}",
    What.EXAMPLE: "изменён пример поля {field}",
    What.LAYOUT: "другое расположение бланка: было «{before}», стало «{after}»",
    What.PACK: "другой стандарт оформления: был «{before}», стал «{after}»",
    What.VALUE: "{name}: было «{before}», стало «{after}»",
    What.GEOMETRY: "размер «{name}»: был {before}, стал {after}",
    What.RULE_LEVEL: "степень правила {name}: {before} → {after}",
    What.RULE_REASON: "другая причина степени правила {name}: было «{before}», стало «{after}»",
    What.WORD_ADDED: "в список {name} добавлено «{after}»",
    What.WORD_DROPPED: "в список {name} больше не добавляется «{before}»",
    What.WORD_TAKEN: "из списка {name} убрано «{after}»",
    What.WORD_RETURNED: "в список {name} возвращено «{after}»",
    What.SPARED: "правило {name} молчит на словах «{after}»",
    What.UNSPARED: "правило {name} больше не молчит на словах «{before}»",
    What.SENTENCE_SPARED: "правило {name} молчит в предложении со словами «{after}»",
    What.SENTENCE_UNSPARED: "правило {name} больше не молчит в предложении со словами «{before}»",
    What.RULE_ADDED: "новое правило {name}: {after}",
    What.RULE_REMOVED: "убрано своё правило {name}: {before}",
    What.RULE_CHANGED: "изменено своё правило {name}: {after}",
}
_EFFECTS: Mapping[What, tuple[str, str]] = {
    What.FIELD_ADDED: (
        "без него письмо не составить: прежние карточки и таблицы придётся дополнить",
        "прежние карточки и таблицы годятся, в них это поле останется пустым",
    ),
    What.FIELD_REMOVED: ("прежние карточки и таблицы, где оно заполнено, будут отклонены", ""),
    What.FIELD_RETYPED: ("прежние значения могут не подойти", ""),
    What.FIELD_REQUIRED: ("прежние карточки и таблицы, где оно пусто, будут отклонены", ""),
    What.NEED_ADDED: ("прежние карточки, где этого нет, будут отклонены", ""),
    What.OUTCOME: ("прежние карточки с прежним исходом будут отклонены", ""),
    What.GROUND: ("прежние карточки с прежним основанием будут отклонены", ""),
    What.LAYOUT: ("", "письма на этом бланке станут выглядеть иначе"),
}
"""What follows from a breaking change, for one that stops letters and for one that does not."""
_LAYOUTS = {"corner": "угловой", "longitudinal": "продольный"}
_GRADES: Mapping[str | None, str] = {
    None: "как в поставке",
    "off": "выключено",
    **{level.value: forms[0] for level, forms in LEVEL_FORMS.items()},
}
_RULE_KEYS = {
    "clause": "пункт",
    "level": "степень",
    "message": "сообщение",
    "why": "почему",
    "advice": "совет",
    "find": "что ищет",
    "mend": "исправление",
    "words": "список слов",
    "examples": "примеры",
    "where": "где ищет",
    "kind": "вид",
}
_NOTHING = "не указано"
_MEASURES: Mapping[str, str] = {
    "left_mm": "левое поле, мм",
    "right_mm": "правое поле, мм",
    "top_mm": "верхнее поле, мм",
    "bottom_mm": "нижнее поле, мм",
    "requisite_mm": "самая длинная строка реквизита, мм",
    "arms_mm": "место под герб, мм",
    "text_pt": "буквы текста, пт",
    "name_pt": "буквы названия органа, пт",
    "reference_pt": "буквы справочных данных, пт",
    "executor_pt": "буквы отметки об исполнителе, пт",
    "line": "расстояние между строками",
}
"""Measures of ``compose.catalogue.GeometryPart``."""
_ZONES: Mapping[Zone, str] = {
    Zone.HEADER: "верхний колонтитул",
    Zone.FOOTER: "нижний колонтитул",
    Zone.FOOTNOTE: "сноска",
    Zone.TEXTBOX: "надпись",
    Zone.FRAME: "рамка",
}


def kind_words(samples: Iterable[Sample]) -> str:
    """«женщина, организация; без необязательных полей: женщина»."""
    whole = [PEOPLE[sample.kind] for sample in samples if sample.whole]
    part = [PEOPLE[sample.kind] for sample in samples if not sample.whole]
    return "; ".join(filter(None, (", ".join(whole), f"только обязательные поля: {', '.join(part)}" if part else "")))


def place_words(place: Place) -> str:
    """«таблица 1, строка 1, столбец 2, абзац 3»; «бланк в целом» for what stands nowhere."""
    if place.paragraph is None:
        return "бланк в целом"
    told = [_ZONES[place.zone]] if place.zone is not None and place.zone in _ZONES else []
    if place.cell is not None:
        told.append(f"таблица {place.cell.table}, строка {place.cell.row}, столбец {place.cell.column}")
    return ", ".join([*told, f"абзац {place.line}"])


def change_words(change: Change) -> str:
    """«убрано поле «Причина» (why): прежние карточки и таблицы, где оно заполнено, будут отклонены»."""
    values = {name: _value(change.what, value) for name, value in (("before", change.before), ("after", change.after))}
    name = change.name
    if change.what is What.VALUE:
        name = value_label(name)
    elif change.what is What.GEOMETRY:
        name = _MEASURES.get(name, name)
    field = f"«{change.label}» ({name})" if change.label and change.label != name else f"«{name}»"
    told = _CHANGES[change.what].format(name=name, field=field, **values)
    if change.what is What.LABEL and change.name:
        told = told.replace("изменена подпись", f"изменена подпись поля {field}")
    effect = _EFFECTS.get(change.what, ("", ""))[0 if change.stops else 1]
    return f"{told}: {effect}" if effect else told


def blank_change_words(change: Change) -> str:
    """As ``change_words``, fields of a blank called as people call them."""
    return change_words(replace(change, name=label_of(change.name)) if change.name else change)


def row_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Changed paragraphs as lines: «-» before, «+» after, words that differ in brackets; empty lines are left out."""
    for row in rows:
        if row.kind != "same":
            for sign, pieces in (("-", row.before), ("+", row.after)):
                if words := _bracket_changes(pieces):
                    yield f"{sign} {words}"


def _bracket_changes(pieces: Iterable[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.differs and piece.text.strip() else piece.text for piece in pieces)


def _value(what: What, value: str | None) -> str:
    if what is What.RULE_LEVEL:
        return _GRADES.get(value, value or "")
    if what is What.RULE_CHANGED:
        return ", ".join(_RULE_KEYS.get(key, key) for key in (value or "").split(", "))
    if value is None:
        return _NOTHING
    if what is What.FIELD_RETYPED:
        return TYPES.get(value, value)
    if what is What.FIELD_EVIDENCE:
        return EVIDENCE.get(value, value)
    return {What.OUTCOME: OUTCOMES, What.GROUND: GROUNDS, What.LAYOUT: _LAYOUTS}.get(what, {}).get(value, value)
