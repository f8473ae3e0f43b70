"""The form of a profile: one table of its fields in people's own words, by their places in the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from letterkit.core.people import Case
from letterkit.core.profile import Profile
from letterkit.office.content.limits import LIMITS
from letterkit.reports.profile_words import CASES, TEXTS, WEEKEND
from letterkit.reports.profile_words import LIMITS as LIMIT_WORDS
from webui.letters.cardform import Field, Group

_OTHER_CASES = tuple(case for case in Case if case is not Case.NOMINATIVE)

NOMINATIVE = Field(
    "body.names.nominative",
    "Полное название",
    hint="кто? что? – так, как оно стоит внутри предложения: со строчной буквы, без кавычек",
    width="whole",
    required=True,
)
OTHER_CASES = tuple(
    Field(f"body.names.{case.value}", f"{CASES[case][0]} падеж: {CASES[case][1]}", width="whole", required=True)
    for case in _OTHER_CASES
)
NAMED = (
    Field("body.short_name", "Короткое название", hint="в тексте письма, когда полное уже названо: министерство"),
    Field("body.superior", "Вышестоящий орган", hint="печатают над названием, если так велит положение об органе"),
)
LETTERHEAD = Group(
    "letterhead",
    "Бланк и справочные данные",
    (
        Field(
            "body.letterhead_lines",
            "Название на бланке",
            "lines",
            hint="прописными буквами, каждая строка бланка – с новой строки",
            required=True,
        ),
        Field(
            "body.address_lines",
            "Почтовый адрес",
            "lines",
            hint="по строкам бланка, с почтовым индексом",
            required=True,
        ),
        Field("body.phone", "Телефон", "tel", hint="(код города) номер", required=True),
        Field("body.email", "Электронная почта", "email", required=True),
        Field("body.site", "Сайт", hint="без https://", required=True),
        Field("body.fax", "Факс", "tel", hint="если печатают"),
    ),
    (
        Field("body.okpo", "ОКПО", width="short"),
        Field("body.ogrn", "ОГРН", width="short"),
        Field("body.inn_kpp", "ИНН/КПП", hint="10 цифр, косая черта, 9 цифр", width="short"),
    ),
    "ОКПО, ОГРН, ИНН/КПП",
)
TEXT_FIELDS = (
    Field(
        "texts.number",
        TEXTS["number"],
        hint="{n} – номер по порядку в этом году, {yy} или {yyyy} – год; каждый год с единицы",
    ),
    Field("texts.closing", TEXTS["closing"], hint="стоят перед подписью"),
    Field("texts.restriction", TEXTS["restriction"], hint="печатают на ответах с ограничением"),
    Field(
        "texts.survey",
        TEXTS["survey"],
        hint="полный, например https://example.ru/survey; пусто – в письмах нет QR-кода и приглашения оценить ответ",
        width="whole",
    ),
    Field("texts.law", TEXTS["law"], hint="в родительном падеже: Федерального закона от … № …", width="whole"),
)
BODIES_FIELD = Field(
    "known_bodies",
    "Знакомые органы",
    "lines",
    hint="в именительном падеже, каждый с новой строки: их предлагают при перенаправлении",
    width="whole",
)
WEEKEND_FIELD = Field("weekend", "Если срок выпал на выходной", "choice", words=WEEKEND, required=True)
READER_FIELDS = (
    Field("reader.age_from", "Возраст, от", "number", hint="лет", width="short"),
    Field("reader.age_to", "Возраст, до", "number", hint="моложе 16 и старше 65 – предложения короче", width="short"),
    Field(
        "reader.schooling",
        "Сколько лет учился",
        "number",
        hint="9 – основная школа, 11 – вся школа, 15 – вуз",
        width="short",
    ),
)
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


@dataclass(frozen=True, slots=True)
class LimitField:
    """``usual`` is what counts while the field is empty: the reader's or the standard's number; empty: none does."""

    field: Field
    unit: str
    meaning: str
    usual: str


def limit_groups(profile: Profile | None, packs: Mapping[str, float]) -> list[tuple[str, list[LimitField]]]:
    """The limits by what they are about; ``packs`` are those of the packs in force."""
    usual = {**packs, **(profile.reader.limits() if profile else {})}
    return [(title, [_limit(name, usual) for name in names]) for title, names in _LIMIT_GROUPS.items()]


def _limit(name: str, usual: Mapping[str, float]) -> LimitField:
    words, bounds = LIMIT_WORDS[name], LIMITS[name]
    shown = f"{usual[name]:g}".replace(".", ",") if name in usual and not bounds.required else ""
    field = Field(f"limits.{name}", words.label, "number", width="short", required=bounds.required)
    return LimitField(field, words.unit, words.meaning, shown)


def all_fields() -> dict[str, Field]:
    """Every field but those of signers and packs, by its place."""
    limits = [each.field for _, group in limit_groups(None, {}) for each in group]
    plain = (NOMINATIVE, *OTHER_CASES, *NAMED, *LETTERHEAD.all, *TEXT_FIELDS, BODIES_FIELD, WEEKEND_FIELD)
    return {field.path: field for field in (*plain, *READER_FIELDS, *limits)}
