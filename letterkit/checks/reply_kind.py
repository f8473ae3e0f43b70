"""Which standard reply a letter is (clauses 4.3, 7.4–7.8, 7.12): told by its words, its title, the norm it cites."""

from dataclasses import dataclass
from enum import StrEnum

import regex

from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_signs import Saying, Sign, sayings
from letterkit.checks.subject import Subject
from letterkit.core.case import CaseCard
from letterkit.core.letter import Role
from letterkit.core.outcome import Ground, Outcome


class Standard(StrEnum):
    """Kinds of standard replies; the last seven are the grounds of clause 4.3."""

    REDIRECT = "redirect"
    EXTENSION = "extension"
    INTERIM = "interim"
    COURT = "court"
    ABUSE = "abuse"
    UNREADABLE = "unreadable"
    UNCLEAR = "unclear"
    REPEAT = "repeat"
    PUBLISHED = "published"
    SECRET = "secret"


NAMES = {
    Standard.REDIRECT: "перенаправление",
    Standard.EXTENSION: "продление срока",
    Standard.INTERIM: "промежуточный ответ",
    Standard.COURT: "возврат обращения о решении суда",
    Standard.ABUSE: "ответ на оскорбления и угрозы",
    Standard.UNREADABLE: "ответ на нечитаемое обращение",
    Standard.UNCLEAR: "ответ на обращение, суть которого неясна",
    Standard.REPEAT: "прекращение переписки",
    Standard.PUBLISHED: "ответ, размещённый на сайте",
    Standard.SECRET: "ответ о тайне, охраняемой законом",
}

