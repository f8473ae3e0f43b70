from pathlib import Path

import pytest

from letterkit.checking.profile import load_profile
from letterkit.core.errors import ProfileError
from letterkit.core.people import Case

PROFILE = Path(__file__).resolve().parents[2] / "rules" / "profile.yml"


def test_the_profile_of_the_ministry_is_whole() -> None:
    profile = load_profile(PROFILE)
    assert set(profile.body.names) == set(Case)
    assert profile.body.names[Case.DATIVE] == "министерству строительства Сахалинской области"
    assert profile.body.email == "minstroy@sakhalin.gov.ru"
    assert profile.signers[0].name == "И.О. Фамильев"
    assert profile.packs == ("order-2024", "gost-2025", "language")
    assert profile.limits["redirect_days"] == 7
    assert profile.body.okpo is None


def test_the_names_of_the_body_agree_with_the_language() -> None:
    from letterkit.russian.inflect import inflect

    names = load_profile(PROFILE).body.names
    for case in Case:
        assert inflect(names[Case.NOMINATIVE], case) == names[case]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("    genitive:", "    genetive:", "data.unknown-key", "body.names.genetive"),
        ("weekend: preceding", "weekend: never", "data.bad-value", "weekend"),
        ("  pages_wanted: 2 ", "  pages_wanted: мало ", "data.bad-value", "limits.pages_wanted"),
        ("blank: corner", "blank: corner\ncolour: red", "data.unknown-key", "colour"),
        ('number: "3.08-{n}/{yy}"', 'number: "3.08-/{yy}"', "data.bad-value", "texts"),
        ("id: first-deputy", "id: minister", "profile.signer-twice", None),
        ("packs: [", "packs: [[", "yaml.syntax", None),
    ],
)
def test_a_slip_in_the_profile_is_told_by_its_key(
    tmp_path: Path, old: str, new: str, code: str, key: str | None
) -> None:
    text = PROFILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "profile.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    assert caught.value.code == code
    assert caught.value.details.get("key") == key
    assert caught.value.file == str(path)


def _with(tmp_path: Path, old: str, new: str) -> Path:
    text = PROFILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "profile.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_reader_sets_the_limits_of_readability(tmp_path: Path) -> None:
    profile = load_profile(_with(tmp_path, "  schooling: 11", "  schooling: 9"))
    assert (profile.reader.schooling, profile.limits["sentence_words"]) == (9, 22)


def test_a_limit_of_the_profile_overrides_the_one_of_its_reader(tmp_path: Path) -> None:
    profile = load_profile(_with(tmp_path, "  # sentence_words: 30 ", "  sentence_words: 25 #"))
    assert (profile.limits["sentence_words"], profile.limits["sentence_words_most"]) == (25, 45)


@pytest.mark.parametrize("age", ["[65, 30]", "[30]", "[3, 65]"])
def test_ages_that_make_no_span_are_refused(tmp_path: Path, age: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(_with(tmp_path, "age: [30, 65]", f"age: {age}"))
    assert caught.value.code == "data.bad-value"
