"""The weights of ``letterkit.intake.own_address``, fitted anew to labelled appeals; they are printed, to be put there.

usage: python bench/runs/fit_address.py [FOLDER ...]
"""

import sys
from pathlib import Path

from bench.runs.fit import LabelledAppeal, Row, bare, fit_logistic, labelled_appeals, rightly_chosen, weights_text
from letterkit.intake.addresses import addresses
from letterkit.intake.fields import labelled_lines
from letterkit.intake.own_address import WEIGHTS, offered_addresses
from letterkit.intake.senders import senders
from letterkit.intake.zones import zones


def rows_of(appeal: LabelledAppeal) -> list[Row]:
    """The addresses of an appeal; meant is the one of the label, or a part of it."""
    labelled = labelled_lines(appeal.text)
    zone, places = zones(appeal.text, labelled), addresses(appeal.text)
    who = senders(appeal.text, labelled, zone, places)
    names = [span for one in (who.applicant, who.organisation) if one for span in one.places]
    wanted = bare((appeal.label.get("applicant") or {}).get("address") or "")
    rows = []
    for each in offered_addresses(appeal.text, labelled, zone, places, names):
        said = bare(appeal.text[slice(*each.span)])
        is_meant = bool(wanted) and (said in wanted or wanted in said)
        rows.append(([float(sign in each.signs) for sign in WEIGHTS], float(is_meant)))
    return rows


if __name__ == "__main__":
    folders = [Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")]
    appeals = [rows for each in labelled_appeals(folders) if (rows := rows_of(each))]
    print("{} of {}".format(*rightly_chosen(appeals)))
    print(weights_text(list(WEIGHTS), fit_logistic(appeals)))
