"""The fast way to fill a blank has no opinion of its own: it gives the letter, or the refusal, that ``fill`` gives."""

import dataclasses
import io
import pickle
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from docx import Document
from hypothesis import event, given, settings
from hypothesis import strategies as st
from lxml import etree

from letterkit.compose import Blank, Catalogue, compose, fast
from letterkit.compose.fast import CompiledBlank, compile_blank
from letterkit.compose.fill import fill
from letterkit.compose.inspect import sentinels
from letterkit.compose.ledger import CLOSE, OPEN
from letterkit.compose.letter import clean_card, letter_context, with_defaults
from letterkit.compose.prose import ProseRow
from letterkit.core.case import Applicant, CaseCard
from letterkit.core.errors import TemplateError
from letterkit.core.people import Person
from letterkit.core.profile import Profile
from letterkit.ooxml import guard

from .conftest import HOME
from .test_fill import HOSTILE, context, patched

pytestmark = pytest.mark.slow

Outcome = tuple[str, object]
CLOSING = '<w:t xml:space="preserve">{{ closing }}</w:t>'
BLANKS = tuple(blank.id for blank in Catalogue(HOME / "templates").blanks())


def outcome(work: Callable[[Mapping[str, Any]], object], given: Mapping[str, Any]) -> Outcome:
    """What comes of ``work``: a letter, or all that is said of its refusal."""
    try:
        return "letter", work(given)
    except TemplateError as fault:
        return fault.code, (fault.file, fault.line, fault.column, fault.details)
    except ValueError as fault:
        return type(fault).__name__, str(fault)


def slow(blank: Blank) -> Callable[[Mapping[str, Any]], object]:
    return lambda given: fill(blank, given)


@pytest.fixture(scope="module")
def compiled(catalogue: Catalogue) -> Mapping[str, CompiledBlank]:
    return {blank.id: compile_blank(blank) for blank in catalogue.blanks()}


@pytest.fixture
def corner(catalogue: Catalogue) -> Blank:
    return catalogue.blank("corner")


@pytest.fixture
def warm(corner: Blank) -> CompiledBlank:
    """The corner blank after its first letter."""
    made = compile_blank(corner)
    made.fill(sentinels())
    return made


