"""Letters of a word that changes its ending: capitals and ё stay as the writer had them."""


def without_yo(text: str) -> str:
    """``text`` with е in the place of ё."""
    return text.replace("ё", "е").replace("Ё", "Е")


def common_length(one: str, other: str) -> int:
    """How many letters the two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def keep_yo(given: str, dictionary_word: str, form: str) -> str:
    """``form`` of ``dictionary_word``; the part that stays has the е or ё of ``given`` (the same word)."""
    stays = common_length(dictionary_word, form)
    return given[:stays] + form[stays:]


def keep_capitals(given: str, form: str) -> str:
    """``form`` (lower case) with the capitals of ``given``: «ИВАНОВ» + «иванова» → «ИВАНОВА»."""
    if given.islower():
        return form
    low = given.lower()
    stays = common_length(low, form)
    rest = form[stays:]
    if stays == 0 and given[:1].isupper():
        rest = rest[:1].upper() + rest[1:]
    letters = [letter for letter in given if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        rest = rest.upper()
    return given[:stays] + rest
