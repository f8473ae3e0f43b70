"""What a report says, as the panel shows it: findings at their places, by clause. Knows nothing of LibreOffice."""

from __future__ import annotations

from dataclasses import dataclass, replace

NO_CLAUSE = "Вне пунктов Порядка"
LEVELS = {"error": "ошибка", "warning": "предупреждение", "advice": "совет"}
_ORDER = tuple(LEVELS)
_NO_CARD = "card.none"


@dataclass(frozen=True)
class Place:
    """Words of a paragraph: ``line[start:end]``; ``nth`` counts earlier paragraphs with the same words, from 0."""

    line: str
    start: int
    end: int
    nth: int

    @property
    def words(self):
        return self.line[self.start : self.end]


@dataclass(frozen=True)
class Finding:
    """A finding at one of its places; ``start`` and ``end`` are None where something is missing altogether."""

    code: str
    clause: str
    level: str
    message: str
    advice: str
    start: int | None
    end: int | None
    page: int | None
    suggestions: tuple

    @property
    def title(self):
        """One line for a list."""
        page = f", с. {self.page}" if self.page else ""
        return f"{self.message} ({LEVELS.get(self.level, self.level)}{page})"


class Review:
    """The findings of a report. What is mended is taken out, and the places of the others move with the text."""

    def __init__(self, report):
        self.text = report["text"]
        self.report = report
        self.findings = sorted(
            (
                Finding(
                    told["code"],
                    told["clause"] or "",
                    told["level"],
                    told["message"],
                    told.get("advice") or "",
                    place["start"],
                    place["end"],
                    place["page"],
                    tuple(place["suggestions"]),
                )
                for told in report["findings"]
                for place in (told, *told["others"])
            ),
            key=lambda each: (_clause_key(each.clause), each.start is None, each.start or 0),
        )

    def by_clause(self):
        """(name of the clause, its findings), in the order of the clauses."""
        groups = {}
        for each in self.findings:
            groups.setdefault(each.clause, []).append(each)
        return [(f"Пункт {clause}" if clause else NO_CLAUSE, found) for clause, found in groups.items()]

    def summary(self):
        """How many of which level."""
        counts = [(level, sum(each.level == level for each in self.findings)) for level in _ORDER]
        told = [f"{_COUNTED[level]}: {count}" for level, count in counts if count]
        return ". ".join(told) if told else "Замечаний нет"

    def not_checked(self):
        """Why something could not be checked, a sentence each; that there is no card here goes without saying."""
        return tuple(dict.fromkeys(each["why"] for each in self.report["not_checked"] if each["code"] != _NO_CARD))

    def place(self, finding):
        """Where its words stand; None where there are none. Of words in several paragraphs the first paragraph's."""
        if finding.start is None or finding.start == finding.end:
            return None
        begin = self.text.rfind("\n", 0, finding.start) + 1
        stop = self.text.find("\n", finding.start)
        line = self.text[begin : len(self.text) if stop < 0 else stop]
        before = self.text[:begin].split("\n")[:-1]
        end = min(finding.end - begin, len(line))
        return Place(line, finding.start - begin, end, sum(plain(each) == plain(line) for each in before))

    def may_mend(self, finding):
        """Whether its suggestions can stand in the place of words of one paragraph."""
        return (
            bool(finding.suggestions)
            and finding.start is not None
            and ("\n" not in self.text[finding.start : finding.end] and finding.start < finding.end)
        )

    def mend(self, finding, words):
        """Notes that ``words`` stand now in its place."""
        self._put(finding, words)
        self.findings.remove(finding)

    def drop(self, finding):
        """Takes it out of the list."""
        self.findings.remove(finding)

    def _put(self, finding, words):
        grown = len(words) - (finding.end - finding.start)
        self.text = self.text[: finding.start] + words + self.text[finding.end :]
        self.findings = [
            replace(each, start=each.start + grown, end=each.end + grown)
            if each.start is not None and each.start >= finding.end
            else each
            for each in self.findings
            if each is finding or each.start is None or each.end <= finding.start or each.start >= finding.end
        ]


def plain(text):
    """``text`` with every kind of space as one: Word's and LibreOffice's ways to keep words together differ."""
    return "".join(" " if each.isspace() or each in "\u2060\ufeff" else each for each in text)


def letter_words(report):
    """(title, words) of the letter for a letter of the register: the rest stands on its card and on its blank."""
    parts = [(part["role"], report["text"][part["start"] : part["end"]]) for part in report["parts"]]
    title = " ".join(words for role, words in parts if role == "title")
    lines = [words for role, words in parts if role in ("opening", "body")]
    return " ".join(plain(title).split()), "\n".join(plain(each).strip() for line in lines for each in line.split("\n"))


_COUNTED = {"error": "Ошибок", "warning": "Предупреждений", "advice": "Советов"}


def _clause_key(clause):
    steps = [int(step) if step.isdigit() else 0 for step in clause.split(".")]
    return (not clause, steps, clause)
