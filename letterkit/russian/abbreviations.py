"""What addresses, acts and measures shorten words to, and the months: one table, from which all patterns are made.

In small letters, without the full stop.
"""

from collections.abc import Iterable

STREETS = tuple("ул пр пр-т пр-кт пр-д просп пер пл б-р бул бульв наб ш мкр".split())
TOWNS = tuple("г гор с п пос пгт дер д".split())
REGIONS = tuple("обл р-н".split())
HOUSES = tuple("д корп стр кв оф каб".split())
OF_PLACES = tuple(each for each in (*STREETS, *TOWNS, *REGIONS) if len(each) > 1)
"""Those that are nothing else: «с», «г», «д», «п» and «ш» are words, initials and marks too."""
MONTHS = tuple("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split())
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def alternatives(*groups: Iterable[str]) -> str:
    """A pattern of any of the words of ``groups``, the longest first: «(?:просп|пр-т|пр)»."""
    words = {word for group in groups for word in group}
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"
