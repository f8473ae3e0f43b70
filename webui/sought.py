"""Looking for words in what a list shows of a letter."""

from letterkit.store.tables import Letter


def is_about(letter: Letter, words: str) -> bool:
    """Whether each of ``words`` stands in the heading, the numbers, the applicant or the executor of the letter."""
    appeal = letter.appeal
    shown = [letter.title, letter.number, letter.executor.full_name]
    if appeal is not None:
        shown += [appeal.number, appeal.applicant]
    told = " ".join(each for each in shown if each).casefold()
    return all(word in told for word in words.casefold().split())
