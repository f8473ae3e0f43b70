"""Teaches the tagger: rows with slips go in, what stood there before is asked, a checkpoint is left every few steps."""

import time
from pathlib import Path

import numpy as np
import torch

from bench.teach.model import Teacher
from bench.teach.planting import Texts

STEPS = 6_000
WORDS = 8_000
"""Words of a step."""
_FASTEST, _SLOWEST = 2e-3, 1e-5
_WARM = 300  # steps
_SLOWING = 0.33  # of all steps
_TOLD, _KEPT = 50, 250  # steps between two lines, two checkpoints
_SHARES = (1.0, 0.5, 1.0, 1.0, 0.7)  # of words, doubts, commas, dashes, joints in what is to be made small


def teach(folder: Path, checkpoint: Path, *, steps: int, seed: int, threads: int) -> None:
    """Teaches on the arrays in ``folder``; goes on from ``checkpoint`` where there is one.

    The same seed, threads and versions give the same weights but for the order in which floats are added.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    texts = Texts(folder)
    teacher = Teacher(texts, folder)
    parameters = list(teacher.tagger.parameters())
    learner = torch.optim.AdamW(parameters, lr=_FASTEST, weight_decay=0.01, betas=(0.9, 0.98))
    step = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        teacher.tagger.load_state_dict(kept["weights"])
        learner.load_state_dict(kept["learner"])
        step = kept["step"]
    dice = np.random.default_rng(seed + step)
    lost, begun, words = np.zeros(len(_SHARES)), time.monotonic(), 0
    while step < steps:
        for rows in texts.batches(dice, WORDS):
            if step >= steps:
                break
            step += 1
            for group in learner.param_groups:
                group["lr"] = speed(step, steps)
            batch = texts.plant(rows, dice)
            teacher.tagger.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = teacher.losses(batch)
            learner.zero_grad()
            torch.stack([loss * share for loss, share in zip(losses, _SHARES, strict=True)]).sum().backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            learner.step()
            lost += [each.item() for each in losses]
            words += int(batch.size.sum())
            if step % _TOLD == 0:
                print(step, *(lost / _TOLD).round(4), f"{words / (time.monotonic() - begun):.0f} words/s", flush=True)
                lost[:] = 0
            if step % _KEPT == 0 or step == steps:
                kept = {"weights": teacher.tagger.state_dict(), "learner": learner.state_dict(), "step": step}
                torch.save(kept, checkpoint)


def speed(step: int, steps: int) -> float:
    """How fast to learn at ``step`` of ``steps``: warming up, then steadily, ever slower over the last third.

    Whoever wants to teach longer goes on from a checkpoint of the steady part.
    """
    left = (steps - step) / (steps * _SLOWING)
    return max(_FASTEST * min(1.0, step / _WARM, left), _SLOWEST)
