"""What is said of blanks and reply texts at the clerk's bench: kinds of people, changes and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from letterkit.checking.text_comparison import ComparedParagraph, ComparedPiece
from letterkit.compose.blank_fields import label_of
from letterkit.compose.changes import Change, ChangeKind
from letterkit.core.paper import Zone
from letterkit.office.content.remark import BlankPlace
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
_CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.FIELD_ADDED: "добавлено поле {field}",
    ChangeKind.FIELD_REMOVED: "убрано поле {field}",
    ChangeKind.FIELD_RETYPED: "поле {field} другого вида: было «{before}», стало «{after}»",
    ChangeKind.FIELD_REQUIRED: "поле {field} стало обязательным",
    ChangeKind.FIELD_OPTIONAL: "поле {field} стало необязательным",
    ChangeKind.FIELD_HIDDEN: "поле {field} больше не печатается в письме",
    ChangeKind.FIELD_SHOWN: "поле {field} теперь печатается в письме",
    ChangeKind.FIELD_EVIDENCE: "поле {field} подтверждает другое: было «{before}», стало «{after}»",
    ChangeKind.NEED_ADDED: "карточка теперь должна содержать «{name}»",
    ChangeKind.NEED_REMOVED: "карточка может не содержать «{name}»",
    ChangeKind.OUTCOME: "другой исход: был «{before}», стал «{after}»",
    ChangeKind.GROUND: "другое основание: было «{before}», стало «{after}»",
    ChangeKind.DUE_DAYS: "другой срок, дней: был «{before}», стал «{after}»",
    ChangeKind.CLAUSE: "другой пункт Порядка: был «{before}», стал «{after}»",
    ChangeKind.NAME: "другое название: было «{before}», стало «{after}»",
    ChangeKind.TITLE: "другой заголовок: был «{before}», стал «{after}»",
    ChangeKind.PURPOSE: "изменено пояснение, когда выбирать этот текст",
    ChangeKind.LABEL: "изменена подпись: была «{before}», стала «{after}»",
    ChangeKind.HINT: "изменена подсказка к полю {field}",
    ChangeKind.EXAMPLE: "изменён пример поля {field}",
    ChangeKind.LAYOUT: "другое расположение бланка: было «{before}», стало «{after}»",
    ChangeKind.PACK: "другой стандарт оформления: был «{before}», стал «{after}»",
    ChangeKind.VALUE: "{name}: было «{before}», стало «{after}»",
    ChangeKind.GEOMETRY: "размер «{name}»: был {before}, стал {after}",
    ChangeKind.RULE_LEVEL: "степень правила {name}: {before} → {after}",
    ChangeKind.RULE_REASON: "другая причина степени правила {name}: было «{before}», стало «{after}»",
    ChangeKind.WORD_ADDED: "в список {name} добавлено «{after}»",
    ChangeKind.WORD_DROPPED: "в список {name} больше не добавляется «{before}»",
    ChangeKind.WORD_TAKEN: "из списка {name} убрано «{after}»",
    ChangeKind.WORD_RETURNED: "в список {name} возвращено «{after}»",
    ChangeKind.SPARED: "правило {name} молчит на словах «{after}»",
    ChangeKind.UNSPARED: "правило {name} больше не молчит на словах «{before}»",
    ChangeKind.SENTENCE_SPARED: "правило {name} молчит в предложении со словами «{after}»",
    ChangeKind.SENTENCE_UNSPARED: "правило {name} больше не молчит в предложении со словами «{before}»",
    ChangeKind.RULE_ADDED: "новое правило {name}: {after}",
    ChangeKind.RULE_REMOVED: "убрано своё правило {name}: {before}",
    ChangeKind.RULE_CHANGED: "изменено своё правило {name}: {after}",
}
_EFFECTS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.FIELD_ADDED: (
        "без него письмо не составить: прежние карточки и таблицы придётся дополнить",
        "прежние карточки и таблицы годятся, в них это поле останется пустым",
    ),
    ChangeKind.FIELD_REMOVED: ("прежние карточки и таблицы, где оно заполнено, будут отклонены", ""),
    ChangeKind.FIELD_RETYPED: ("прежние значения могут не подойти", ""),
    ChangeKind.FIELD_REQUIRED: ("прежние карточки и таблицы, где оно пусто, будут отклонены", ""),
    ChangeKind.NEED_ADDED: ("прежние карточки, где этого нет, будут отклонены", ""),
    ChangeKind.OUTCOME: ("прежние карточки с прежним исходом будут отклонены", ""),
    ChangeKind.GROUND: ("прежние карточки с прежним основанием будут отклонены", ""),
    ChangeKind.LAYOUT: ("", "письма на этом бланке станут выглядеть иначе"),
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


def place_words(place: BlankPlace) -> str:
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
    if change.what is ChangeKind.VALUE:
        name = value_label(name)
    elif change.what is ChangeKind.GEOMETRY:
        name = _MEASURES.get(name, name)
    field = f"«{change.label}» ({name})" if change.label and change.label != name else f"«{name}»"
    told = _CHANGES[change.what].format(name=name, field=field, **values)
    if change.what is ChangeKind.LABEL and change.name:
        told = told.replace("изменена подпись", f"изменена подпись поля {field}")
    effect = _EFFECTS.get(change.what, ("", ""))[0 if change.stops else 1]
    return f"{told}: {effect}" if effect else told


def blank_change_words(change: Change) -> str:
    """As ``change_words``, fields of a blank called as people call them."""
    return change_words(replace(change, name=label_of(change.name)) if change.name else change)


def row_lines(rows: Iterable[ComparedParagraph]) -> Iterator[str]:
    """Changed paragraphs as lines: «-» before, «+» after, words that differ in brackets; empty lines are left out."""
    for row in rows:
        if row.kind != "same":
            for sign, pieces in (("-", row.before), ("+", row.after)):
                if words := _bracket_changes(pieces):
                    yield f"{sign} {words}"


def _bracket_changes(pieces: Iterable[ComparedPiece]) -> str:
    return "".join(f"[{piece.text}]" if piece.differs and piece.text.strip() else piece.text for piece in pieces)


def _value(what: ChangeKind, value: str | None) -> str:
    if what is ChangeKind.RULE_LEVEL:
        return _GRADES.get(value, value or "")
    if what is ChangeKind.RULE_CHANGED:
        return ", ".join(_RULE_KEYS.get(key, key) for key in (value or "").split(", "))
    if value is None:
        return _NOTHING
    if what is ChangeKind.FIELD_RETYPED:
        return TYPES.get(value, value)
    if what is ChangeKind.FIELD_EVIDENCE:
        return EVIDENCE.get(value, value)
    return {ChangeKind.OUTCOME: OUTCOMES, ChangeKind.GROUND: GROUNDS, ChangeKind.LAYOUT: _LAYOUTS}.get(what, {}).get(
        value, value
    )
