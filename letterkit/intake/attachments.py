"""What an appeal says is attached to it: a line of a form, a list after «Приложение», «прилагаю копию акта»."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue
from letterkit.russian.morph import parses
from letterkit.russian.phrase_nominative import phrase_nominative
from letterkit.russian.sentences import sentences

_NOTHING = regex.compile(r"(?i)\s*[(\[]?(?:нет|пусто\p{L}*|отсутству\p{L}+|не\s+\p{L}+|-|–|—)[)\]]?\s*$")
_COUNTED = regex.compile(r"\s*\d{1,3}(?:\s*шт\.?)?\s*(?:[(:]\s*(?P<names>[^)\n]+)\)?)?\s*$")
"""«2 (отказ.jpg, колышки.jpg)»: how many files there are says nothing of them, their names do."""
_LIST = regex.compile(
    r"(?im)^[^\S\n]*(?:приложени[ея]|прил(?:ож)?\.|(?:к\s+(?:заявлению|письму|жалобе|обращению|протоколу)|вложени[ея]|ксерокопии|"
    r"(?:ведомость|перечень|список)\s+приложений)(?=[^\S\n]*(?::|$)))\s*:?(?=[:\s])[^\S\n]*(?::[^\S\n]*)?(?P<first>[^\n]*)"
)
_NEXT_LINE = regex.compile(r"\n(?P<line>[^\n]*)")
_ITEM = regex.compile(r"[-–—•*\d\p{Ll}]|\p{L}[.)]\s")
_ITEM_MARK = regex.compile(r"(?:[-–—•*]|(?:\d{1,2}|\p{L})[.)])\s*")
_ON_SHEETS = regex.compile(
    r"(?im)(?:^|(?<=[.!]\s))[^\S\n]*(?P<what>(?:подпис|список|списки|копи|решени|справк|акт)\p{L}*(?:\s[^\n]{0,60}?)?\sна\s+"
    r"(?:\d+(?:-\p{L}+)?|двух|тр[её]х|\p{L}{5,9}ом)\s+л[^\n]{0,80})$"
)
_FILE = regex.compile(
    r"(?i)(?<![\w@./-])[\w-]+\.(?:jpe?g|png|heic|pdf|docx?|xlsx?|odt|rtf|mp4|mov|avi|zip|rar|tiff?)(?!\w)"
)
_FILES_OF = regex.compile(r"(?i)(?<!\p{L})(?:вложени[ея]|файлы?|прикрепл\p{L}+)\s*:\s*")
_SAID = regex.compile(
    r"(?i)(?<!\p{L})(?:(?:к\s+сему\s+)?(?P<own>прил[ао]га(?:ю|ем)|прикладыва(?:ю|ем)|прикрепля(?:ю|ем)|прикрепил[аи]?|"
    r"прикалыва(?:ю|ем)|вкладыва(?:ю|ем)|вложил[аи]?(?=\s+в\s+(?:письмо|конверт))|кладу|(?:по|вы)сыла(?:ю|ем))|"
    r"(?P<done>прилагаются|приложены|прикреплены|вложены(?!\s+в\s+(?!письм|конверт))|прил[ао]гается|прил[ао]жен[ао]?|прикрепл[её]н[ао]?|"
    r"вложен[ао]?(?!\s+в\s+(?!письм|конверт))|прил[ао]жил[аи]?|в\s+приложении|во\s+вложении))(?!\p{L})"
)
_AFTER_SAID = regex.compile(
    r"(?i)\s*:?\s*(?:(?:вам|также|ещ[её])(?!\p{L})\s*)?(?:(?:к\s+\p{L}+|в\s+(?:письмо|конверт|копи\p{L}+))(?!\p{L})\s*:?\s*)?"
)
_STOP = regex.compile(
    r"[.!?](?=\s|$)(?<!\bл\.)(?<!\bшт\.)|\n\s*\n|\n(?=\d)|[()]|$|,\s+(?:если|чтобы|потому|из\s+котор|где|а(?!\p{L})|но(?!\p{L}))|https?:"
)
_DENIED = regex.compile(r"(?i)(?<!\p{L})(?:не|был[аио]?|будет|будут)\s*$")
_OF_SENDING = regex.compile(r"(?i)(?:по|вы)сыла|кладу")
_NOT_THINGS = frozenset(("VERB", "INFN", "PRTS", "GRND", "PRED", "CONJ"))
_MINE = regex.compile(r"(?i)(?<!\p{L})(?:мо(?:й|я|ё|и|ими|их|ей)|наш(?:а|е|и|у)?|котор\p{L}+|свой|свою)(?:\s+|$)")
_IN_BRACKETS = regex.compile(r"\([^()]*\)?")
_NO_PAPERS = regex.compile(
    r"(?i)(?:вс[её]\s+(?:силы|усилия)|(?:е[её]|его|их)(?!\p{L})|если|чтобы|потому|где|когда|но|а|что|как)(?!\p{L})"
)
_MOST_WORDS = 14
_LEFT, _LONGEST = 200, 900
"""How far what is attached may stand before the word that tells it, and after it."""


def attachments(text: str, labelled: tuple[LabelledLine, ...]) -> FoundValue[str] | None:
    """What is said to be attached, in the words of the text, in the nominative where it was an object."""
    files = [line for line in labelled if line.label is Label.FILES and line.at < line.end]
    listed = next(_lists(text), None)
    if listed is not None and any(line.at == listed.places[0][0] for line in files):
        return listed  # its first line is labelled, the others are of it
    return (
        next((found for line in files if (found := _of_form(text, line))), None)
        or listed
        or _on_sheets(text)
        or _files(text)
        or _of_sentences(text, files)
    )


def _of_form(text: str, line: LabelledLine) -> FoundValue[str] | None:
    start, end = line.at, line.end
    if _NOTHING.match(text, start, end):
        return None
    if counted := _COUNTED.match(text, start, end):
        if counted["names"] is None:
            return None
        start, end = counted.span("names")
    return FoundValue(text[start:end].rstrip("."), ((start, end),), 0.95)


def _lists(text: str) -> Iterator[FoundValue[str]]:
    """The lists after «Приложение:», an item a line or all in one."""
    for match in _LIST.finditer(text):
        first = match["first"].strip()
        items, last = [first] * bool(first), match.end()
        for more in _NEXT_LINE.finditer(text, match.end()):
            line = more["line"].strip()
            if not line:
                if items:
                    break
                continue
            if items and not _ITEM.match(line) and not items[-1].endswith((";", ",")):
                break
            items.append(_ITEM_MARK.sub("", line, count=1) if _ITEM_MARK.match(line) else line)
            last = more.end()
        listed = " ".join(items).strip(" .")
        named = (
            ":" in match[0][: match.start("first") - match.start()]
            or not first
            or first[0].isdigit()
            or _is_thing(first)
        )
        if named and listed and len(listed) > 3 and not _NOTHING.match(listed):
            yield FoundValue(listed.rstrip(".;"), ((match.start("first"), last),), 0.92)


def _on_sheets(text: str) -> FoundValue[str] | None:
    sheets = _ON_SHEETS.search(text)
    return sheets and FoundValue(sheets["what"].rstrip(" ."), (sheets.span("what"),), 0.8)


def _files(text: str) -> FoundValue[str] | None:
    """Names of files in the line that tells of files: «Проверено. Вложения: plan.pdf, foto.jpg»."""
    for told in _FILES_OF.finditer(text):
        end = text.find("\n", told.end())
        named = list(_FILE.finditer(text, told.end(), end if end >= 0 else len(text)))
        if named:
            span = named[0].start(), named[-1].end()
            return FoundValue(", ".join(each[0] for each in named), (span,), 0.9)
    return None


def _of_sentences(text: str, files: Sequence[LabelledLine]) -> FoundValue[str] | None:
    """What the writer's own «прилагаю» is about; only then what a sentence says is attached, the last one first."""
    said = [
        match
        for match in _SAID.finditer(text)
        if not any(line.start <= match.start() < line.end for line in files)
        and not _DENIED.search(text, max(0, match.start() - len("будет  ")), match.start())
    ]
    own = [match for match in said if match["own"] and not _OF_SENDING.match(match[0])]
    sending = [match for match in said if match["own"] and _OF_SENDING.match(match[0])]
    done = [match for match in reversed(said) if match["done"]]
    starts = [start for start, _ in sentences(text)] if said else []
    for match in (*own, *sending, *done):
        at = bisect_right(starts, match.start())
        begin = starts[at - 1] if at else 0
        found = _after(text, match) or _before(text, max(begin, match.start() - _LEFT), match)
        if found is not None:
            return found
    return None


