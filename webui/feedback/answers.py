"""What is typed into the form of the survey."""

from werkzeug.datastructures import MultiDict

from letterkit.core.errors import RequestError
from letterkit.office.feedback.opinions import Answers
from letterkit.office.feedback.personal_data import Private, without_private
from letterkit.reports.office_words import PRIVATE
from letterkit.reports.wording import sentence
from webui.errors import capital

FIELDS = ("clear", "polite", "in_time", "solved", "comment")
_YES = {"yes": True, "no": False}


def typed_in(form: MultiDict[str, str]) -> dict[str, str]:
    """The fields as they came; with ``do=clean`` personal data is taken out of the comment."""
    typed = {name: form.get(name, "").strip() for name in FIELDS}
    typed["comment"] = typed["comment"].replace("\r\n", "\n")
    if form.get("do") == "clean":
        typed["comment"] = without_private(typed["comment"])
    return typed


def answers_of(typed: dict[str, str]) -> Answers:
    """The answers that were typed; raises RequestError ``survey.bad-mark``."""
    return Answers(
        clear=_mark(typed["clear"]),
        polite=_mark(typed["polite"]),
        in_time=_YES.get(typed["in_time"]),
        solved=_YES.get(typed["solved"]),
        comment=typed["comment"],
    )


def trouble(fault: RequestError) -> dict[str, str]:
    """The sentence of ``fault`` at the field it is about; ``private`` names what a comment holds."""
    if fault.code == "survey.private":
        found = fault.details["found"]
        assert isinstance(found, tuple)
        names = " и ".join(PRIVATE[Private(each)] for each in found)
        return {"comment": f"В комментарии есть {names}. Мы этого не просим и не храним.", "private": names}
    field = "comment" if fault.code == "survey.too-long" else "page"
    return {field: capital(sentence(fault))}


def _mark(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) == 1):
        raise RequestError("survey.bad-mark")
    return int(typed)
