"""No template reaches outside its letter, by any way that is known, and none takes more than a moment."""

import dataclasses
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from letterkit.checking.profile import load_profile
from letterkit.compose import ReplyText, compile_blank, compose
from letterkit.compose.catalogue import parse_reply
from letterkit.compose.fill import fill
from letterkit.compose.inspect import sentinels
from letterkit.core.case import CaseCard
from letterkit.core.errors import LetterkitError, TemplateError
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.inspection import file_remarks
from letterkit.office.content.lint import lint_reply
from letterkit.reports.wording import sentence
from letterkit.tables.card import load_card

from .blanks import HOME, TAG, WORD, blank, corner, paragraph, run

LIMIT_S = 8.0  # of work: a busy machine is no fault of what is tested
LIMIT_BYTES = 150_000_000
HEAD = "---\nid: {id}\ntitle: О доме\noutcome: explained\n---\n"
X = "salutation"

# With X for a text that the letter has. What a real attack would say, and what it would be a part of.
ESCAPES = (
    "{{ X.__class__.__mro__[1].__subclasses__() }}",
    "{{ X['__class__']['__base__'] }}",
    "{{ X|attr('__class__') }}",
    "{{ X|attr('_'~'_class_'~'_') }}",
    "{{ X.__init__.__globals__['os'].popen('id').read() }}",
    "{{ ''.__class__ }}",
    "{{ 'а'.format(1) }}",
    "{{ '{0.__class__}'.format(X) }}",
    "{{ '{x.__class__}'.format_map({'x': X}) }}",
    "{{ X.join }}",
    "{{ '%s'|format(X.__class__) }}",
    "{{ '%s' % X }}",
    "{{ X|map(attribute='__class__')|list }}",
    "{{ X|selectattr('__class__') }}",
    "{{ [X]|groupby('__class__') }}",
    "{{ X|sort(attribute='__class__') }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ range.__class__ }}",
    "{{ dict.mro() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ super() }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages }}",
    "{{ url_for.__globals__ }}",
    "{{ g }}",
    "{{ loop.cycle('а') }}",
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ undefined_thing.__class__ }}",
    "{{ _seal }}",
    "{{ X|_seal('а', 1) }}",
    "{{ X|_text('а', 1) }}",
    "{{ true.__class__ }}",
    "{{ none.__class__ }}",
    "{{ 1.0.__class__ }}",
    "{{ (X,).__class__ }}",
    "{{ {'а': X} }}",
    "{{ X[0:1] }}",
    "{{ -X }}",
    "{{ X is callable }}",
    "{{ X is sameas X }}",
    "{% set y = X.__class__ %}",
    "{% set ns = namespace(x=1) %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call X() %}{% endcall %}",
    "{% filter upper %}а{% endfilter %}",
    "{% import 'os' as os %}",
    "{% from 'os' import popen %}",
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% block a %}{% endblock %}{{ self.a() }}",
    "{% with a = X.__class__ %}{% endwith %}",
    "{% autoescape false %}{{ X }}{% endautoescape %}",
    "{% do X.upper() %}",
    "{% for a in X.__class__.__mro__ %}{% endfor %}",
    "{% for a in range(10**9) %}{% endfor %}",
    "{% for a in X recursive %}{{ loop(a) }}{% endfor %}",
    "{% if X.__class__ %}да{% endif %}",
    "{% if X is defined and X.__class__.__name__ == 'str' %}да{% endif %}",
    "{{ X if X.__class__ else X }}",
)
GLUTTONS = (
    "{{ 'а' * 10**9 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ X * 1000000000 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ X|center(1000000000) }}",
    "{{ X|indent(1000000000) }}",
    "{{ X|replace('', X) }}",
    "{{ '1e999999999'|plural('а', 'б', 'в') }}",
    "{{ '1e999999999'|money }}",
    "{{ '1e-999999999'|money }}",
    "{{ 'nan'|plural('а', 'б', 'в') }}",
    "{{ " + "(" * 450 + "X" + ")" * 450 + " }}",
    "{{ X" + "|quote" * 150 + " }}",
    "{{ X" + " ~ X" * 400 + " }}",
    "{{ X" + " or X" * 180 + " }}",
    "{% if X %}" * 100 + "{{ X }}" + "{% endif %}" * 100,
    "{{ X }}" * 4000,
)


def given_to(source: str, name: str) -> str:
    return source.replace("X", name)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile(HOME / "rules" / "profile.yml")


