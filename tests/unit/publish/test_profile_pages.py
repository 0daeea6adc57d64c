"""Feeds of the labelled pages, where they are at hand, are valid in every disclosure."""

import gzip
from datetime import UTC
from pathlib import Path

import pytest

import caveat
from bench.quality import SHARED
from caveat.errors import ExtractError
from caveat.model import Disclosure, Entry, Feed
from caveat.publish import feed_drafts
from tests.unit.publish.jsonprofile import json_complaints
from tests.unit.publish.profile import complaints
from tests.unit.publish.samples import NOW, press

_SOME = 4
"""Of so many pages one is read."""


def _pages(corpus: str) -> list[Path]:
    return sorted(path for path in (SHARED / "corpora" / corpus).rglob("*") if ".html" in path.suffixes)[::_SOME]


def _entry(number: int, path: Path) -> Entry | None:
    page = path.read_bytes()
    try:
        article = caveat.extract(
            gzip.decompress(page) if path.suffix == ".gz" else page, url=f"https://pages.example/{path.stem}"
        )
    except ExtractError:
        return None
    published = min(article.published or NOW, NOW).astimezone(UTC)
    return Entry(
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
        key=f"https://pages.example/{path.stem}",
        url=article.url,
        sources=("pages",),
        article=article,
        first_seen=NOW,
        published=published,
        updated=published,
        digest=str(number),
    )


@pytest.mark.parametrize("corpus", ["articles-dev", "segments-dev", "spoilers-dev"])
def test_feeds_of_real_pages_are_valid(corpus: str):
    pages = _pages(corpus)
    if not pages:
        pytest.skip(f"the labelled pages ({corpus}) are not at hand")
    entries = [entry for number, path in enumerate(pages) if (entry := _entry(number, path))]
    assert entries
    for disclosure in Disclosure:
        feed = Feed(id="tv", title="TV", disclosure=disclosure, variants=(), limit=1000, max_size=10**9)
        for draft in feed_drafts(feed, [entry.head for entry in entries], press(*entries)):
            if draft.format == "html":
                continue
            document = draft.render()
            assert not document.failures
            minds = (
                json_complaints(document.body)
                if draft.format == "json"
                else complaints(document.body, document.media_type, NOW)
            )
            assert not list(minds), document.path
