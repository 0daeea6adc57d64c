"""What `caveat status` says of a source, in a line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.app import SourceStatus
from caveat.cli.reports import status_lines, unmatched_line, warnings
from caveat.model import Disclosure, Every, Feed, Level, Settings, Source, SourceKind, Unmatched

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
FRESH = SourceStatus(
    id="news",
    kind="feed",
    place="https://news.example/feed",
    schedule="every 1h",
    next_at=None,
    why="",
    stopped=False,
    moved_to=None,
    polled_at=None,
    succeeded_at=None,
    new=0,
    failures=0,
    unfinished=False,
    error=None,
)
POLLED = replace(FRESH, polled_at=NOON)
WELL = replace(POLLED, succeeded_at=NOON, new=3)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (FRESH, "never read yet"),
        (WELL, "well: last read 2026-05-01T12:00:00+00:00, 3 new"),
        (replace(WELL, error="a: gone"), "read 2026-05-01T12:00:00+00:00, 3 new; not every article: a: gone"),
        (replace(POLLED, failures=1, error="gone"), "failed 1 time in a row: gone; last success: never"),
        (
            replace(WELL, failures=2, error="gone"),
            "failed 2 times in a row: gone; last success: 2026-05-01T12:00:00+00:00",
        ),
        (replace(POLLED, unfinished=True, error="was stopped"), "was stopped; last success: never"),
        (
            replace(WELL, unfinished=True, failures=2, error="was stopped"),
            "was stopped; last success: 2026-05-01T12:00:00+00:00",
        ),
    ],
)
def test_how_a_source_stands(state, said):
    assert list(status_lines([state])) == [
        "news  (feed, every 1h; due now)  https://news.example/feed",
        f"    {said}",
    ]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            Unmatched(key="body", selector="div.story"),
            'news: [source.article] body "div.story" matches nothing on the page: '
            "the body is what caveat finds by itself",
        ),
        (
            Unmatched(key="remove", selector=".ad", pages=4),
            'news: [source.article] remove ".ad" matches nothing on any of 4 pages: nothing was removed',
        ),
        (
            Unmatched(key="selectors", selector=".warn", pages=4),
            'news: [source.spoilers] selectors ".warn" matches nothing on any of 4 pages: it marked no notice',
        ),
    ],
)
def test_a_rule_that_matches_nothing_is_told_in_words(rule, said):
    assert unmatched_line("news", rule) == said


def test_a_key_that_its_kind_does_not_read_is_told(tmp_path):
    source = Source(
        id="a",
        kind=SourceKind.SITEMAP,
        url="https://a.example/",
        schedule=Every(interval=timedelta(hours=1)),
        full_text=True,
    )
    settings = Settings(
        base_url="", database="", feeds_dir=tmp_path, lock_file=tmp_path / "lock", sources=(source,), feeds=()
    )
    assert list(warnings(settings)) == ['a: full_text has no effect: it is for sources of kind "feed".']


def test_a_feed_that_shows_to_everybody_what_is_not_shared_is_told(tmp_path):
    paid = Source(
        id="paid", kind=SourceKind.FEED, url="https://a.example/", schedule=Every(interval=timedelta()), shared=False
    )
    everything = Feed(id="all", title="All")
    public = Feed(id="public", title="Public", sources=("paid",))
    private = replace(public, id="private", token="ab" * 16)
    settings = Settings(
        base_url="",
        database="",
        feeds_dir=tmp_path,
        lock_file=tmp_path,
        sources=(paid,),
        feeds=(everything, public, private),
    )
    assert list(warnings(settings)) == [
        "public: everybody may read it, and it shows what is not shared, of paid: a token would make it private."
    ]


def test_a_feed_that_can_have_no_entry_is_told(tmp_path):
    worst = Feed(id="worst", title="Worst", spoilers=(Level.MAJOR, Level.FULL), disclosure=Disclosure.DROP)
    source = Source(id="a", kind=SourceKind.FEED, url="https://a.example/", schedule=Every(interval=timedelta()))
    feeds = (worst, replace(worst, id="calm", spoilers=(Level.NONE,)))
    settings = Settings(
        base_url="", database="", feeds_dir=tmp_path, lock_file=tmp_path, sources=(source,), feeds=feeds
    )
    assert [line.partition(":")[0] for line in warnings(settings)] == ["worst"]
