"""Owns the measurement of parsing: from the bytes of a feed to its entries, ours beside two libraries, one process."""

import importlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from statistics import median

import feedparser

from bench.feeds import rss
from caveat.model import Every, Page, Source, SourceKind
from caveat.sources import read_feed

_ADDRESS = "https://news.example/feed"
_SOURCE = Source(id="news", kind=SourceKind.FEED, url=_ADDRESS, schedule=Every(interval=timedelta(hours=1)))
_START = datetime(2026, 3, 1, tzinfo=UTC)
_LONG, _SHORT = 2000, 100
"""Characters of the content of an entry."""
_MANY = 200
"""Entries from which on a feed has short ones, and is read once by whoever is slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One parser on one feed."""

    entries: int
    size: int
    """Bytes of the feed."""
    parser: str
    seconds: float
    """Median of a whole feed."""


def parsing(counts: Sequence[int], runs: int) -> tuple[Row, ...]:
    """A row a parser, for a feed of each of these numbers of entries. Of a long feed, ours reads the first 1000."""
    return tuple(row for count in counts for row in _rows(count, runs))


def _rows(count: int, runs: int) -> Iterator[Row]:
    document = rss(0, count, _LONG if count < _MANY else _SHORT)
    for name, parse in _parsers().items():
        parse(document)
        times = 1 if count >= _MANY and name == "feedparser" else runs
        seconds = median(_timed(parse, document) for _ in range(times))
        yield Row(entries=count, size=len(document), parser=name, seconds=seconds)


def _parsers() -> Mapping[str, Callable[[bytes], object]]:
    def ours(document: bytes) -> object:
        return read_feed(Page(url=_ADDRESS, body=document, fetched_at=_START), source=_SOURCE)

    found: dict[str, Callable[[bytes], object]] = {"caveat": ours, "feedparser": feedparser.parse}
    if find_spec("fastfeedparser"):
        found["fastfeedparser"] = importlib.import_module("fastfeedparser").parse
    return found


def _timed(parse: Callable[[bytes], object], document: bytes) -> float:
    started = time.perf_counter()
    parse(document)
    return time.perf_counter() - started