_APPEAL = r"(?:обращени\p{L}*|заявлени\p{L}*|жалоб\p{L}*|копи\p{L}*|(?<=\bваш\p{L}{0,3}\s)письм\p{L}*)"
_LETTER = r"(?:обращени|жалоб|письм)\p{L}*"
_WHAT = (
    r"(?:на\s+что|о\s+ч[её]м|чего|что)\s+(?:именно\s+)?вы\s+(?:именно\s+)?"
    r"(?:проси|жалу|хоти|пиш|сообща|имеете\s+в\s+виду)\p{L}*"
)
_SENT = r"(?:перенаправ|переадрес|направ|пересла|передан|передал|перешл|пересыл|передае)\p{L}*"
_SIGNS: dict[Standard, GuardedPattern] = {
    Standard.REDIRECT: GuardedPattern(
        rf"(?i)\b{_SENT}\s(?:[^;\n]{{0,60}}?\s)?(?:ваш\p{{L}}*\s+)?(?:копи\p{{L}}\s+)?(?:ваш\p{{L}}*\s+)?{_APPEAL}(?:\s+ваш\p{{L}}*\s+{_APPEAL})?\s(?:[^;\n]{{0,90}}?\s)?(?:в|во|на\s+рассмотрение|для\s+рассмотрения|по\s+(?:компетенции|принадлежности|подведомственности)|туда)\b"
        rf"|\bкопии\s+(?:ваш\p{{L}}+\s+)?обращения\s+(?:\p{{L}}+\s+){{0,2}}?{_SENT}\s*:"
        rf"|\b{_SENT}\s+(?:\p{{L}}+\s+){{0,2}}?(?:туда|\d[\d.]+)?\s*ваш\p{{L}}*\s+{_APPEAL}|\b{_SENT}\s+(?:туда\s+)?ваш\p{{L}}*\s+{_APPEAL}"
        rf"|\b(?:ваш\p{{L}}*\s+)?{_APPEAL}\s(?:[^;\n]{{0,120}}?\s)?(?:перенаправлен|переадресован|направлен|передан|переслан)\p{{L}}*\s(?:[^;\n]{{0,90}}?\s)?(?:в|во|на\s+рассмотрение|для|по\s+(?:компетенции|принадлежности|подведомственности)|туда)\b"
        rf"|\b(?:перенаправ|переадрес)\p{{L}}+\s+{_APPEAL}"
        r"|\b(?:оно|она|они|его|е[её])\s+(?:\p{L}+\s+)?(?:перенаправ|переадрес|направ|передан|пересл)\p{L}*\s(?:[^;\n]{0,60}?\s)?"
        r"(?:в|во|для|на\s+рассмотрение|по\s+(?:компетенции|принадлежности|подведомственности))\b"
        # «Отправить» is said of papers too, so only of what the citizen wrote; of an order «жалобу направили» likewise.
        rf"|\b(?:отправ|отосла|отослан|переда[ёе]м|передали)\p{{L}}*\s+(?:(?:ей|ему|им|туда|\d[\d.]+)\s+)?ваш\p{{L}}*\s+{_LETTER}"
        rf"|\bваш\p{{L}}*\s+{_LETTER}\s(?:[^,;\n]{{0,60}}?\s)?(?:отправлен|отправили|отправляем|отослан|отослали|переслали|перенаправили|направили|передали|перенаправляется|переадресуется|пересылается)\p{{L}}?\s(?:[^;\n]{{0,60}}?\s)?(?:в|во|туда|на\s+рассмотрение|по\s+(?:компетенции|принадлежности|подведомственности))\b"
        r"|\b(?:обращение|жалоба)\s+(?:перенаправляется|переадресуется)\s+(?:в|во|на)\b"
    ),
    Standard.EXTENSION: GuardedPattern(
        r"(?i)\bсрок\p{L}*\s+(?:\p{L}+\s+){0,2}?(?:рассмотрени|исполнени|ответ|подготовк|проверк)[^\n]{0,160}?(?:продл|продлев)\p{L}+"
        r"|\bсрок\p{L}*\s[^\n]{0,60}?(?:обращени|заявлени|жалоб)[^\n]{0,120}?(?:продл|продлев)\p{L}+"
        r"|\bпродл\p{L}+\s(?:[^\n]{0,40}?\s)?срок\p{L}*\s+(?:\p{L}+\s+){0,2}?(?:рассмотрени|исполнени|ответ|подготовк)"
        rf"|\bпродл(?:ил|или|ило|ён|ен|ена|ено|ены|ева\p{{L}}+)\s+рассмотрение\b|\bрассмотрение\s+(?:ваш\p{{L}}+\s+)?{_APPEAL}\s+(?:\p{{L}}+\s+){{0,2}}?продл\p{{L}}+"
        r"|\bсрок,\s[^\n]{0,60}\b(?:ответить|рассмотреть)[^\n]{0,40}?продл\p{L}+|\b(?:ответа?|ответить)\s[^\n]{0,80}\bсрок\s+(?:\p{L}+\s+)?продл\p{L}+"
        r"|\b(?:срок|время)\s+рассмотрения\s[^\n]{0,60}?(?:увеличен|увеличил|увеличива)\p{L}*"
    ),
    Standard.INTERIM: GuardedPattern(
        r"(?i)\bпромежуточн\p{L}+\s+ответ|\bответ\p{L}*\s+(?:\p{L}+\s+){0,2}?промежуточн\p{L}+|\bокончательн\p{L}+\s+ответ(?!\p{L}*\s+(?:на\s+(?:этот|такой|эти)\s+вопрос\p{L}*\s+)?(?:да(?:ст|дут|ёт|ют)|мо[жг]\p{L}+)\b)|\bо\s+ходе\s+рассмотрения"
        # Of the appeal itself: «подготовка котельных продолжается» tells of work.
        rf"|\b(?:рассмотрение|подготовка\s+ответа\s+на|проверка(?:\s+доводов|\s+фактов|\s+сведений)?(?:\s+по|\s+из)?)\s+(?:\p{{L}}+\s+){{0,2}}?{_APPEAL}(?![^\n]*\bсуд\p{{L}}{{0,2}}\b)\s?(?:[^\n]{{0,60}}?\s)?продолжа[ею]тся"
        rf"|\bитогов\p{{L}}+\s+ответ\s+(?:\p{{L}}+\s+){{0,2}}?(?:направ|отправ|пришл|дадим|получите|подготов|сообщ)\p{{L}}*|\bполный\s+ответ\s+(?:\p{{L}}+\s+){{0,2}}?(?:прид[ёе]т|пришл[ёе]м|направим|отправим|дадим|получите)\b"
        rf"|\bваш\p{{L}}*\s+{_LETTER}\s+(?:ещ[её]|пока)\s+рассматрива[ею]тся\b|\bрассмотрение\s+(?:ваш\p{{L}}+\s+)?{_APPEAL}\s+(?:ещ[её]|пока)\s+не\s+(?:закончен|окончен|заверш)\p{{L}}+"
        rf"|\b(?:рассмотрение|проверка|подготовка\s+ответа)\s+продолжа[ею]тся\b|\bпродолжа(?:ем|ет)\s+(?:\p{{L}}+\s+){{0,2}}?рассм[ао]тр\p{{L}}+\s+(?:\p{{L}}+\s+){{0,2}}?{_APPEAL}"
    ),
    Standard.COURT: GuardedPattern(
        rf"(?i)(?<!не\s)\bвозвраща\p{{L}}+\s(?:[^\n]{{0,40}}?\s)?{_APPEAL}|\b{_APPEAL}\s(?:[^\n]{{0,60}}?\s)?возвращ(?:ается|ено|ена|аем)|\b(?:несогласи|обжаловани|обжалу|не\s+согласн)\p{{L}}*\s(?:с\s+)?(?:[^,\n]{{0,40}}?\s)?(?:решени|постановлени|определени|приговор)\p{{L}}*\s(?:[^,\n]{{0,60}}?\s)?суд\p{{L}}*"
        r"|\b(?:просит[ьеи]\p{L}*|требуете|просьб\p{L}+|обращени\p{L}+)\s(?:[^.\n]{0,60}\s)?(?:отмен|пересм[ао]тр)\p{L}*\s(?:[^.,\n]{0,40}\s)?(?:решени|постановлени|определени|приговор)\p{L}*\s(?:[^.,\n]{0,60}\s)?суд\p{L}*"
        r"|\bне\s+согласны\s+с\s+(?:судебным\s+)?(?:решени|постановлени|определени)\p{L}+\s(?:[^,\n]{0,60})?суд"
        r"|\bс\s+(?:решени|постановлени|определени|приговор)\p{L}+\s(?:[^,\n]{0,60}\s)?суд\p{L}+\s(?:[^,\n]{0,40}\s)?вы\s+не\s+согласны"
        r"|\bвы\s+считаете\s+(?:решение|постановление|определение|приговор)\s[^,.\n]{0,60}суд[^\n]{0,60}\b(?:отмен|пересм[ао]тр)"
    ),
    Standard.ABUSE: GuardedPattern(
        r"(?i)\b(?:нецензурн|оскорбительн|бранн)\p{L}+\s+(?:либо\s+\p{L}+\s+|и\s+\p{L}+\s+|или\s+\p{L}+\s+)?(?:выражени|слов|высказывани)\p{L}*|\b(?:брань|оскорблени\p{L}+)\b[^\n]{0,40}\b(?:угроз|обращени|выражени)\p{L}*|\bзлоупотреб\p{L}+\s+прав"
        r"|\bв\s+(?:ваш\p{L}+\s+)?(?:обращении|письме|заявлении|жалобе|тексте|нём|ней)\s+(?:есть|содерж\p{L}+|употреблены|использованы|встреча\p{L}+)\s+(?:\p{L}+\s+){0,2}?(?:оскорблени|ругательств|угроз|брань|мат\b)\p{L}*"
        r"|\b(?:обращени|письм|заявлени|жалоб)\p{L}*\s+содерж\p{L}+\s+(?:\p{L}+\s+){0,2}?(?:оскорблени|ругательств|угроз|брань|мат\b)\p{L}*"
        r"|\bвы\s+(?:\p{L}+\s+)?(?:оскорбляете|оскорбили|употребили\s+(?:\p{L}+\s+)?(?:брань|ругательства|оскорбления))"
    ),
    Standard.UNREADABLE: GuardedPattern(
        r"(?i)\bне\s+поддаё?е?тся\s+прочтению|\b(?:прочитать|прочесть|разобрать)\s(?:[^\n]{0,60}?\s)?(?:не\s+удалось|невозможно|нельзя|не\s+представляется)|\bневозможно\s+(?:прочитать|прочесть|разобрать)|\bтекст\s(?:[^\n]{0,40}?\s)?(?:нечитаем|неразборчив)\p{L}*"
        r"|\bне\s+(?:смогли|сумели|можем)\s+(?:\p{L}+\s+)?(?:прочитать|прочесть|разобрать)\s+(?:\p{L}+\s+)?(?:обращени|письм|заявлени|жалоб|текст|почерк|рукопис)\p{L}*"
        r"|\b(?:прочитать|прочесть|разобрать)\s+(?:\p{L}+\s+){0,2}?(?:обращени|письм|заявлени|жалоб|текст|почерк)\p{L}*\s+(?:\p{L}+\s+)?не\s+получилось|\b(?:больш\p{L}+\s+)?част\p{L}\s+текста\s+не\s+чита[ею]тся"
        r"|\b(?:текст|почерк)\s+(?:ваш\p{L}*\s+)?(?:обращени|письм|заявлени|жалоб)\p{L}{1,2}\s+(?:\p{L}+\s+){0,2}?не\s+(?:читается|разобрать|прочитать|прочесть)\b"
    ),
    Standard.UNCLEAR: GuardedPattern(
        r"(?i)\b(?:не\s+позволяет|нельзя|невозможно|не\s+удалось|не\s+представляется\s+возможным)\s+(?:определить|установить|понять)\b(?:[^\n]{0,60}?\b)?(?:суть|в\s+ч[её]м\s+состо|о\s+ч[её]м|содержание)|\b(?:суть|смысл)\s(?:[^\n]{0,60}?\s)?(?:не\s+ясн|неясн|не\s+понят|непонят|определить\s+не|установить\s+не)\p{L}*|\b(?:не\s*ясно|непонятно|не\s+понятно),\s+(?:в\s+ч[её]м\s+(?:состо|заключ)|о\s+ч[её]м|какова\s+суть)"
        r"|\bне\s+(?:поняли|смогли\s+понять|понять)\b,?\s+(?:в\s+ч[её]м|о\s+ч[её]м|что\s+именно|чего)\s+(?:\p{L}+\s+){0,2}?(?:вы|ваш\p{L}*)\b"
        r"|\bиз\s+(?:ваш\p{L}+\s+)?(?:обращени|заявлени|письм|жалоб|текст)\p{L}{1,2}\s+(?:\p{L}+\s+)?(?:не\s+(?:понять|ясно|понятно|видно)|непонятно|неясно|нельзя\s+понять)"
        # «Определить, на что Вы жалуетесь, нельзя», «О чём Вы просите, непонятно», «Определить суть просьбы нельзя».
        rf"|\b(?:определить|установить|понять),?\s+{_WHAT}[^.;\n]{{0,80}}?(?:нельзя|невозможно|не\s+(?:удалось|получилось|можем|смогли|представляется))"
        rf"|\b(?:нельзя|невозможно|не\s+(?:удалось|получилось|можем|смогли))\s+(?:определить|установить|понять),?\s+{_WHAT}"
        rf"|\b{_WHAT}[^.;\n]{{0,60}}?,\s+(?:[^.;,\n]{{0,40}}\s)?(?:не\s*ясно|непонятно|не\s+понятно|(?:понять|определить|установить)\s+(?:\p{{L}}+\s+)?(?:нельзя|невозможно|не\s+(?:удалось|получилось|можем|смогли)))"
        r"|\b(?:определить|установить|понять)\s+(?:суть|смысл)\s+(?:ваш\p{L}+\s+)?(?:просьб|обращени|жалоб|вопрос|письм|заявлени)\p{L}*\s+(?:\p{L}+\s+)?(?:нельзя|невозможно|не\s+(?:удалось|получилось|можем|смогли))"
        r"|\b(?:сути|смысла)\s+(?:ваш\p{L}+\s+)?(?:просьбы|обращения|жалобы|вопроса|письма|заявления)\s+(?:\p{L}+\s+)?не\s+(?:поняли|уловили)\b"
        r"|\b(?:обращени|заявлени|письм|жалоб)\p{L}{1,2}\s+(?:не\s*ясно|непонятно|не\s+понятно),\s+(?:что|чего|о\s+ч[её]м|в\s+ч[её]м)"
    ),
    Standard.REPEAT: GuardedPattern(
        r"(?i)\bпереписк\p{L}+\s(?:[^\n]{0,90}?\s)?прекра\p{L}+|\bпрекра\p{L}+\s+(?:[\p{L}]+\s+){0,2}?переписк\p{L}+|\b(?:законч|оконч|заверш)\p{L}+\s+(?:эту\s+)?переписк[уи]\b|\bпереписк[ау]\s(?:[^\n.]{0,60}?\s)?(?:закончен|окончен|заверш[её]н|закончить|завершить|завершаем)\p{L}?\b|\bбольше\s+(?:\p{L}+\s+){0,2}?отвечать\s(?:[^.\n]{0,60}\s)?не\s+(?:буд|стан)\p{L}+|\b(?:неоднократно|многократно|не\s+раз)\s(?:[^\n]{0,60}?\s)?(?:ответ|отвеча|дава|да[нв]\p{L}*|направл|разъясн)\p{L}*|\b(?:давал|даны|дан|направл)\p{L}*\s(?:[^\n]{0,60}?\s)?неоднократно"
    ),
    Standard.PUBLISHED: GuardedPattern(
        r"(?i)\bответ\p{L}*\s(?:[^\n]{0,120}?\s)?(?:опубликова|размещ|размест|выложе|выложи|помещ[её]н|помести)\p{L}*\s(?:[^\n]{0,60}?\s)?(?:сайт|страниц|портал|интернет)\p{L}*|\b(?:опубликова|размещ|размести|помести|выложи)\p{L}*\s+(?:\p{L}+\s+){0,2}?ответ\p{L}*\s(?:[^\n]{0,40}?\s)?(?:сайт|страниц|портал)\p{L}*|\bответ\p{L}*\s(?:[^\n]{0,40}?\s)?(?:мы\s+)?(?:опубликовали|разместили)"
        r"|\bна\s+(?:наш\p{L}+\s+|сво\p{L}+\s+)?(?:\p{L}+\s+)?(?:сайте|странице)\s(?:[^\n.]{0,50}\s)?(?:опубликова|размещ|размести|помести|выложи)\p{L}*\s+(?:общий\s+)?ответ\b"
    ),
    Standard.SECRET: GuardedPattern(
        r"(?i)\bгосударственн\p{L}+\s+тайн|\b(?:охраняем\p{L}+|защищ\p{L}+)\s(?:[^\n]{0,40}?\s)?тайн|\bразгла[шс]\p{L}+\s(?:[^\n]{0,40}?\s)?(?:сведени|тайн)"
    ),
}
_CAME = regex.compile(r"(?i)\b(?:рассмотрев|рассмотрен\p{L}*|поступивш\p{L}+|направленн\p{L}+|котор\p{L}+\s+Вы)\b")
_MAY = regex.compile(r"(?i)\b(?:если|(?<!не\s)вправе|можете)\b")
# To a room of one's own house: no redirection.
_WITHIN = regex.compile(
    r"(?i)\b(?:в|во)\s+(?:наш\p{L}*\s+)?(?:[\p{L}-]+\s+){0,2}?(?:комисси|бухгалтери|приёмн|приемн|секретариат|архив|групп|бригад|диспетчерск)\p{L}*|\b(?:в|во)\s+(?:наш\p{L}*\s+)?(?:\p{L}+\s+)?отдел\b(?!\s+(?:\p{L}+\s+)?(?:полици|МВД|УМВД|ГИБДД|министерств|судебн|опек|администраци))|\b(?:мастер|подрядчик|слесар|участков|специалист)\p{L}*\b"
)
_OF_CITIZEN = regex.compile(r"(?i)\b(?:вы|вас|вам|вами|ваш\p{L}*|заявител\p{L}*|обратившего\p{L}*)\b")
_PASSIVE = regex.compile(
    r"(?i)\b(?:перенаправлен|переадресован|направлен|передан|переслан)\p{L}?\b|\b(?:перенаправ|переадрес)\p{L}+|\bего\b|\bеё\b"
)
# «10 марта мы передали обращение в …»: of one appeal only can a letter speak so.
_WE_SENT = regex.compile(rf"(?i)\bмы\s+(?:\p{{L}}+\s+)?{_SENT}\s+(?:это\s+)?обращение\b")
_PAPER = regex.compile(r"(?i)\b(?:заявлени|письм)\p{L}*")
_IN_APPEAL = regex.compile(
    r"(?i)\b(?:обращени|письм|заявлени|жалоб|текст|прав[оа]м?\s+на\s+обращение)\p{L}*|\bнём\b|\bнем\b|\bзлоупотреб"
)
_RETURNS = regex.compile(r"(?i)\bвозвращ\p{L}+|\bвозвра[тщ]\p{L}+")
_WE_SAY = regex.compile(r"(?i)\bсообща(?:ем|ет|ю)\b(?=,\s*(?:что|о)\b)")
_ASIDE = regex.compile(r"(?i)\b(?:если|когда|чтобы|можете|вправе|может|будет\s+продл|запрос)\b")
_TITLES: dict[Standard, GuardedPattern] = {
    Standard.REDIRECT: GuardedPattern(
        r"(?i)\bоб?\s+(?:перенаправлении|переадресации|(?:направлении|передаче|пересылке|отправке)\s+(?:копи[ийя]\s+)?(?:\p{L}+\s+)?(?:обращения|жалобы|(?<=\bвашего\s)письма))"
    ),
    # Not «О продлении срока аренды».
    Standard.EXTENSION: GuardedPattern(
        r"(?i)\bо\s+продлении\s+(?:рассмотрения|срока(?:\s*$|\s+(?:\p{L}+\s+)?(?:рассмотрени|ответ|исполнени|подготовк|проверк)))|\bо\s+новом\s+сроке\s+(?:рассмотрения|ответа)"
    ),
    Standard.INTERIM: GuardedPattern(
        r"(?i)\bо\s+ходе\s+(?:рассмотрения|проверки\s+(?:\p{L}+\s+)?(?:обращения|жалобы))|\bпромежуточн"
    ),
    Standard.COURT: GuardedPattern(
        r"(?i)\bо\s+(?:возврате|возвращении)\s+(?:обращения|заявления|жалобы|вашего\s+(?:обращения|заявления|письма)|вашей\s+жалобы)"
    ),
    Standard.ABUSE: GuardedPattern(
        r"(?i)\bо\s+недопустим\p{L}+\s+(?:\p{L}+\s+)?(?:оскорблений|угроз|брани|выражений|выражениях|оскорблениях)(?:\s+(?:и\s+\p{L}+|в\s+(?:\p{L}+\s+)?(?:обращени|письм|жалоб)\p{L}+))*\s*$"
        r"|\bоб\s+оскорблениях\s+(?:и\s+\p{L}+\s+)?в\s+(?:\p{L}+\s+)?(?:обращени|письм|жалоб)|\bо\s+злоупотреблении\s+правом"
    ),
    Standard.UNREADABLE: GuardedPattern(
        r"(?i)\bо\s+(?:нечитаем|неразборчив)\p{L}+\s+(?:обращении|письме|тексте|жалобе)|\bоб?\s+(?:обращении|письме|тексте|жалобе),\s[^\n]{0,30}\b(?:прочитать|прочесть|прочтени)"
    ),
    Standard.UNCLEAR: GuardedPattern(
        r"(?i)\bо\s+(?:неясном|непонятном)\s+(?:обращении|письме)|\bоб?\s+(?:обращении|письме|жалобе|заявлении),\s+(?:суть|смысл|содержание)\s+которо"
    ),
    Standard.REPEAT: GuardedPattern(r"(?i)\bоб?\s+(?:прекращении|окончании)\s+переписки"),
    Standard.PUBLISHED: GuardedPattern(
        r"(?i)\bоб\s+ответе,\s+(?:\p{L}+\s+)?(?:размещ|опубликован|помещ)|\bо\s+(?:размещении|публикации)\s+ответа|\bоб\s+ответе\s+на\s+(?:\p{L}+\s+)?сайте"
    ),
    Standard.SECRET: GuardedPattern(
        r"(?i)\bоб?\s+(?:сведениях|данных),\s[^\n]{0,40}\bтайн|\bоб\s+охраняемой\s+(?:\p{L}+\s+)?тайн"
    ),
}
_NORM = regex.compile(
    r"(?i)\b(?:част\p{L}*|ч\.)\s*(?P<part>\d+(?:\.\d+)?)\s*,?\s*(?:стат\p{L}{1,3}|ст\.)\s*(?P<article>\d+(?:\.\d+)?)(?!\.\d)"
)
NORMS: dict[Standard, frozenset[tuple[str, str]]] = {
    Standard.REDIRECT: frozenset({("8", "3"), ("8", "4"), ("8", "3.1")}),
    Standard.EXTENSION: frozenset({("12", "2")}),
    Standard.COURT: frozenset({("11", "2")}),
    Standard.ABUSE: frozenset({("11", "3")}),
    Standard.UNREADABLE: frozenset({("11", "4")}),
    Standard.UNCLEAR: frozenset({("11", "4.1")}),
    Standard.REPEAT: frozenset({("11", "5")}),
    Standard.PUBLISHED: frozenset({("11", "5.1")}),
    Standard.SECRET: frozenset({("11", "6")}),
}
"""(article, part) of the Law on appeals (59-FZ) that lets a letter be of the kind."""

