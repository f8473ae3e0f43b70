"""What a dry run has found, in words and as JSON: for the command line and for the pages of clerks."""

from collections.abc import Mapping
from typing import Any

from letterkit.core.finding import Level
from letterkit.office.content.dry_run import Effect, FindingPlace, Outcome, RuleEffect
from letterkit.reports.wording import LEVEL_FORMS, plural

EFFECTS: Mapping[Effect, str] = {
    Effect.FLAGGED: "появится замечаний",
    Effect.UNFLAGGED: "исчезнет замечаний",
    Effect.GRADED: "изменится степень у замечаний",
    Effect.WORDED: "изменятся слова у замечаний",
}
_LETTERS = ("письмо", "письма", "писем")
_IN_LETTERS = ("письме", "письмах", "письмах")


def effect_line(effect: RuleEffect) -> str:
    """«tone.order: появится замечаний: 3 в 2 письмах»."""
    return f"{effect.code}: {EFFECTS[effect.effect]}: {effect.count} в {plural(effect.letters, _IN_LETTERS)}"


def place_line(place: FindingPlace) -> str:
    """«МС-12/24: …выделены [денежные средства] на ремонт… – сообщение»."""
    name = place.name or f"письмо {place.letter_id}"
    if not place.excerpt:
        return f"{name}: {place.message}"
    return f"{name}: …{place.before}[{place.excerpt}]{place.after}… – {message_with_levels(place)}"


def message_with_levels(place: FindingPlace) -> str:
    """The message of the finding, with both levels where it takes another one."""
    if place.level_before is None:
        return place.message
    before, after = (LEVEL_FORMS[level][0] for level in (place.level_before, place.level))
    return f"{place.message} ({before} → {after})"


def summary(outcome: Outcome) -> str:
    """What has been looked at, and how much comes and goes."""
    seen = f"Посмотрено: {plural(outcome.letters, _LETTERS)}"
    if outcome.cancelled:
        seen += f" из {outcome.total}, примерка остановлена"
    if not outcome.differing:
        return f"{seen}. Правила набора ничем не отличаются от действующих."
    if not outcome.effects:
        return f"{seen}. Замечания останутся прежними."
    told = [f"{EFFECTS[effect]}: {count}" for effect in Effect if (count := outcome.sum_of(effect))]
    return f"{seen}; {', '.join(told)}."


def untried_line(outcome: Outcome) -> str:
    """Which changed rules could not be tried; empty when all could."""
    if not outcome.untried:
        return ""
    return f"Не примерены правила, которым нужны страницы письма или проверка языка: {', '.join(outcome.untried)}."


def outcome_object(outcome: Outcome) -> dict[str, Any]:
    """``outcome`` as JSON tells it."""
    return {
        "letters": outcome.letters,
        "total": outcome.total,
        "cancelled": outcome.cancelled,
        "differing": list(outcome.differing),
        "untried": list(outcome.untried),
        "effects": [
            {
                "code": each.code,
                "effect": each.effect.value,
                "count": each.count,
                "letters": each.letters,
                "places": [_place(place) for place in each.places],
            }
            for each in outcome.effects
        ],
    }


def outcome_of(kept: Mapping[str, Any]) -> Outcome:
    """The outcome that ``outcome_object`` has made ``kept`` of."""
    effects = tuple(map(_effect, kept["effects"]))
    differing, untried = tuple(kept["differing"]), tuple(kept["untried"])
    return Outcome(kept["letters"], kept["total"], effects, differing, untried, kept["cancelled"])


def _effect(kept: Mapping[str, Any]) -> RuleEffect:
    places = [_read_place(each) for each in kept["places"]]
    return RuleEffect(kept["code"], Effect(kept["effect"]), kept["count"], kept["letters"], places)


def _place(place: FindingPlace) -> dict[str, Any]:
    return {
        "letter": place.letter_id,
        "number": place.name,
        "before": place.before,
        "excerpt": place.excerpt,
        "after": place.after,
        "message": place.message,
        "level": place.level.value,
        "level_before": place.level_before.value if place.level_before else None,
    }


def _read_place(kept: Mapping[str, Any]) -> FindingPlace:
    before = kept["level_before"]
    return FindingPlace(
        kept["letter"],
        kept["number"],
        kept["before"],
        kept["excerpt"],
        kept["after"],
        kept["message"],
        Level(kept["level"]),
        Level(before) if before else None,
    )
