"""Letters of a word that changes its ending: capitals and ё stay as the writer had them."""

from os.path import commonprefix


def without_yo(text: str) -> str:
    """``text`` with е in the place of ё."""
    return text.replace("ё", "е").replace("Ё", "Е")


def keep_yo(given: str, dictionary_word: str, form: str) -> str:
    """``form`` of ``dictionary_word``, spelt with the е or ё that ``given`` (the same word) has in the part that stays."""
    stays = len(commonprefix((dictionary_word, form)))
    return given[:stays] + form[stays:]


def keep_capitals(given: str, form: str) -> str:
    """``form`` (lower case) with the capitals of ``given``: «ИВАНОВ» + «иванова» → «ИВАНОВА»."""
    if given.islower():
        return form
    low = given.lower()
    stays = len(commonprefix((low, form)))
    rest = form[stays:]
    if stays == 0 and given[:1].isupper():
        rest = rest[:1].upper() + rest[1:]
    letters = [letter for letter in given if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        rest = rest.upper()
    return given[:stays] + rest
