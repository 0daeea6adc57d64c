"""The labelled pages, where they are at hand: what was reached stays reached."""

import pytest

from bench.quality import article_scores, corpora, segment_scores


@pytest.fixture(autouse=True)
def at_hand():
    if not corpora():
        pytest.skip("the labelled pages are not at hand")


def test_whole_articles_are_read_as_well_as_they_were():
    scores = article_scores("caveat")
    assert scores["body F1"] >= 0.957
    assert scores["title"] >= 0.89
    assert scores["authors F1"] >= 0.94
    assert scores["date"] >= 0.96


def test_what_belongs_to_articles_is_kept_and_nothing_else_as_it_was():
    scores = segment_scores("caveat")
    assert scores["stretches F1"] >= 0.938
    assert scores["title"] >= 0.885
    assert scores["authors F1"] >= 0.78
    assert scores["date"] >= 0.875
