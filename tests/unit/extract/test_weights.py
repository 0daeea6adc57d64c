"""Trees as data become functions, and what is no tree is refused."""

import math

import pytest

from caveat.extract.features import NAMES
from caveat.extract.scoring import CONTEXT
from caveat.extract.weights import Tree, make_weights, shipped


def test_a_tree_goes_low_up_to_its_threshold_and_high_above_it():
    first = make_weights([[1, 0.5, -1.0, 2.0]], []).first
    assert [first([9.0, value]) for value in (0.4, 0.5, 0.6)] == [-1.0, -1.0, 2.0]


def test_trees_are_added_up_and_the_rounds_are_apart():
    weights = make_weights([0.25, [0, 0, [1, 7, 1.0, 2.0], 3.0]], [-1.5])
    assert [weights.first(row) for row in ([0, 7], [0, 8], [1, 0])] == [1.25, 2.25, 3.25]
    assert weights.second([]) == -1.5


def test_no_trees_are_indifferent():
    assert make_weights([], []).first([1.0]) == 0.0


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param([0, 0.5, 1.0], id="a branch is missing"),
        pytest.param([0, 0.5, 1.0, 2.0, 3.0], id="a branch too many"),
        pytest.param([], id="nothing"),
        pytest.param([[0], 0.5, 1.0, 2.0], id="a feature that is a tree"),
        pytest.param([0, [0.5], 1.0, 2.0], id="a threshold that is a tree"),
        pytest.param([0, math.inf, 1.0, 2.0], id="an endless threshold"),
        pytest.param([0, 0.5, 1.0, math.nan], id="a leaf that is no number"),
    ],
)
def test_what_is_no_tree_is_refused(tree):
    with pytest.raises(ValueError):
        make_weights([tree], [])


def test_a_tree_that_is_too_deep_is_refused():
    tree: Tree = 1.0
    for _ in range(2000):
        tree = [0, 0.5, tree, 2.0]
    with pytest.raises(ValueError):
        make_weights([tree], [])


@pytest.mark.parametrize("leaf", ["__import__('os')", "1 if row else exit()"])
def test_no_word_of_the_data_gets_into_the_functions(leaf):
    with pytest.raises(ValueError):
        make_weights([[0, 0.5, leaf, 1.0]], [])


def test_the_shipped_weights_read_rows_of_both_rounds():
    first = shipped().first([0.0] * len(NAMES))
    second = shipped().second([0.0] * (len(NAMES) + len(CONTEXT)))
    assert math.isfinite(first)
    assert math.isfinite(second)
