"""What is said of somebody else's money, mail and health, where nobody's number gives it away (152-FZ)."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.consistency.people import people_of
from letterkit.checks.families.privacy.checks import of_reader, strangers, told_by_reader
from letterkit.checks.function_check import function_check
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import PROSE, Subject

# One person by what he or she is, to the reader or at work; «соседи», «жильцы» are nobody in particular.
_SOMEBODY = (
    r"(?:сосед(?:а|у|ом|е|к[аиуе]|кой)?|жил[еь]ц(?:а|у|ом|е)?|собственни(?:к|ка|ку|ком|ца|цы|це)|хозя(?:ин|ина|ину|йка|йки|йке)"
    r"|наниматель|нанимателя|нанимателю|гражданин(?:а|у)?|гражданк[аиуе]|должник(?:а|у)?|пенсионер(?:а|у|к[аие])?"
    r"|одноклассни(?:к|ка|ку|ца|цы|це)|учени(?:к|ка|ку|ца|цы|це)|воспитанни(?:к|ка|ку|ца|цы|це)|пациент(?:а|у|ки|ке|ка)?"
    r"|учител(?:ь|я|ю|ьница|ьницы|ьнице)|воспитател(?:ь|я|ю|ьница|ьницы|ьнице)|дворник(?:а|у)?|водител(?:ь|я|ю)"
    r"|слесар(?:ь|я|ю)|(?:невролог|терапевт|педиатр|хирург|кардиолог|окулист|фельдшер|бухгалтер|кассир|кондуктор|тренер|охранник)(?:а|у)?|электрик(?:а|у)?|медсестр[аыуе]|врач(?:а|у)?|директор(?:а|у)?|продавц[ау]|продавщиц[аыуе]"
    r"|сотрудни(?:к|ка|ку|ца|цы|це)|работни(?:к|ка|ку|ца|цы|це)|женщин[аыуе]|мужчин[аыуе]|девочк[аиуе]|мальчик(?:а|у)?)"
)
_POINTED = GuardedPattern(rf"(?i)\b{_SOMEBODY}\b")
_HIS = regex.compile(r"(?i)\b(?:у\s+н(?:его|её|ее)|у\s+которо(?:го|й)|его|её|ее|ему|ей|он|она)\b")
_INCOME = (
    r"(?:долг|задолженност\p{L}+|зарплат\p{L}|заработн\p{L}+\s+плат\p{L}|оклад|пенси\p{L}|пособи\p{L}|доход\p{L}*"
    r"|алимент\p{L}*|стипенди\p{L}|кредит|ипотек\p{L})"
)
_SUM = r"\d[\d\s\u00a0]*(?:,\d+)?\s*(?:руб(?:\.|л\p{L}+)|тыс(?:\.|яч\p{L}*)|млн)"
_IS = r"(?:[–—:-]\s*|(?:составля|равен|равн|достиг)\p{L}*\s+)"
_NEIGHBOUR = r"(?:сосед(?:а|у|ка|ки|ке)?|жил[еь]ц(?:а|у)?|жиличк[аи]|одноклассни(?:к|ка|ца|цы))"
# «зарплата водителя – 60 000 рублей» is of any driver; a name or a neighbour makes it somebody's.
_MONEY = regex.compile(
    rf"\b(?i:его|её|ее)\s+{_INCOME}\s*(?:(?:за|на|перед)\s+\p{{L}}+\s*)?{_IS}(?:примерно\s+|около\s+)?{_SUM}"
    rf"|\b(?i:{_INCOME}\s+(?P<who>{_NEIGHBOUR}\b[^;:\n]{{0,40}}?)\s*{_IS}{_SUM})"
    rf"|\b(?i:{_INCOME}\s+{_SOMEBODY})\s+(?P<named>\p{{Lu}}\p{{Ll}}+[^;:\n]{{0,30}}?)\s*{_IS}{_SUM}"
    rf"|\b(?i:(?P<whom>{_NEIGHBOUR})\b[^.;:\n]{{0,40}}?\b(?:получа(?:ет|л|ла)|задолжал\p{{L}}?|долж(?:ен|на)\s+за"
    rf"|зарабатыва\p{{L}}+|накопил\p{{L}}?)\b[^.;\n]{{0,40}}?{_SUM})"
)
_EMAIL = regex.compile(r"(?i)(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL_OF = regex.compile(
    rf"(?i)\b(?:почт\p{{L}}|адрес\p{{L}}*|e-?mail|имейл\p{{L}}*)\s+(?:\p{{L}}+\s+)?{_SOMEBODY}\b[^.\n@]{{0,30}}$|\b(?:его|её|ее)\s+(?:электронн\p{{L}}+\s+)?(?:почт\p{{L}}|адрес|e-?mail)\s*[:–—-]?\s*$"
)
_ILL = (
    r"(?:онколог\p{L}+|рак(?:а|ом|у)?\b|опухол\p{L}+|лейкоз\p{L}*|инфаркт\p{L}*|инсульт\p{L}*|диабет\p{L}*|астм\p{L}|туберкул[её]з\p{L}*|гепатит\p{L}*"
    r"|эпилепси\p{L}|шизофрени\p{L}|депресси\p{L}|деменци\p{L}|психоз\p{L}*|алкоголизм\p{L}*|наркомани\p{L}|зависимост\p{L}+|сифилис\p{L}*|ВИЧ|СПИД"
    r"|порок\p{L}*\s+сердца|инвалидност\p{L}+|аутизм\p{L}*|беременност\p{L}+|судимост\p{L}+|псориаз\p{L}*|экзем\p{L})"
)
_HAS_ILLNESS = regex.compile(
    rf"(?i)\bу\s+(?:н(?:его|её|ее)|которо(?:го|й)|{_SOMEBODY})\s+(?:\p{{L}}+\s+){{0,2}}?{_ILL}"
    rf"|\b(?:подозрева|обнаруж|выяв|диагностир|нашл|установи)\p{{L}}+\s+(?:\p{{L}}+\s+)?{_ILL}"
    rf"|\b(?:перен[её]с\p{{L}}*|леч(?:ится|ился|илась)(?:\s+от)?|проходит\s+лечение\s+от)\s+(?:\p{{L}}+\s+)?{_ILL}"
    rf"|\b(?:из-за|вследствие|по\s+причине)\s+(?:\p{{L}}+\s+)?{_ILL}|\bбольн(?:ого|ой|ому|ым|ая|ую|ый)\s+{_ILL}"
)
# A rule for all: «если у пациента выявлен диабет, …».
_OF_ANYBODY = regex.compile(r"(?i)\b(?:если|когда|при|кажд\p{L}+|люб\p{L}+|чтобы)\b")


@function_check("privacy.money")
def money(subject: Subject) -> Iterator[Hit]:
    """What somebody else earns or owes, to the rouble."""
    for start, sentence, pointed in _sentences(subject):
        for found in _MONEY.finditer(sentence) if "руб" in sentence or "тыс" in sentence or "млн" in sentence else ():
            whose = found["who"] or found["named"] or found["whom"]
            if (pointed or whose) and not of_reader(sentence[: found.start()]):
                yield Hit(start + found.start(), start + found.end())


@function_check("privacy.email", alone=PROSE)
def email(subject: Subject) -> Iterator[Hit]:
    """The mail address of somebody else."""
    for part in subject.parts_of(*PROSE):
        for found in _EMAIL.finditer(subject.text, part.start, part.end):
            if _MAIL_OF.search(subject.text[max(part.start, found.start() - 80) : found.start()]):
                yield Hit(found.start(), found.end())


@function_check("privacy.illness")
def illness(subject: Subject) -> Iterator[Hit]:
    """An illness of somebody who is pointed at: «у неё онкология» after a sentence about a teacher."""
    for start, sentence, pointed in _sentences(subject):
        for found in _HAS_ILLNESS.finditer(sentence) if pointed and not _OF_ANYBODY.search(sentence) else ():
            if not told_by_reader(sentence) and not of_reader(sentence[: found.start()]):
                yield Hit(start + found.start(), start + found.end())


@once_a_letter
def _sentences(subject: Subject) -> list[tuple[int, str, bool]]:
    """(start, sentence, whether it speaks of one other person); «он», «у неё» carry on the one before."""
    strange = strangers(subject)
    pointed = False
    found = []
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        people = list(_POINTED.finditer(sentence))
        # «Ваша соседка» is somebody else all the same.
        own = [
            one for one in people if of_reader(sentence[: one.start()]) and not one.group().lower().startswith("сосед")
        ]
        other = [one for one in people if one not in own]
        named = any(start <= one.start < end for one in people_of(subject) if (one.start, one.end) in strange)
        pointed = bool(other) or named or (pointed and not own and _HIS.search(sentence) is not None)
        found.append((start, sentence, pointed))
    return found
