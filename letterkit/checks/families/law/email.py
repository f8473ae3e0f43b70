"""59-FZ as of 547-FZ: since 30.03.2025 no appeal can be sent to a body by e-mail, and no letter should ask for it."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import Subject
from letterkit.core import clock
from letterkit.core.finding import Level
from letterkit.core.outcome import NO_EMAIL_SINCE

_APPEAL = r"(?P<what>обращени\p{L}+|жалоб\p{L}+|заявлени\p{L}+|предложени\p{L}+)"
_EMAIL = r"(?:электронн\p{L}+\s+почт\p{L}+|e-?mail|электронн\p{L}+\s+адрес\p{L}*|[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+)"
# To the reader: «направьте», «можете направить», «следует подать», «принимаются».
_TOLD = (
    r"(?:(?:на|по)пр(?:авьте|авляйте)|(?:при|по|вы)шлите|присылайте|отправ(?:ьте|ляйте)|подайте|подавайте|обра(?:титесь|щайтесь)|напишите|пишите"
    r"|(?:можете|можно|вправе|просим|следует|необходимо|нужно|рекомендуем|предлагаем|возможно|стоит)\s+(?:\p{L}+\s+){0,3}?(?:направ|отправ|подав?|при?сла?|посла?|высла?|обра[тщ]|написа)\p{L}*ть(?:ся)?"
    r"|принима(?:ем|ются|ет|ют)|подают(?:ся)?)"
)
_ASKED = regex.compile(
    rf"(?i)\b{_TOLD}\b(?:[^.!?;@]|\.(?=\S)){{0,120}}?\b{_APPEAL}\b(?:[^.!?;@]|\.(?=\S)){{0,120}}?\b(?P<span>{_EMAIL})"
    rf"|\b{_APPEAL}\b(?:[^.!?;@]|\.(?=\S)){{0,60}}?\b{_TOLD}\b(?:[^.!?;@]|\.(?=\S)){{0,120}}?\b(?P<span>{_EMAIL})"
)
# The law is about bodies: a managing company, a bank may take a complaint by e-mail.
_NO_BODY = regex.compile(
    r"(?i)\bуправляющ|\bкомпани|\bорганизаци|\bпоставщик|\bбанк|\bподрядчик|\bзастройщик|\bоператор|\bООО\b|\bАО\b|\bТСЖ\b|\bсуд|\bредакци"
)
# It is said that nobody can, or another way is named too.
_ALLOWED = regex.compile(
    r"(?i)\bне\s+(?:принима|рассматрива|подле|явля|предусмотр|допуска)|\bответ\s+(?:на|прид[её]т|направ|получ)"
)


@function_check("law.appeal-by-email")
def appeal_by_email(subject: Subject) -> Iterator[Hit]:
    """«Вы можете направить жалобу по электронной почте»: it would not be considered."""
    if (own_date(subject) or clock.today()) < NO_EMAIL_SINCE:
        return
    for start, end in subject.sentences:
        found = _ASKED.search(subject.text, start, end)
        if found is None or _NO_BODY.search(subject.text, start, end) or _ALLOWED.search(subject.text, start, end):
            continue
        is_appeal = found["what"].lower().startswith(("обращ", "жалоб"))
        yield Hit(found.start("span"), found.end("span"), level=None if is_appeal else Level.ADVICE)
