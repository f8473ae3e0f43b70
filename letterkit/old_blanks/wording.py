"""What stands in a blank for a field: among other words, as paragraphs of its own, as a line that the blank lacked."""

import re
from collections.abc import Collection, Mapping, Sequence

from letterkit.old_blanks.found import NOTHING

_GAP = "____________"
_LISTS = frozenset({"organisation.lines", "organisation.address_lines", "addressee", "signer.post_lines", "executor"})
_ROWS = frozenset({"paragraphs", "attachments"})
_MAY_LACK = frozenset(f"organisation.{name}" for name in ("superior", "fax", "okpo", "ogrn", "inn_kpp"))
_LATER = frozenset({"date", "number", "incoming.number", "incoming.date", "copy_number"})
"""What a letter may not have yet: a line to write on is printed then."""
LABEL = re.compile(r"(?i)[,;]?\s*\b(?:факс|ОКПО|ОГРН|ИНН(?:\s*/\s*КПП)?)\.?[\s:№]*$")
"""What stands before a value and goes where there is none."""


def inline(field: str, words: str = "", label: str = "") -> str:
    """The mark of ``field`` among other words, in the place of ``words``; ``label`` goes with a value that lacks."""
    if field == NOTHING:
        return ""
    if field in _LISTS:
        return f"{{% for line in {field} %}}{{{{ line }}}}{{% if not loop.last %}}\n{{% endif %}}{{% endfor %}}"
    if field in _ROWS:
        return f"{{% for row in {field} %}}{{{{ row.text }}}}{{% if not loop.last %}}\n{{% endif %}}{{% endfor %}}"
    if field in _LATER:
        gap = words if set(words) == {"_"} else _GAP
        return f"{{% if {field} %}}{{{{ {field} }}}}" + (f"{{% else %}}{gap}{{% endif %}}" if words else "{% endif %}")
    if field in _MAY_LACK:
        return f"{{% if {field} %}}{label}{{{{ {field} }}}}{{% endif %}}"
    return f"{{{{ {field} }}}}"


def may_lack(field: str) -> bool:
    return field in _MAY_LACK


def block(field: str) -> Sequence[str] | None:
    """The paragraphs that stand for ``field`` alone, «*» where its words are, «+» where they keep with the next.

    None for a field that needs no paragraphs of its own.
    """
    if field == "paragraphs":
        loop = ["{%p if row.keep %}", "+", "{%p else %}", "*", "{%p endif %}"]
        return ["{%p for row in paragraphs %}", *loop, "{%p endfor %}"]
    return {
        "attachments": ["{%p for row in attachments %}", "*", "{%p endfor %}"],
        "title": ["{%p if title %}", "*", "{%p endif %}"],
        "organisation.superior": ["{%p if organisation.superior %}", "*", "{%p endif %}"],
        "restriction": ["{%p if restricted %}", "*", "{%p endif %}"],
    }.get(field)


def words_alone(field: str) -> str:
    """The words of ``field`` in the paragraphs of ``block``."""
    return "{{ row.text }}" if field in _ROWS else f"{{{{ {field} }}}}"


def fresh_lines(field: str, known: Collection[str]) -> Sequence[str]:
    """Lines for a blank that has no place for ``field``; what belongs beside it and is not ``known`` comes along."""
    gap = {name: inline(name, "_" * 12) for name in _LATER}
    beside: Mapping[str, tuple[str, str, str]] = {
        "date": (gap["date"], "number", f" №\u00a0{gap['number']}"),
        "incoming.number": (f"На №\u00a0{gap['incoming.number']}", "incoming.date", f" от {gap['incoming.date']}"),
        "signer.post_lines": (inline("signer.post_lines"), "signer.name", "\t{{ signer.name }}"),
    }
    if field in beside:
        said, other, more = beside[field]
        return [said if other in known else said + more]
    if field == "restriction":
        lines = ["{%p if restricted %}", "{{ restriction }}"]
        return [*lines, *([] if "copy_number" in known else fresh_lines("copy_number", known)), "{%p endif %}"]
    if (made := block(field)) is not None:
        return [words_alone(field) if line in "*+" else line for line in made]
    before = {
        "number": "№\u00a0", "incoming.date": "от ", "copy_number": "Экз. №\u00a0", "organisation.phone": "тел. ",
        "organisation.email": "e-mail: ",
    }  # fmt: skip
    return [before.get(field, "") + inline(field, "_" * 12 if field in _LATER else "")]
