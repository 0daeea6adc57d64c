"""Owns the fitting of both rounds of trees, and their form as data."""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path

import lightgbm
import numpy

from caveat.extract.features import NAMES
from caveat.extract.scoring import CONTEXT, with_context
from caveat.extract.weights import Tree
from training.samples import Sample

_COMMON = {
    "objective": "binary",
    "min_data_in_leaf": 40,
    "lambda_l2": 5,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "seed": 1,
    "verbose": -1,
}
_FIRST = {**_COMMON, "learning_rate": 0.1, "max_depth": 4, "num_leaves": 15, "num_iterations": 60}
_SECOND = {**_COMMON, "learning_rate": 0.08, "max_depth": 4, "num_leaves": 15, "num_iterations": 130}
_THIRDS = 3
_CONSTANT = 0.0
"""What a feature that is left out always is."""
Trees = tuple[list[Tree], list[Tree]]


def fit(samples: Sequence[Sample], without: Collection[str] = ()) -> Trees:
    """(trees of the first round, trees of the second), without the features of these names.

    What the second round is shown of the first is what that says of pages it has not seen.
    """
    samples = [sample for sample in samples if not sample.page.is_suspect]
    out = [place for place, name in enumerate((*NAMES, *CONTEXT)) if name in without]
    first: dict[int, list[float]] = {}
    for third in range(_THIRDS):
        others = [sample for sample in samples if sample.third != third]
        model = _fit(others, [sample.candidates.rows for sample in others], _FIRST, out)
        for number, sample in enumerate(samples):
            if sample.third == third:
                first[number] = _predicted(model, sample.candidates.rows, out)
    rows = [with_context(sample.candidates, first[number]) for number, sample in enumerate(samples)]
    whole = _fit(samples, [sample.candidates.rows for sample in samples], _FIRST, out)
    return _trees(whole), _trees(_fit(samples, rows, _SECOND, out))


def write_weights(trees: Trees, path: Path) -> None:
    """Writes the weights with the names of what their trees ask for."""
    data = {"features": [*NAMES, *CONTEXT], "first": trees[0], "second": trees[1]}
    lines = [f'"{name}":{json.dumps(value, separators=(",", ":"))}' for name, value in data.items()]
    path.write_text("{" + ",\n".join(lines).replace("]]],", "]]],\n") + "}\n", encoding="utf-8")


def _fit(
    samples: Sequence[Sample], rows: Sequence[Sequence[Sequence[float]]], settings: dict[str, object], out: list[int]
) -> lightgbm.Booster:
    labels = [label for sample in samples for label in sample.labels]
    weights = [weight for sample in samples for weight in sample.weights]
    known = numpy.array([label is not None for label in labels])
    matrix = _matrix(chain.from_iterable(rows), out)[known]
    said = numpy.array([(label or 0.0) >= 0.5 for label in labels])[known]
    data = lightgbm.Dataset(matrix, said, weight=numpy.array(weights)[known])
    return lightgbm.train(settings, data)


def _predicted(model: lightgbm.Booster, rows: Sequence[Sequence[float]], out: list[int]) -> list[float]:
    return [float(value) for value in model.predict(_matrix(rows, out), num_threads=1)] if rows else []


def _matrix(rows: Iterable[Sequence[float]], out: list[int]) -> numpy.ndarray:
    matrix = numpy.array([[float(value) for value in row] for row in rows])
    matrix[:, [place for place in out if place < matrix.shape[1]]] = _CONSTANT
    return matrix


def _trees(model: lightgbm.Booster) -> list[Tree]:
    return [_tree(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


def _tree(node: dict[str, object]) -> Tree:
    if "leaf_value" in node:
        return round(float(str(node["leaf_value"])), 4)
    low, high = node["left_child"], node["right_child"]
    if not isinstance(low, dict) or not isinstance(high, dict):
        message = "no tree of lightgbm"
        raise TypeError(message)
    return [int(str(node["split_feature"])), float(f"{float(str(node['threshold'])):.5g}"), _tree(low), _tree(high)]