@pytest.fixture(scope="module")
def card() -> CaseCard:
    card = load_card(HOME / "templates" / "samples" / "demo.yml")
    return dataclasses.replace(card, reply=dataclasses.replace(card.reply, fields={}, outcome=None, due_date=None))


def reply_of(source: str) -> ReplyText:
    return parse_reply(HEAD.format(id="own") + "{{ opening }}\n\n" + given_to(source, "subject") + "\n", "own.md")


def refused(work: Callable[[], Any], *, weighed: bool = True) -> LetterkitError:
    """The refusal of ``work``, at once and, if ``weighed``, without taking the memory of the machine."""
    if weighed:  # takes three times as long
        tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(LetterkitError) as caught:
            work()
        assert time.process_time() - began < LIMIT_S
        assert tracemalloc.get_traced_memory()[1] < LIMIT_BYTES  # nought when not weighed
    finally:
        tracemalloc.stop()
    assert "непредвиденный" not in sentence(caught.value)
    return caught.value


@pytest.mark.parametrize("source", [*ESCAPES, *GLUTTONS], ids=lambda source: source[:40])
def test_a_reply_text_is_refused_at_once_when_checked_and_when_used(
    source: str, profile: Profile, card: CaseCard
) -> None:
    reply, base = reply_of(source), corner()
    fault = refused(lambda: compose(card, reply, base, profile), weighed=source in GLUTTONS)
    assert isinstance(fault, TemplateError)
    assert fault.file == "own.md"
    refused(lambda: compose(card, reply, compile_blank(base), profile), weighed=False)
    assert any(remark.error.code.startswith("template.") for remark in lint_reply(reply, profile, base))


@pytest.mark.parametrize("source", [*ESCAPES, *GLUTTONS], ids=lambda source: source[:40])
def test_a_blank_is_refused_at_once_when_checked_and_when_used(source: str, profile: Profile) -> None:
    given = blank(paragraph(run(TAG)) + paragraph(run(given_to(source, X))))
    fault = refused(lambda: fill(given, sentinels()), weighed=source in GLUTTONS)
    assert isinstance(fault, TemplateError)
    assert fault.file == "бланк.docx"
    refused(lambda: compile_blank(given).fill(sentinels()), weighed=False)
    assert any(remark.error.code != "template.failed" for remark in file_remarks(given, profile))


def test_a_long_text_in_loops_over_long_lists_is_cut_short(profile: Profile, card: CaseCard) -> None:
    reply = reply_of("{% for a in questions %}{% for b in questions %}" + "слово " * 3000 + "{% endfor %}{% endfor %}")
    many = tuple(f"Вопрос {number}?" for number in range(500))
    asked = dataclasses.replace(card, appeal=dataclasses.replace(card.appeal, questions=many))
    assert refused(lambda: compose(asked, reply, corner(), profile)).code == "template.too-large"


def test_a_long_value_printed_again_and_again_is_cut_short(profile: Profile, card: CaseCard) -> None:
    reply = reply_of("{% for a in questions %}{{ body }}{% endfor %}")
    many = tuple(f"Вопрос {number}?" for number in range(500))
    asked = dataclasses.replace(
        card,
        appeal=dataclasses.replace(card.appeal, questions=many),
        reply=dataclasses.replace(card.reply, body="слово " * 3000),
    )
    assert refused(lambda: compose(asked, reply, corner(), profile)).code == "template.too-large"


@pytest.mark.parametrize("signs", ["\uf8f00\uf8f1", "\uf8f099999\uf8f1", "\uf8f0", "\uf8f1"])
def test_signs_that_seal_values_are_refused_in_a_text(signs: str, profile: Profile, card: CaseCard) -> None:
    fault = refused(lambda: compose(card, reply_of(signs), corner(), profile))
    assert (fault.code, fault.line) == ("template.sealing-sign", 8)


def test_a_number_too_large_for_a_letter_is_refused_in_the_card(profile: Profile, card: CaseCard) -> None:
    head = HEAD.format(id="own").replace("outcome", "fields:\n  sum: {label: Сумма, type: money}\noutcome")
    reply = parse_reply(head + "{{ opening }}\n\nСумма {{ sum | money }}.\n", "own.md")
    for number in ("1e99999999", "-1e99999999", "1e-99999999", "nan", "inf", "9" * 40):
        asked = dataclasses.replace(card, reply=dataclasses.replace(card.reply, fields={"sum": number}))
        assert refused(lambda asked=asked: compose(asked, reply, corner(), profile)).code == "card.bad-field"


def test_an_honest_blank_beside_all_these_is_filled() -> None:
    assert WORD in fill(blank(), sentinels()).text
