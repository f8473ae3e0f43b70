"""A letter on the desk: checked, mended finding by finding, each step undone as easily as made.

Every mend makes a new version of the file and checks it anew, so that the findings shown are always those of the very
bytes that can be downloaded.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from letterkit.checking.bodies import Bodies
from letterkit.checking.check_orders import Ask, Order, answer
from letterkit.checking.checker import CheckedLetter, Checker
from letterkit.checking.fix import FixedLetter, Mend, fix, mend_letter
from letterkit.checking.letter_files import Form, form_of
from letterkit.checking.text_alone import is_text_alone
from letterkit.checks.waivers import Waiver
from letterkit.core import clock
from letterkit.core.budget import Budget
from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.finding import Finding
from letterkit.store.desk import DeskStore
from letterkit.tables.card import parse_card

WAIVED_FOR = timedelta(days=30)
"""How long a waiver given at the desk holds."""
_LOCKS = 64  # letters that change at one moment; two that share a lock take turns
_MOST_KEPT = 48  # checked letters with pictures of their pages, some 0.3 MB each
_MOST_BYTES = 60_000_000  # of all of them: photographs, or thousands of findings, take more than a letter
_FINDING_BYTES, _PART_BYTES = 2_000, 200


@dataclass(frozen=True, slots=True)
class Version:
    """The letter after one step: ``mends`` made to the version before, or a ``waiver`` given; its bytes are ``file``.

    Numbers are never used again, also after a step has been undone: each is one state of the letter.
    """

    number: int
    file: int
    mends: tuple[Mend, ...] = ()
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class DeskLetter:
    """One letter: what the file is called, its versions in order (of all ``made``), the card it is held to.

    ``body`` is that of whoever has put it there: it is checked by that profile. ``text_only``: it is a text without the
    other parts of a letter.
    """

    id: str
    name: str
    form: Form
    versions: tuple[Version, ...]
    made: int = 1
    card: dict[str, Any] | None = None
    body: str = ""
    text_only: bool = False
    given: str = ""

    @property
    def heading(self) -> str:
        """The name of the file as it was given; ``name`` is that of the Word file made from it."""
        return self.given or self.name

    @property
    def version(self) -> int:
        return self.versions[-1].number

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """What somebody answers for."""
        return tuple(version.waiver for version in self.versions if version.waiver is not None)

    @property
    def mends(self) -> tuple[Mend, ...]:
        """All that has been mended, first to last."""
        return tuple(mend for version in self.versions for mend in version.mends)

    @property
    def can_mend(self) -> bool:
        return self.form in ("docx", "text")


class Desk:
    """The letters of ``store``, checked by what ``bodies`` has for theirs, changed by whoever answers ``ask``.

    The options of the checkers should ask for the pages and the Word file.
    """

    def __init__(self, store: DeskStore, bodies: Bodies, ask: Ask | None = None) -> None:
        self._store = store
        self._bodies = bodies
        self._ask = ask or (lambda order: answer(order, bodies, None))
        self._checked: OrderedDict[tuple[str, int, bool], CheckedLetter] = OrderedDict()
        self._turn = threading.Lock()
        self._busy = [threading.Lock() for _ in range(_LOCKS)]

    def begin(
        self,
        data: bytes,
        name: str,
        card: dict[str, Any] | None = None,
        body: str = "",
        *,
        text_only: bool | None = False,
    ) -> DeskLetter:
        """Puts the letter ``data`` of the file ``name`` on the desk; raises what reading and checking it raise.

        What only LibreOffice can read goes on as the Word file it was made into. ``text_only`` as in
        ``Checker.check_bytes``.
        """
        read = _card(card)
        checked = self.checker_of(body).check_bytes(data, name, card=read, text_only=text_only)
        if text_only is None:
            text_only = is_text_alone(checked.report.parts)
        form, given = form_of(data, name), name
        if form == "office" and checked.docx is not None:
            data, name, form = checked.docx, f"{Path(name).stem}.docx", "docx"
        desk = DeskLetter("", name, form, (Version(1, 1),), card=card, body=body, text_only=text_only, given=given)
        desk = replace(desk, id=self._store.create(_state(desk), data))
        self._keep(desk, checked)
        return desk

    def open(self, desk_id: str) -> DeskLetter:
        """The letter ``desk_id``; raises RequestError ``desk.gone``."""
        state = self._store.state(desk_id)
        versions = tuple(map(_version, state["versions"]))
        later = {name: state[name] for name in ("body", "text_only", "given") if name in state}
        return DeskLetter(desk_id, state["name"], state["form"], versions, state["made"], state["card"], **later)

    def checker_of(self, body: str) -> Checker:
        """The checker of ``body``; raises as ``Bodies.of``."""
        return self._bodies.of(body)

    def data(self, desk: DeskLetter) -> bytes:
        """The file as it is now."""
        return self._store.data(desk.id, desk.versions[-1].file)

    def check(self, desk: DeskLetter) -> CheckedLetter:
        """What is found in the letter as it is now."""
        key = (desk.id, desk.version, desk.text_only)
        with self._turn:
            known = self._checked.get(key)
            if known is not None:
                self._checked.move_to_end(key)
                return known
        checker = self.checker_of(desk.body)
        data, card = self.data(desk), _card(desk.card)
        checked = checker.check_bytes(data, desk.name, desk.waivers, card=card, text_only=desk.text_only)
        self._keep(desk, checked)
        return checked

    def take(self, desk_id: str, version: int, finding: Finding, choice: int) -> DeskLetter:
        """The letter with the mend ``choice`` of ``finding``, one of those of ``version``, made.

        Raises RequestError ``desk.gone``, ``desk.changed`` when the letter has another version by now, ``mend.none``
        and ``mend.cannot``.
        """
        with self._changing(desk_id, version) as desk:
            if not 0 <= choice < len(finding.suggestions) or finding.start is None or finding.end is None:
                raise RequestError("mend.none")
            words = finding.suggestions[choice]
            data = self._ask(Order(_mend_letter, desk.body, (self.data(desk), desk.name, finding, words)))
            return self._next(desk, data, (Mend(finding.code, finding.message, finding.excerpt, words),))

    def take_safe(self, desk_id: str, version: int) -> DeskLetter:
        """The letter with every mend made that needs nobody's judgement; errors as in ``take``."""
        with self._changing(desk_id, version) as desk:
            fixed = self._ask(Order(_fix_letter, desk.body, (self.data(desk), desk.name, desk.waivers, desk.text_only)))
            return self._next(desk, fixed.data, fixed.mends) if fixed.mends else desk

    def undo(self, desk_id: str, version: int) -> DeskLetter:
        """The letter without its last step; at the first version nothing is undone. Errors as in ``take``."""
        with self._changing(desk_id, version) as desk:
            if len(desk.versions) == 1:
                return desk
            back = replace(desk, versions=desk.versions[:-1])
            self._store.save(desk_id, _state(back))
            return back

    def waive(self, desk_id: str, version: int, finding: Finding, reason: str, by: str) -> DeskLetter:
        """The letter with ``finding`` answered for by ``by``; raises RequestError ``waiver.no-reason``, as ``take``."""
        reason, by = " ".join(reason.split()), " ".join(by.split())
        if not reason or not by:
            raise RequestError("waiver.no-reason")
        with self._changing(desk_id, version) as desk:
            until = clock.today() + WAIVED_FOR
            waiver = Waiver(finding.code, reason, by, until, finding.excerpt or None)
            step = Version(desk.made + 1, desk.versions[-1].file, waiver=waiver)
            return self._step(desk, step)

    def set_scope(self, desk_id: str, version: int, *, text_only: bool) -> DeskLetter:
        """The letter checked as a text alone, or as a whole letter, from now on; errors as in ``take``."""
        with self._changing(desk_id, version) as desk:
            seen = replace(desk, text_only=text_only)
            self._store.save(desk_id, _state(seen))
            return seen

    def remove(self, desk_id: str) -> None:
        """Forgets the letter at once."""
        self._store.remove(desk_id)
        with self._turn:
            for key in [key for key in self._checked if key[0] == desk_id]:
                del self._checked[key]

    @contextmanager
    def _changing(self, desk_id: str, version: int) -> Iterator[DeskLetter]:
        """One change of a letter at a time, and only of the version that its reader has seen."""
        with self._busy[hash(desk_id) % _LOCKS]:
            desk = self.open(desk_id)
            if desk.version != version:
                raise RequestError("desk.changed")
            yield desk

    def _next(self, desk: DeskLetter, data: bytes, mends: Sequence[Mend]) -> DeskLetter:
        number = desk.made + 1
        return self._step(desk, Version(number, number, tuple(mends)), data)

    def _step(self, desk: DeskLetter, step: Version, data: bytes | None = None) -> DeskLetter:
        following = replace(desk, versions=(*desk.versions, step), made=step.number)
        self._store.save(desk.id, _state(following), step.file, data)
        return following

    def _keep(self, desk: DeskLetter, checked: CheckedLetter) -> None:
        with self._turn:
            self._checked[desk.id, desk.version, desk.text_only] = checked
            while len(self._checked) > _MOST_KEPT or (len(self._checked) > 1 and self._bytes_kept() > _MOST_BYTES):
                self._checked.popitem(last=False)

    def _bytes_kept(self) -> int:
        return sum(map(_size_of, self._checked.values()))


