from pathlib import Path

import pytest

from letterkit.core.errors import RuleError
from letterkit.language.lexicon import Lexicon, load_lexicon
from letterkit.language.ports import Match, Proofreader
from letterkit.language.suggest import suggestions


@pytest.fixture(scope="module")
def lexicon(rules: Path) -> Lexicon:
    return load_lexicon(rules)


def _found(proofreader: Proofreader, sentence: str) -> list[tuple[str, str, tuple[str, ...]]]:
    def shown(match: Match) -> tuple[str, str, tuple[str, ...]]:
        return match.code, sentence[match.start : match.end], match.replacements[:1]

    return [shown(match) for match in proofreader.matches(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Он будет учавствовать в собрании.", ("spelling.mistaken-word", "учавствовать", ("участвовать",))),
        ("Деньги предусмотренны бюджетом.", ("spelling.mistaken-word", "предусмотренны", ("предусмотрены",))),
        ("Установленно, что крыша течёт.", ("spelling.mistaken-word", "Установленно", ("Установлено",))),
        ("Дом, в котрой он живёт, старый.", ("spelling.word", "котрой", ("которой",))),
        ("Министерство Сахалинсой области ответило.", ("spelling.word", "Сахалинсой", ("Сахалинской",))),
        ("Он живёт в Южно-Сахалинсе давно.", ("spelling.word", "Южно-Сахалинсе", ("Южно-Сахалинске",))),
        ("Право на получение жиля есть.", ("spelling.word", "жиля", ("жилья",))),
        ("Работает спецалист отдела.", ("spelling.word", "спецалист", ("специалист",))),
    ],
)
def test_slips_are_found_and_mended(sentence: str, expected: tuple[object, ...], proofreader: Proofreader) -> None:
    assert expected in _found(proofreader, sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Проверить проводку н чердаке нужно до мая.", ("spelling.word", "н", ("на",))),
        ("Центр социальной по ддержки населения открыт.", ("spelling.word", "по ддержки", ("поддержки",))),
        ("Департамент транспор та города ответил.", ("spelling.word", "транспор та", ("транспорта",))),
        ("В обращении указано следующ ее лицо.", ("spelling.word", "следующ ее", ("следующее",))),
        ("Деньги за март перечисленны на счёт.", ("spelling.mistaken-word", "перечисленны", ("перечислены",))),
        ("Осмотр водворе проведён.", ("spelling.word", "водворе", ("во дворе",))),
        ("Аварийныйдом снесут.", ("spelling.word", "Аварийныйдом", ("Аварийный дом",))),
        ("Рассмотрев Ваеш обращение, сообщаем.", ("spelling.word", "Ваеш", ("Ваше",))),
        ("В ВВашей квитанции ошибки нет.", ("spelling.word", "ВВашей", ("Вашей",))),
        ("Жители дёревни обратились в отдел.", ("spelling.word", "дёревни", ("деревни",))),
        (
            "Телефон дежурно-жиспетчерской службы указан ниже.",
            ("spelling.word", "дежурно-жиспетчерской", ("дежурно-диспетчерской",)),
        ),
    ],
)
def test_slips_of_other_kinds_are_found(sentence: str, expected: tuple[object, ...], proofreader: Proofreader) -> None:
    assert expected in _found(proofreader, sentence)


@pytest.mark.parametrize(
    "text",
    [
        "Мамедову Эльдару Рустам оглы\nул. Горная, д. 17, кв. 6",
        "Соколов Игорь Павлович,\nглавный специалист отдела капитального ремонта,\n+7 (4242) 00-00-00",
        "ГКУ «Управление капстроя», р-н Тымовский, с. Арги-Паги, рч. Найба",
        "Документ подписан электронной подписью. Владелец Фамильев Игорь Олегович",
    ],
)
def test_names_and_marks_are_no_certain_slips(text: str, proofreader: Proofreader) -> None:
    assert proofreader.misspelt(text) == ()


