"""What a comparison of files with their passport has found, in sentences."""

from collections.abc import Iterator, Mapping

from letterkit.office.passports.approved_files import Beside, FileApproval
from letterkit.office.passports.comparison import Comparison, PassportComparison, Signature
from letterkit.office.passports.submitted_files import PassportContents
from letterkit.reports.journal_words import day, moment

SIGNATURES: Mapping[Signature, str] = {
    Signature.GOOD: "Подпись паспорта верна",
    Signature.BAD: "Подпись паспорта НЕ верна: после подписи в нём что-то изменили",
    Signature.NONE: "Паспорт не подписан: он ничего не доказывает. Попросите у органа новый",
    Signature.OTHER_KEY: "Паспорт подписан другим ключом, не тем, который дан для проверки",
}

_BESIDE: Mapping[Beside | None, str] = {
    None: "утверждённый файл",
    Beside.SIGNATURE: "электронная подпись к утверждённому файлу",
    Beside.COPY: "копия утверждённого файла с отметкой об электронной подписи",
    Beside.NOTE: "памятка к утверждённому файлу",
}


def comparison_lines(found: Comparison, *, is_key_given: bool) -> Iterator[str]:
    """What was found, a line each; ``is_key_given``: the key of the body was known before."""
    for each in found.passports:
        yield from _passport(each, is_key_given=is_key_given)
    yield from (f"{each.name}: это НЕ утверждённый файл. Его SHA-256: {each.sha256}" for each in found.strangers)


def approved_words(said: PassportContents) -> str:
    """«№ 3.08-1/24 от 05.06.2024, утверждено 05.06.2024 10:00, первый заместитель (Фамильев А. А.)»."""
    approved = said.approved
    number = f"№ {said.letter.number}" if said.letter.number else "без номера"
    dated = f" от {day(said.letter.date)}" if said.letter.date else ""
    if approved is None:
        return f"{number}{dated}; кто утвердил, в паспорте не сказано"
    who = f"{approved.post} ({approved.by})" if approved.post else approved.by
    return f"{number}{dated}, утверждено {moment(approved.at)}: {who}"


def known_words(known: FileApproval, body: str) -> str:
    """«это утверждённый файл. Администрация города: № 3.08-1/24 от 05.06.2024, утверждено 05.06.2024 10:00.»"""
    number = f"№ {known.number}" if known.number else "без номера"
    dated = f" от {known.dated:%d.%m.%Y}" if known.dated else ""
    if known.withdrawn:
        return f"этот файл был утверждён ({number}{dated}), но утверждение отозвано: письмо не действует."
    who = f", {known.post}" if known.post else ""
    at = f"{known.at.astimezone():%d.%m.%Y %H:%M}"
    return f"это {_BESIDE[known.beside]}. {body[:1].upper()}{body[1:]}: {number}{dated}, утверждено {at}{who}."


def _passport(each: PassportComparison, *, is_key_given: bool) -> Iterator[str]:
    yield f"{each.passport.name}: {SIGNATURES[each.signature]}."
    if each.signature is Signature.GOOD:
        body = each.passport.said.body
        yield f"  Орган: {body.name if body else 'не назван'}; письмо {approved_words(each.passport.said)}."
        if not is_key_given:
            yield f"  Ключ взят из самого паспорта: сверьте его отпечаток с тем, что назвал орган: {each.key}"
        for name in each.same:
            yield f"  {name}: утверждён именно этот файл."
    if not each.same:
        yield "  Ни один из данных файлов в паспорте не назван."
