"""A reply text is tried on all kinds of people, and what is wrong with it is told once."""

import pytest

from letterkit.checking.checker import Checker
from letterkit.compose import Blank, Catalogue
from letterkit.core.finding import Level
from letterkit.core.profile import Profile
from letterkit.office.content.samples import SAMPLE_PEOPLE, samples
from letterkit.office.content.trial import faults_of, findings_of, is_sound, try_on
from letterkit.settings import Settings

from .conftest import Version

IDS = sorted(path.stem for path in (Settings(_env_file=None).templates_dir / "replies").glob("*.md"))


@pytest.mark.parametrize("id", IDS)
def test_a_text_of_ours_suits_everybody(
    id: str, catalogue: Catalogue, blank: Blank, profile: Profile, checker: Checker
) -> None:
    reply = catalogue.reply(id)
    tried = try_on(reply, blank, samples(reply, profile), checker)
    assert is_sound(tried)
    assert findings_of(tried) == ()
    assert faults_of(tried) == ()
    assert [each.sample.kind for each in tried if each.sample.whole] == list(SAMPLE_PEOPLE)


def test_a_mistake_in_the_text_is_told_once_and_for_whom(
    version: Version, blank: Blank, profile: Profile, checker: Checker
) -> None:
    reply = version(("Крышу отремонтируют", "Согласно приказа крышу отремонтируют"))
    tried = try_on(reply, blank, samples(reply, profile), checker)
    [shared] = [each for each in findings_of(tried) if each.finding.code == "grammar.soglasno-dative"]
    assert shared.finding.level is Level.ERROR
    assert len(shared.samples) == len(tried)
    assert not is_sound(tried)


def test_a_mistake_that_one_kind_of_people_meets_is_told_of_them_alone(
    version: Version, blank: Blank, profile: Profile, checker: Checker
) -> None:
    reply = version(("{{ contact }}", "{% if several %}Согласно приказа ждите.{% endif %}\n\n{{ contact }}"))
    tried = try_on(reply, blank, samples(reply, profile), checker)
    [shared] = [each for each in findings_of(tried) if each.finding.code == "grammar.soglasno-dative"]
    assert {sample.kind for sample in shared.samples} == {"several", "organisation"}


def test_a_text_that_fails_for_some_says_why_and_for_whom(
    version: Version, blank: Blank, profile: Profile, checker: Checker
) -> None:
    reply = version(("{% if who %} Работу ведёт {{ who }}.{% endif %}", " Работу ведёт {{ who }}."))
    tried = try_on(reply, blank, samples(reply, profile), checker)
    [fault] = faults_of(tried)
    assert fault.fault.code == "template.empty-value"
    assert [(sample.kind, sample.whole) for sample in fault.samples] == [("woman", False)]
    assert not is_sound(tried)
