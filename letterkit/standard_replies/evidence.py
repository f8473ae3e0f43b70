"""What a card gives to prove that a standard reply may be sent, by the fields of the reply text that ask for it.

A reply text says in its front matter what each of its fields proves, so that a text written by a clerk passes by the
same gate as those that came with the program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterkit.compose.catalogue import ReplyText
from letterkit.compose.context import is_given, paths_of, typed_value, unmet
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, TemplateError
from letterkit.core.finding import Level
from letterkit.core.outcome import Evidence, Ground, Outcome
from letterkit.standard_replies.refusal import Refusal

CLAUSES: Mapping[Ground | Outcome, tuple[str, str]] = {
    Ground.COURT: ("4.3", "часть 2 статьи 11"),
    Ground.ABUSE: ("4.3", "часть 3 статьи 11"),
    Ground.UNREADABLE: ("4.3", "часть 4 статьи 11"),
    Ground.UNCLEAR: ("7.8", "часть 4.1 статьи 11"),
    Ground.REPEAT: ("4.3", "часть 5 статьи 11"),
    Ground.PUBLISHED: ("4.3", "часть 5.1 статьи 11"),
    Ground.SECRET: ("4.3", "часть 6 статьи 11"),
    Outcome.REDIRECTED: ("7.7", "часть 3 статьи 8"),
    Outcome.EXTENDED: ("7.5", "часть 2 статьи 12"),
    Outcome.INTERIM: ("7.12", ""),
    Outcome.CLARIFY: ("3.4", ""),
}
"""The clause of the Order and the part of the law on appeals (59-FZ) on which each kind of standard reply stands."""

WANTED: Mapping[Ground | Outcome, tuple[Evidence, ...]] = {
    # 59-FZ 11.2: the decision, to be named; «порядок обжалования данного судебного решения», to be explained.
    Ground.COURT: (Evidence.COURT, Evidence.JUDGED, Evidence.APPEAL_WAY),
    # 11.3: the body decides that there was abuse, so somebody answers for having seen it.
    Ground.ABUSE: (Evidence.WITNESS,),
    # 11.4 asks for nothing but a readable name and address.
    Ground.UNREADABLE: (),
    # 11.4.1: without it the applicant would not know what to write anew.
    Ground.UNCLEAR: (Evidence.UNCLEAR_PART,),
    # 11.5: «неоднократно давались ответы»; the head or a person entitled decides to stop.
    Ground.REPEAT: (Evidence.EARLIER_REPLIES, Evidence.STOPPED_BY, Evidence.STOPPED_ON),
    Ground.PUBLISHED: (Evidence.PAGE,),
    Ground.SECRET: (Evidence.SECRET, Evidence.SECRET_LAW),
    Outcome.REDIRECTED: (Evidence.RECEIVER,),
    Outcome.EXTENDED: (Evidence.PROGRESS, Evidence.REASON),
    Outcome.INTERIM: (Evidence.PROGRESS,),
    Outcome.CLARIFY: (Evidence.ASKED, Evidence.ANSWER_BY),
}
"""What must be given for each kind; the fields of the reply text may ask for more."""

_DUE = "reply.due_date"
_DATED = frozenset({Outcome.EXTENDED, Outcome.INTERIM, Outcome.CLARIFY})
"""Replies that name the day of the final one (7.4, 7.12)."""


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """The evidence that ``card`` gives for ``reply``: typed values, and the paths of the fields that hold them."""

    card: CaseCard
    reply: ReplyText
    basis: Ground | Outcome
    values: Mapping[Evidence, object]
    paths: Mapping[Evidence, str]

    @property
    def clause(self) -> str:
        return CLAUSES[self.basis][0]

    def refusal(
        self, code: str, about: Evidence | str, level: Level = Level.ERROR, clause: str | None = None, **details: object
    ) -> Refusal:
        """A refusal about a field that gives evidence, or about another path of the card."""
        key = self.paths.get(about, "reply.ground") if isinstance(about, Evidence) else about
        return Refusal(code, clause or self.clause, key, level, {"norm": CLAUSES[self.basis][1], **details})


def basis_of(reply: ReplyText) -> Ground | Outcome | None:
    """On what a standard reply stands: its ground (4.3) or its outcome (3.4, 7.5–7.12); None for an ordinary one."""
    head = reply.head
    return head.ground or (head.outcome if head.outcome in CLAUSES else None)


def unasked_evidence(reply: ReplyText) -> tuple[Evidence, ...]:
    """What no field of ``reply`` asks for, though such a reply stands on it; nothing for an ordinary one."""
    basis = basis_of(reply)
    asked = {part.evidence for part in reply.fields.values()}
    return tuple(each for each in WANTED[basis] if each not in asked) if basis is not None else ()


def evidence_fault(reply: ReplyText) -> TemplateError | None:
    """That ``reply`` does not ask for what it stands on: ``template.no-evidence``; None where it does."""
    basis, missing = basis_of(reply), unasked_evidence(reply)
    if basis is None or not missing:
        return None
    clause, norm = CLAUSES[basis]
    return TemplateError("template.no-evidence", file=reply.file, evidence=missing, clause=clause, norm=norm)


def collect_evidence(
    card: CaseCard, reply: ReplyText, basis: Ground | Outcome
) -> tuple[GivenEvidence, tuple[Refusal, ...]]:
    """The evidence in ``card``, and a refusal for each value that is wanted and missing or of a wrong type."""
    values: dict[Evidence, object] = {}
    paths: dict[Evidence, str] = {}
    clause, norm = CLAUSES[basis]
    refusals: list[Refusal] = []
    for name, part in reply.fields.items():
        path, value = f"reply.fields.{name}", card.reply.fields.get(name)
        if part.evidence:
            paths[part.evidence] = path
        if not is_given(value):
            if part.required or part.evidence in WANTED[basis]:
                code = "standard.no-evidence" if part.evidence else "standard.not-filled"
                refusals.append(Refusal(code, clause, path, details={"label": part.label, "norm": norm}))
            continue
        try:
            typed = typed_value(value, part, path)
        except CardError as fault:
            details = {name: detail for name, detail in fault.details.items() if name != "key"}
            refusals.append(Refusal(fault.code, clause, path, details=details))
            continue
        if part.evidence:
            values[part.evidence] = typed
    made = GivenEvidence(card, reply, basis, values, paths)
    return made, (*refusals, *_not_asked(made), *_unmet_needs(made))


def _not_asked(given: GivenEvidence) -> Iterator[Refusal]:
    """A text that stands on a ground and does not ask for what proves it."""
    for evidence in unasked_evidence(given.reply):
        yield given.refusal("standard.not-asked", evidence, reply=given.reply.id, evidence=str(evidence))


def _unmet_needs(given: GivenEvidence) -> Iterator[Refusal]:
    """What the text needs of the card besides its own fields."""
    for need in unmet(given.card, given.reply):
        path = paths_of(need)[0]
        if path != _DUE or given.basis not in _DATED:
            yield given.refusal("card.missing", path, reply=given.reply.id)
    if given.basis in _DATED and given.card.reply.due_date is None:
        yield given.refusal("standard.no-final-date", _DUE)
