"""What appeals of each group are like, learnt from labelled appeals: letterkit/intake/data/groups.json is written anew.

usage: python bench/runs/fit_groups.py [FOLDER ...]

The lines printed tell in how many appeals the label's group is among the first three, and is the first, with vectors of
the other nine tenths alone.
"""

import json
import sys
from pathlib import Path

from bench.runs.fit import FOLDS, LabelledAppeal, labelled_appeals
from letterkit.intake import group_vectors, read_appeal
from letterkit.intake.group_vectors import GroupExample, taught_vectors, words_of
from letterkit.office.register.classifier import classifier

_DIGITS = 3


def example_of(appeal: LabelledAppeal) -> GroupExample | None:
    """The appeal as its label has put it to a group."""
    codes = (appeal.label.get("other") or {}).get("groups") or []
    said = appeal.label.get("appeal") or {}
    asked = [said.get("subject") or "", *(said.get("questions") or [])]
    return GroupExample(codes[0], words_of(appeal.text), words_of(" ".join(asked))) if codes else None


if __name__ == "__main__":
    folders = [Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")]
    found = [(each, example) for each in labelled_appeals(folders) if (example := example_of(each))]
    first = third = 0
    for fold in range(FOLDS):
        taught = taught_vectors([example for at, (_, example) in enumerate(found) if at % FOLDS != fold], None)
        for appeal, example in found[fold::FOLDS]:
            ranked = [each.code for each in read_appeal(appeal.text, classifier().group_words, taught).groups]
            first += ranked[0] in appeal.label["other"]["groups"]
            third += example.code in ranked
    print(f"{third} and {first} of {len(found)}")
    whole = taught_vectors([example for _, example in found], None)
    told = {
        "appeals": whole.appeals,
        "seen": dict(sorted(whole.seen.items())),
        "centres": {
            code: {word: round(weight, _DIGITS) for word, weight in sorted(centre.items())}
            for code, centre in sorted(whole.centres.items())
        },
    }
    file = Path(group_vectors.__file__).parent / "data" / "groups.json"
    file.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", "utf-8")