@pytest.fixture
def without_docxtpl(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        pytest.fail("the slow way was taken")

    monkeypatch.setattr(fast, "fill_sealed", refused)
    monkeypatch.setattr(fast, "fill", refused)


# --- the same letter


def test_the_second_letter_of_a_shape_does_without_docxtpl(warm: CompiledBlank, without_docxtpl: None) -> None:
    assert "щит-обращение" in warm.fill(sentinels()).text


def test_the_second_letter_of_a_shape_is_the_one_that_fill_makes(warm: CompiledBlank, corner: Blank) -> None:
    given = context(title=HOSTILE, salutation="Уважаемая Мария!", addressee=("раз\r\nдва", " три\tчетыре "))
    assert warm.fill(given) == fill(corner, given)
    assert warm.shapes == 1


def test_the_letter_opens_as_any_other(warm: CompiledBlank) -> None:
    docx = warm.fill(context(title=HOSTILE)).docx
    guard.inspect(docx, "письмо.docx")
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        body = etree.fromstring(archive.read("word/document.xml"))
    assert HOSTILE in "".join(body.itertext())


def test_nothing_of_one_letter_is_found_in_the_next(warm: CompiledBlank) -> None:
    warm.fill(context(title="О доме Иванова", addressee=("Иванову И.И.", "улица Ленина")))
    docx = warm.fill(context(title="О дворе", addressee=("Петрову П.П.", "улица Мира"))).docx
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        whole = b"".join(map(archive.read, archive.namelist())).decode("utf-8")
    assert "Петрову" in whole
    assert "Иванов" not in whole
    assert "Ленина" not in whole


# Signs that mean something to Jinja, docxtpl, XML, a regular expression or the ledger, among ordinary ones.
SIGNS = st.sampled_from([*"абвГД  .,«»№0123{}%#<>&\"'\\_$;\t\n\r\u0085\u2028😀", "None", "]]>", "{_{", "&amp;"])
UNFIT = st.sampled_from(["\a", "\x0b", "\x00", "\ufffe", "\ud83d", OPEN, CLOSE, f"{OPEN}0{CLOSE}"])
TEXTS = st.one_of(st.lists(SIGNS, max_size=12).map("".join), st.just(HOSTILE), st.just("длинно " * 400))
LINES = st.lists(TEXTS, max_size=4)
ROWS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["text", "item", "question"]), "keep": st.booleans(), "text": TEXTS}
)
CONTEXTS = st.fixed_dictionaries(
    {
        "organisation": st.fixed_dictionaries({
            "lines": LINES, "address_lines": LINES,
            **dict.fromkeys(("name", "superior", "phone", "fax", "email", "site", "okpo", "ogrn", "inn_kpp"), TEXTS),
        }),
        "incoming": st.fixed_dictionaries({"number": TEXTS, "date": TEXTS}),
        "signer": st.fixed_dictionaries({"post_lines": LINES, "name": TEXTS}),
        "restricted": st.booleans(),
        "addressee": LINES,
        "executor": LINES,
        "paragraphs": st.lists(ROWS, max_size=5),
        "attachments": st.lists(st.fixed_dictionaries({"first": st.booleans(), "text": TEXTS}), max_size=3),
        **dict.fromkeys(("date", "number", "restriction", "copy_number", "title", "salutation", "closing"), TEXTS),
    }
)  # fmt: skip


