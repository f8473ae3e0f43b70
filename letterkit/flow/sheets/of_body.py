"""What a table shows by example that differs from body to body: its name and town, its phone, signer and numbers."""

from collections.abc import Mapping

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
