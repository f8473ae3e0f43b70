"""The tagger as torch teaches it; letterkit.language.tagger is the same in numpy."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as f
from numpy.typing import NDArray
from torch import Tensor, nn

from bench.teach.planting import Batch, Texts
from letterkit.language.joints import Joint
from letterkit.language.tagger import BLOCKS, FARTHEST, HEADS, MARKS, WIDTH
from letterkit.language.traits import MEANING, SIZE

FREQUENT = 6_000
FORGOTTEN = 0.1  # of what single words mean
_NEVER = -1e4
_LEAST = 1e-5  # added to a mean square before it divides


@torch.compile(dynamic=True)
def _even(x: Tensor, gain: Tensor) -> tuple[Tensor, Tensor]:
    floats = x.float()
    scale = torch.rsqrt(floats.pow(2).mean(-1, keepdim=True) + _LEAST)
    return (floats * scale * gain).bfloat16(), scale


@torch.compile(dynamic=True)
def _even_back(x: Tensor, gain: Tensor, scale: Tensor, slope: Tensor) -> tuple[Tensor, Tensor]:
    floats, slope = x.float() * scale, slope.float()
    inner = slope * gain
    back = scale * (inner - floats * (inner * floats).mean(-1, keepdim=True))
    return back.to(x.dtype), (slope * floats).sum(0)


class _Even(torch.autograd.Function):
    """Root mean square brought to one; in one pass each way, for in torch's own six it took a third of teaching."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, gain: Tensor) -> Tensor:
        even, scale = _even(x, gain)
        ctx.save_for_backward(x, gain, scale)
        return even

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, Tensor]:
        return _even_back(*ctx.saved_tensors, *slopes)


class Norm(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x: Tensor) -> Tensor:
        even: Tensor = _Even.apply(x.reshape(-1, WIDTH), self.gain)
        return even.view(x.shape)


class Convolution(nn.Module):
    def __init__(self, reach: int) -> None:
        super().__init__()
        self.reach, self.norm = reach, Norm()
        self.inner, self.outer = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(x)
        k = self.reach
        left, right = f.pad(y, (0, 0, k, 0))[:, : y.shape[1]], f.pad(y, (0, 0, 0, k))[:, k:]
        return x + self.outer(f.relu(self.inner(torch.cat([left, y, right], -1))))


