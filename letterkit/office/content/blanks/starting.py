"""The file to begin a blank from: a whole blank for this body, with a comment of Word at every mark."""

from letterkit.compose.blank_fields import fields
from letterkit.compose.starter import starter
from letterkit.core import clock
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.head import fields_printed
from letterkit.office.content.blanks.places import Places
from letterkit.ooxml.comments import Commenting

_NAME = "starter.docx"
_AUTHOR, _INITIALS = "letterkit", "lk"
_HOW = "Шрифт, размер и место меняйте как обычно, саму метку в фигурных скобках не трогайте."


def starter_with_comments(layout: str, profile: Profile) -> bytes:
    """``layout`` is «corner» or «longitudinal»; margins, type and lines are those of the profile and its pack.

    The comments are taken out when the blank is brought, so nobody has to delete them.
    """
    pack = next((pack for pack in profile.packs if pack.startswith("gost-")), "")
    data = starter(layout, profile.limits, pack)
    places = Places.of(data, _NAME)
    comments = Commenting(data, _NAME, author=_AUTHOR, initials=_INITIALS, moment=clock.now())
    told: set[str] = set()
    for place, name in fields_printed(places):
        field = fields().get(name) or fields().get(name.removesuffix(".text"))
        if field is None or field.name in told or place.start is None:
            continue
        told.add(field.name)
        spot = comments.spot(place.start, place.end)
        what = f"Здесь печатается {field.label}{', строка за строкой' if field.is_list else ''}."
        comments.add(spot, [(what, "bold"), (f"Например: {field.sample}", "plain"), (_HOW, "small")])
    return comments.save()
