"""Right words that rules of the engine and endings of ours take for wrong: what stands there when they err.

A class of place that one rule misjudges is a line of this table; a rule that errs in many ways is refused altogether
(rules/proofing/allowed.yml).
"""

import re
from functools import cache

from letterkit.proofing.ports import Match

_BEFORE = 60  # characters: no pattern begins farther back than this from what a rule covers
# Of a compound ordinal only the last word has cases: «к двадцать пятому августа», «в тысяча девятьсот пятом году».
_COUNTS = (
    r"(?:двадцать|тридцать|сорок|(?:пять|шесть|семь|восемь)десят|девяносто|сто|двести|[а-яё]+ста|[а-яё]+сот"
    r"|тысяча|(?:две|три|четыре)\s+тысячи)"
)
_ORDINAL = (
    r"(?:[а-яё]*(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|дцат|сот|сорок|тысячн)[а-яё]{1,3})\b"
)
COMPOUND_ORDINAL = rf"{_COUNTS}(?:\s+{_COUNTS})*(?=\s+(?:{_COUNTS}\s+)*{_ORDINAL})"
_INSTRUMENTAL = r"[а-яё-]+(?:ой|ей|ью|ом|ем|ём|ым|им|ами|ями|ыми|ими)\b"
_BODIES = r"(?:совет|комитет|центр|орган|организац|компани)[а-яё]*"
_ASKING = "вправе|уполномочен|обязан|долж[её]?н|мо[гж]|смо[гж]|намерен|готов|отказал|собирает|будет|стан[еу]т"
_ENDS = r"[^.;:!?\n]"
_SEVERAL = r"\b(?:ваши|наши|эти|мои|свои|те)"
# The rest of a row of nouns, each with a word or two of its own in the genitive: « отца, номер телефона и …».
_GENITIVE = r"(?:\s+(?![а-яё]+(?:[ае]н[аы]|т[аы])\b)[а-яё]+(?:[аяыи]|[оеё][вй]|[оеи]го|[ыи]х)){0,2}"
_AND_MORE = rf"{_GENITIVE}(?:,\s+[а-яё]+{_GENITIVE})*\s+и\s"
_SHARED = rf"{_SEVERAL}(?=\s+[а-яё]+{_AND_MORE})"