def test_a_common_word_misspelt_in_a_mark_is_certain(proofreader: Proofreader) -> None:
    text = "главный специалщист тодела капитального ремонта"
    assert [(text[m.start : m.end], m.replacements[0]) for m in proofreader.misspelt(text)] == [
        ("специалщист", "специалист"),
        ("тодела", "отдела"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Совещание с замглавами округов прошло в столовой пункта приёма.",
        "Налог взыскан в случае неперечисления суммы в срок.",
        "Дом по подпункту е пункта 2 признан аварийным.",
        "Работы заняли 3 мес., подъезд открыт.",
        "Мост через реку Сусую открыт, у Сусуи стоит знак.",
        "Дневные рейсы идут полупустыми, автобусы низкопольные.",
        "В условиях коронавирусной инфекции приём ведут по записи.",
    ],
)
def test_new_and_rare_words_do_not_alarm(sentence: str, proofreader: Proofreader) -> None:
    assert [found for found in _found(proofreader, sentence) if found[0].startswith("spelling.")] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("обрашение", "обращение"),
        ("расмотрено", "рассмотрено"),
        ("министерстовм", "министерством"),
        ("плошадке", "площадке"),
        ("комунальных", "коммунальных"),
        ("рассмотренн", "рассмотрен"),
        ("расмотренн", "рассмотрен"),
        ("договру", "договору"),
        ("действителность", "действительность"),
        ("Застройшик", "Застройщик"),
        ("счечик", "счётчик"),
    ],
)
def test_the_likeliest_word_comes_first(wrong: str, right: str, lexicon: Lexicon) -> None:
    found = suggestions(wrong, lexicon)
    assert found[0].replace("ё", "е") == right.replace("ё", "е")
    assert len(found) <= 5


@pytest.mark.parametrize(
    "word", ["Поронайском", "ногликский", "эскроу", "детей-сирот", "дежурно-диспетчерской", "девятибалльной"]
)
def test_words_that_dictionaries_lack_are_known(word: str, lexicon: Lexicon) -> None:
    assert lexicon.knows(word)


@pytest.mark.parametrize("word", ["обрашение", "спецалисты", "плошадка-двор", "небудет", "рассмотренн"])
def test_slips_are_not_known(word: str, lexicon: Lexicon) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dictionary.txt", "Холмск\nэскроу счёт\n"),
        ("unlikely.txt", "жи ля\n"),
        ("mistaken.txt", "агенство\n"),
        ("mistaken.txt", "агенство =\n"),
    ],
)
def test_a_line_that_is_no_word_is_an_error_with_its_place(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    for other in ("dictionary.txt", "mistaken.txt", "unlikely.txt"):
        (tmp_path / "words" / other).write_text("", encoding="utf-8")
    (tmp_path / "words" / name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as fault:
        load_lexicon(tmp_path)
    assert (fault.value.code, fault.value.line) == ("words.bad-line", 2 if name == "dictionary.txt" else 1)


def test_the_lists_hold_no_word_twice_and_no_right_word_as_mistaken(rules: Path, lexicon: Lexicon) -> None:
    for name in ("dictionary.txt", "mistaken.txt", "unlikely.txt"):
        lines = [
            line.partition("#")[0].strip() for line in (rules / "words" / name).read_text(encoding="utf-8").splitlines()
        ]
        entries = [line.partition("=")[0].strip() for line in lines if line]
        assert sorted(entries) == sorted(set(entries))
        if name == "mistaken.txt":
            assert [entry for entry in entries if lexicon.is_house(entry)] == []


@pytest.mark.parametrize(
    ("sentence", "word", "mends"),
    [
        ("Сообщаем о капитальном рименте крыши.", "рименте", ("ремонте",)),
        ("Второй экземпляр договора тамхранится до вручения.", "тамхранится", ("там хранится",)),
    ],
)
def test_a_word_that_no_dictionary_has_is_asked_about(
    sentence: str, word: str, mends: tuple[str, ...], proofreader: Proofreader
) -> None:
    assert ("spelling.unknown-word", word, mends) in _found(proofreader, sentence)
