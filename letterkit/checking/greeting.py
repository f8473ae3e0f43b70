"""To whom a letter will be addressed, told while its card is still being filled in."""

from dataclasses import dataclass

from letterkit.compose.addressee import addressee_lines, delivery, salutation
from letterkit.compose.letter import clean_card
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.outcome import Channel


@dataclass(frozen=True, slots=True)
class Greeting:
    """The lines of the addressee, the salutation and the way of the reply, as the letter will have them.

    ``fault`` says why nobody can be addressed yet; then there are no lines and no salutation.
    """

    addressee: tuple[str, ...]
    salutation: str
    delivery: Channel | None
    fault: CardError | None = None


def greeting(card: CaseCard) -> Greeting:
    """How the reply to ``card`` greets the applicant (clauses 2.3, 3.5)."""
    whole = clean_card(card)
    try:
        return Greeting(addressee_lines(whole), salutation(whole.applicant), delivery(whole))
    except CardError as fault:
        return Greeting((), "", delivery(whole), fault)
