"""The words of the user: one Russian sentence for each code the engine raises, and the names of what a report holds.

The sentences stand in ``sentences.tsv`` (code, tab, sentence): what is wrong, where, how to mend it. ``{holes}`` are
filled from the details of the error; a piece in [brackets] is left out when a hole in it has nothing to hold.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files

from letterkit.core.errors import LetterkitError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Role
from letterkit.core.office import Duty
from letterkit.core.report import ClauseState, NotChecked, Report, Verdict
from letterkit.reports.office_words import EVIDENCE
from letterkit.reports.value_errors import russian_why

VERDICTS: Mapping[Verdict, str] = {
    Verdict.READY: "Можно подписывать",
    Verdict.FIX: "Нужно исправить",
    Verdict.INCOMPLETE: "Проверено не полностью",
}
LEVELS: Mapping[Level, str] = {Level.ERROR: "Ошибки", Level.WARNING: "Предупреждения", Level.ADVICE: "Советы"}
LEVEL_FORMS: Mapping[Level, tuple[str, str, str]] = {
    Level.ERROR: ("ошибка", "ошибки", "ошибок"),
    Level.WARNING: ("предупреждение", "предупреждения", "предупреждений"),
    Level.ADVICE: ("совет", "совета", "советов"),
}
DUTIES: Mapping[Duty, str] = {
    Duty.EXECUTOR: "исполнитель",
    Duty.REVIEWER: "проверяющий",
    Duty.SIGNER: "подписант",
    Duty.REGISTRY: "приёмная",
    Duty.CLERK: "делопроизводитель",
    Duty.ADMINISTRATOR: "администратор",
    Duty.OFFICER: "ответственный за безопасность",
}
PAGE_FORMS = ("страница", "страницы", "страниц")
WORD_FORMS = ("слово", "слова", "слов")
SENTENCE_FORMS = ("предложение", "предложения", "предложений")
CLAUSE_STATES: Mapping[ClauseState, str] = {
    ClauseState.MET: "соблюдён",
    ClauseState.BROKEN: "нарушен",
    ClauseState.ADVICE: "есть совет",
    ClauseState.NOT_CHECKED: "не проверен",
}
ROLES: Mapping[Role, str] = {
    Role.LETTERHEAD: "бланк",
    Role.DATE: "дата",
    Role.NUMBER: "номер",
    Role.REFERENCE: "ссылка на обращение",
    Role.RESTRICTION: "пометка",
    Role.ADDRESSEE: "адресат",
    Role.TITLE: "заголовок",
    Role.SALUTATION: "обращение",
    Role.OPENING: "первый абзац",
    Role.BODY: "текст",
    Role.ATTACHMENT: "приложение",
    Role.CLOSING: "заключение",
    Role.SIGNATURE: "подпись",
    Role.ESIGN: "электронная подпись",
    Role.EXECUTOR: "исполнитель",
    Role.PAGE_NUMBER: "номер страницы",
    Role.OTHER: "прочее",
}
FAMILIES: Mapping[str, str] = {
    "letterhead": "бланк и справочные данные",
    "reference": "дата, номер и ссылка на обращение",
    "addressee": "адресат",
    "title": "заголовок к тексту",
    "salutation": "обращение к заявителю",
    "address-form": "«Вы» или «вы»",
    "opening": "первый абзац",
    "outcome": "итог рассмотрения",
    "questions": "ответы на все вопросы",
    "length": "объём письма",
    "spelling": "правописание",
    "grammar": "грамматика",
    "punctuation": "пунктуация",
    "typography": "типографика",
    "officialese": "канцелярит",
    "jargon": "специальные термины",
    "foreign": "иностранные слова",
    "abbreviation": "сокращения",
    "readability": "понятность текста",
    "tone": "тон письма",
    "law": "ссылки на правовые акты",
    "typical": "состав типового ответа",
    "delivery": "способ отправки",
    "privacy": "персональные данные",
    "attachment": "отметка о приложении",
    "closing": "заключительная формула",
    "signature": "подпись",
    "esign": "отметка об электронной подписи",
    "executor": "отметка об исполнителе",
    "placeholder": "незаполненные места",
    "layout": "оформление страницы",
    "consistency": "согласованность сведений",
    "deadline": "сроки",
    "internal": "внутренняя проверка",
}
VERSIONS: Mapping[str, str] = {"rules": "правила", "engine": "проверка языка"}

_HOLE = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def sentence(error: LetterkitError) -> str:
    """One line for a person: the place, then the sentence of ``error.code``; a code without one names itself."""
    told, names_file = _compose_sentence(error)
    place = _place(error)
    return f"{place}: {told}" if place and not names_file else told[:1].upper() + told[1:]


def sentence_of(error: LetterkitError) -> str:
    """As ``sentence``, without the place, where that is told beside."""
    told, _ = _compose_sentence(error)
    return told[:1].upper() + told[1:]


def _compose_sentence(error: LetterkitError) -> tuple[str, bool]:
    """The sentence of ``error``, and whether it names the file itself."""
    known = _sentences().get(error.code)
    if known is None:
        shown = ", ".join(f"{name}: {_format_detail(value)}" for name, value in error.details.items())
        known = f"непредвиденный отказ «{error.code}»" + (f" ({shown})" if shown else "") + "."
    details = {name: _format_detail(value) for name, value in error.details.items()}
    details.setdefault("file", error.file or "")
    if "evidence" in details:
        details["evidence"] = _evidence(error.details["evidence"])
    details |= {name: russian_why(details[name]) for name in ("why", "problem") if name in details}
    return " ".join(_fill_holes(known, details).split()), "{file}" in known


def reason(code: str) -> str:
    """Why a check was not made, as a sentence without its details; an unknown code stands for itself."""
    known = _sentences().get(code)
    return _fill_holes(known, {}) if known else code


def codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_sentences())


def grouped_by_reason(items: Iterable[NotChecked]) -> list[tuple[str, list[str]]]:
    """Reasons (codes) in the order met, each with the Russian names of the families it left unchecked."""
    whys: dict[str, list[str]] = {}
    for item in items:
        titles = whys.setdefault(item.why, [])
        family = item.what.split(".", 1)[0]
        if (title := FAMILIES.get(family, family)) not in titles:
            titles.append(title)
    return list(whys.items())


def grade_words(grade: float) -> str:
    """Years of schooling as people say them: 1–11 school, 12 and more university (docs: CONTRACT, ``facts.grade``)."""
    years = max(1, round(grade))
    if years <= 11:
        return f"{years} кл. школы"
    return "высшее образование" if years <= 15 else "высшее образование, текст очень трудный"


def verdict_words(report: Report, *, may_be_signed: bool = True) -> str:
    """What came out, without promising more: a letter with warnings, or one still written, is not ready to sign."""
    if report.verdict is Verdict.READY and any(finding.level is Level.WARNING for finding in report.findings):
        return "Ошибок нет, есть предупреждения"
    if report.verdict is Verdict.READY and not may_be_signed:
        return "Ошибок не найдено"
    return VERDICTS[report.verdict]


def notes_of(report: Report) -> list[str]:
    """What reading had to decide about the letter, as sentences (``facts.notes`` holds their codes)."""
    codes = str(report.facts.get("notes") or "").split(", ")
    return [reason(f"note.{code}") for code in codes if code]


def visible(words: str) -> str:
    """``words`` on one line, with signs for spaces that the eye would miss: at the ends and doubled."""
    words = words.replace("\r", "").replace("\n", "⏎").replace("\t", "⇥").replace("\u00a0", " ")
    return re.sub(r"^ +| +$| {2,}", lambda spaces: "␣" * len(spaces[0]), words)


def quote(words: str) -> str:
    """``words`` in quotation marks, the inner kind when they bring their own; spaces that matter are shown."""
    words = visible(words)
    return f"„{words}“" if "«" in words or "»" in words else f"«{words}»"


def plural(number: int, forms: tuple[str, str, str]) -> str:
    """«1 ошибка», «3 ошибки», «5 ошибок»."""
    from letterkit.russian.numbers import plural as form_of

    return f"{number} {form_of(number, *forms)}"


def tally(findings: Iterable[Finding]) -> str:
    """«2 ошибки, 1 предупреждение, 3 совета»; «замечаний нет» when there are none."""
    levels = [finding.level for finding in findings]
    counted = [plural(levels.count(level), LEVEL_FORMS[level]) for level in Level if level in levels]
    return ", ".join(counted) or "замечаний нет"


def _fill_holes(known: str, details: Mapping[str, str]) -> str:
    """``known`` with its holes filled; one without a detail shows an ellipsis: better poor than a second error."""

    def piece(found: re.Match[str]) -> str:
        inside = found[1]
        return inside if all(details.get(hole) for hole in _HOLE.findall(inside)) else ""

    return _HOLE.sub(lambda hole: details.get(hole[1], "…"), _OPTIONAL.sub(piece, known))


@cache
def _sentences() -> Mapping[str, str]:
    lines = files("letterkit.reports").joinpath("sentences.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return {code: told.strip() for code, told in pairs}


def _place(error: LetterkitError) -> str:
    place = error.file or ""
    if error.line is not None:
        place += f"{', ' if place else ''}строка {error.line}"
        place += f", столбец {error.column}" if error.column is not None else ""
    return place


def _evidence(value: object) -> str:
    """«какой суд вынес решение», «дата решения суда» of one kind of evidence or of several."""
    names = [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
    return ", ".join(f"«{EVIDENCE.get(str(name), name)}»" for name in names)


def _format_detail(value: object) -> str:
    if isinstance(value, Duty):
        return DUTIES[value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, str):
        return value if len(value) <= 120 else f"{value[:117]}…"
    if isinstance(value, Iterable):
        return ", ".join(_format_detail(item) for item in value)
    return "нет" if value is None else str(value)
