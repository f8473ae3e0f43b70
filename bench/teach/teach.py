"""Teaches the tagger: rows with slips go in, what stood there before is asked, a checkpoint is left every few steps."""

import time
from pathlib import Path

import numpy as np
import torch

from bench.teach.model import Tagger, Teacher, most_frequent
from bench.teach.planting import Texts
from bench.teach.weights import state_of

STEPS = 6_000
WORDS = 8_000
"""Words of a step."""
_FASTEST, _SLOWEST = 2e-3, 1e-5
_GOING_ON = 0.35  # as fast as from the start, where known weights are taught further
_WARM = 300  # steps
_SLOWING, _SLOWING_ON = 0.33, 0.75  # of all steps, from the start and where known weights are taught further
_TOLD, _KEPT = 50, 250  # steps between two lines, two checkpoints
_SHARES = (1.0, 0.5, 1.0, 1.0, 0.7)  # of words, doubts, commas, dashes, joints in what is to be made small


def teach(
    folder: Path, checkpoint: Path, *, steps: int, seed: int, threads: int, begin_from: Path | None = None
) -> None:
    """Teaches on the arrays in ``folder``; goes on from ``checkpoint`` where there is one, else from ``begin_from``.

    ``begin_from`` is a file of exported weights; without it the tagger begins knowing nothing. The same seed, threads
    and versions give the same weights but for the order in which floats are added.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    texts = Texts(folder)
    teacher = Teacher(texts, folder)
    parameters = list(teacher.tagger.parameters())
    learners = _learners(teacher.tagger)
    step, fastest, slowing = 0, _FASTEST, _SLOWING
    if begin_from is not None:
        with np.load(begin_from) as arrays:
            frequent = [texts.words[number] for number in most_frequent(texts.counted)]
            teacher.tagger.load_state_dict(state_of(arrays, frequent))
        fastest, slowing = _FASTEST * _GOING_ON, _SLOWING_ON
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        teacher.tagger.load_state_dict(kept["weights"])
        for learner, state in zip(learners, kept["learners"], strict=True):
            learner.load_state_dict(state)
        step = kept["step"]
    dice = np.random.default_rng(seed + step)
    lost, begun, words = np.zeros(len(_SHARES)), time.monotonic(), 0
    while step < steps:
        for rows in texts.batches(dice, WORDS):
            if step >= steps:
                break
            step += 1
            for group in (group for learner in learners for group in learner.param_groups):
                group["lr"] = fastest * speed(step, steps, slowing)
            batch = texts.plant(rows, dice)
            teacher.tagger.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = teacher.losses(batch)
            teacher.tagger.zero_grad()
            torch.stack([loss * share for loss, share in zip(losses, _SHARES, strict=True)]).sum().backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            for learner in learners:
                learner.step()
            lost += [each.item() for each in losses]
            words += int(batch.size.sum())
            if step % _TOLD == 0:
                print(step, *(lost / _TOLD).round(4), f"{words / (time.monotonic() - begun):.0f} words/s", flush=True)
                lost[:] = 0
            if step % _KEPT == 0 or step == steps:
                states = [learner.state_dict() for learner in learners]
                torch.save({"weights": teacher.tagger.state_dict(), "learners": states, "step": step}, checkpoint)


def _learners(tagger: Tagger) -> tuple[torch.optim.Optimizer, ...]:
    """Muon for the matrices between layers, AdamW for what is no such matrix."""
    matrices: list[torch.nn.Parameter] = []
    others: list[torch.nn.Parameter] = []
    for name, parameter in tagger.named_parameters():
        between = name.endswith("weight") and name.split(".")[0] in ("blocks", "whole", "query", "key", "gap")
        (matrices if between else others).append(parameter)
    return (
        torch.optim.Muon(matrices, lr=_FASTEST, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=_FASTEST, weight_decay=0.01, betas=(0.9, 0.98)),
    )


def speed(step: int, steps: int, slowing: float) -> float:
    """How fast to learn at ``step`` of ``steps``, 1 at most: warming up, then steadily, slower at the ``slowing`` end.

    Whoever wants to teach longer goes on from a checkpoint of the steady part.
    """
    left = (steps - step) / (steps * slowing)
    return max(min(1.0, step / _WARM, left), _SLOWEST / _FASTEST)
