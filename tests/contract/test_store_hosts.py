"""What a store remembers of hosts: robots.txt files, and holds for as long as they stand."""

from datetime import UTC, datetime, timedelta

from caveat.model import Hold, RobotsFile

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
FILE = RobotsFile(origin="https://a.example", text="User-agent: *\nDisallow: /\x00\ud800\\", fetched_at=NOW)


def test_what_was_never_asked_for_is_unknown(store):
    assert store.robots("https://a.example") is None
    assert list(store.holds(NOW)) == []


def test_a_robots_file_comes_back_as_it_was_and_the_newest_counts(store):
    store.remember([FILE], [], NOW)
    assert store.robots("https://a.example") == FILE
    failed = RobotsFile(origin="https://a.example", text=None, reason="answered 500", fetched_at=NOW)
    store.remember([failed], [], NOW)
    assert store.robots("https://a.example") == failed
    assert store.robots("http://a.example") is None


def test_a_hold_stands_until_its_time(store):
    hold = Hold(site="a.example", until=NOW + timedelta(minutes=5), status=429)
    store.remember([], [hold], NOW)
    assert list(store.holds(NOW)) == [hold]
    assert list(store.holds(NOW + timedelta(minutes=5))) == []


def test_what_is_past_is_forgotten_when_something_is_remembered(store):
    store.remember([FILE], [Hold(site="a.example", until=NOW + timedelta(minutes=5), status=503)], NOW)
    later = NOW + timedelta(days=3)
    store.remember([], [], later)
    assert store.robots(FILE.origin) is None
    assert list(store.holds(NOW)) == []
