"""The works that a page's structured data says its article is about."""

import json

import pytest

from caveat.extract.page import article
from caveat.model import Medium, Unit, Work

STORY = "<p>" + "The lighthouse keeper has counted the ships of the bay for thirty years now. " * 3 + "</p>"
SERIES = {"@type": "TVSeries", "name": "Silver Reach"}


def about(*nodes):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return article(f"<title>The keeper</title>{scripts}<article><h1>The keeper</h1>{STORY}</article>").about


def piece(**node):
    return {"@type": "NewsArticle", "headline": "The keeper", **node}


@pytest.mark.parametrize(
    ("node", "work"),
    [
        (piece(about=SERIES), Work(title="Silver Reach", medium=Medium.TV)),
        (piece(about=[{"@type": "Person", "name": "A. Reader"}, SERIES]), Work(title="Silver Reach", medium=Medium.TV)),
        (
            {"@type": "Review", "itemReviewed": {"@type": "Movie", "name": "The Bay"}},
            Work(title="The Bay", medium=Medium.FILM, unit=Unit.FILM),
        ),
        (
            piece(about={"@type": "https://schema.org/Book", "name": "The Bay"}),
            Work(title="The Bay", medium=Medium.BOOK, unit=Unit.BOOK),
        ),
        (
            piece(about={"@type": "VideoGame", "name": "The Bay"}),
            Work(title="The Bay", medium=Medium.GAME, unit=Unit.GAME),
        ),
        (
            piece(
                about={
                    "@type": "TVEpisode",
                    "name": "Low Tide",
                    "episodeNumber": "5",
                    "partOfSeason": {"@type": "TVSeason", "seasonNumber": 2, "partOfSeries": SERIES},
                }
            ),
            Work(
                title="Silver Reach",
                medium=Medium.TV,
                season_from=2,
                season_to=2,
                episode_from=5,
                episode_to=5,
                unit=Unit.EPISODE,
            ),
        ),
        (
            piece(about={"@type": "TVSeason", "seasonNumber": 3, "partOfSeries": SERIES}),
            Work(title="Silver Reach", medium=Medium.TV, season_from=3, season_to=3, unit=Unit.SEASON),
        ),
    ],
)
def test_a_work_that_an_article_is_about_is_named_with_its_scope(node, work):
    assert about(node) == (work,)


def test_a_reference_to_another_node_is_followed():
    graph = {"@graph": [piece(about={"@id": "#s"}), {**SERIES, "@id": "#s"}]}
    assert [work.title for work in about(graph)] == ["Silver Reach"]


def test_a_review_beside_the_article_counts():
    assert [work.title for work in about(piece(), {"@type": "Review", "itemReviewed": SERIES})] == ["Silver Reach"]


@pytest.mark.parametrize(
    "subject",
    [
        None,
        "Silver Reach",
        {"@type": "Person", "name": "A. Reader"},
        {"@type": "TVSeries"},
        {"@type": "TVSeries", "name": "x" * 500},
        {"@type": "TVEpisode", "name": "Low Tide"},
        {"@type": "TVEpisode", "partOfSeries": [[]], "partOfSeason": 7},
        {"@type": ["Thing", None, 7]},
    ],
)
def test_what_names_no_work_gives_none(subject):
    assert about(piece(about=subject)) == ()


def test_a_number_that_is_none_is_left_out():
    (work,) = about(piece(about={"@type": "TVSeason", "seasonNumber": "two²", "partOfSeries": SERIES}))
    assert (work.season_from, work.unit) == (None, Unit.SEASON)
