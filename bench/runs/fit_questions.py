"""The weights of ``letterkit.intake.questions``, fitted anew to labelled appeals; they are printed, to be put there.

usage: python bench/runs/fit_questions.py [FOLDER ...]
"""

import sys
from pathlib import Path

from bench.runs.fit import LabelledAppeal, Row, bare, fit_logistic, labelled_appeals, rightly_told, weights_text
from letterkit.intake.asks import asks
from letterkit.intake.fields import labelled_lines
from letterkit.intake.questions import WEIGHTS
from letterkit.intake.zones import zones


def rows_of(appeal: LabelledAppeal) -> list[Row]:
    """All that an appeal may ask; meant is what says most of a question of the label, or is most of one."""
    labelled = labelled_lines(appeal.text)
    wanted = [bare(each) for each in (appeal.label.get("appeal") or {}).get("questions") or []]
    rows = []
    for ask in asks(appeal.text, labelled, zones(appeal.text, labelled)):
        said = bare(appeal.text[ask.start : ask.end])
        is_meant = any(each in said or said in each or each[-20:] == said[-20:] for each in wanted)
        rows.append(([float(sign in ask.signs) for sign in WEIGHTS], float(is_meant)))
    return rows


if __name__ == "__main__":
    folders = [Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")]
    appeals = [rows for each in labelled_appeals(folders) if (rows := rows_of(each))]
    print("{} of {}".format(*rightly_told(appeals)))
    print(weights_text(list(WEIGHTS), fit_logistic(appeals)))
