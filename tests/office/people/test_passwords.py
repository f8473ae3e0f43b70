"""What makes a password too weak, and how it is kept."""

import unicodedata

import pytest

from letterkit.core.errors import RequestError
from letterkit.office.people import passwords
from letterkit.office.people.password_rules import PasswordRules, demand_strong
from letterkit.office.people.passwords import hash_of, is_dated, matches, temporary_password
from letterkit.reports.wording import sentence

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("короткий1", "person.short-password"),
        ("а" * 129, "person.long-password"),
        ("qwertyuiop", "person.weak-password"),
        ("ПАРОЛЬ12345", "person.weak-password"),
        ("ababababababab", "person.weak-password"),
        ("1q2w3e4r5t6y", "person.weak-password"),
        ("zaq12wsxcde3", "person.weak-password"),
        ("йцукен01.02.1985", "person.weak-password"),
        ("P@ssw0rd2026", "person.weak-password"),
        ("чайчайчайчай", "person.weak-password"),
        ("petrova.anna", "person.password-has-name"),
        ("чайник-Petrova-у-окна", "person.password-has-name"),
        ("обРАЗцова у окна", "person.password-has-name"),
    ],
)
def test_what_is_easy_to_guess_is_refused(password: str, code: str) -> None:
    with pytest.raises(RequestError) as caught:
        demand_strong(password, "petrova.anna", "Образцова", "Анна")
    assert caught.value.code == code


def test_a_short_password_is_told_how_many_signs_it_lacks() -> None:
    with pytest.raises(RequestError) as caught:
        demand_strong("мост-река-ель", "petrova.anna", rules=PasswordRules(least=16))
    assert sentence(caught.value).startswith("Пароль короткий: добавьте знаков – ещё 3 (нужно не меньше 16).")


@pytest.mark.parametrize(
    "password", ["синий чайник у окна", "t7#kQp!2zLm9", "мост-река-ель", "корова-дерево", "проект рефератов"]
)
def test_what_is_hard_to_guess_is_taken(password: str) -> None:
    demand_strong(password, "petrova.anna")


def test_a_temporary_password_is_strong_and_never_the_same() -> None:
    made = {temporary_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        demand_strong(password, "petrova")


def test_a_password_is_kept_as_argon2id_and_recognised() -> None:
    hashed = hash_of("синий чайник у окна")
    assert hashed.startswith("$argon2id$")
    assert matches("синий чайник у окна", hashed)
    assert not matches("красный чайник у окна", hashed)


def test_the_same_letters_in_another_form_are_the_same_password() -> None:
    composed = unicodedata.normalize("NFC", "йодный ёжик")
    assert matches(unicodedata.normalize("NFD", composed), hash_of(composed))


def test_nobody_and_a_broken_hash_match_nothing() -> None:
    assert not matches("синий чайник у окна", None)
    assert not matches("синий чайник у окна", "not a hash")


def test_a_hash_of_less_effort_is_dated(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = hash_of("синий чайник у окна")
    assert not is_dated(hashed)
    monkeypatch.undo()
    assert is_dated(hashed)
    assert passwords.HASHER.memory_cost >= 64 * 1024
