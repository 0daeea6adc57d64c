"""Owns the measuring of rendering: beside feedgen alone on the same entries, and of one change among many feeds."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from feedgen.feed import FeedGenerator

from bench.prose import AUTHORS, WORKS, headline, notice, paragraphs, teaser
from bench.rows import print_row
from caveat.model import (
    Article,
    Block,
    BlockKind,
    Entry,
    Every,
    Feed,
    Format,
    Head,
    Poll,
    Source,
    SourceKind,
    SourceState,
)
from caveat.pipeline.publish import Publisher
from caveat.publish import Memory, Press, Site, feed_drafts, site_key
from caveat.publish.disclosure import View, disclose
from caveat.publish.drafts import showing
from caveat.spoilers import detect
from caveat.store import FeedsFolder, open_store

_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
_ENTRIES = 50
"""Of a document, as many as a feed has by default."""
_TIMES = 10
"""Documents a run."""
_FEED = Feed(id="all", title="Everything", limit=_ENTRIES, variants=())
_FORMATS = (Format.RSS, Format.ATOM)
_EACH = 20
"""Entries of each source of the installation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """CPU seconds of publishing an installation."""

    feeds: int
    full: float
    one: float
    """After one entry was changed."""
    none: float
    """After nothing was."""


def measure_rendering(feeds: int, runs: int) -> None:
    """Measures and prints both."""
    entries = [_entry(number) for number in range(_ENTRIES)]
    size = sum(len(view.content) for view in _views(entries)) / len(entries) / 1000
    print(f"\nrendering, medians of {runs} runs in turns: entries a CPU second, {_ENTRIES} of {size:.1f} KB a document")
    for form in _FORMATS:
        speeds = _speeds(form, entries, runs)
        print_row(f"{form.value}, feedgen alone", f"{speeds['feedgen']:.0f}")
        for name in ("with dc and media", "cold", "warm"):
            print_row(
                f"{form.value}, {name}", f"{speeds[name]:.0f}", f"{speeds[name] / speeds['feedgen']:.2f} times feedgen"
            )
    change = _change(feeds)
    print(f"\npublishing {change.feeds} feeds of {_EACH} entries each, CPU seconds")
    print_row("all of it", f"{change.full:.1f} s")
    print_row("one entry changed", f"{change.one:.3f} s", f"{change.one / change.full:.2%} of it")
    print_row("nothing changed", f"{change.none:.3f} s", f"{change.none / change.full:.2%} of it")


def _speeds(form: Format, entries: Sequence[Entry], runs: int) -> Mapping[str, float]:
    """Entries a CPU second of each contender; cold: with nothing remembered; warm: all but one entry of a document."""
    views = _views(entries)
    heads = [entry.head for entry in entries]
    known = {entry.id: entry for entry in entries}
    warm = Memory()
    _render(form, heads, known, warm)
    fresh = iter(range(1, 10**6))

    def changed() -> None:
        _render(form, [replace(heads[0], revision=next(fresh)), *heads[1:]], known, warm)

    contenders: Mapping[str, Callable[[], object]] = {
        "feedgen": lambda: _with_feedgen(form, views),
        "with dc and media": lambda: _with_feedgen(form, views, extended=True),
        "cold": lambda: _render(form, heads, known, Memory()),
        "warm": changed,
    }
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, render in contenders.items():
            seconds[name].append(_timed(lambda render=render: [render() for _ in range(_TIMES)]))  # type: ignore[misc]
    return {name: _TIMES * len(entries) / median(found) for name, found in seconds.items()}


def _render(form: Format, heads: Sequence[Head], known: Mapping[str, Entry], memory: Memory) -> bytes:
    """The document of these entries, from stored entries to bytes."""

    def load(ids: Sequence[str]) -> Mapping[str, Entry]:
        return {known[one].key: known[one] for one in ids}

    site = _site(())
    press = Press(site=site, load=load, memory=memory, digest=site_key(site))
    drafts = feed_drafts(replace(_FEED, formats=(form,)), heads, press)
    return next(draft for draft in drafts if draft.format == form.value).render().body


