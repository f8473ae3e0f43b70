"""The weights of ``letterkit.intake.kinds``, fitted anew to labelled appeals; they are printed, to be put there.

usage: python bench/runs/fit_kinds.py complaint|others [FOLDER ...]
"""

import sys
from pathlib import Path

from bench.runs.fit import FOLDS, fit_logistic, labelled_appeals, rightly_told, weights_text
from bench.runs.fit_vectors import kind_example, others_example, vectors_without
from letterkit.intake.kinds import COMPLAINT_WEIGHTS, OTHERS_WEIGHTS, complaint_signs, others_signs

if __name__ == "__main__":
    of_complaint = sys.argv[1:2] == ["complaint"]
    signs_of, weights = (complaint_signs, COMPLAINT_WEIGHTS) if of_complaint else (others_signs, OTHERS_WEIGHTS)
    example = kind_example if of_complaint else others_example
    found = list(labelled_appeals([Path(each) for each in sys.argv[2:]] or [Path("tests/appeals")]))
    unseen = [vectors_without(fold, found, example) for fold in range(FOLDS)]
    appeals = []
    for at, each in enumerate(found):
        kind = (each.label.get("appeal") or {}).get("kind")
        meant = kind == "complaint" if of_complaint else bool((each.label.get("other") or {}).get("other_body"))
        if not of_complaint or kind in ("complaint", "statement"):
            signs = signs_of(each.text, unseen[at % FOLDS])
            appeals.append([([signs[name] for name in weights], float(meant))])
    print("{} of {}".format(*rightly_told(appeals)))
    print(weights_text(list(weights), fit_logistic(appeals)))
