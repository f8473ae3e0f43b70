"""A letter as the post sees it: the addressee in the dative and in full, the address line by line."""

from letterkit.compose.addressee import address_lines, gender_said
from letterkit.core.case import CaseCard
from letterkit.core.people import Case, Person
from letterkit.core.post import PostItem


def post_item(card: CaseCard, barcode: str | None = None) -> PostItem:
    """What stands on the envelope of the reply to ``card``, and in the list of the post."""
    from letterkit.russian.names import decline

    applicant = card.applicant
    person, to = applicant.person, [applicant.organisation] if applicant.organisation else []
    if person.surname or person.name:
        known = Person(person.surname, person.name, person.patronymic, gender_said(person))
        to.append(decline(known, Case.DATIVE).full)
    if applicant.collective:
        to.append("и другим заявителям" if to else "Заявителям")
    return PostItem(
        to=tuple(to),
        who=", ".join(part for part in (applicant.organisation, person.full) if part),
        address=applicant.address or "",
        lines=address_lines(applicant.address or ""),
        number=card.number or "",
        dated=card.date,
        barcode=barcode,
        registered=card.reply.restricted,
    )
