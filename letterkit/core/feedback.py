"""The ways by which people tell a body what they need and think (clause 6.10), and how an open survey is reached."""

from collections.abc import Mapping
from enum import StrEnum

from letterkit.core.outcome import Channel


class Source(StrEnum):
    """The eight of clause 6.10, in its order, then what it does not name.

    SITE_SURVEY and VK_SURVEY are open surveys with a link on the site or on a page in a social network; LETTER is the
    survey that a reply invites to.
    """

    SITE = "site"
    POST = "post"
    EMAIL = "email"
    VISIT = "visit"
    GOSUSLUGI = "gosuslugi"
    VK = "vk"
    SITE_SURVEY = "site_survey"
    VK_SURVEY = "vk_survey"
    LETTER = "letter"
    PHONE = "phone"


OF_THE_ORDER = tuple(Source)[:8]
"""Those that clause 6.10 names."""
OPEN = (Source.SITE_SURVEY, Source.VK_SURVEY)
"""Surveys that everybody may answer who sees the link."""
SOURCE_OF: Mapping[str, Source] = {
    Channel.SITE: Source.SITE,
    Channel.POST: Source.POST,
    Channel.EMAIL: Source.EMAIL,
    Channel.VISIT: Source.VISIT,
    Channel.GOSUSLUGI: Source.GOSUSLUGI,
    Channel.POS: Source.GOSUSLUGI,  # the platform is that window
    Channel.VK: Source.VK,
    Channel.SURVEY: Source.SITE_SURVEY,
    Channel.PHONE: Source.PHONE,
}
"""The source that an appeal by each channel counts for."""
