"""What a page, or the feed that lists it, says of the rights in an article."""

import json
from datetime import UTC, datetime

import pytest

from caveat.extract.page import article
from caveat.extract.rights import read_rights
from caveat.model import Page
from caveat.sources import read_feed
from tests.unit.sources.test_feed import SOURCE

STORY = "<p>" + "The lighthouse keeper has counted the ships of the bay for thirty years now. " * 3 + "</p>"


def read(head: str = "", **node: object) -> str | None:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "Article", **node})}</script>'
    page = f"<html><head><title>A</title>{head}{script}</head><body><article>{STORY}</article></body></html>"
    return article(page, url="https://bay.example/a").rights


@pytest.mark.parametrize(
    ("head", "node", "rights"),
    [
        ('<meta name="copyright" content=" © 2026  The  Bay ">', {}, "© 2026 The Bay"),
        ('<meta name="dcterms.rights" content="The Bay">', {}, "The Bay"),
        ('<meta name="copyright" content="The Bay">', {"copyrightNotice": "© The Bay Post"}, "© The Bay Post"),
        (
            "",
            {"copyrightHolder": {"@type": "Organization", "name": "The Bay"}, "copyrightYear": 2026},
            "© 2026 The Bay",
        ),
        ("", {"copyrightHolder": "The Bay", "copyrightYear": "2026"}, "© 2026 The Bay"),
        ("", {"copyrightHolder": "The Bay"}, "© The Bay"),
        (
            "",
            {"license": "https://creativecommons.org/licenses/by/4.0/"},
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        ("", {"copyrightYear": 2026}, None),
        ("", {}, None),
    ],
)
def test_a_page_declares_its_rights(head: str, node: dict[str, object], rights: str | None):
    assert read(head, **node) == rights


@pytest.mark.parametrize("year", [float("inf"), float("nan"), -1, True, [], {"a": "b"}, 10**30])
def test_a_year_that_is_none_is_left_out_or_harmless(year: object):
    assert (read_rights({"copyrightHolder": "Bay", "copyrightYear": year}, {}) or "").endswith("Bay")  # type: ignore[dict-item]  # hostile


def test_what_is_said_at_length_is_cut():
    assert len(read(f'<meta name="copyright" content="{"word " * 1000}">') or "") <= 300


@pytest.mark.parametrize(
    ("element", "rights"),
    [
        ("<dc:rights>© 2026 The Bay</dc:rights>", "© 2026 The Bay"),
        ("<copyright>The Bay</copyright>", "The Bay"),
        ('<atom:rights type="html">&amp;copy; The &lt;b&gt;Bay&lt;/b&gt;</atom:rights>', "© The Bay"),
        ("", None),
    ],
)
def test_an_entry_of_a_feed_says_its_rights(element: str, rights: str | None):
    feed = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>B</title><item><title>A</title><link>https://bay.example/a</link>{element}</item></channel></rss>"
    )
    page = Page(url="https://bay.example/rss", body=feed.encode(), fetched_at=datetime(2026, 3, 9, tzinfo=UTC))
    (link,) = read_feed(page, source=SOURCE).links
    assert link.rights == rights