_BY_OUTCOME = {
    Outcome.REDIRECTED: Standard.REDIRECT,
    Outcome.EXTENDED: Standard.EXTENSION,
    Outcome.INTERIM: Standard.INTERIM,
    Outcome.CLARIFY: Standard.INTERIM,
}


@dataclass(frozen=True, slots=True)
class Norm:
    """«части 3 статьи 8» as cited, wherever in the text; spans count in the subject's text."""

    article: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RecognisedKind:
    """A kind recognised, and the sentence that shows it (None when the title, a norm or the card does)."""

    standard: Standard
    saying: Saying | None


@once_a_letter
def kinds(subject: Subject) -> tuple[RecognisedKind, ...]:
    """The kinds of standard reply that the letter is; none for an ordinary answer, seldom more than one."""
    title = subject.first(Role.TITLE)
    return _kinds(
        sayings(subject),
        subject.text_of(title) if title else "",
        norms(subject),
        tuple(_expected_standards(subject.card)),
    )


def kind(subject: Subject, standard: Standard) -> RecognisedKind | None:
    """The letter as one of ``standard``, or None."""
    return next((each for each in kinds(subject) if each.standard is standard), None)


def norms(subject: Subject) -> tuple[Norm, ...]:
    """Articles with parts that sentences of the letter cite."""
    return tuple(
        Norm(found["article"], found["part"], saying.start + found.start(), saying.start + found.end())
        for saying in sayings(subject)
        for found in _NORM.finditer(saying.text)
    )


