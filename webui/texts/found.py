"""What the editor of a text is told while somebody writes: findings at their places, and the marks in words."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from letterkit.checks.rule_book import RuleBook
from letterkit.compose import ReplyText
from letterkit.core.errors import LetterkitError
from letterkit.core.finding import Level
from letterkit.office.content.rehearsal import Rehearsal, SampleFault, SampleFinding
from letterkit.office.content.samples import Sample
from letterkit.reports.mends import describe_words, verb
from letterkit.reports.tag_words import MARK, NAMES, short_label
from letterkit.reports.tag_words import describe_mark as mark_told
from letterkit.reports.template_words import kind_words
from letterkit.reports.wording import plural, sentence
from letterkit.standard_replies.evidence import evidence_fault
from webui.errors import capital
from webui.rules.links import rule_href
from webui.texts.typed import TypedReply

Object = dict[str, Any]
_UNPROVED: Object = {"level": Level.WARNING.value, "where_words": "поля"}
_PLAIN = {
    "template.syntax": "Условие или перечень стоит без своего начала или конца, или поле вписано не из меню: "
    "посмотрите на отмеченное место.",
    "template.internal-field": "Поле «{name}» – заметка для карточки и не печатается, а в тексте оно стоит: "
    "уберите его из текста.",
    "template.empty-value": "Поле «{name}» бывает пустым, а текст его печатает: поставьте его внутрь условия "
    "или отметьте «нужно заполнить».",
    "template.not-text": "Поле «{name}» состоит из нескольких значений: вставьте его из меню «Перечень».",
    "blank.value-lost": "«{label}» ({value}) в письмо не попадает: вставьте это поле в текст и там, где условие не "
    "выполняется.",
}
"""Faults of a text that its writer, who sees no braces, mends otherwise than whoever writes a file."""
_LEVELS = {
    Level.ERROR: ("ошибка", "ошибки", "ошибок"),
    Level.WARNING: ("предупреждение", "предупреждения", "предупреждений"),
    Level.ADVICE: ("совет", "совета", "советов"),
}


def found_object(typed: TypedReply, reply: ReplyText, rehearsed: Rehearsal, book: RuleBook, seq: int = 0) -> Object:
    """Findings in the order of the text: why somebody gets no letter first, what the fields do not prove last."""
    told_: list[Object] = [_stop_object(each, len(rehearsed.tried), typed.labels) for each in rehearsed.stopped]
    letters = sum(each.checked is not None for each in rehearsed.tried)
    told_ += [_finding_object(each, letters, book) for each in rehearsed.seen]
    if (fault := evidence_fault(reply)) is not None:
        words = fault_words(fault, typed.labels)
        told_.append({**_stop_object(SampleFault(fault), 0, typed.labels), **_UNPROVED, "message": words})
    return _result_object(typed, told_, seq)


def seen_words(rehearsed: Rehearsal) -> list[tuple[str, str]]:
    """The level and the words of each finding in the letters of a text, with those whose letters have it."""
    letters = sum(each.checked is not None for each in rehearsed.tried)
    told_ = []
    for each in rehearsed.seen:
        fields = each.span.fields if each.span else ()
        where = _where(each, fields, _for_whom(each.samples, letters))
        told_.append((each.finding.level.value, f"{each.finding.message} ({where})"))
    return told_


def refused_object(typed: TypedReply, fault: LetterkitError, seq: int = 0) -> Object:
    """The description itself is not in order yet."""
    told_ = {"error": head_words(fault), "verdict": "fix", "verdict_words": "Описание не готово"}
    return {**_result_object(typed, [], seq), **told_}


def marks_object(typed: TypedReply) -> dict[str, dict[str, str]]:
    """Each mark of the text and the title in words."""
    labels = typed.labels
    marks = {match[0] for text in (typed.source, typed.values.get("title", "")) for match in MARK.finditer(text)}
    said = {mark: mark_told(mark, labels) for mark in marks}
    return {mark: {"kind": each.kind.value, "words": each.words} for mark, each in said.items()}


def head_words(fault: LetterkitError) -> str:
    """What is wrong with the description, without the name of a file that the writer has never seen."""
    key = str(fault.details.get("key", ""))
    known = {
        "title": "Заголовок письма",
        "name": "Название в списках",
        "purpose": "Когда выбирать",
        "clause": "Пункт Порядка",
        "due_days": "Срок",
    }
    if fault.code == "data.missing-key" and key in known:
        return f"Заполните «{known[key]}»."
    if key.endswith(".label"):
        return "У одного из полей нет подписи: впишите её или уберите поле."
    if key in known:
        return f"«{known[key]}»: значение не подходит, исправьте его."
    return fault_words(fault, {})


def fault_words(fault: LetterkitError, labels: Mapping[str, str]) -> str:
    """What is wrong with a text, in the words of its editor: no file and line, no braces, fields by ``labels``."""
    name = str(fault.details.get("name", ""))
    shown = short_label(labels.get(name, "")) or name
    if fault.code in _PLAIN:
        label = _label_at(str(fault.details.get("key", "")), labels)
        return _PLAIN[fault.code].format(name=shown, label=label, value=fault.details.get("value", ""))
    bare = copy(fault)
    bare.file = bare.line = bare.column = None
    bare.details = {**fault.details, "name": shown} if name else {**fault.details}
    bare.details.pop("known", None)
    return capital(sentence(bare))


def _result_object(typed: TypedReply, findings: list[Object], seq: int) -> Object:
    for number, each in enumerate(findings, 1):
        each["n"] = number
    counts = {level: sum(each["level"] == level.value for each in findings) for level in Level}
    tally = ", ".join(plural(count, _LEVELS[level]) for level, count in counts.items() if count)
    return {
        "seq": seq,
        "verdict": "fix" if counts[Level.ERROR] else "ready",
        "verdict_words": "Есть ошибки" if counts[Level.ERROR] else "Ошибок нет",
        "tally": tally or "замечаний нет",
        "findings": findings,
        "marks": marks_object(typed),
        "error": None,
    }


def _finding_object(seen: SampleFinding, everyone: int, book: RuleBook) -> Object:
    finding = seen.finding
    clause = book.clauses.by_number.get(finding.clause or "")
    in_text = seen.where is not None and seen.span is not None
    fields = seen.span.fields if seen.span else ()
    return {
        "code": finding.code,
        "clause": finding.clause,
        "clause_title": clause.asks if clause else "",
        "rule_href": rule_href(finding.code),
        "level": finding.level.value,
        "message": finding.message,
        "advice": finding.advice,
        "excerpt": finding.excerpt,
        "start": seen.span.start if in_text and seen.span else None,
        "end": seen.span.end if in_text and seen.span else None,
        "where": seen.where,
        "where_words": _where(seen, fields, _for_whom(seen.samples, everyone)),
        "suggestions": list(seen.suggestions) if in_text else [],
        "mends": [_mend(words, finding.excerpt) for words in seen.suggestions] if in_text else [],
        "verb": verb(finding),
        "safe": finding.safe and bool(seen.suggestions) and in_text,
    }


def _where(seen: SampleFinding, fields: tuple[str, ...], whom: str) -> str:
    place = "в заголовке" if seen.where == "title" else "слова из поля" if fields else "" if seen.span else "вне текста"
    return ", ".join(filter(None, (whom, place)))


def _stop_object(stopped: SampleFault, everyone: int, labels: Mapping[str, str]) -> Object:
    whom = _for_whom(stopped.samples, everyone) if stopped.samples else "у всех"
    return {
        "code": stopped.fault.code,
        "clause": None,
        "clause_title": "",
        "rule_href": None,
        "level": Level.ERROR.value,
        "message": f"Письмо не составить: {fault_words(stopped.fault, labels)}",
        "advice": "",
        "excerpt": "",
        "start": stopped.span.start if stopped.span else None,
        "end": stopped.span.end if stopped.span else None,
        "where": "text",
        "where_words": whom,
        "suggestions": [],
        "mends": [],
        "verb": "",
        "safe": False,
    }


def _label_at(path: str, labels: Mapping[str, str]) -> str:
    """What a place of the card, «reply.fields.answers.1» or «reply.body.0», is called in the editor."""
    parts = [part for part in path.split(".") if not part.isdigit()]
    if parts[:2] == ["reply", "fields"] and len(parts) > 2:
        return short_label(labels.get(parts[2], "")) or parts[2]
    return NAMES.get(".".join(parts)) or NAMES.get(parts[-1], "")


def _for_whom(people: tuple[Sample, ...], everyone: int) -> str:
    return "у всех" if len(people) == everyone else f"у кого: {kind_words(people)}"


def _mend(words: str, excerpt: str) -> Object:
    mend = describe_words(words, excerpt)
    return {"words": mend.words, "before": mend.before, "after": mend.after, "note": mend.note, "told": str(mend)}
