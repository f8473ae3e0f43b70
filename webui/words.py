"""Russian words that templates ask for by name."""

from flask import Flask

from letterkit.core import clock
from letterkit.reports import batch_words, field_words, office_words, register_words, template_words
from letterkit.reports.journal_words import INCOMING_WAYS, day, details_words, moment, short_hash
from letterkit.reports.metrics_words import quarter_words, short_quarter
from letterkit.reports.rule_words import CASE_FORMS, FINDING_FORMS, RULE_FORMS
from letterkit.reports.signature_words import period_words
from letterkit.reports.spans import ago_words, left_words
from letterkit.reports.wording import VERDICTS, plural
from webui.errors import capital


def teach(app: Flask) -> None:
    """Gives the templates of ``app`` the words for states, channels, spans of time and the journal."""
    app.jinja_env.filters["capitalize_first"] = capital
    app.jinja_env.globals.update(
        LETTER_STATES=office_words.LETTER_STATES,
        CHANNELS=office_words.CHANNELS,
        INCOMING_WAYS=INCOMING_WAYS,
        VERSION_REASONS=office_words.VERSION_REASONS,
        AUDIT_ACTIONS=office_words.AUDIT_ACTIONS,
        ago=lambda at: ago_words(clock.now() - at),
        ago_words=ago_words,
        details_words=details_words,
        day=day,
        moment=moment,
        short_hash=short_hash,
        verdicts={verdict.value: words for verdict, words in VERDICTS.items()},
        left_words=left_words,
        plural=plural,
        initials=initials,
        quarter_words=quarter_words,
        short_quarter=short_quarter,
        period_words=period_words,
        BATCH_STATES=batch_words.BATCH_STATES,
        BATCH_STAGES=batch_words.STAGES,
        ROW_STATES=batch_words.ROW_STATES,
        VERDICT_WORDS=batch_words.VERDICT_WORDS,
        ROW_FORMS=batch_words.ROW_FORMS,
        LETTER_FORMS=batch_words.LETTER_FORMS,
        BATCH_FORMS=batch_words.BATCH_FORMS,
        APPEAL_STATES=office_words.APPEAL_STATES,
        KINDS=office_words.KINDS,
        RESULTS=register_words.RESULTS,
        OUTCOMES=office_words.OUTCOMES,
        CALL_ENDS=office_words.CALL_ENDS,
        RECEPTION_ENDS=office_words.RECEPTION_ENDS,
        SOURCES=office_words.SOURCES,
        GROUNDS=office_words.GROUNDS,
        KEPT_STATES=template_words.KEPT_STATES,
        FIELD_TYPES=field_words.TYPES,
        CASE_FORMS=CASE_FORMS,
        RULE_FORMS=RULE_FORMS,
        FINDING_FORMS=FINDING_FORMS,
    )


def initials(full_name: str) -> str:
    """«ПА» of «Петрова Анна Сергеевна»."""
    return "".join(part[0] for part in full_name.split()[:2]).upper()