def is_whole(subject: Subject) -> bool:
    """Whether a letter, and not the words of one alone, is on the table."""
    return subject.first(Role.SIGNATURE) is not None


def _kinds(
    said: tuple[Saying, ...], title: str, cited: tuple[Norm, ...], planned: tuple[Standard, ...]
) -> tuple[RecognisedKind, ...]:
    shown: dict[Standard, Saying | None] = {}
    for standard in planned:
        shown[standard] = None
    for standard, pattern in _TITLES.items():
        if pattern.search(title):
            shown[standard] = None
    for each in cited:
        for standard, right in NORMS.items():
            if (each.article, each.part) in right:
                shown[standard] = None
    for standard, pattern in _SIGNS.items():
        for saying in said:
            found = pattern.search(saying.text, _told_from(saying))
            if found and not _aside(standard, saying, found.start()):
                shown[standard] = saying
                break
    if Standard.INTERIM not in shown:
        only_later = next((each for each in said if Sign.LATER in each.signs), None)
        settled = frozenset().union(*(each.signs for each in said)) if said else frozenset()
        if only_later and not settled & {Sign.SOLVED, Sign.DATED, Sign.NO_DATE, Sign.REFUSED} and not shown:
            shown[Standard.INTERIM] = only_later
    return tuple(RecognisedKind(standard, shown[standard]) for standard in Standard if standard in shown)


