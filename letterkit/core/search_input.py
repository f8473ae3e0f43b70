"""What somebody has typed to look for, as much of it as a database bears to be asked at once."""

MOST_SIGNS = 1000
_MOST_WORDS = 20


def sought_words(typed: str) -> list[str]:
    """The words of ``typed``, the first twenty: nobody looks for more, and a query of thousands is refused."""
    return typed[:MOST_SIGNS].split()[:_MOST_WORDS]
