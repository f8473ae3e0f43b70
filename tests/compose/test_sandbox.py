import time

import pytest

from letterkit.compose.bounds import MOST_ROWS
from letterkit.compose.ledger import opened_ledger
from letterkit.compose.sandbox import run
from letterkit.core.errors import TemplateError


def rendered(source: str, **context: object) -> str:
    with opened_ledger() as ledger:
        return ledger.open_marks(run(source, context, file="t.md"))


def fault(source: str, **context: object) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        rendered(source, **context)
    return caught.value


@pytest.mark.parametrize(
    "source",
    [
        "{{ x.__class__.__mro__ }}",
        "{{ x['__class__'] }}",
        "{{ x.upper() }}",
        "{{ ''.join }}",
        "{% set x = x ~ x %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% import 'os' as os %}",
        "{% include 'secret.txt' %}",
        "{% extends 'base' %}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ cycler }}",
        "{{ lipsum }}",
        "{{ self }}",
        "{{ x | attr('__class__') }}",
        "{{ x | map('upper') }}",
        "{% for a in xs recursive %}{{ loop(xs) }}{% endfor %}",
        "{% for a in xs %}{% for b in xs %}{% for c in xs %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ _seal }}",
        "{{ 5 | _seal('a', 1) }}",
    ],
)
def test_what_has_no_place_in_a_letter_is_refused_at_once(source: str) -> None:
    began = time.process_time()  # of this process alone, whatever else the machine does
    error = fault(source, x="слово", xs=("а",))
    assert error.code in {"template.forbidden", "template.unknown-field", "template.syntax", "template.not-text"}
    assert time.process_time() - began < 1


def test_a_loop_goes_over_lists_only_and_not_without_end() -> None:
    assert fault("{% for c in x %}{{ c }}{% endfor %}", x="буквы").code == "template.not-a-list"
    assert fault("{% for c in x %}{{ c }}{% endfor %}", x=("а",) * (MOST_ROWS + 1)).code == "template.too-large"
    many = ("а",) * 500
    assert fault("{% for a in x %}{% for b in x %}{{ b }}{% endfor %}{% endfor %}", x=many).code == "template.too-large"


def test_an_unknown_name_is_told_with_its_line() -> None:
    error = fault("раз\nдва {{ zzz.phone }}")
    assert (error.code, error.line, error.file) == ("template.unknown-field", 2, "t.md")
    assert "zzz" in str(error.details["name"])
    assert fault("{{ zzz }}").details["name"] == "zzz"
    assert fault("{{ zzz | dative }}").code == "template.unknown-field"
    assert fault("{{ x.nothing }}", x={"a": "1"}).details["name"] == "x.nothing"


def test_none_is_never_printed() -> None:
    error = fault("{{ date }}", date=None)
    assert (error.code, error.details["name"]) == ("template.empty-value", "date")
    assert fault("{{ 'до ' ~ date }}", date=None).code == "template.empty-value"
    assert fault("{{ x }}", x=True).code == "template.not-text"
    assert fault("{{ x }}", x=("а", "б")).code == "template.not-text"


def test_a_broken_template_is_told_with_its_line() -> None:
    error = fault("раз\n{% if x %}\nдва", x=1)
    assert error.code == "template.syntax"
    assert error.line is not None
    assert fault("{{ x | reverse }}", x="а").code == "template.syntax"


def test_a_filter_that_cannot_do_its_work_says_so() -> None:
    error = fault("{{ x | date_digits }}", x="когда-нибудь")
    assert (error.code, error.details["filter"], error.details["value"]) == (
        "template.filter",
        "date_digits",
        "когда-нибудь",
    )


def test_values_come_through_to_the_letter() -> None:
    value = "«Рога & Копыта» <филиал> {{ x }} {% if %} {_{ \"'"
    assert rendered("до {{ x }} после", x=value) == f"до {value} после"


def test_a_word_of_the_template_itself_never_gives_way_to_a_value_of_another_letter() -> None:
    for applicant in ("Иванова", "Петров"):
        with opened_ledger() as ledger:
            sealed = [
                run(source, {"x": applicant}, file="t.md") for source in ("{{ x }}", "{{ 'да' }} {{ 'в' ~ 'о' }}")
            ]
            assert [ledger.open_marks(each) for each in sealed] == [applicant, "да во"]
