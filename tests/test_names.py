"""Names are the field's terms or plain words: what a newcomer cannot guess, the glossary says."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("letterkit", "webui", "bench")
_TABLE_TERM = re.compile(r"^\| ([^|]+) \|", re.MULTILINE)
_PLAIN = re.compile(r"^## Plain words$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
# Participles of strong verbs; those that are verbs or nouns too («read», «set», «cut») may name a function.
_STRONG = frozenset(
    "begun begot bitten blown borne bought bound broken brought built caught chosen done drawn driven eaten "
    "fallen felt forgotten found frozen given gone grown heard held hidden kept known laid left lost made meant "
    "met paid parted risen said seen sent shaken shown sold sought spent spoken stolen struck stuck sunk sworn "
    "taken taught thought thrown told torn understood withdrawn won worn wound woven written".split()
)
_ONE_WORD = re.compile(r"_*[A-Z][a-z]+")
_PROPERTIES = frozenset({"property", "cached_property", "setter"})
_NOUNS_IN_ED = frozenset("deed embed exceed feed indeed need proceed seed shed speed".split())


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "node_modules" not in path.parts and "versions" not in path.parts:
                yield path.relative_to(ROOT)


def glossary() -> frozenset[str]:
    """Every word of the glossary's terms and of its plain words, in small letters."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    plain = _PLAIN.search(text)
    told = [*_TABLE_TERM.findall(text), plain[1] if plain else ""]
    return frozenset(word for each in told for word in re.findall(r"[a-z0-9]+", each.lower()))


def test_a_module_is_named_by_words_that_the_glossary_knows() -> None:
    known = glossary() | sys.stdlib_module_names
    strange = {
        f"{path}: {word}"
        for path in modules()
        for part in path.with_suffix("").parts
        for word in part.strip("_").split("_")
        if word and word not in known and word.rstrip("s") not in known
    }
    assert strange == set(), "name it by a term of the field, or say in docs/glossary.md what the word means"


def test_no_function_is_a_bare_participle() -> None:
    bare = {f"{path}: {name}" for path in modules() for name in functions(path) if is_participle(name.strip("_"))}
    assert bare == set(), "a function is a verb, or the noun of what it returns"


def test_no_method_is_a_bare_participle() -> None:
    bare = {
        f"{path}: {each.name}.{method.name}"
        for path in modules()
        for each in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(each, ast.ClassDef)
        for method in each.body
        if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))
        if not (is_property(method) or is_view(method)) and is_participle(method.name.strip("_"))
    }
    assert bare == set(), "a method is a verb, or the noun of what it returns; a state may be a property"


def test_no_class_is_named_by_a_bare_participle() -> None:
    bare = {
        f"{path}: {each.name}"
        for path in modules()
        for each in ast.parse((ROOT / path).read_text("utf-8")).body
        if isinstance(each, ast.ClassDef) and _ONE_WORD.fullmatch(each.name)
        if is_participle(each.name.strip("_").lower())
    }
    assert bare == set(), "a class is named by the thing that it is: RowFilter, not Wanted"


def functions(path: Path) -> Iterator[str]:
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not is_view(node):
            yield node.name


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a page is called by this name: ``letters.saved`` is an endpoint."""
    return any("blueprint" in ast.unparse(each) for each in node.decorator_list)


def is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(each).rpartition(".")[2] in _PROPERTIES for each in node.decorator_list)


def is_participle(name: str) -> bool:
    return name in _STRONG or (name.endswith("ed") and "_" not in name and name not in _NOUNS_IN_ED)