def of_one_shape(value: object, key: str = "") -> object:
    """``value`` with plain words instead of every text that is not empty: the same branches, nothing hostile."""
    if isinstance(value, str):
        return value if key == "kind" else value and "слово"
    if isinstance(value, Mapping):
        return {name: of_one_shape(one, name) for name, one in value.items()}
    return [of_one_shape(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("id", BLANKS)
@given(given_=CONTEXTS)
def test_any_values_give_what_fill_gives(
    compiled: Mapping[str, CompiledBlank], catalogue: Catalogue, id: str, given_: Mapping[str, Any]
) -> None:
    known, expected = compiled[id], outcome(slow(catalogue.blank(id)), given_)
    event(expected[0])
    assert outcome(known.fill, given_) == expected
    plain = of_one_shape(given_)
    assert isinstance(plain, Mapping)
    outcome(known.fill, plain)  # whatever became of the first letter, the shape is known now
    assert outcome(known.fill, given_) == expected
    assert known.why_not is None


@pytest.mark.parametrize("id", BLANKS)
@settings(max_examples=20, deadline=None)
@given(given_=CONTEXTS, key=st.sampled_from(["date", "title", "salutation", "closing"]), unfit=UNFIT)
def test_a_sign_that_no_letter_may_hold_gives_what_fill_gives(
    compiled: Mapping[str, CompiledBlank],
    catalogue: Catalogue,
    id: str,
    given_: Mapping[str, Any],
    key: str,
    unfit: str,
) -> None:
    given_ = {**given_, key: f"слово {unfit} слово"}
    expected = outcome(slow(catalogue.blank(id)), given_)
    assert expected[0] != "letter"
    outcome(compiled[id].fill, {**given_, key: "слово"})
    assert outcome(compiled[id].fill, given_) == expected


NAMES = st.text(st.sampled_from("АБВабвгд-ё"), min_size=1, max_size=12)
CARDS = st.fixed_dictionaries(
    {
        "surname": NAMES,
        "name": NAMES,
        "address": st.one_of(st.none(), TEXTS, st.tuples(TEXTS, UNFIT, TEXTS).map("".join)),
        "number": st.one_of(st.none(), TEXTS),
        "restricted": st.booleans(),
        "copy_number": st.one_of(st.none(), st.just("2")),
        "attachments": st.lists(TEXTS, max_size=3),
        "rows": st.lists(st.tuples(st.sampled_from(["text", "item", "question"]), TEXTS), max_size=6),
        "title": TEXTS,
    }
)


@pytest.mark.long
@pytest.mark.parametrize("id", BLANKS)
@settings(max_examples=30, deadline=None)
@given(drawn=CARDS)
def test_any_card_gives_what_fill_gives(
    compiled: Mapping[str, CompiledBlank],
    catalogue: Catalogue,
    profile: Profile,
    demo: CaseCard,
    id: str,
    drawn: Mapping[str, Any],
) -> None:
    person = Person(drawn["surname"], drawn["name"], None, demo.applicant.person.gender)  # type: ignore[union-attr]
    applicant = dataclasses.replace(demo.applicant, person=person, address=drawn["address"])
    assert isinstance(applicant, Applicant)
    plan = dataclasses.replace(
        demo.reply,
        restricted=drawn["restricted"],
        copy_number=drawn["copy_number"],
        attachments=tuple(drawn["attachments"]),
    )
    card = dataclasses.replace(demo, applicant=applicant, reply=plan, number=drawn["number"])
    whole = with_defaults(clean_card(card), profile)
    rows = [ProseRow(kind, text) for kind, text in drawn["rows"]]
    given_ = letter_context(whole, drawn["title"], rows, profile)
    expected = outcome(slow(catalogue.blank(id)), given_)
    event(expected[0])
    assert [outcome(compiled[id].fill, given_) for _ in range(2)] == [expected, expected]


# --- the same refusal, for the first letter of a shape and for a later one


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{ salutation }}", "Уважаемые граждане!", "blank.value-lost"),
        ("{{ salutation }}", "{{ salutation }} }}", "template.leftover"),
        ("{{ salutation }}", "{{ salutation }} None", "template.leftover"),
        ("{{ salutation }}", "Unde{{ salutation }}fined", "template.leftover"),
        ("{{ salutation }}", "{{ salutation }} {_{ date }_}", "template.leftover"),
        ("{{ salutation }}", "{{ salutation }} {{ phone }}", "template.unknown-field"),
        ("{{ salutation }}", "{{ salutation }} {{ salutation.upper() }}", "template.forbidden"),
        ("{{ salutation }}", "{{ salutation }} {{ addressee }}", "template.not-text"),
        ("{{ salutation }}", "{{ salutation }} {% for x in title %}{{ x }}{% endfor %}", "template.not-a-list"),
        ("{{ salutation }}", "{{ salutation }} {{ title | date_digits }}", "template.filter"),
        (CLOSING, "<w:t>С уважением,</w:t><!-- {{ closing }} -->", "blank.value-outside-text"),
        (CLOSING, '<w:t w:x="{{ closing }}">С уважением,</w:t>', "blank.value-outside-text"),
    ],
)
def test_a_bad_blank_is_refused_as_fill_refuses_it(corner: Blank, old: str, new: str, code: str) -> None:
    blank = patched(corner, old, new)
    made = compile_blank(blank)
    expected = outcome(slow(blank), sentinels())
    assert expected[0] == code
    assert [outcome(made.fill, sentinels()) for _ in range(2)] == [expected, expected]


@pytest.mark.parametrize("new", ["{{ salutation", "{% if date %}{{ salutation }}", "{{ salutation | reversed }}"])
def test_a_blank_that_fill_never_takes_is_not_compiled(corner: Blank, new: str) -> None:
    blank = patched(corner, "{{ salutation }}", new)
    assert outcome(lambda _: compile_blank(blank), {}) == outcome(slow(blank), sentinels())


