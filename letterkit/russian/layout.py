"""The Russian keyboard (ЙЦУКЕН) and the Latin one (QWERTY) on the same keys."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LATIN_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = dict(zip(_LATIN + _LATIN_SHIFTED, _RUSSIAN + _RUSSIAN.upper(), strict=True))


def in_russian(typed: str) -> str | None:
    """What the keys of ``typed`` give with the Russian layout on («cnhjrf» → «строка»); None for other signs."""
    if not all(sign in _TO_RUSSIAN for sign in typed):
        return None
    return "".join(_TO_RUSSIAN[sign] for sign in typed)
