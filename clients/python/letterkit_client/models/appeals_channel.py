from enum import StrEnum


class AppealsChannel(StrEnum):
    EMAIL = "email"
    GOSUSLUGI = "gosuslugi"
    PHONE = "phone"
    POS = "pos"
    POST = "post"
    SITE = "site"
    SURVEY = "survey"
    VALUE_9 = "-"
    VISIT = "visit"
    VK = "vk"

    def __str__(self) -> str:
        return str(self.value)
