from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.letter_state import LetterState
from ..models.verdict import Verdict

if TYPE_CHECKING:
    from ..models.file_told import FileTold
    from ..models.letter_whole_card import LetterWholeCard
    from ..models.letter_whole_findings_item import LetterWholeFindingsItem
    from ..models.return_told import ReturnTold
    from ..models.sent_told import SentTold


T = TypeVar("T", bound="LetterWhole")


@_attrs_define
class LetterWhole:
    """A letter with its words, its card and what was found in it when it was made last.

    Attributes:
        id (int):
        state (LetterState): A letter is drafted, reviewed, signed and sent; RETURNED is a draft again, with a reason.

            AGREED: a reviewer has nothing against it, it waits for its signer. APPROVED: its bytes are frozen (by SHA-256).
            REMOVED: a draft that its executor took away and can bring back.
        state_words (str):
        number (None | str):
        dated (datetime.date | None):
        title (str):
        reply (str):
        blank (str):
        due (datetime.date | None):
        verdict (None | Verdict): Чем кончилась проверка; null – текст с тех пор другой.
        errors (int):
        appeal (int | None):
        executor (str):
        reviewer (None | str):
        created (datetime.datetime):
        changed (datetime.datetime):
        submitted (datetime.datetime | None):
        revision (int): Нынешнее состояние – для изменений.
        href (str):
        text (str):
        card (LetterWholeCard):
        returned (None | ReturnTold):
        findings (list[LetterWholeFindingsItem]): Замечания отчёта.
        is_made (bool): Замечания – о нынешнем тексте.
        approved (bool): Байты заморожены; их отдают letter.docx, letter.pdf и archive.zip.
        signed (bool):
        sent (None | SentTold):
        files (list[FileTold]):
    """

    id: int
    state: LetterState
    state_words: str
    number: None | str
    dated: datetime.date | None
    title: str
    reply: str
    blank: str
    due: datetime.date | None
    verdict: None | Verdict
    errors: int
    appeal: int | None
    executor: str
    reviewer: None | str
    created: datetime.datetime
    changed: datetime.datetime
    submitted: datetime.datetime | None
    revision: int
    href: str
    text: str
    card: LetterWholeCard
    returned: None | ReturnTold
    findings: list[LetterWholeFindingsItem]
    is_made: bool
    approved: bool
    signed: bool
    sent: None | SentTold
    files: list[FileTold]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.return_told import ReturnTold  # noqa: PLC0415
        from ..models.sent_told import SentTold  # noqa: PLC0415

        id = self.id

        state = self.state.value

        state_words = self.state_words

        number: None | str
        number = self.number

        dated: None | str
        if isinstance(self.dated, datetime.date):
            dated = self.dated.isoformat()
        else:
            dated = self.dated

        title = self.title

        reply = self.reply

        blank = self.blank

        due: None | str
        if isinstance(self.due, datetime.date):
            due = self.due.isoformat()
        else:
            due = self.due

        verdict: None | str
        if isinstance(self.verdict, Verdict):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        errors = self.errors

        appeal: int | None
        appeal = self.appeal

        executor = self.executor

        reviewer: None | str
        reviewer = self.reviewer

        created = self.created.isoformat()

        changed = self.changed.isoformat()

        submitted: None | str
        if isinstance(self.submitted, datetime.datetime):
            submitted = self.submitted.isoformat()
        else:
            submitted = self.submitted

        revision = self.revision

        href = self.href

        text = self.text

        card = self.card.to_dict()

        returned: dict[str, Any] | None
        if isinstance(self.returned, ReturnTold):
            returned = self.returned.to_dict()
        else:
            returned = self.returned

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        is_made = self.is_made

        approved = self.approved

        signed = self.signed

        sent: dict[str, Any] | None
        if isinstance(self.sent, SentTold):
            sent = self.sent.to_dict()
        else:
            sent = self.sent

        files = []
        for files_item_data in self.files:
            files_item = files_item_data.to_dict()
            files.append(files_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "state_words": state_words,
                "number": number,
                "dated": dated,
                "title": title,
                "reply": reply,
                "blank": blank,
                "due": due,
                "verdict": verdict,
                "errors": errors,
                "appeal": appeal,
                "executor": executor,
                "reviewer": reviewer,
                "created": created,
                "changed": changed,
                "submitted": submitted,
                "revision": revision,
                "href": href,
                "text": text,
                "card": card,
                "returned": returned,
                "findings": findings,
                "is_made": is_made,
                "approved": approved,
                "signed": signed,
                "sent": sent,
                "files": files,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.file_told import FileTold  # noqa: PLC0415
        from ..models.letter_whole_card import LetterWholeCard  # noqa: PLC0415
        from ..models.letter_whole_findings_item import LetterWholeFindingsItem  # noqa: PLC0415
        from ..models.return_told import ReturnTold  # noqa: PLC0415
        from ..models.sent_told import SentTold  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        state = LetterState(d.pop("state"))

        state_words = d.pop("state_words")

        def _parse_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number = _parse_number(d.pop("number"))

        def _parse_dated(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dated_type_0 = datetime.date.fromisoformat(data)

                return dated_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        dated = _parse_dated(d.pop("dated"))

        title = d.pop("title")

        reply = d.pop("reply")

        blank = d.pop("blank")

        def _parse_due(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_type_0 = datetime.date.fromisoformat(data)

                return due_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        due = _parse_due(d.pop("due"))

        def _parse_verdict(data: object) -> None | Verdict:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = Verdict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Verdict, data)

        verdict = _parse_verdict(d.pop("verdict"))

        errors = d.pop("errors")

        def _parse_appeal(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        appeal = _parse_appeal(d.pop("appeal"))

        executor = d.pop("executor")

        def _parse_reviewer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reviewer = _parse_reviewer(d.pop("reviewer"))

        created = datetime.datetime.fromisoformat(d.pop("created"))

        changed = datetime.datetime.fromisoformat(d.pop("changed"))

        def _parse_submitted(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                submitted_type_0 = datetime.datetime.fromisoformat(data)

                return submitted_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        submitted = _parse_submitted(d.pop("submitted"))

        revision = d.pop("revision")

        href = d.pop("href")

        text = d.pop("text")

        card = LetterWholeCard.from_dict(d.pop("card"))

        def _parse_returned(data: object) -> None | ReturnTold:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                returned_type_0 = ReturnTold.from_dict(data)

                return returned_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnTold, data)

        returned = _parse_returned(d.pop("returned"))

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = LetterWholeFindingsItem.from_dict(findings_item_data)

            findings.append(findings_item)

        is_made = d.pop("is_made")

        approved = d.pop("approved")

        signed = d.pop("signed")

        def _parse_sent(data: object) -> None | SentTold:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sent_type_0 = SentTold.from_dict(data)

                return sent_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SentTold, data)

        sent = _parse_sent(d.pop("sent"))

        files = []
        _files = d.pop("files")
        for files_item_data in _files:
            files_item = FileTold.from_dict(files_item_data)

            files.append(files_item)

        letter_whole = cls(
            id=id,
            state=state,
            state_words=state_words,
            number=number,
            dated=dated,
            title=title,
            reply=reply,
            blank=blank,
            due=due,
            verdict=verdict,
            errors=errors,
            appeal=appeal,
            executor=executor,
            reviewer=reviewer,
            created=created,
            changed=changed,
            submitted=submitted,
            revision=revision,
            href=href,
            text=text,
            card=card,
            returned=returned,
            findings=findings,
            is_made=is_made,
            approved=approved,
            signed=signed,
            sent=sent,
            files=files,
        )

        letter_whole.additional_properties = d
        return letter_whole

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