_SPARED = {
    # money comes in «на счёт»; «насчёт вопроса» is spelling.naschyot's; «груз доставлен в место хранения»
    "Pravopisanie_slitno1": (
        r"на\s+сч[её]т|(?:в|за)\s+место|по\s+середине(?=\s+(?:пути|дороги|улицы|реки|полосы|проезда|двора|озера))"
    ),
    "NN_N_pril_prich": r"(?:за\s+|на\s+)?(?:посаженн|названн)[а-яё]+(?:\s+[а-яё]+)?",
    "Ne_pril_prich": r"(?<=\bи )вовсе\s+не[а-яё]+",
    "Ni_to_ni_drugoe": r"ни\s+то\s+ни\s+другое",
    # one of the two is needless in «однако тем не менее» alone
    "Lishnij_sojuz": r"(?!однако)[а-яё]+\s+тем\s+не\s+менее",
    "S_SO": r"с\s+ржав[а-яё]+",
    "Postrojenije_slovosochetanij_upravlenie1": rf"заведующ[а-яё]+\s+{_INSTRUMENTAL}(?=\s+{_INSTRUMENTAL})",
    "upravlauchij_NN": rf"управляющ[а-яё]+\s+{_BODIES}",
    "PREP_Pri_and_Noun": r"при\s+(?:необходимости|желании|возможности|случае|надобности)\s+и\s+[а-яё]+",
    # «чеки на эвакуатор»: the dictionary takes the machine for a person
    "PREP_Na_And_Noun": r"на\s+(?:корню|пол[а-яё]+|эвакуатор)",
    "PREP_V_and_Noun": r"в\s+(?:остальном|целом|основном|главном|общем|дальнейшем|среднем|частном)\s+[а-яё]+",
    "PREP_": rf"[а-яё]+\s+{COMPOUND_ORDINAL}",
    # the dative, «двумстам сорока», which the rule does not know
    "Sklonenije_chislitelnih": r"[а-яё]+стам\s+[а-яё]+(?:\s+[а-яё]+)*",
    # «на морозе в минус тридцать пять температура в школе не опускалась»
    # «остальные два строители исправят»: what is counted is left out
    "Sklonenije_NUM_NN": (
        r"минус\s+(?:[а-яё]+\s+){1,2}[а-яё]+|(?:остальные|другие|первые|последние|прочие|ещё|еще)\s+[а-яё]+\s+[а-яё]+"
        r"(?=\s+(?:не\s+)?[а-яё]+(?:ят|ут|ют|ат|ли|ены|аны|яны|иты)\b)"
    ),
    "Postrojenije_slovosochetanij_skazuem_sing": rf"[а-яё]+[нт]ы\s+(?:миллион|тысяча|миллиард)(?={_ENDS}*\sи\s)",
    # «объяснит, что произошло и скоро ли продолжится движение»
    "chto_li": rf",\s+что(?={_ENDS}*\sи\s+[а-яё]+\s+ли\b)",
    # «жители хутора Вязовка обратились»: the name of a place beside the word for it
    # «на место претендовали четверо», «на второй вопрос отвечаем мы»
    "SoglasovanieNN_Verb": (
        r"(?<=[а-яё]\s)(?-i:[А-ЯЁ])[а-яё-]+\s+[а-яё]+|вопрос\s+[а-яё]+(?:ем|им|аем|яем)\b"
        r"|[а-яё]+\s+[а-яё]+(?=\s+(?:двое|трое|четверо|пятеро|шестеро|семеро|многие|некоторые|все)\b)"
    ),
    # «у двери есть кнопка вызова, она висит низко»
    "grammar_Duplication_by_the_pronoun_of_the_noun-subject": (
        r"(?<=[а-яё]\s)[а-яё]+(?:\s+[а-яё]+)*,\s+[а-яё]+\s+[а-яё]+"
    ),
    # «справка не обязательна, но полезна»: the negated word asks, it names no quality
    "Ne_narech": r"не\s+обязательно\b.*",
    # «если кто-либо, будь то учитель или родитель, …»
    "ESLI_TO": r"(?<=будь)\s+то",
    # «Госуслуги.Дом»: a trade name
    "SENTENCE_WHITESPACE": r"«[^»]*",
    # «ст.ст. 265 и 270.2»: a short word twice, for many
    "LC_AFTER_PERIOD_RU": r"(?:ст\.ст|п\.п|ч\.ч|г\.г)",
    # «ряд таких правовых актов, как постановления»
    "Comma_before_kak": r"\bтак(?:ой|ая|ое|ую|ие|им|ими|их|ого|ому|ом)\b[^,.;:]*,\s+как\s[^,]*",
    # «беспокоиться, скорее всего, не о чем»
    "Punct_skoree_chem": r"скорее\s+всего.*",
    # «откажут, при условии что …»: the comma stands before the whole conjunction
    "CHTO_COMMA": r"(?<=, при )условии\s+что",
    # «заключение, на осмотр к которому зовут владельца»
    "PUNKT_KOTORIJ1": r",\s[а-яё]{1,5}\s(?:[а-яё]+\s)?[а-яё]+\s+[а-яё]+\s+котор[а-яё]+",
    # «три с половиной квадратных метра»
    "Unify_Adj_NN_gender": r"(?<=\bполовиной\s)[а-яё]+\s+[а-яё]+",
    # «Ваши рассказ и две медали», «Ваши имя, отчество и адрес»
    "Unify_PADJ_NN_number": rf"{_SEVERAL}\s+[а-яё]+(?={_AND_MORE})",
    **dict.fromkeys(("FORM_WRONG", "FORM_DOUBTED", "FORM_CUT", "FORM_CUT_DOUBTED"), _SHARED),
    # «Сельсовет распоряжаться лесом не уполномочен»
    "Verb_INF_OR_3P_3": rf"[а-яё]+(?={_ENDS}*\s(?:{_ASKING}))",
    "CASE_AFTER_PREPOSITION": COMPOUND_ORDINAL,
}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {rule: re.compile(pattern, re.IGNORECASE) for rule, pattern in _SPARED.items()}


def is_spared(unit: str, match: Match) -> bool:
    """Whether what ``match`` of ``unit`` covers is right for all that its rule says."""
    rule = "PREP_" if match.rule.startswith("PREP_") and match.rule not in _SPARED else match.rule
    if match.rule.startswith("Unify_") and unit[match.start : match.end].split()[-1].isupper():
        return True  # «Ваше ЭКО»: an abbreviation shows no gender
    pattern = _patterns().get(rule)
    return pattern is not None and any(
        found.start() <= match.start and match.end <= found.end()
        for found in pattern.finditer(unit, max(0, match.start - _BEFORE))
    )
