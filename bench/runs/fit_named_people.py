"""The weights of ``letterkit.intake.named_people``, fitted anew to labelled appeals; they are printed, to be put there.

usage: python bench/runs/fit_named_people.py [FOLDER ...]
"""

import sys
from pathlib import Path

from bench.runs.fit import LabelledAppeal, Row, bare, fit_logistic, labelled_appeals, rightly_chosen, weights_text
from letterkit.core.people import Person
from letterkit.intake.addresses import addresses
from letterkit.intake.fields import labelled_lines
from letterkit.intake.named_people import named_people
from letterkit.intake.named_person import WEIGHTS
from letterkit.intake.zones import zones


def rows_of(appeal: LabelledAppeal) -> list[Row]:
    """All whom an appeal names; meant is the applicant of the label."""
    label = appeal.label.get("applicant") or {}
    labelled = labelled_lines(appeal.text)
    found = named_people(appeal.text, labelled, zones(appeal.text, labelled), addresses(appeal.text))
    return [([float(sign in each.signs) for sign in WEIGHTS], float(_is_meant(each.person, label))) for each in found]


def _is_meant(person: Person, label: dict[str, str]) -> bool:
    parts = ((person.surname, label.get("surname")), (person.name, label.get("name")))
    said = [bare(one) == bare(other) or _is_initial_of(one, other) for one, other in parts if one and other]
    return bool(said) and all(said)


def _is_initial_of(one: str, other: str) -> bool:
    return one.endswith(".") and one[0] == other[0]


if __name__ == "__main__":
    folders = [Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")]
    appeals = [rows for each in labelled_appeals(folders) if (rows := rows_of(each))]
    print("{} of {}".format(*rightly_chosen(appeals)))
    print(weights_text(list(WEIGHTS), fit_logistic(appeals)))