@pytest.mark.parametrize(
    "changes",
    [
        {"salutation": None},
        {"salutation": ("а", "б")},
        {"salutation": True},
        {"addressee": "не список"},
        {"addressee": ["x"] * 1001},
        {"salutation": "колокол \a"},
        {"title": "полсимвола \ud83d"},
        {"closing": f"{OPEN}0{CLOSE}"},
        {"stray": "значение, о котором бланк не знает"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_bad_value_is_refused_though_the_shape_is_known(
    warm: CompiledBlank, corner: Blank, changes: Mapping[str, object]
) -> None:
    expected = outcome(slow(corner), context(**changes))
    assert expected[0] != "letter"
    assert outcome(warm.fill, context(**changes)) == expected


def test_a_value_missing_from_the_card_is_told_by_name(warm: CompiledBlank) -> None:
    given = {name: value for name, value in sentinels().items() if name != "salutation"}
    with pytest.raises(TemplateError) as caught:
        warm.fill(given)
    assert (caught.value.code, caught.value.details["name"]) == ("template.unknown-field", "salutation")


def test_a_value_lost_in_a_later_letter_is_missed(corner: Blank) -> None:
    blank = patched(corner, "{{ closing }}", "С уважением,")
    made = compile_blank(blank)
    assert made.fill(context(closing="")) == fill(blank, context(closing=""))
    assert made.shapes == 1
    with pytest.raises(TemplateError) as caught:
        made.fill(context(closing="Ваш"))
    assert (caught.value.code, caught.value.details["key"]) == ("blank.value-lost", "closing")


def test_a_value_that_only_the_properties_of_the_file_hold_is_lost_in_a_later_letter_too(corner: Blank) -> None:
    blank = patched(corner, "{{ title }}", "О деле")
    made = compile_blank(blank)
    made.fill(context(title="обращение"))  # a word of the salutation
    assert made.shapes == 1
    expected = outcome(slow(blank), context(title="О доме"))
    assert expected[0] == "blank.value-unseen"
    assert outcome(made.fill, context(title="О доме")) == expected


def test_a_value_that_is_part_of_a_printed_one_is_not_lost(corner: Blank) -> None:
    made = compile_blank(patched(corner, "{{ closing }}", "С уважением,"))
    for word in ("щит", "обращение"):
        assert made.fill(context(salutation=f"Уважаемый {word}", closing=word)).text.count(f"Уважаемый {word}") == 1


def test_a_blank_that_reads_as_marks_is_refused(corner: Blank) -> None:
    blank = patched(corner, "{{ closing }}", f"{{{{ closing }}}} {OPEN}0")
    for work in (compile_blank, lambda blank: fill(blank, sentinels())):
        with pytest.raises(TemplateError) as caught:
            work(blank)
        assert caught.value.code == "template.sealing-sign"


# --- what is left to fill()


def test_a_blank_that_cannot_print_the_trial_words_says_so_and_is_filled_all_the_same(corner: Blank) -> None:
    blank = patched(corner, "{{ restriction }}", "{{ restriction }} {{ nothing }}")
    made = compile_blank(blank)
    assert made.why_not == "template.unknown-field"
    ordinary = context(restricted=False, restriction="", copy_number="")
    assert made.fill(ordinary) == fill(blank, ordinary)
    assert outcome(made.fill, sentinels()) == outcome(slow(blank), sentinels())
    assert made.shapes == 0


def test_a_blank_without_properties_is_given_those_of_the_letter_and_not_the_time_of_its_making(corner: Blank) -> None:
    types = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'  # noqa: E501
    blank = patched(corner, types, "", "[Content_Types].xml")
    with zipfile.ZipFile(io.BytesIO(blank.data)) as archive:
        rels = archive.read("_rels/.rels").decode()
    core = next(each for each in rels.split("<Relationship ")[1:] if "core.xml" in each).split("/>")[0]
    blank = patched(blank, f"<Relationship {core}/>", "", "_rels/.rels")
    blank = dataclasses.replace(blank, data=_without(blank.data))
    made = compile_blank(blank)
    assert made.why_not is None
    assert made.fill(sentinels()) == fill(blank, sentinels())
    properties = Document(io.BytesIO(made.fill(sentinels()).docx)).core_properties
    assert (properties.title, properties.modified) == (sentinels()["title"], None)


def _without(docx: bytes, part: str = "docProps/core.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            if name != part:
                made.writestr(name, given.read(name))
    return out.getvalue()


FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1">'
    "<w:p><w:r><w:t>{{ closing }}</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def _with_footnotes(blank: Blank) -> Blank:
    """``blank`` that prints the closing in a footnote too."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    type_ = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    types = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    link = f'<Relationship Id="rId77" Type="{type_}" Target="footnotes.xml"/></Relationships>'
    blank = patched(blank, "</Types>", types, "[Content_Types].xml")
    blank = patched(blank, "</Relationships>", link, "word/_rels/document.xml.rels")
    out = io.BytesIO(blank.data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/footnotes.xml", FOOTNOTES)
    return dataclasses.replace(blank, data=out.getvalue())


def test_headers_and_footnotes_with_fields_are_filled_too(corner: Blank) -> None:
    blank = _with_footnotes(patched(corner, "</w:p>", "<w:r><w:t>{{ title }}</w:t></w:r></w:p>", "word/header1.xml"))
    made = compile_blank(blank)
    made.fill(sentinels())
    given = context(title=HOSTILE, closing="Ваш <M&M>")
    assert made.fill(given) == fill(blank, given)
    assert (made.shapes, made.why_not) == (1, None)


def test_footnotes_that_docxtpl_fills_once_a_section_are_left_to_fill(corner: Blank) -> None:
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
    blank = patched(_with_footnotes(corner), "<w:sectPr>", f"{section}<w:sectPr>")
    made = compile_blank(blank)
    for lines in (("а",), ("а", "б"), ("а", "б", "в")):
        given = context(addressee=lines)
        assert outcome(made.fill, given) == outcome(slow(blank), given)
    assert made.why_not == fast.VARIES


# --- in a batch


def test_a_letter_on_a_compiled_blank_is_the_letter_on_the_blank(
    demo: CaseCard, catalogue: Catalogue, profile: Profile, warm: CompiledBlank, corner: Blank
) -> None:
    reply = catalogue.reply("by_date")
    letters = [[compose(demo, reply, blank, profile) for _ in range(2)] for blank in (warm, corner)]
    assert letters[0] == letters[1]


def test_only_so_many_shapes_are_kept(corner: Blank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "MOST_SHAPES", 2)
    made = compile_blank(corner)
    for count in (1, 2, 3, 4, 1, 2):
        given = context(addressee=[f"строка {number}" for number in range(count)])
        assert made.fill(given) == fill(corner, given)
        assert made.shapes <= 2


def test_a_picture_of_the_blank_is_kept_once_for_all_shapes(corner: Blank) -> None:
    made = compile_blank(corner)
    for count in (1, 2, 3):
        made.fill(context(addressee=["строка"] * count))
    kept = [entry.packed for shape in made._shapes.values() for entry in shape.package.entries if entry.holed is None]
    assert len({id(packed) for packed in kept}) == len(kept) / 3


def test_threads_share_a_compiled_blank(corner: Blank) -> None:
    made = compile_blank(corner)
    letters = [
        context(title=f"О доме {number}", addressee=[f"строка {number}"] * (number % 3 + 1)) for number in range(60)
    ]
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(made.fill, letters))
    assert done == [fill(corner, each) for each in letters]
    assert made.shapes == 3


def test_another_process_gets_the_blank_and_compiles_it_anew(warm: CompiledBlank) -> None:
    sent = pickle.loads(pickle.dumps(warm))
    assert sent.shapes == 0
    assert sent.fill(sentinels()) == warm.fill(sentinels())
