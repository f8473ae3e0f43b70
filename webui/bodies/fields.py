"""The form of a profile: its fields in people's own words, by their places in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from letterkit.core.people import Case
from letterkit.core.profile import Profile
from letterkit.office.content.limits import LIMITS
from letterkit.reports.profile_words import CASES, TEXTS, WEEKEND
from letterkit.reports.profile_words import LIMITS as LIMIT_WORDS
from webui.inputs import ChoiceField, EmailField, LineField, LinesField, NumberField, PhoneField

Fields = Mapping[str, UnboundField]


class LimitField(NumberField):
    """A limit in ``unit``; its hint says what it means."""

    def __init__(self, label: str, *, unit: str, **given: Any) -> None:
        super().__init__(label, **given)
        self.unit = unit

    def process_data(self, value: object) -> None:
        """Takes a number, which people write with a comma."""
        super().process_data(f"{value:g}".replace(".", ",") if isinstance(value, float) else value)


NOMINATIVE = "body.names.nominative"
NAME: Fields = {
    NOMINATIVE: LineField(
        "Полное название",
        hint="кто? что? – так, как оно стоит внутри предложения: со строчной буквы, без кавычек",
        width="whole",
        required=True,
    )
}
OTHER_NAMES: Fields = {
    **{
        f"body.names.{case.value}": LineField(f"{CASES[case][0]} падеж: {CASES[case][1]}", width="whole", required=True)
        for case in Case
        if case is not Case.NOMINATIVE
    },
    "body.short_name": LineField("Короткое название", hint="в тексте письма, когда полное уже названо: министерство"),
    "body.superior": LineField("Вышестоящий орган", hint="печатают над названием, если так велит положение об органе"),
}
LETTERHEAD: Fields = {
    "body.letterhead_lines": LinesField(
        "Название на бланке", hint="прописными буквами, каждая строка бланка – с новой строки", required=True
    ),
    "body.address_lines": LinesField("Почтовый адрес", hint="по строкам бланка, с почтовым индексом", required=True),
    "body.phone": PhoneField("Телефон", hint="(код города) номер", required=True),
    "body.email": EmailField("Электронная почта", required=True),
    "body.site": LineField("Сайт", hint="без https://", required=True),
    "body.fax": PhoneField("Факс", hint="если печатают"),
}
CODES: Fields = {
    "body.okpo": LineField("ОКПО", width="short"),
    "body.ogrn": LineField("ОГРН", width="short"),
    "body.inn_kpp": LineField("ИНН/КПП", hint="10 цифр, косая черта, 9 цифр", width="short"),
}
TEXT_FIELDS: Fields = {
    "texts.number": LineField(
        TEXTS["number"],
        hint="{n} – номер по порядку в этом году, {yy} или {yyyy} – год; каждый год с единицы",
    ),
    "texts.closing": LineField(TEXTS["closing"], hint="стоят перед подписью"),
    "texts.restriction": LineField(TEXTS["restriction"], hint="печатают на ответах с ограничением"),
    "texts.survey": LineField(
        TEXTS["survey"],
        hint="полный, например https://example.ru/survey; пусто – в письмах нет QR-кода и приглашения оценить ответ",
        width="whole",
    ),
    "texts.cover": LineField(
        TEXTS["cover"],
        hint="{number} и {date} – номер и дата ответа, {appeal} и {registered} – обращения; пусто – обычный текст",
        width="whole",
    ),
    "texts.receipt": LineField(
        TEXTS["receipt"],
        hint="{appeal} и {registered} – номер и дата обращения, {due} – срок ответа; пусто – подтверждений не шлют",
        width="whole",
    ),
    "texts.law": LineField(TEXTS["law"], hint="в родительном падеже: Федерального закона от … № …", width="whole"),
    "known_bodies": LinesField(
        "Знакомые органы",
        hint="в именительном падеже, каждый с новой строки: их предлагают при перенаправлении",
        width="whole",
    ),
}
READER: Fields = {
    "reader.age_from": NumberField("Возраст, от", hint="лет", width="short"),
    "reader.age_to": NumberField("Возраст, до", hint="моложе 16 и старше 65 – предложения короче", width="short"),
    "reader.schooling": NumberField(
        "Сколько лет учился", hint="9 – основная школа, 11 – вся школа, 15 – вуз", width="short"
    ),
}
_WEEKEND: Fields = {"weekend": ChoiceField("Если срок выпал на выходной", words=WEEKEND, required=True)}
_LIMIT_GROUPS: Mapping[str, tuple[str, ...]] = {
    "Объём письма": ("pages_wanted", "pages_most"),
    "Сроки": ("review_days", "extension_days", "extension_notice_days", "redirect_days", "notice_days", "call_minutes"),
    "Лист и шрифт": (
        "margin_left_mm",
        "margin_right_mm",
        "margin_top_mm",
        "margin_bottom_mm",
        "font_min_pt",
        "font_max_pt",
        "executor_left_mm",
        "executor_bottom_mm",
        "corner_line_mm",
        "longitudinal_line_mm",
    ),
    "Понятность": (
        "sentence_words",
        "sentence_words_most",
        "mean_sentence_words",
        "paragraph_sentences",
        "flesch_least",
        "grade_most",
        "reader_grade",
        "genitive_chain",
        "verbal_noun_share",
        "passive_share",
        "law_references",
    ),
}


_LIMITS: Fields = {
    f"limits.{name}": LimitField(
        LIMIT_WORDS[name].label,
        unit=LIMIT_WORDS[name].unit,
        hint=LIMIT_WORDS[name].meaning,
        width="short",
        required=LIMITS[name].required,
    )
    for names in _LIMIT_GROUPS.values()
    for name in names
}
FIELDS: Fields = {
    **NAME, **OTHER_NAMES, **LETTERHEAD, **CODES, **TEXT_FIELDS, **_WEEKEND, **READER, **_LIMITS,
}  # fmt: skip
"""Every field but those of signers and packs, by its place."""


class ProfileForm(BaseForm):
    """The fields of a profile as typed into a browser, or filled with what is known."""

    def __init__(self, typed: MultiDict[str, str] | None = None, known: Mapping[str, object] | None = None) -> None:
        super().__init__(FIELDS)
        self.process(typed, data=known)


@dataclass(frozen=True, slots=True)
class Limit:
    """``usual`` is what counts while the field at ``path`` is empty: the reader's or the standard's; or none."""

    path: str
    usual: str


def limit_groups(profile: Profile, packs: Mapping[str, float]) -> list[tuple[str, list[Limit]]]:
    """The limits by what they are about; ``packs`` are those of the packs in force."""
    usual = {**packs, **profile.reader.limits()}
    return [(title, [_limit(name, usual) for name in names]) for title, names in _LIMIT_GROUPS.items()]


def _limit(name: str, usual: Mapping[str, float]) -> Limit:
    shown = f"{usual[name]:g}".replace(".", ",") if name in usual and not LIMITS[name].required else ""
    return Limit(f"limits.{name}", shown)
