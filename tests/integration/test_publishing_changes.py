"""What has changed since it was last published is published again, and nothing else is looked at."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caveat.model import (
    KnownWork,
    Pattern,
    Where,
)
from caveat.publish import Memory
from caveat.store import open_store
from tests.integration.publishing import FEED, LATER, NOW, SOURCE, article, page, page_path, publish, save
from tests.unit.publish.samples import DUNE, notice


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/caveat.db")
    yield opened
    opened.close()


class Counted:
    """A store that counts how often entries are asked for, whole or not."""

    def __init__(self, store):
        self._store = store
        self.asked = 0

    def find(self, keys):
        self.asked += 1
        return self._store.find(keys)

    def heads(self, sources, **more):
        self.asked += 1
        return self._store.heads(sources, **more)

    def __getattr__(self, name):
        return getattr(self._store, name)


def two_feeds(store, tmp_path):
    """Two sources with an article each and a feed each, published once."""
    other = replace(SOURCE, id="radio")
    save(store, article(1), replace(article(2), sources=("radio",)))
    feeds = [replace(FEED, sources=(source.id,), id=source.id) for source in (SOURCE, other)]

    def again(counted=store, **more):
        return publish(counted, tmp_path, *feeds, sources=(SOURCE, other), **more)

    again()
    return again


def test_an_article_that_moved_and_says_what_it_said_is_linked_where_it_is_now(store, tmp_path):
    memory = Memory()
    save(store, article(1))
    publish(store, tmp_path, memory=memory)
    save(store, replace(article(1), url="http://news.example/moved"))
    publish(store, tmp_path, memory=memory)
    for written in ((tmp_path / "tv.atom").read_text(), page(tmp_path, 1)):
        assert "http://news.example/moved" in written
        assert "http://news.example/1" not in written


def test_what_has_not_changed_is_not_looked_at(store, tmp_path):
    again = two_feeds(store, tmp_path)
    counted = Counted(store)
    reports, _ = again(counted)
    assert counted.asked == 0
    assert [(report.id, report.entries, report.changed) for report in reports] == [
        ("tv-news", 1, False),
        ("radio", 1, False),
    ]


def test_a_changed_source_concerns_its_own_feeds_only(store, tmp_path):
    again = two_feeds(store, tmp_path)
    save(store, article(1, revision=2, title="Other words"))
    reports, _ = again(now=LATER)
    assert {report.id: report.changed for report in reports} == {"tv-news": True, "radio": False}
    assert "Other words" in (tmp_path / "tv-news.atom").read_text()


@pytest.mark.parametrize("name", ["radio.atom", "radio.html", "index.html", "feeds.opml", "articles"])
def test_a_file_that_somebody_removed_is_written_again(store, tmp_path, name):
    again = two_feeds(store, tmp_path)
    lost = tmp_path / (page_path(2) if name == "articles" else name)
    before = lost.read_bytes()
    lost.unlink()
    again(now=LATER)
    assert lost.read_bytes() == before


def test_the_day_on_which_a_work_is_set_free_reaches_the_feed_by_itself(store, tmp_path):
    save(store, article(1, notices=(notice(1),)))
    free = KnownWork(title=DUNE.title, slug="dune", until=NOW.date())
    publish(store, tmp_path, works=(free,))
    assert "Spoiler warning" in (tmp_path / "tv.atom").read_text()
    publish(store, tmp_path, works=(free,), now=NOW + timedelta(days=1))
    assert "Spoiler warning" not in (tmp_path / "tv.atom").read_text()
    assert "Spoiler warning" not in page(tmp_path, 1)


def test_a_pattern_that_ends_today_lets_its_articles_in_tomorrow(store, tmp_path):
    save(store, article(1, title="The cup, day one"))
    feed = replace(FEED, exclude=(Pattern(text="*cup*", until=NOW.date()),))
    publish(store, tmp_path, feed)
    assert "The cup" not in (tmp_path / "tv.atom").read_text()
    publish(store, tmp_path, feed, now=NOW + timedelta(days=1))
    assert "The cup" in (tmp_path / "tv.atom").read_text()


def test_a_reading_page_shows_no_title_that_one_of_its_feeds_does_not_show(store, tmp_path):
    killed = "Wayne is killed: Dune spoilers"
    told = notice(1, where=Where.TITLE, text="Dune spoilers")
    save(store, article(1, title=killed, notices=(told,)))
    neutral = replace(FEED, id="calm", neutral_titles=True)
    publish(store, tmp_path, FEED, replace(neutral, token="a" * 16))
    assert killed in page(tmp_path, 1), "the page of the public feed, which shows the title"
    (private,) = tmp_path.glob("articles/*/*.html")
    assert killed not in private.read_text()
    publish(store, tmp_path, FEED, neutral)
    assert killed not in page(tmp_path, 1)
    assert "About Dune: Part Two" in page(tmp_path, 1)
    assert killed in (tmp_path / "tv.atom").read_text()
    publish(store, tmp_path, FEED)
    assert killed in page(tmp_path, 1)


def test_letters_that_are_shared_no_more_lose_their_pages(store, tmp_path):
    save(store, replace(article(1), article=replace(article(1).article, is_letter=True)))
    sharing = replace(SOURCE, shares_letters=True)
    publish(store, tmp_path, sources=(sharing,))
    assert (tmp_path / page_path(1)).exists()
    publish(store, tmp_path)
    assert not (tmp_path / page_path(1)).exists()
    assert "Story number 1." not in (tmp_path / "tv.atom").read_text()


@pytest.mark.parametrize("secret", [{"shared": False}, {"headers": (("Cookie", "login=1"),)}])
def test_the_address_of_a_source_that_becomes_a_secret_is_told_no_more(store, tmp_path, secret):
    save(store, article(1))
    feed = replace(FEED, sources=("tv-news",))
    publish(store, tmp_path, feed)
    assert "http://news.example/feed" in (tmp_path / "tv.atom").read_text()
    publish(store, tmp_path, feed, sources=(replace(SOURCE, **secret),))
    assert "http://news.example/feed" not in (tmp_path / "tv.atom").read_text()


def test_an_article_of_several_feeds_is_rendered_once(store, tmp_path):
    save(store, article(1))
    counted = Counted(store)
    feeds = [replace(FEED, id=f"f{number}") for number in range(5)]
    publish(counted, tmp_path, *feeds)
    assert counted.asked == len(feeds) + 1, "each feed asks for its heads, and the first for the article"
