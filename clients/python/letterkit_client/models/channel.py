from enum import StrEnum


class Channel(StrEnum):
    EMAIL = "email"
    GOSUSLUGI = "gosuslugi"
    PHONE = "phone"
    POS = "pos"
    POST = "post"
    SITE = "site"
    SURVEY = "survey"
    VISIT = "visit"
    VK = "vk"

    def __str__(self) -> str:
        return str(self.value)