def _with_feedgen(form: Format, views: Sequence[View], *, extended: bool = False) -> bytes:
    """The same titles, texts and times in feedgen's own elements; `extended`: those of its extensions too."""
    feed = FeedGenerator()
    if extended:
        feed.load_extension("dc")
        feed.load_extension("media")
    feed.id("https://feeds.example/feeds/all.rss")
    feed.title("Everything")
    feed.description("Everything")
    feed.link(href="https://feeds.example/feeds/all.rss", rel="self")
    feed.link(href="https://feeds.example/feeds/all.html", rel="alternate")
    feed.language("en")
    feed.updated(_NOW)
    for view in views:
        entry = feed.add_entry(order="append")
        entry.id(view.id)
        entry.title(view.title)
        entry.link(href=view.link, rel="alternate")
        entry.summary(view.summary)
        entry.content(view.content, type="html")
        entry.category([{"term": category} for category in view.categories])
        if extended:
            entry.dc.dc_creator(list(view.authors))
            entry.media.thumbnail(url=view.image, group=None)
        else:
            entry.author([{"name": author, "email": "desk@news.example"} for author in view.authors])
        entry.published(view.published)
        entry.updated(view.updated)
    document: bytes = feed.rss_str() if form is Format.RSS else feed.atom_str()
    return document


def _change(feeds: int) -> Change:
    """Publishing in a real store and a real folder: everything, then after one entry changed, then once more."""
    sources = tuple(
        Source(
            id=f"desk-{number}",
            kind=SourceKind.FEED,
            url=f"https://news-{number}.example/feed",
            schedule=Every(interval=timedelta(hours=1)),
        )
        for number in range(feeds)
    )
    described = tuple(
        Feed(id=f"feed-{number}", title=f"Feed {number}", sources=(source.id,)) for number, source in enumerate(sources)
    )
    with TemporaryDirectory(prefix="caveat-bench-") as name:
        store = open_store(f"sqlite:///{name}/caveat.db")
        publisher = Publisher(shelf=store, folder=FeedsFolder(Path(name) / "feeds"), feeds=described, sources=sources)
        try:
            for number, source in enumerate(sources):
                entries = tuple(_entry(number * _EACH + index, source.id, 1000) for index in range(_EACH))
                store.save(Poll(state=_state(source), entries=entries))
            full = _timed(lambda: publisher.publish(_site(sources)))
            edited = replace(_entry(0, sources[0].id, 1200), revision=2, digest="edited", updated=_NOW)
            store.save(Poll(state=_state(sources[0]), entries=(edited,)))
            one = _timed(lambda: publisher.publish(_site(sources)))
            none = _timed(lambda: publisher.publish(_site(sources)))
        finally:
            store.close()
    return Change(feeds=feeds, full=full, one=one, none=none)


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _state(source: Source) -> SourceState:
    return SourceState(source_id=source.id, next_at=_NOW, polled_at=_NOW)


def _site(sources: Sequence[Source]) -> Site:
    known = {source.id: source for source in sources}
    return Site(base_url="https://feeds.example", version="1", sources=known, now=_NOW)


def _views(entries: Sequence[Entry]) -> list[View]:
    shown = (disclose(entry, showing(_FEED), _site(())) for entry in entries)
    return [view for view in shown if view is not None]


def _entry(number: int, source: str = "desk", length: int = 4500) -> Entry:
    """A stored entry of some `length` characters, one of ten with a notice; the same for the same number."""
    random = Random(number)
    work = random.choice(WORKS)
    story = accumulate(paragraphs(random, work), "{}\n{}".format)
    whole = list(story)
    lines = next((told for told in whole if len(told) >= length), whole[-1]).split("\n")
    if number % 10 == 0:
        lines.insert(0, notice(random, work))
    url = f"https://news.example/tv/{number}"
    article = detect(
        Article(
            url=url,
            title=f"{headline(random, work)} ({number})",
            authors=(random.choice(AUTHORS),),
            language="en",
            description=teaser(random, work),
            tags=("Television", work),
            image=f"{url}.jpg",
            blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=line, html=f"<p>{escape(line)}</p>") for line in lines),
        )
    )
    published = _NOW - timedelta(minutes=number)
    return Entry(
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
        key=url,
        url=url,
        sources=(source,),
        article=article,
        first_seen=published,
        published=published,
        updated=published,
        digest=str(number),
    )
