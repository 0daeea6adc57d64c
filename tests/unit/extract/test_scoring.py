"""Lines are chosen by weights in two rounds, of which the second sees what the first thought around a line."""

import pytest

from caveat.extract.features import NAMES, Candidates, Facts
from caveat.extract.judgement import Judged
from caveat.extract.scoring import CONTEXT, choose_lines, score, with_context
from caveat.extract.walk import walk
from caveat.extract.weights import Tree, make_weights
from caveat.trees import parse

ONE = "The ferry was late again, and the captain said that the tide had been told of it in writing."
TWO = "Nobody on the pier believed him, since the tide can read, as every child on this island knows well."
PAGE = f"<main><p>{ONE}</p><h2>Later</h2><p>{TWO}</p></main>"
KIND = NAMES.index("kind")


def candidates(count, homes=None, lengths=None):
    row = [0.0] * len(NAMES)
    return Candidates(
        indices=[*range(count)],
        rows=[row for _ in range(count)],
        homes=homes or [0] * count,
        alike=["a"] * count,
        lengths=lengths or [100] * count,
    )


def context(found, scores):
    """What the second round sees of each line besides, by name."""
    rows = with_context(found, scores)
    return [dict(zip(CONTEXT, row[len(NAMES) :], strict=True)) for row in rows]


def chosen(weights):
    return choose_lines(Judged(walk(parse(PAGE), None)), Facts(), weights)


def test_lines_above_even_odds_are_chosen():
    assert chosen(make_weights([], [[KIND, 2.5, 1.0, -1.0]])) == {0, 2}
    assert chosen(make_weights([], [[KIND, 2.5, -1.0, 1.0]])) == {1}
    assert chosen(make_weights([], [-0.01])) == set()


def test_the_second_round_sees_what_the_first_thought_of_a_neighbour():
    only_headings: list[Tree] = [[KIND, 2.5, -3.0, 3.0]]
    after_what_was_liked: list[Tree] = [[len(NAMES) + CONTEXT.index("one before"), 0.5, -1.0, 1.0]]
    assert chosen(make_weights(only_headings, after_what_was_liked)) == {2}


def test_scores_are_likelihoods():
    assert score(candidates(1), make_weights([], [0.0])) == [0.5]
    assert score(candidates(1), make_weights([], [4.0]))[0] == pytest.approx(0.982, abs=0.001)


def test_there_is_nothing_around_the_edges():
    first, middle, last = context(candidates(3), [0.2, 0.9, 0.4])
    assert (first["one before"], first["one after"], first["two after"]) == (0.0, 0.9, 0.4)
    assert (middle["one before"], middle["first round"], middle["one after"]) == (0.2, 0.9, 0.4)
    assert (last["two before"], last["one before"], last["one after"]) == (0.2, 0.9, 0.0)
    assert (first["best before"], middle["best before"], last["best before"]) == (0.0, 0.2, 0.9)
    assert (first["best after"], middle["best after"], last["best after"]) == (0.9, 0.4, 0.0)


def test_long_lines_count_for_more_in_their_home():
    first, second, third = context(candidates(3, homes=[1, 1, 2], lengths=[300, 100, 50]), [1.0, 0.0, 0.5])
    assert first["mean in home"] == second["mean in home"] == pytest.approx(0.75)
    assert third["mean in home"] == pytest.approx(0.5)
    assert first["mean alike"] == third["mean alike"] == pytest.approx(325 / 450)


def test_shares_say_how_much_of_the_story_is_before_and_after():
    first, second, third = context(candidates(3), [0.5, 0.25, 0.25])
    assert (first["share before"], first["share after"]) == (0.0, pytest.approx(0.5))
    assert (second["share before"], second["share after"]) == (pytest.approx(0.5), pytest.approx(0.25))
    assert (third["share before"], third["share after"]) == (pytest.approx(0.75), 0.0)


def test_no_candidates_have_no_scores():
    assert score(candidates(0), make_weights([1.0], [1.0])) == []