def _after(text: str, match: "regex.Match[str]") -> FoundValue[str] | None:
    """«прилагаю копию акта и фотографии» → «копия акта, фотографии»."""
    gone = _AFTER_SAID.match(text, match.end())
    at = gone.end() if gone else match.end()
    bound = min(len(text), at + _LONGEST)
    stop = _STOP.search(text, at, bound)
    end = stop.start() if stop else bound
    while "(" in text[at : end + 1] and text[end : end + 1] == "(":  # «фотографии (5 шт.) и план»
        close = text.find(")", end)
        stop = _STOP.search(text, close + 1, bound) if 0 <= close < end + _LEFT else None
        if stop is None:
            break
        end = stop.start()
    what = " ".join(text[at:end].split())
    if match["done"] and text.startswith((", но", ", а"), end):  # «приложил выписку, но судья срок не восстановила»
        return None
    if not what or not regex.match(r"[\p{L}\d«(]", what) or _NO_PAPERS.match(what):
        return None
    made = _as_list(what)
    return FoundValue(made, ((at, end),), 0.8) if made and _is_thing(made) else None


def _before(text: str, begin: int, match: "regex.Match[str]") -> FoundValue[str] | None:
    """«Смета и план прилагаются» → «смета и план»; in brackets, what the brackets have."""
    opened = text.rfind("(", begin, match.start())
    if opened >= 0 and ")" not in text[opened : match.start()]:
        begin = opened + 1
    begin = max(begin, text.rfind("\n", begin, match.start()) + 1, text.rfind(":", begin, match.start()) + 1)
    said = text[begin : match.start()].rstrip(" ,–—-")
    pieces: list[str] = []
    for piece in reversed(regex.split(r",\s+", _IN_BRACKETS.sub(lambda inner: inner[0].replace(",", ";"), said))):
        bare = _MINE.sub("", piece).strip()
        if not bare or not _is_thing(bare) or (pieces and not match[0].lower().endswith(("ются", "ены", "ю", "ем"))):
            break
        pieces.insert(0, bare)
    what = " ".join(", ".join(pieces).split())
    if not what or len(what.split()) > _MOST_WORDS:
        return None
    made = what if match["done"] else _in_nominative(what)
    made = made if made[:2].isupper() else made[:1].lower() + made[1:]
    start = begin + max(0, said.rfind(pieces[0][:10])) if pieces else begin
    return FoundValue(made, ((start, match.start()),), 0.7)


