"""A file of YAML that would fill the machine or break the reader is refused in one clear sentence, at every door."""

import itertools
import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letterkit.checks.own.edit import new_pack
from letterkit.cli.main import run
from letterkit.compose.catalogue import parse_reply
from letterkit.core.errors import CardError, LetterkitError, RequestError
from letterkit.datafile import parse_yaml
from letterkit.office.content import folders
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.wording import sentence_of
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.keeping_tables import KeptItem
from letterkit.tables.card import load_card, read_card
from webui.check.given import card_of_text

from .blanks import HOME

LIMIT_S = 20.0
LIMIT_BYTES = 60_000_000
LETTERS = "abcdefghij"
SIGNS = 30_000


def laughs(first: str, next_: str) -> str:
    """Ten lines, each of which repeats the one above it nine times."""
    lines = [f"a: &a {first}"]
    for above, name in itertools.pairwise(LETTERS):
        lines.append(f"{name}: &{name} " + next_.format(", ".join([f"*{above}"] * 9)))
    return "\n".join(lines) + "\n"


BOMBS = {
    "a billion laughs": (laughs("[х, х, х]", "[{}]"), "yaml.too-many"),
    "a billion merged": (laughs("{x: 1}", "{{<<: [{}]}}"), "yaml.too-many"),
    "a long word many times": (f"a: &a {'х' * 9000}\nb: [{', '.join(['*a'] * 9000)}]\n", "yaml.too-many"),
    "a list in itself": ("a: &a [*a]\n", "yaml.too-deep"),
    "a name given again within itself": ("a: &a x\nb: &a [*a]\n", "yaml.too-deep"),
    "brackets without end": ("a: " + "[" * 20_000, "yaml.too-deep"),
    "braces without end": ("a: " + "{a: " * 20_000, "yaml.too-deep"),
    "a staircase": ("".join(f"{' ' * depth}a:\n" for depth in range(200)), "yaml.too-deep"),
    "dashes without end": ("- " * 20_000, "yaml.too-deep"),
    "a huge file": ("a: " + "х" * 1_000_000, "yaml.too-long"),
    "very many values": ("a: [" + "х," * 21_000 + "]", "yaml.too-many"),
    "a key twice": ("id: один\nid: два\n", "yaml.syntax"),
    "huge values of one key": (f"id: {'х' * 20_000}\nid: {'у' * 20_000}\n", "yaml.syntax"),
    "an object of a program": ("a: !!python/object/apply:os.system [id]\n", "yaml.syntax"),
    "a word that is no yes": ("a: !!bool может быть\n", "yaml.syntax"),
    "an empty number": ('a: !!int ""\n', "yaml.syntax"),
    "a key that is a section": ("? {a: b}\n: в\n", "yaml.syntax"),
    "several files in one": ("a: б\n---\na: в\n", "yaml.syntax"),
}
ODD = {
    "a huge word": f"id: {'х' * SIGNS}\n",
    "a huge text": "id: |\n" + " х\n" * (SIGNS // 3),
    "a number of many digits": f"id: {'9' * SIGNS}\n",
    "a number in another base": f"id: 0x{'f' * SIGNS}\n",
    "a number of sixties": "%YAML 1.1\n---\nid: 1" + ":59" * 90_000,
    "bytes": 'id: !!binary "0YU="\n',
    "a set": "id: !!set {х, у}\n",
    "a list for a key": "? [a, b]\n: в\n",
    "nothing": "",
    "comments alone": "#\n" * (SIGNS // 2),
}
"""YAML that is right, and no card, text, profile or pack."""


def refusal(work: Callable[[], Any], *, weighed: bool = False) -> LetterkitError:
    """What ``work`` is refused with, soon and without much memory, in a sentence of Russian that people read."""
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
    said = sentence_of(caught.value)
    assert len(said) < 600
    assert "непредвиденный" not in said
    return caught.value


DOORS: dict[str, Callable[[str], object]] = {
    "a reply text": lambda text: KINDS[KeptKind.REPLY].parse(f"---\n{text}\n---\nТекст.\n".encode(), "own"),
    "the front matter alone": lambda text: parse_reply(f"---\n{text}\n---\nТекст.\n", "own.md"),
    "a profile": lambda text: KINDS[KeptKind.PROFILE].parse(text.encode(), "own"),
    "a pack of the body": lambda text: KINDS[KeptKind.PACK].parse(text.encode(), "own"),
    "a card": lambda text: read_card(text, "карточка.yml"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_at_every_door(bomb: str, door: str) -> None:
    text, code = BOMBS[bomb]
    if bomb == "several files in one" and door in ("a reply text", "the front matter alone"):
        return  # there the line «---» ends the front matter
    assert refusal(lambda: DOORS[door](text)).code == code


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("odd", ODD)
def test_what_is_right_as_yaml_and_senseless_is_refused_as_well(odd: str, door: str) -> None:
    fault = refusal(lambda: DOORS[door](ODD[odd]))
    assert fault.code.startswith(("data.", "file.", "profile.", "yaml.", "reply."))


@pytest.mark.long
@pytest.mark.parametrize("bomb", BOMBS)
def test_the_card_of_the_page_where_letters_are_checked_is_no_other(bomb: str) -> None:
    assert refusal(lambda: card_of_text(BOMBS[bomb][0]), weighed=True).code == BOMBS[bomb][1]


def test_the_first_value_too_many_is_told_with_its_line() -> None:
    fault = refusal(lambda: read_card(BOMBS["a billion laughs"][0], "карточка.yml"))
    assert isinstance(fault, CardError)
    assert (fault.file, fault.line) == ("карточка.yml", 5)
    assert "со звёздочкой" in sentence_of(fault)


def test_links_that_people_use_are_read_as_ever() -> None:
    text = "a: &who {name: Анна, post: эксперт}\nb: *who\nc: {<<: *who, post: начальник}\n"
    read = parse_yaml(text, file="f", error=CardError)
    assert (read["b"], read["c"]) == ({"name": "Анна", "post": "эксперт"}, {"name": "Анна", "post": "начальник"})


def test_a_number_of_a_document_keeps_all_its_digits_without_quotes() -> None:
    assert read_card("number: 12345678901234567890\n", "к.yml") == {"number": "12345678901234567890"}


@pytest.mark.parametrize("bomb", ["a billion laughs", "brackets without end", "a key twice", "a huge file"])
def test_letterkit_draft_says_one_line_and_writes_nothing(
    bomb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = tmp_path / "карточка.yml"
    card.write_text(BOMBS[bomb][0], encoding="utf-8")
    refusal(lambda: load_card(card))
    out = tmp_path / "письмо"
    assert run(["draft", str(card), "--reply", "redirect", "-o", str(out)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "карточка.yml" in line
    assert not out.exists()


@pytest.mark.parametrize("bomb", ["a billion laughs", "a list in itself", "a key twice"])
def test_a_folder_with_a_bomb_in_it_is_not_taken_in_by_half(bomb: str, database: Database, tmp_path: Path) -> None:
    files, folder = FileStore(tmp_path / "files"), tmp_path / "folder"
    folder.mkdir()
    good = (HOME / "templates" / "replies" / "redirect.md").read_bytes()
    bad = f"---\n{BOMBS[bomb][0]}---\nТекст.\n".encode()
    kept = [
        {
            "kind": "reply", "slug": slug, "live": 1, "created": "2024-06-05T10:00:00Z",
            "versions": [{"number": 1, "made": "2024-06-05T10:00:00Z"}],
        }
        for slug in ("redirect", "own")
    ]  # fmt: skip
    for slug, content in (("redirect", good), ("own", bad)):
        place = folder / "versions" / "reply" / slug
        place.mkdir(parents=True)
        (place / "0001.md").write_bytes(content)
    index = folder / folders.INDEX
    index.write_text(json.dumps({"kept": kept}), encoding="utf-8")
    assert refusal(lambda: folders.read_back(database, files, None, folder)).code == BOMBS[bomb][1]
    index.write_text(BOMBS[bomb][0], encoding="utf-8")
    assert isinstance(refusal(lambda: folders.read_back(database, files, None, folder)), RequestError)
    with database.reading() as session:
        assert session.query(KeptItem).count() == 0
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_an_honest_pack_passes_the_same_door() -> None:
    assert KINDS[KeptKind.PACK].parse(new_pack("own", "Свой набор").encode(), "own")