def _size_of(checked: CheckedLetter) -> int:
    """Bytes of what is large in it, roughly."""
    report = checked.report
    files = sum(map(len, (*(picture.png for picture in checked.pictures), checked.pdf or b"", checked.docx or b"")))
    return files + 2 * len(report.text) + _FINDING_BYTES * len(report.findings) + _PART_BYTES * len(report.parts)


def _mend_letter(
    checker: Checker, budget: Budget | None, data: bytes, name: str, finding: Finding, words: str
) -> bytes:
    return mend_letter(data, name, finding, words)


def _fix_letter(
    checker: Checker, budget: Budget | None, data: bytes, name: str, waivers: Sequence[Waiver], text_only: bool
) -> FixedLetter:
    return fix(data, name, checker, waivers, text_only=text_only)


def _state(desk: DeskLetter) -> dict[str, Any]:
    return {
        "name": desk.name,
        "given": desk.given,
        "form": desk.form,
        "versions": [asdict(version) for version in desk.versions],
        "made": desk.made,
        "card": desk.card,
        "body": desk.body,
        "text_only": desk.text_only,
    }


def _version(saved: dict[str, Any]) -> Version:
    mends = tuple(Mend(**mend) for mend in saved["mends"])
    waiver = saved["waiver"]
    if waiver is not None:
        waiver = Waiver(**{**waiver, "until": date.fromisoformat(waiver["until"])})
    return Version(saved["number"], saved["file"], mends, waiver)


def _card(mapping: dict[str, Any] | None) -> CaseCard | None:
    return None if mapping is None else parse_card(mapping, "карточка")
