"""Owns the choice of a page's lines by what was learned of other pages: two rounds of trees over what is seen of each.

The first round sees a line by itself; the second, in addition, what the first thought of the lines around it.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, groupby
from math import exp

from caveat.extract.features import Candidates, Facts, find_candidates
from caveat.extract.judgement import Judged
from caveat.extract.weights import Weights, shipped

CONTEXT = (
    "first round", "one before", "two before", "one after", "two after", "mean around", "mean around by length",
    "mean in home", "mean alike", "share before", "share after", "best before", "best after",
)  # fmt: skip
"""What a row of the second round holds after that of the first."""
THRESHOLD = 0.5
_GAP = 3
_DOUBTFUL = 0.35
_HOPELESS = 0.015
"""What the first round thinks so little of is not looked at twice."""
_AROUND = 5


def choose_lines(judged: Judged, facts: Facts, weights: Weights | None = None) -> set[int]:
    """Indices of the records that are lines of the article; by the shipped weights if there are no others."""
    candidates = find_candidates(judged, facts)
    scores = score(candidates, weights or shipped())
    records = judged.walk.records
    outside = [judged.is_outside(records[index]) for index in candidates.indices]
    taken = _filled(scores, outside)
    return {index for index, is_taken in zip(candidates.indices, taken, strict=True) if is_taken}


def _filled(scores: Sequence[float], outside: Sequence[bool]) -> list[bool]:
    """Which lines are taken: those above the threshold, and a few doubtful ones between two of them.

    None of the doubtful ones is taken where one stands `outside`, in what its classes call no part of an article.
    """
    taken = [value > THRESHOLD for value in scores]
    for is_taken, run in [(key, [*group]) for key, group in groupby(range(len(taken)), taken.__getitem__)]:
        inside = run[0] > 0 and run[-1] < len(taken) - 1
        if is_taken or not inside or len(run) > _GAP:
            continue
        if all(scores[place] > _DOUBTFUL and not outside[place] for place in run):
            taken[run[0] : run[-1] + 1] = [True] * len(run)
    return taken


def score(candidates: Candidates, weights: Weights) -> list[float]:
    """How likely each candidate is a line of the article, 0 to 1."""
    first = [_logistic(weights.first(row)) for row in candidates.rows]
    rows = with_context(candidates, first)
    return [
        value if value < _HOPELESS else _logistic(weights.second(row)) for value, row in zip(first, rows, strict=True)
    ]


def with_context(candidates: Candidates, scores: Sequence[float]) -> list[list[float]]:
    """The rows of the second round: those of the first, and what that thought of each line and of those around it."""
    lengths = candidates.lengths
    weighed = [value * length for value, length in zip(scores, lengths, strict=True)]
    in_home = _means(candidates.homes, weighed, lengths)
    alike = _means(candidates.alike, weighed, lengths)
    total = sum(weighed) or 1.0
    run = 0.0
    best_before = [0.0, *accumulate(scores, max)]
    best_after = [*reversed([*accumulate(reversed(scores), max)]), 0.0]
    padded = [0.0, 0.0, *scores, 0.0, 0.0]
    rows = []
    for place, row in enumerate(candidates.rows):
        around = slice(max(place - _AROUND, 0), place + _AROUND + 1)
        rows.append([
            *row, padded[place + 2], padded[place + 1], padded[place], padded[place + 3], padded[place + 4],
            sum(scores[around]) / (2 * _AROUND + 1),
            sum(weighed[around]) / (sum(lengths[around]) or 1),
            in_home[candidates.homes[place]], alike[candidates.alike[place]],
            run / total, 1 - (run + weighed[place]) / total, best_before[place], best_after[place + 1],
        ])  # fmt: skip
        run += weighed[place]
    return rows


def _means(keys: Sequence[object], weighed: Sequence[float], lengths: Sequence[int]) -> dict[object, float]:
    """For each key the mean score of its lines, long ones counting for more."""
    sums: defaultdict[object, float] = defaultdict(float)
    weights: defaultdict[object, int] = defaultdict(int)
    for key, value, length in zip(keys, weighed, lengths, strict=True):
        sums[key] += value
        weights[key] += length
    return {key: value / (weights[key] or 1) for key, value in sums.items()}


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))
