"""What the tagger finds in rows not taught, with slips put in and without: a table by kind of slip.

    python -m bench.teach.judge FOLDER CHECKPOINT [--rows N]

For each kind the share of slips found (and mended right) where right text gives so many false alarms in 1,000 words.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from bench.teach.model import Teacher
from bench.teach.planting import Texts
from letterkit.language.candidates import Relation

RATES = (0.03, 0.1, 0.3, 1.0)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("checkpoint", type=Path)
    asked.add_argument("--rows", type=int, default=2500)
    asked.add_argument("--registers", default="0,1,2,3,5")
    wish = asked.parse_args()
    torch.set_num_threads(2)
    texts = Texts(wish.folder)
    teacher = Teacher(texts, wish.folder)
    teacher.tagger.load_state_dict(torch.load(wish.checkpoint)["weights"])
    teacher.tagger.eval()
    dice = np.random.default_rng(7)
    texts.held &= np.isin(texts.register, [int(x) for x in wish.registers.split(",")])
    chosen = np.concatenate(list(texts.batches(dice, 10**9, held=True)))
    chosen = dice.permutation(chosen)[: wish.rows]
    chosen = chosen[np.argsort((texts.ends - texts.starts)[chosen])]
    right: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    words = 0
    for first in range(0, len(chosen), 64):
        rows = chosen[first : first + 64]
        for rate in (0.0, 0.6):
            batch = texts.plant(rows, np.random.default_rng(first), rate)
            batch.asks[:] = texts.asked[batch.ids] & (np.arange(batch.ids.shape[1])[None] < batch.size[:, None])
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                said = teacher.answers(batch)
            places = said.asked
            scores, gaps = torch.log_softmax(said.scores, -1).numpy(), said.gaps.numpy()
            best = scores[:, 1:].argmax(-1) + 1
            margin = scores[np.arange(len(scores)), best] - scores[:, 0]
            rel = texts.rel[batch.ids[places]]
            proposed = rel[np.arange(len(scores)), best]
            truth = batch.right[places]
            comma = ((batch.after & 1) > 0)[:, :-1]
            dash = ((batch.after & 2) > 0)[:, :-1]
            gap, clean = batch.gap[:, :-1], ~comma
            joint_scores = np.where(((batch.ways[:, :-1, None] >> np.arange(3)) & 1) > 0, gaps[..., 2:], -1e4)
            written = np.where((batch.after & (1 << 10)) > 0, 1, np.where((batch.after & (1 << 11)) > 0, 2, 0))[:, :-1]
            choice = gap & ((batch.ways & (batch.ways - 1)) > 0)[:, :-1]
            other = joint_scores.copy()
            np.put_along_axis(other, written[..., None], -1e4, -1)
            joint_margin = other.max(-1) - np.take_along_axis(joint_scores, written[..., None], -1)[..., 0]
            if rate == 0:
                words += int(batch.size.sum())
                for relation in Relation:
                    right[f"word {relation.name}"] += margin[proposed == relation].tolist()
                right["comma lost"] += gaps[..., 0][gap & clean].tolist()
                right["comma needless"] += (-gaps[..., 0][gap & comma]).tolist()
                right["dash lost"] += gaps[..., 1][gap & ~dash].tolist()
                right["joint"] += joint_margin[choice].tolist()
            else:
                for relation in Relation:
                    mine = (truth > 0) & (rel[np.arange(len(rel)), truth] == relation)
                    wrong[f"word {relation.name}"] += zip(
                        margin[mine].tolist(), (best == truth)[mine].tolist(), strict=True
                    )
                had = batch.comma[:, :-1]
                wrong["comma lost"] += [(x, True) for x in gaps[..., 0][gap & had & ~comma].tolist()]
                wrong["comma needless"] += [(-x, True) for x in gaps[..., 0][gap & ~had & comma].tolist()]
                wrong["dash lost"] += [(x, True) for x in gaps[..., 1][gap & batch.dash[:, :-1] & ~dash].tolist()]
                bad = choice & (written != batch.joint[:, :-1])
                wrong["joint"] += [(x, True) for x in joint_margin[bad].tolist()]
    print(f"{words} words")
    print(f"{'kind':18}{'slips':>7}" + "".join(f"{rate:>8}: thr found mended" for rate in RATES))
    for kind, planted in sorted(wrong.items()):
        if not planted:
            continue
        clean_scores = np.sort(np.array(right[kind]))[::-1]
        line = f"{kind:18}{len(planted):7}"
        for rate in RATES:
            at = int(rate * words / 1000)
            threshold = clean_scores[at] if at < len(clean_scores) else -9.0
            found = [ok for score, ok in planted if score > threshold]
            line += f"{threshold:13.1f} {100 * len(found) / len(planted):5.1f} {100 * sum(found) / len(planted):5.1f}"
        print(line)


if __name__ == "__main__":
    main()