class Attention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm, self.norm2 = Norm(), Norm()
        self.qkv, self.found = nn.Linear(WIDTH, 3 * WIDTH, bias=False), nn.Linear(WIDTH, WIDTH, bias=False)
        self.inner, self.outer = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH, bias=False)
        self.far = nn.Parameter(torch.zeros(HEADS, 2 * FARTHEST + 1))

    def forward(self, x: Tensor) -> Tensor:
        rows, words, _ = x.shape
        q, k, v = self.qkv(self.norm(x)).view(rows, words, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        place = torch.arange(words)
        away = (place[None, :] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        likeness = q * (WIDTH / HEADS) ** -0.5 @ k.transpose(2, 3) + self.far.bfloat16()[:, away]
        found = likeness.softmax(-1, dtype=torch.bfloat16) @ v
        x = x + self.found(found.transpose(1, 2).reshape(rows, words, WIDTH))
        return x + self.outer(f.relu(self.inner(self.norm2(x))))


class Tagger(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.meaning, self.marks = nn.Linear(MEANING, WIDTH, bias=False), nn.Linear(SIZE, WIDTH)
        self.frequent = nn.Embedding(FREQUENT + 1, WIDTH)
        nn.init.normal_(self.frequent.weight, std=0.3)
        self.whole = nn.Linear(WIDTH, WIDTH, bias=False)
        self.around = nn.Linear(2 * MARKS + 3, WIDTH, bias=False)  # marks before and after, capitals
        self.blocks = nn.ModuleList(Convolution(int(b[1:])) if b[0] == "c" else Attention() for b in BLOCKS)
        self.norm = Norm()
        self.query, self.key = nn.Linear(WIDTH, WIDTH, bias=False), nn.Linear(WIDTH, WIDTH, bias=False)
        self.relation, self.doubt = nn.Linear(WIDTH, 6), nn.Linear(WIDTH, 1)
        self.gap, self.gap_out = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, 5)

    def brings(self, vectors: Tensor, marks: Tensor, frequent: Tensor) -> Tensor:
        """What words bring along, whatever they stand among."""
        keep = (torch.rand(2, len(frequent), 1) >= FORGOTTEN) if self.training else torch.ones(2, 1, 1)
        state = (
            self.meaning(vectors) * keep[0].bfloat16()
            + self.marks(marks)
            + (self.frequent(frequent) * keep[1]).bfloat16()
        )
        return f.relu(state)

    def states(self, brought: Tensor, ids: Tensor, wholes: Tensor, batch: Batch) -> Tensor:
        """What each place of ``batch`` is to the heads; ``ids`` and ``wholes`` number the rows of ``brought``."""
        marks = (bits(batch.before, MARKS), bits(batch.after, MARKS), np.eye(3, dtype=bool)[batch.capitals])
        x = f.embedding(ids, brought) + self.around(torch.from_numpy(np.concatenate(marks, -1)).bfloat16())
        halves = torch.from_numpy(batch.wholes > 0)
        joined = self.whole(f.embedding(wholes[halves], brought))
        x = x.index_put(halves.nonzero(as_tuple=True), joined, accumulate=True)
        for block in self.blocks:
            x = block(x)
        normed: Tensor = self.norm(x)
        return normed


@dataclass(frozen=True, slots=True)
class Answers:
    """``scores`` of the candidates of the words ``asked`` (their places), ``doubts`` of all words, ``gaps`` after them.

    The last axis of ``gaps`` is comma, dash and the three joints; all are logits.
    """

    asked: tuple[NDArray[Any], ...]
    scores: Tensor
    doubts: Tensor
    gaps: Tensor


def most_frequent(counted: NDArray[Any]) -> NDArray[Any]:
    """The numbers of the words that the tagger knows one by one."""
    return np.argsort(-counted, kind="stable")[:FREQUENT]


class Teacher:
    """A tagger with the tables of the words it is taught on."""

    def __init__(self, texts: Texts, folder: Path) -> None:
        self.texts, self.tagger = texts, Tagger()
        self._marks, self._vectors, self._row = (
            np.load(folder / f"{name}.npy") for name in ("marks", "vectors", "row")
        )
        self._frequent = np.zeros(len(texts.words), np.int64)
        self._frequent[most_frequent(texts.counted)] = np.arange(1, FREQUENT + 1)

    def answers(self, batch: Batch) -> Answers:
        """What the tagger says of ``batch``."""
        asked = np.nonzero(batch.asks > 0)
        cand, rel = (
            self.texts.cand[batch.ids[asked]],
            torch.from_numpy(self.texts.rel[batch.ids[asked]].astype(np.int64)),
        )
        every = [batch.ids.ravel(), batch.wholes.ravel(), cand.ravel()]
        unique, numbers = np.unique(np.concatenate(every), return_inverse=True)
        ends = np.cumsum([len(each) for each in every])[:-1]
        ids, wholes, cands = (
            torch.from_numpy(part.reshape(like.shape))
            for part, like in zip(np.split(numbers, ends), (batch.ids, batch.wholes, cand), strict=True)
        )
        brought = self.tagger.brings(
            torch.from_numpy(self._vectors[self._row[unique]]).bfloat16(),
            torch.from_numpy(self._marks[unique]).bfloat16(),
            torch.from_numpy(self._frequent[unique]),
        )
        states = self.tagger.states(brought, ids, wholes, batch)
        here = states[tuple(map(torch.from_numpy, asked))]
        keys = f.embedding(cands, self.tagger.key(brought))
        scores = torch.einsum("nd,nkd->nk", self.tagger.query(here), keys).float() / WIDTH**0.5
        scores = scores + torch.gather(self.tagger.relation(here).float(), 1, rel.clamp(min=0))
        pairs = torch.cat([states[:, :-1], states[:, 1:]], -1)
        return Answers(
            asked,
            scores.masked_fill(rel < 0, _NEVER),
            self.tagger.doubt(states).float()[..., 0],
            self.tagger.gap_out(f.relu(self.tagger.gap(pairs))).float(),
        )

    def losses(self, batch: Batch) -> tuple[Tensor, ...]:
        """Of the words asked, doubts, commas, dashes, joints: a word of the batch."""
        said, total = self.answers(batch), int(batch.size.sum())
        right, weight = torch.from_numpy(batch.right[said.asked]), torch.from_numpy(batch.asks[said.asked])
        word = (f.cross_entropy(said.scores, right, reduction="none") * weight).sum()
        may = torch.from_numpy(self.texts.asked[batch.ids])
        doubt = _miss(said.doubts, batch.right > 0)[may].sum()
        gap = torch.from_numpy(batch.gap[:, :-1])
        comma = _miss(said.gaps[..., 0], batch.comma[:, :-1])[gap].sum()
        dash = _miss(said.gaps[..., 1], batch.dash[:, :-1])[gap].sum()
        ways = torch.from_numpy(batch.ways[:, :-1])
        open_ways = torch.stack([(ways >> way & 1) > 0 for way in Joint], -1)
        chosen = (open_ways.sum(-1) > 1) & gap
        joints = said.gaps[..., 2:].masked_fill(~open_ways, _NEVER)[chosen]
        joint = f.cross_entropy(joints, torch.from_numpy(batch.joint[:, :-1])[chosen], reduction="sum")
        return tuple(loss / total for loss in (word, doubt, comma, dash, joint))


def _miss(said: Tensor, right: NDArray[Any]) -> Tensor:
    wanted = torch.from_numpy(right.astype(np.float32))
    return f.binary_cross_entropy_with_logits(said, wanted, reduction="none")


def bits(marks: NDArray[Any], count: int) -> NDArray[Any]:
    """Marks as rows of noughts and ones."""
    return (marks[..., None] >> np.arange(count)) & 1 > 0
