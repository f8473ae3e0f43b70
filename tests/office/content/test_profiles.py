"""The profile of a body is kept like a text: its comments stay, changes are named, faults have their field."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.compose import Catalogue
from letterkit.core.errors import ProfileError
from letterkit.core.finding import Level
from letterkit.datafile import parse_yaml
from letterkit.office.content.limits import LIMITS
from letterkit.office.content.profile_lint import profile_remarks
from letterkit.office.content.profile_text import rewritten
from letterkit.office.content.profiles import KeptProfile, profile_difference, profiles_beside, read_profile
from letterkit.reports.profile_words import LIMITS as LIMIT_WORDS
from letterkit.reports.template_words import change_words
from letterkit.reports.wording import sentence

from .bodies import COMMITTEE, OTHERS, ROADS, SHIPPED, TOWN, profile_of, shipped
from .conftest import HOME

Change = Callable[[dict[str, Any]], object]


def changed(*changes: Change) -> KeptProfile:
    """The shipped profile with some of its values changed."""
    values = shipped().values
    for change in changes:
        change(values)
    return read_profile(shipped().with_values(values).encode(), SHIPPED)


def put(path: str, value: object) -> Change:
    def change(values: dict[str, Any]) -> None:
        *steps, last = path.split(".")
        for step in steps:
            values = values[int(step)] if isinstance(values, list) else values[step]
        values[last] = value

    return change


def remarks(kept: KeptProfile, catalogue: Catalogue, *others: KeptProfile) -> list[tuple[str, str, str]]:
    found = profile_remarks(kept, catalogue, HOME.rules_dir, [each.profile for each in others])
    return [(each.error.code, str(each.error.details.get("field")), each.level.value) for each in found]


def test_the_shipped_profile_is_in_order(catalogue: Catalogue) -> None:
    assert remarks(shipped(), catalogue) == []


@pytest.mark.parametrize("told", OTHERS, ids=lambda told: told["id"])
def test_a_body_of_another_kind_is_in_order_too(told: dict[str, Any], catalogue: Catalogue) -> None:
    assert remarks(profile_of(told), catalogue, shipped()) == []


def test_the_same_values_leave_the_file_as_it_is() -> None:
    assert shipped().with_values(shipped().values) == shipped().source


def test_a_changed_value_changes_its_line_alone_and_keeps_the_comment_beside_it() -> None:
    before = shipped().source.splitlines()
    after = changed(put("limits.pages_wanted", 3)).source.splitlines()
    assert [(one, other) for one, other in zip(before, after, strict=True) if one != other] == [
        (
            "  pages_wanted: 2                 # больше – замечание",
            "  pages_wanted: 3                 # больше – замечание",
        )
    ]


def test_what_is_written_first_takes_the_place_of_the_comment_that_shows_it() -> None:
    source = changed(put("body.fax", "(4242) 00-00-01")).source
    assert "  fax: (4242) 00-00-01\n  # okpo:" in source
    assert "# fax" not in source


def test_what_is_taken_out_leaves_no_line() -> None:
    source = changed(lambda values: values["body"].pop("short_name")).source
    assert "short_name:" not in source
    assert "# Короткое имя для текста письма" in source  # comments are the clerk's


def test_a_file_laid_out_in_another_way_is_written_anew() -> None:
    values = shipped().values
    flow = "{id: minstroy-sakhalin, body: {phone: '1'}}"
    assert parse_yaml(rewritten(flow, values), file="x", error=ProfileError) == parse_yaml(
        shipped().source, file="x", error=ProfileError
    )


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


@given(
    phone=_WORDS,
    lines=st.lists(_WORDS, min_size=1, max_size=4),
    number=st.floats(0, 1000, allow_nan=False),
    signers=st.lists(st.tuples(_WORDS, st.lists(_WORDS, min_size=1, max_size=3)), min_size=1, max_size=4),
    closing=st.none() | _WORDS,
)
def test_whatever_is_typed_reads_back(
    phone: str, lines: list[str], number: float, signers: list[tuple[str, list[str]]], closing: str | None
) -> None:
    values = shipped().values
    values["body"] |= {"phone": phone, "fax": phone, "address_lines": lines}
    values["limits"]["passive_share"] = number
    values["signers"] = [{"id": f"s{at}", "post_lines": post, "name": name} for at, (name, post) in enumerate(signers)]
    values["texts"].pop("closing")
    if closing is not None:
        values["texts"]["closing"] = closing
    found = parse_yaml(rewritten(shipped().source, values), file="x", error=ProfileError)
    assert found == values


def test_a_profile_under_another_name_is_refused() -> None:
    with pytest.raises(ProfileError) as refused:
        read_profile(HOME.profile_path.read_bytes(), "other")
    assert (refused.value.code, refused.value.details["id"]) == ("profile.wrong-id", SHIPPED)


@pytest.mark.parametrize(
    ("path", "value", "code", "level"),
    [
        ("body.names.dative", "министерство строительства Сахалинской области", "profile.case-differs", "warning"),
        ("body.names.genitive", "министерства строительства", "profile.case-words", "warning"),
        ("body.letterhead_lines", ["МИНИСТЕРСТВО СПОРТА"], "profile.letterhead-name", "warning"),
        ("body.phone", "00-00-00", "profile.phone", "warning"),
        ("body.fax", "(4242) 00-00-0", "profile.phone", "warning"),
        ("body.email", "minstroy.sakhalin.gov.ru", "profile.email", "error"),
        ("body.site", "наш сайт", "profile.site", "error"),
        ("body.address_lines", ["г. Южно-Сахалинск"], "profile.postcode", "warning"),
        ("body.okpo", "123", "profile.register-digits", "warning"),
        ("body.inn_kpp", "123/1", "profile.inn-kpp", "warning"),
        ("signers.0.name", "Фамильев", "profile.signer-name", "error"),
        ("signers.1.name", "Иван Заместителев", "profile.signer-name", "error"),
        ("packs", ["order-2024", "gost-2025", "nothing"], "profile.no-pack", "error"),
        ("packs", ["order-2024", "gost-2025", "gost-2016"], "profile.layout-packs", "warning"),
        ("blank", "round", "profile.no-blank", "error"),
        ("blank", "corner-2016", "profile.blank-pack", "warning"),
        ("texts.closing", "С уважением", "profile.closing", "warning"),
        ("texts.number", "3-{n}/{год}", "profile.number-mask", "error"),
        ("texts.greeting", "Привет", "profile.text-unknown", "warning"),
        ("limits.review_days", 45.0, "profile.limit-bounds", "error"),
        ("limits.pages_wanted", 1.5, "profile.limit-whole", "error"),
        ("limits.pages_wanted", 6.0, "profile.limit-order", "error"),
        ("limits.coffee", 1.0, "profile.limit-unknown", "error"),
    ],
)
def test_each_fault_is_told_at_its_field(path: str, value: object, code: str, level: str, catalogue: Catalogue) -> None:
    field = path.rsplit(".", 1)[0] if path.startswith("signers") else path
    found = remarks(changed(put(path, value)), catalogue)
    assert (code, level) in [(each, its) for each, _, its in found]
    assert field in next(at for each, at, _ in found if each == code)


def test_a_line_of_the_blank_that_is_far_too_long_is_told_of(catalogue: Catalogue) -> None:
    lines = ["МИНИСТЕРСТВО СТРОИТЕЛЬСТВА САХАЛИНСКОЙ", "ОБЛАСТИ"]
    assert ("profile.line-long", "body.letterhead_lines", "warning") in remarks(
        changed(put("body.letterhead_lines", lines)), catalogue
    )


def test_a_limit_that_no_check_can_do_without_is_missed(catalogue: Catalogue) -> None:
    found = remarks(changed(lambda values: values["limits"].pop("pages_most")), catalogue)
    assert found == [("profile.limit-missing", "limits.pages_most", "error")]


def test_what_was_left_from_the_pattern_is_told_of(catalogue: Catalogue) -> None:
    kept = profile_of({**TOWN, "phone": shipped().profile.body.phone})
    assert remarks(kept, catalogue, shipped()) == [("profile.same-as-other", "body.phone", "warning")]


def test_every_remark_is_a_sentence_without_holes(catalogue: Catalogue) -> None:
    kept = changed(
        put("body.phone", "1"), put("limits.review_days", 45.0), put("packs", ["x"]), put("blank", "y"),
        put("texts.number", "{n}{"), put("signers.0.name", "я"), put("body.email", "я"),
    )  # fmt: skip
    for remark in profile_remarks(kept, catalogue, HOME.rules_dir, [shipped().profile]):
        assert "{" not in sentence(remark.error).replace("{n}{", "")
        assert isinstance(remark.level, Level)


def test_changes_are_told_by_the_names_that_people_know() -> None:
    new = changed(
        put("body.phone", "(4242) 11-11-11"),
        put("body.fax", "(4242) 22-22-22"),
        put("signers.0.name", "П.П. Новый"),
        put("limits.passive_share", 0.25),
        lambda values: values["signers"].reverse(),
    )
    difference = profile_difference(shipped(), new)
    assert sorted(change_words(change) for change in difference.changes) == [
        "доля страдательных глаголов: было «0,3», стало «0,25»",
        "подписант minister: имя: было «И.О. Фамильев», стало «П.П. Новый»",
        "порядок подписантов: было «minister, first-deputy», стало «first-deputy, minister»",
        "телефон: было «(4242) 00-00-00», стало «(4242) 11-11-11»",
        "факс: было «не указано», стало «(4242) 22-22-22»",
    ]
    assert not difference.is_breaking
    assert profile_difference(shipped(), shipped()).is_none


def test_every_limit_has_words_and_every_word_a_limit() -> None:
    assert list(LIMITS) == list(LIMIT_WORDS)


def test_the_limits_of_the_shipped_profile_are_those_that_there_are() -> None:
    given = set(shipped().part.limits)
    assert given == {name for name, bounds in LIMITS.items() if bounds.required}


def test_bodies_of_the_tests_differ_from_the_shipped_one() -> None:
    assert {COMMITTEE["name"], ROADS["name"]}.isdisjoint(shipped().profile.body.names.values())


def test_two_profiles_stand_side_by_side_with_their_signers_by_turn() -> None:
    one, other = profile_of(TOWN), profile_of(OTHERS[1])
    rows = {row.name: row for row in profiles_beside(one, other)}
    assert rows["body.names.genitive"].differs
    assert not rows["limits.pages_most"].differs
    assert (rows["signers.1.name"].one, rows["signers.1.name"].other) == tuple(
        each.profile.signers[0].name for each in (one, other)
    )
    assert [row for row in profiles_beside(one, one) if row.differs] == []
    body = {**one.values["body"], "fax": "(8172) 72-00-43"}
    added = read_profile(one.with_values({**one.values, "body": body}).encode(), TOWN["id"])
    [fax] = [row for row in profiles_beside(one, added) if row.differs]
    assert (fax.name, fax.one, fax.other) == ("body.fax", None, "(8172) 72-00-43")
    names = [row.name for row in profiles_beside(one, added)]
    assert names[names.index("body.fax") - 1].startswith("body.")
