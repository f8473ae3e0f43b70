"""What is known of an electronic signature, in sentences: what was checked, and what nobody has checked here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from letterkit.russian.dates import date_digits
from letterkit.signatures.facts import Answer, Certificate, ChainFacts, SignatureFacts

Mood = Literal["good", "warning", "none"]
_NOT_CHECKED = "Не проверено здесь: {what}. Это проверяет портал «Госуслуги» или программа для электронной подписи."
_NO_PROGRAM = "на этой машине нет программы для такого алгоритма"


@dataclass(frozen=True, slots=True)
class CheckedSign:
    """One thing that was asked of a signature, and how it stands."""

    mood: Mood
    words: str


def check_words(facts: SignatureFacts, signer: str) -> list[CheckedSign]:
    """What was found of the signature of a letter in which ``signer`` signs («И.О. Фамилия»)."""
    return list(_checks(facts, signer))


def period_words(certificate: Certificate) -> str:
    """«с 01.02.2026 по 01.05.2027»."""
    return f"с {date_digits(certificate.valid_from.date())} по {date_digits(certificate.valid_to.date())}"


def _checks(facts: SignatureFacts, signer: str) -> Iterator[CheckedSign]:
    if facts.same_bytes is Answer.YES:
        yield CheckedSign("good", "Подписан именно утверждённый PDF")
    else:
        yield CheckedSign("warning", f"Не проверено, этот ли PDF подписан: {_NO_PROGRAM}")
    values = {each.value_holds for each in facts.signers}
    if values == {Answer.YES}:
        yield CheckedSign("good", "Подпись сделана ключом этого сертификата")
    else:
        yield CheckedSign("warning", f"Не проверено, этим ли ключом сделана подпись: {_NO_PROGRAM}")
    if all(each.in_force is Answer.YES for each in facts.signers):
        yield CheckedSign("good", "Сертификат действовал, когда подписывали")
    else:
        yield CheckedSign("warning", "В подписи не сказано, когда подписано; сегодня сертификат действует")
    if signer and not any(_is_of(each.certificate, signer) for each in facts.signers):
        yield CheckedSign("warning", f"В письме подписывает {signer}, а сертификат другого: проверьте, тот ли он")
    chains = [each.chain for each in facts.signers]
    yield from _chain_checks([each for each in chains if each is not None])
    if unchecked := " и ".join(dict.fromkeys(words for each in chains for words in _gaps(each))):
        yield CheckedSign("none", _NOT_CHECKED.format(what=unchecked))


def _chain_checks(chains: Sequence[ChainFacts]) -> Iterator[CheckedSign]:
    """What certificates and lists of trusted centres say."""
    if any(each.issued is Answer.NO for each in chains):
        yield CheckedSign("warning", "Сертификат не выдан ни одним из доверенных центров: проверьте его до отправки")
    elif chains and all(each.issued is Answer.YES for each in chains):
        yield CheckedSign("good", "Сертификат выдан доверенным удостоверяющим центром")
    if any(each.revoked is Answer.YES for each in chains):
        yield CheckedSign("warning", "Сертификат отозван, но подписано раньше, по метке времени")
    elif chains and all(each.revoked is Answer.NO for each in chains):
        until = min((each.until for each in chains if each.until), default=None)
        told = f" (список до {date_digits(until.date())})" if until else ""
        yield CheckedSign("good", f"В списке отозванных сертификата нет{told}")


def _gaps(chain: ChainFacts | None) -> Iterator[str]:
    if chain is None:
        yield "выдан ли сертификат аккредитованным центром"
        yield "не отозван ли он"
        return
    if chain.issued is Answer.UNKNOWN:
        yield "выдан ли сертификат доверенным центром"
    if chain.revoked is Answer.UNKNOWN:
        stale = f" (список отозванных устарел {date_digits(chain.until.date())})" if chain.until else ""
        yield f"не отозван ли он{stale}"


def _is_of(certificate: Certificate, signer: str) -> bool:
    surname = signer.split()[-1] if signer.split() else signer
    return _plain(surname) in _plain(certificate.owner).split()


def _plain(words: str) -> str:
    return words.casefold().replace("ё", "е")
