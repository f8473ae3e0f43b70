from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gender import Gender
from ..types import UNSET, Unset

T = TypeVar("T", bound="ApplicantPart")


@_attrs_define
class ApplicantPart:
    """
    Attributes:
        surname (None | str | Unset): Фамилия – в именительном падеже
        name (None | str | Unset): Имя
        patronymic (None | str | Unset): Отчество – если есть
        gender (Gender | None | Unset): Пол – нужен, когда его не видно по имени
        organisation (None | str | Unset): Организация – если обратилась она
        collective (bool | Unset): Коллективное обращение – подписали несколько человек; выше – первый из них
        address (None | str | Unset): Почтовый адрес – как на конверте
        email (None | str | Unset): Электронная почта – если просили ответить на неё
    """

    surname: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    patronymic: None | str | Unset = UNSET
    gender: Gender | None | Unset = UNSET
    organisation: None | str | Unset = UNSET
    collective: bool | Unset = UNSET
    address: None | str | Unset = UNSET
    email: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        surname: None | str | Unset
        if isinstance(self.surname, Unset):
            surname = UNSET
        else:
            surname = self.surname

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        patronymic: None | str | Unset
        if isinstance(self.patronymic, Unset):
            patronymic = UNSET
        else:
            patronymic = self.patronymic

        gender: None | str | Unset
        if isinstance(self.gender, Unset):
            gender = UNSET
        elif isinstance(self.gender, Gender):
            gender = self.gender.value
        else:
            gender = self.gender

        organisation: None | str | Unset
        if isinstance(self.organisation, Unset):
            organisation = UNSET
        else:
            organisation = self.organisation

        collective = self.collective

        address: None | str | Unset
        if isinstance(self.address, Unset):
            address = UNSET
        else:
            address = self.address

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if surname is not UNSET:
            field_dict["surname"] = surname
        if name is not UNSET:
            field_dict["name"] = name
        if patronymic is not UNSET:
            field_dict["patronymic"] = patronymic
        if gender is not UNSET:
            field_dict["gender"] = gender
        if organisation is not UNSET:
            field_dict["organisation"] = organisation
        if collective is not UNSET:
            field_dict["collective"] = collective
        if address is not UNSET:
            field_dict["address"] = address
        if email is not UNSET:
            field_dict["email"] = email

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_surname(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        surname = _parse_surname(d.pop("surname", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_patronymic(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        patronymic = _parse_patronymic(d.pop("patronymic", UNSET))

        def _parse_gender(data: object) -> Gender | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gender_type_0 = Gender(data)

                return gender_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Gender | None | Unset, data)

        gender = _parse_gender(d.pop("gender", UNSET))

        def _parse_organisation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        organisation = _parse_organisation(d.pop("organisation", UNSET))

        collective = d.pop("collective", UNSET)

        def _parse_address(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        address = _parse_address(d.pop("address", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        applicant_part = cls(
            surname=surname,
            name=name,
            patronymic=patronymic,
            gender=gender,
            organisation=organisation,
            collective=collective,
            address=address,
            email=email,
        )

        return applicant_part
