"""Whole polls of articles on several pages, and of pages that are walls, over a real store."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from caveat.errors import FetchError, WallError
from caveat.model import Page, Request, Source, SourceKind
from tests.integration.test_updates_of_pages import HOUR, NOON, OPEN, store, updater

__all__ = ["store"]
SENTENCE = "The lamp went out on the pier at nine, and nobody who was there will say who had the matches."
STORY = "https://news.example/story"


class Shelf:
    """A fetcher that has pages, or errors, by address, and notes what it is asked for."""

    def __init__(self, pages: dict[str, str | FetchError]) -> None:
        self.pages = pages
        self.asked: list[Request] = []

    async def fetch(self, request: Request) -> Page:
        self.asked.append(request)
        found = self.pages.get(request.url) or FetchError("is gone", url=request.url, status=404)
        if isinstance(found, FetchError):
            raise found
        kind = "application/rss+xml" if found.startswith("<rss") else "text/html"
        return Page(url=request.url, body=found.encode(), media_type=kind, fetched_at=NOON)


def part(number: int, going_on: str = "") -> str:
    paragraphs = "".join(f"<p>{number}.{place} {SENTENCE}</p>" for place in range(6))
    return f"<html><body><article><h1>The lamp went out</h1>{paragraphs}{going_on}</article></body></html>"


LISTING = '<p class="card"><a href="/story">The lamp went out</a></p>'
NEXT = '<a href="/story/{}">Next page</a>'


def shelf(**parts: str | FetchError) -> Shelf:
    pages = {"first": STORY, "second": f"{STORY}/2", "third": f"{STORY}/3"}
    return Shelf({"https://news.example/list": LISTING, **{pages[name]: found for name, found in parts.items()}})


def poll(store, fetcher, source=OPEN, now=NOON):
    state = store.states().get(source.id)
    return asyncio.run(updater(store, fetcher, now).update(source, state, check=state is not None))


def test_the_pages_of_an_article_are_one_entry(store):
    notice = "<p><b>Spoilers for season two of Harbour Lights ahead.</b></p>"
    fetcher = shelf(first=part(1, NEXT.format(2)).replace("<p>1.0", f"{notice}<p>1.0"), second=part(2, NEXT.format(3)),
                    third=part(3))  # fmt: skip
    report = poll(store, fetcher)
    assert (report.new, report.failures) == (1, ())
    (entry,) = store.entries(None, limit=9)
    assert [line.text[:3] for line in entry.article.lines] == [f"{n}.{place}" for n in (1, 2, 3) for place in range(6)]
    (warning,) = entry.article.notices
    assert warning.covers == tuple(range(1, 19))
    assert entry.url == STORY


def test_an_article_whose_second_page_fails_is_not_stored_cut_short_and_is_tried_again(store):
    fetcher = shelf(first=part(1, NEXT.format(2)), second=FetchError("answered 503", url=f"{STORY}/2", status=503))
    report = poll(store, fetcher)
    assert [failure.url for failure in report.failures] == [f"{STORY}/2"]
    assert store.entries(None, limit=9) == ()
    fetcher.pages[f"{STORY}/2"] = part(2)
    assert poll(store, fetcher, now=NOON + HOUR).new == 1
    (entry,) = store.entries(None, limit=9)
    assert "2.5" in entry.article.text
    fetcher.pages[f"{STORY}/2"] = FetchError("answered 503", url=f"{STORY}/2", status=503)
    assert poll(store, fetcher, now=NOON + 9 * HOUR).changed == 0
    assert store.entries(None, limit=9) == (entry,)


def test_a_second_page_that_is_gone_ends_the_article(store):
    report = poll(store, shelf(first=part(1, NEXT.format(2))))
    assert (report.new, report.failures) == (1, ())


def test_later_pages_are_asked_for_with_the_headers_of_the_source(store):
    fetcher = shelf(first=part(1, NEXT.format(2)), second=part(2))
    poll(store, fetcher, replace(OPEN, headers=(("Cookie", "a"),)))
    assert {request.headers for request in fetcher.asked} == {(("Cookie", "a"),)}


FEED = Source(id="news", kind=SourceKind.FEED, url="https://news.example/feed", schedule=OPEN.schedule, full_text=True)
WALL = f"<html><body><article><h1>The lamp went out</h1><p>{SENTENCE}</p><p>Subscribe to continue reading</p></article>"


def feed(content: str) -> str:
    item = f"<item><title>The lamp went out</title><link>{STORY}</link><description>{content}</description></item>"
    return f'<rss version="2.0"><channel><title>News</title>{item}</channel></rss>'


def test_of_a_walled_page_the_feed_s_own_text_is_taken_and_the_wall_is_reported(store):
    fetcher = Shelf({"https://news.example/feed": feed("The lamp is out. More on the page."), STORY: WALL})
    report = poll(store, fetcher, FEED)
    assert report.new == 1
    (failure,) = report.failures
    assert (failure.stage, failure.url) == ("fetch", STORY)
    assert "subscribers" in failure.error
    (entry,) = store.entries(None, limit=9)
    assert entry.article.text == "The lamp is out. More on the page."
    fetcher.pages[STORY] = part(1)
    assert poll(store, fetcher, FEED, NOON + HOUR).changed == 1
    (entry,) = store.entries(None, limit=9)
    assert "1.5" in entry.article.text


def test_a_wall_that_the_fetcher_meets_is_one_as_well(store):
    wall = WallError("is a check whether a person is asking", url=STORY, retry_after=timedelta(hours=2))
    report = poll(store, Shelf({"https://news.example/feed": feed("The lamp is out."), STORY: wall}), FEED)
    assert (report.new, len(report.failures)) == (1, 1)


def test_a_wall_takes_nothing_away_from_what_was_read_before(store):
    fetcher = Shelf({"https://news.example/feed": feed("The lamp is out."), STORY: part(1)})
    poll(store, fetcher, FEED)
    fetcher.pages[STORY] = WALL
    report = poll(store, fetcher, FEED, NOON + HOUR)
    assert (report.changed, len(report.failures)) == (0, 1)
    (entry,) = store.entries(None, limit=9)
    assert "1.5" in entry.article.text


def test_a_walled_page_of_a_listing_is_a_failure_and_no_article(store):
    report = poll(store, shelf(first=WALL))
    assert (report.new, len(report.failures)) == (0, 1)
    assert store.entries(None, limit=9) == ()
    assert store.links("news", [STORY])[STORY].entry_key is None
