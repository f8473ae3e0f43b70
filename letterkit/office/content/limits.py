"""The named numbers of a profile that checks compare with: which there are, and within what bounds they make sense."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letterkit.core.errors import ProfileError


@dataclass(frozen=True, slots=True)
class Bounds:
    """``required``: no check can do without it, and nothing else (the reader, a pack of layout) gives it.

    ``whole``: days, pages, words.
    """

    least: float
    most: float
    required: bool = True
    whole: bool = True


LIMITS: Mapping[str, Bounds] = {
    "pages_wanted": Bounds(1, 20),
    "pages_most": Bounds(1, 50),
    "margin_left_mm": Bounds(5, 60, whole=False),
    "margin_right_mm": Bounds(5, 60, whole=False),
    "margin_top_mm": Bounds(5, 60, whole=False),
    "margin_bottom_mm": Bounds(5, 60, whole=False),
    "font_min_pt": Bounds(8, 20, whole=False),
    "font_max_pt": Bounds(8, 24, whole=False),
    "corner_line_mm": Bounds(40, 120, required=False, whole=False),
    "longitudinal_line_mm": Bounds(60, 180, required=False, whole=False),
    "executor_left_mm": Bounds(10, 150, whole=False),
    "executor_bottom_mm": Bounds(10, 150, whole=False),
    "sentence_words": Bounds(5, 100, required=False),
    "sentence_words_most": Bounds(5, 200, required=False),
    "mean_sentence_words": Bounds(3, 60, required=False, whole=False),
    "paragraph_sentences": Bounds(1, 30, required=False),
    "flesch_least": Bounds(-100, 100, required=False, whole=False),
    "grade_most": Bounds(1, 40, required=False, whole=False),
    "reader_grade": Bounds(1, 40, required=False, whole=False),
    "genitive_chain": Bounds(2, 10),
    "verbal_noun_share": Bounds(0.01, 1, whole=False),
    "passive_share": Bounds(0.01, 1, whole=False),
    "law_references": Bounds(1, 20),
    "review_days": Bounds(1, 30),
    "extension_days": Bounds(1, 30),
    "extension_notice_days": Bounds(0, 29),
    "redirect_days": Bounds(1, 7),
    "notice_days": Bounds(1, 7),
    "call_minutes": Bounds(1, 10, required=False, whole=False),
}
"""In the order in which the form asks for them. Terms may be shorter than those of 59-ФЗ, never longer."""

_ORDERED = (
    ("pages_wanted", "pages_most"),
    ("font_min_pt", "font_max_pt"),
    ("sentence_words", "sentence_words_most"),
    ("mean_sentence_words", "sentence_words"),
    ("extension_notice_days", "review_days"),
)


def limit_faults(limits: Mapping[str, float]) -> Iterator[ProfileError]:
    """What is wrong with ``limits``, each with the ``field`` it is about.

    ProfileError ``profile.limit-unknown``, ``profile.limit-missing``, ``profile.limit-bounds``,
    ``profile.limit-whole``, ``profile.limit-order``.
    """
    for name, value in limits.items():
        field = f"limits.{name}"
        bounds = LIMITS.get(name)
        if bounds is None:
            yield ProfileError("profile.limit-unknown", field=field, name=name)
        elif not bounds.least <= value <= bounds.most:
            span: dict[str, Any] = {"least": f"{bounds.least:g}", "most": f"{bounds.most:g}"}
            yield ProfileError("profile.limit-bounds", field=field, value=f"{value:g}", **span)
        elif bounds.whole and value != int(value):
            yield ProfileError("profile.limit-whole", field=field, value=f"{value:g}")
    for name, bounds in LIMITS.items():
        if bounds.required and name not in limits:
            yield ProfileError("profile.limit-missing", field=f"limits.{name}", name=name)
    for less, more in _ORDERED:
        if less in limits and more in limits and limits[less] > limits[more]:
            values: dict[str, Any] = {"value": f"{limits[less]:g}", "other_value": f"{limits[more]:g}"}
            yield ProfileError("profile.limit-order", field=f"limits.{less}", name=less, other=more, **values)
