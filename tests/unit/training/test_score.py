"""How an extracted text is scored against what is known of its page."""

from pathlib import Path

import pytest

from training.corpus import Page
from training.score import Score

BODY = "one two three four five six"


def page(body: str | None = None, wanted: tuple[str, ...] = (), unwanted: tuple[str, ...] = ()) -> Page:
    return Page(
        id="p", source="s", domain="d.example", url="https://d.example/", path=Path("p.gz"), title="",
        body=body, wanted=wanted, unwanted=unwanted,
    )  # fmt: skip


def scored(*pairs: tuple[Page, str]) -> Score:
    score = Score()
    for known, text in pairs:
        score.add(known, text)
    return score


def test_the_whole_body_and_nothing_else_is_one():
    assert scored((page(BODY), BODY)).body == 1.0


def test_what_is_too_much_costs_precision_and_what_is_missing_recall():
    more, less = scored((page(BODY), f"{BODY} seven eight nine")), scored((page(BODY), "one two three four five"))
    assert (more.precisions, more.recalls) == ([0.5], [1.0])
    assert less.precisions == [1.0]
    assert less.recalls == [pytest.approx(2 / 3)]
    assert more.body == pytest.approx(2 / 3)


def test_the_body_is_scored_over_the_means_of_all_pages():
    score = scored((page(BODY), BODY), (page("seven eight nine ten"), "eleven twelve thirteen fourteen"))
    assert score.body == pytest.approx(0.5)


def test_an_empty_text_has_no_precision_and_recalls_nothing():
    score = scored((page(BODY), BODY), (page(BODY), ""))
    assert score.precisions == [1.0]
    assert score.body == pytest.approx(2 / 3)


def test_words_are_counted_as_often_as_they_stand_there():
    assert scored((page(BODY), f"{BODY} {BODY}")).precisions == [pytest.approx(3 / 9)]


def test_stretches_are_hits_misses_and_false():
    known = page(wanted=("one  two", "five six"), unwanted=("seven", "eight"))
    score = scored((known, "one two three four seven"))
    assert (score.hits, score.missed, score.false) == (1, 1, 1)
    assert score.stretches == pytest.approx(0.5)


def test_pages_of_which_stretches_are_known_have_no_score_as_bodies():
    score = scored((page(wanted=("one",)), "one"))
    assert (score.body, score.stretches, score.pages) == (0.0, 1.0, [])


def test_nothing_measured_is_nothing_reached():
    assert (Score().body, Score().stretches) == (0.0, 0.0)
