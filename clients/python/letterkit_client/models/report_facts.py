from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.report_answer import ReportAnswer
    from ..models.report_length import ReportLength


T = TypeVar("T", bound="ReportFacts")


@_attrs_define
class ReportFacts:
    """
    Attributes:
        pages (int | None | Unset):
        words (int | Unset):
        sentences (int | Unset):
        longest_sentence (int | Unset):
        flesch_oborneva (float | None | Unset):
        grade (float | None | Unset):
        length (ReportLength | Unset): Только у письма, которое не помещается на нужное число страниц: что убрать и
            сколько это сбережёт. least — номера (rank) наименьшего набора, left — сколько страниц останется; measured —
            посчитано по отпечатанным страницам, иначе оценка.
        questions (list[ReportAnswer] | Unset): Только с карточкой, в которой есть вопросы: на какой из них где отвечает
            письмо. by — по чему найден ответ (слова, пересказ вопроса, номер, место); у вопроса без ответа start и end —
            самое близкое место.
    """

    pages: int | None | Unset = UNSET
    words: int | Unset = UNSET
    sentences: int | Unset = UNSET
    longest_sentence: int | Unset = UNSET
    flesch_oborneva: float | None | Unset = UNSET
    grade: float | None | Unset = UNSET
    length: ReportLength | Unset = UNSET
    questions: list[ReportAnswer] | Unset = UNSET
    additional_properties: dict[str, float | None | str] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        pages: int | None | Unset
        if isinstance(self.pages, Unset):
            pages = UNSET
        else:
            pages = self.pages

        words = self.words

        sentences = self.sentences

        longest_sentence = self.longest_sentence

        flesch_oborneva: float | None | Unset
        if isinstance(self.flesch_oborneva, Unset):
            flesch_oborneva = UNSET
        else:
            flesch_oborneva = self.flesch_oborneva

        grade: float | None | Unset
        if isinstance(self.grade, Unset):
            grade = UNSET
        else:
            grade = self.grade

        length: dict[str, Any] | Unset = UNSET
        if not isinstance(self.length, Unset):
            length = self.length.to_dict()

        questions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.questions, Unset):
            questions = []
            for questions_item_data in self.questions:
                questions_item = questions_item_data.to_dict()
                questions.append(questions_item)

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            field_dict[prop_name] = prop

        field_dict.update({})
        if pages is not UNSET:
            field_dict["pages"] = pages
        if words is not UNSET:
            field_dict["words"] = words
        if sentences is not UNSET:
            field_dict["sentences"] = sentences
        if longest_sentence is not UNSET:
            field_dict["longest_sentence"] = longest_sentence
        if flesch_oborneva is not UNSET:
            field_dict["flesch_oborneva"] = flesch_oborneva
        if grade is not UNSET:
            field_dict["grade"] = grade
        if length is not UNSET:
            field_dict["length"] = length
        if questions is not UNSET:
            field_dict["questions"] = questions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report_answer import ReportAnswer  # noqa: PLC0415
        from ..models.report_length import ReportLength  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_pages(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        pages = _parse_pages(d.pop("pages", UNSET))

        words = d.pop("words", UNSET)

        sentences = d.pop("sentences", UNSET)

        longest_sentence = d.pop("longest_sentence", UNSET)

        def _parse_flesch_oborneva(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        flesch_oborneva = _parse_flesch_oborneva(d.pop("flesch_oborneva", UNSET))

        def _parse_grade(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        grade = _parse_grade(d.pop("grade", UNSET))

        _length = d.pop("length", UNSET)
        length: ReportLength | Unset
        if isinstance(_length, Unset):
            length = UNSET
        else:
            length = ReportLength.from_dict(_length)

        _questions = d.pop("questions", UNSET)
        questions: list[ReportAnswer] | Unset = UNSET
        if _questions is not UNSET:
            questions = []
            for questions_item_data in _questions:
                questions_item = ReportAnswer.from_dict(questions_item_data)

                questions.append(questions_item)

        report_facts = cls(
            pages=pages,
            words=words,
            sentences=sentences,
            longest_sentence=longest_sentence,
            flesch_oborneva=flesch_oborneva,
            grade=grade,
            length=length,
            questions=questions,
        )

        additional_properties = {}
        for prop_name, prop_dict in d.items():

            def _parse_additional_property(data: object) -> float | None | str:
                if data is None:
                    return data
                return cast(float | None | str, data)

            additional_property = _parse_additional_property(prop_dict)

            additional_properties[prop_name] = additional_property

        report_facts.additional_properties = additional_properties
        return report_facts

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> float | None | str:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: float | None | str) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