def _told_from(saying: Saying) -> int:
    """Where an opening sentence begins to tell: after «сообщаем, что»."""
    found = _WE_SAY.search(saying.text) if saying.opening else None
    return found.end() if found else 0


def _aside(standard: Standard, saying: Saying, start: int) -> bool:
    """Whether the words say what may be, or how the appeal came, not what this letter does."""
    text, before = saying.text, saying.text[:start]
    if standard is Standard.REDIRECT:
        return (
            (saying.opening and _CAME.search(text, _told_from(saying)) is not None)
            or _ASIDE.search(before) is not None
            or "запрос" in before
            or _WITHIN.search(text, start) is not None
            or (_OF_CITIZEN.search(text) is None and not _is_sent(text[start:]) and not _WE_SENT.search(text))
        )
    if standard is Standard.COURT and _OF_CITIZEN.search(text) is None and _RETURNS.search(text) is None:
        return True
    if standard is Standard.ABUSE and (saying.retells or _IN_APPEAL.search(text) is None):
        return True
    return standard in (Standard.COURT, Standard.EXTENSION) and _MAY.search(before) is not None


def _is_sent(words: str) -> bool:
    """«Обращение направлено», not «школа направила заявление»: what the citizen wrote, though no «Ваше» says so."""
    return _PASSIVE.search(words) is not None and _PAPER.search(words) is None


def _expected_standards(card: CaseCard | None) -> list[Standard]:
    if card is None:
        return []
    found = [_BY_OUTCOME[card.reply.outcome]] if card.reply.outcome in _BY_OUTCOME else []
    return found + ([Standard(card.reply.ground.value)] if isinstance(card.reply.ground, Ground) else [])