def _in_nominative(what: str) -> str:
    """«Квитанцию о пошлине и решение суда» in the nominative, with its own «и»."""
    words = regex.split(r"(,\s+|\s+и\s+(?=\p{Ll}))", what)
    return "".join(
        part if at % 2 else (phrase_nominative(part, ("accs", "nomn")) or part) for at, part in enumerate(words)
    )


def _is_thing(what: str) -> bool:
    """Whether words can name papers: a noun among them, no verb, no person, no preposition first."""
    words = regex.findall(r"\p{L}+(?:-\p{L}+)*", _IN_BRACKETS.sub("", what).lower())
    read = [parses(word)[0].tag for word in words]
    if not read or read[0].POS in ("PREP", "CONJ", "NPRO") or "ablt" in read[0]:
        return False
    if any(tag.POS in _NOT_THINGS - {"CONJ"} or "Patr" in tag for tag in read):
        return False
    return any(tag.POS == "NOUN" or not tag.POS for tag in read)


def _as_list(what: str) -> str:
    items = []
    for item in regex.split(r"[,;]\s+|\s+и\s+(?=\p{Ll})", what):
        bare = _MINE.sub("", item).strip(" :;")
        if bare:
            made = phrase_nominative(bare, ("accs", "nomn"))
            items.append(made or bare)
    listed = ", ".join(items)
    return listed[:1].lower() + listed[1:] if listed and not listed[:2].isupper() else listed
