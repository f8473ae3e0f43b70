"""What is shown by example and differs from body to body: names, town, phone, signer, numbers, pages of its site."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from letterkit.compose.catalogue import FieldPart
from letterkit.core.outcome import Evidence
from letterkit.core.people import Case
from letterkit.core.profile import Profile

_STREET = "ул. Ленина, д. 10, кв. 5"
_NUMBER = "{n}/{yy}"
OF_BODY = frozenset({
    "appeal.addressed_to", "applicant.address", "executor.phone", "signer.post", "signer.name", "number",
})  # fmt: skip
"""The paths of such examples: the row that shows them is known by all its other cells."""


def examples_of(profile: Profile) -> Mapping[str, str]:
    """The examples of OF_BODY as the body would write them."""
    body, signer = profile.body, profile.signers[0]
    mask = profile.texts.get("number", _NUMBER)
    return {
        "appeal.addressed_to": body.names[Case.NOMINATIVE],
        "applicant.address": f"{_STREET}, {body.address_lines[-1]}",
        "executor.phone": body.phone,
        "signer.post": " ".join(signer.post_lines),
        "signer.name": signer.name,
        "number": mask.replace("{n}", "1201").replace("{yyyy}", "2024").replace("{yy}", "24"),
    }


def is_of_body(field: FieldPart) -> bool:
    """Whether the example of a field of a reply text differs from body to body: a page of the body's own site."""
    return field.evidence is Evidence.PAGE


def own_example(field: FieldPart, profile: Profile | None) -> str | int | list[str] | None:
    """The example of ``field`` as the body would fill it."""
    if profile is None or not is_of_body(field) or not isinstance(field.example, str):
        return field.example
    return urlsplit(field.example)._replace(netloc=profile.body.host).geturl()
