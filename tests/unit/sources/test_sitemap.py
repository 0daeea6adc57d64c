"""Sitemaps become links, indexes become further sitemaps."""

import gzip
from datetime import UTC, datetime, timedelta, timezone

import pytest

from caveat.errors import SourceError
from tests.unit.sources.sitemaps import ADDRESS, entry, paths, read, urlset


def test_the_newest_comes_first_and_what_has_no_date_last_in_its_order():
    found = read(urlset(entry("b"), entry("old", "2026-01-02"), entry("a"), entry("new", "2026-03-12T10:00:00+02:00")))
    assert paths(found) == ["new", "old", "b", "a"]
    assert found.more == ()
    assert found.links[0].updated == datetime(2026, 3, 12, 8, tzinfo=UTC)
    assert found.links[0].published is None
    assert found.links[0].key == "https://news.example/new"


@pytest.mark.parametrize(
    ("lastmod", "moment"),
    [
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-03", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-12", datetime(2026, 3, 12, tzinfo=UTC)),
        ("2026-03-12T10:20Z", datetime(2026, 3, 12, 10, 20, tzinfo=UTC)),
        (
            "2026-03-12T10:20:30.450+01:00",
            datetime(2026, 3, 12, 10, 20, 30, 450_000, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("2026-13", None),
        ("0001-01-01", None),
        ("yesterday", None),
    ],
)
def test_dates_may_be_partial(lastmod, moment):
    assert read(urlset(entry("a", lastmod))).links[0].updated == moment


NEWS = """<news:news>
<news:publication><news:name>The Lamp</news:name><news:language>en</news:language></news:publication>
<news:genres>Blog</news:genres><news:publication_date>2026-03-11</news:publication_date>
<news:title>Knives &amp; Forks</news:title><news:keywords>tv, The Keeper ,, film</news:keywords></news:news>
<image:image><image:loc>https://news.example/l.jpg</image:loc><image:title>A lamp</image:title></image:image>
<image:image><image:loc>https://news.example/second.jpg</image:loc></image:image>
<xhtml:link rel="alternate" hreflang="de" href="https://news.example/de"/>"""


def test_news_and_images_are_read():
    link = read(urlset(entry("a", "2026-03-12", NEWS))).links[0]
    assert link.url == "https://news.example/a"
    assert link.title == "Knives & Forks"
    assert link.published == datetime(2026, 3, 11, tzinfo=UTC)
    assert link.updated == datetime(2026, 3, 12, tzinfo=UTC)
    assert link.language == "en"
    assert link.tags == ("tv", "The Keeper", "film")
    assert link.image == "https://news.example/l.jpg"


def test_a_title_in_a_cdata_section_stands_as_it_is():
    title = "<news:news><news:title><![CDATA[Forks & &amp;]]></news:title></news:news>"
    assert read(urlset(entry("a", more=title))).links[0].title == "Forks & &amp;"


def test_a_video_has_fields_of_its_own():
    video = "<video:title>V</video:title><video:publication_date>2020-01-01</video:publication_date>"
    link = read(urlset(entry("a", "2026-03-12", f"<video:video>{video}</video:video>"))).links[0]
    assert (link.title, link.published) == ("", None)


def test_what_changed_has_a_new_digest():
    one, same, other = (
        read(urlset(entry("a", date))).links[0].digest for date in ("2026-03-12", "2026-03-12", "2026-03-13")
    )
    assert one == same != other


@pytest.mark.parametrize("namespace", ["", 'xmlns="http://www.google.com/schemas/sitemap/0.84"', 'xmlns="urn:wrong"'])
def test_namespaces_do_not_matter(namespace):
    assert paths(read(f"<urlset {namespace}>{entry('a', more=NEWS)}</urlset>")) == ["a"]
    prefixed = "<s:urlset xmlns:s='x'><s:url><s:loc>https://news.example/a</s:loc></s:url></s:urlset>"
    assert paths(read(prefixed)) == ["a"]


def test_only_absolute_web_addresses_are_taken_each_once():
    found = read(
        urlset(
            *(
                f"<url><loc>{loc}</loc></url>"
                for loc in ("/relative", "ftp://news.example/f", "javascript:alert(1)", "")
            ),
            "<url><lastmod>2026-03-12</lastmod></url>",
            "<url><loc>\n  https://news.example/a?x=1&amp;y=2\n</loc></url>",
            "<url><loc>https://NEWS.example/a?x=1&y=2</loc></url>",
            "<url><loc><![CDATA[https://other.example/b]]></loc></url>",
        )
    )
    assert [link.url for link in found.links] == ["https://news.example/a?x=1&y=2", "https://other.example/b"]


def test_a_sitemap_without_a_usable_address_says_so():
    with pytest.raises(SourceError, match="2 entries, and none names an absolute"):
        read(urlset("<url><loc>/a</loc></url>", "<url><loc>/b</loc></url>"))
    assert read(urlset()).links == ()
    assert read("<urlset/>").links == ()


def test_what_is_commented_out_is_not_there():
    assert paths(read(urlset("<!-- ", entry("a"), " -->", entry("b<!-- c -->")))) == ["b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (urlset(entry("a"), entry("b"))[:-30], ["a"]),
        (urlset(entry("a"), entry("b"), entry("c")).replace("</url>", ""), ["a", "b", "c"]),
        (
            urlset(entry("a?x=1&y=&nope;2"), "<url><loc>https://news.example/b</url>", entry("c")),
            ["a?x=1&y=&nope;2", "c"],
        ),
        ("junk before " + urlset(entry("a")) + " and after", ["a"]),
        ("<urlset>" + entry("a") + "\x00\x0b\ufffe" + entry("b\x01"), ["a", "b"]),
    ],
)
def test_an_ill_formed_sitemap_is_read_as_far_as_it_goes(text, expected):
    assert paths(read(text)) == expected


def test_an_index_leads_to_its_sitemaps_newest_first():
    sitemaps = [
        ("https://news.example/1.xml", ""),
        ("https://news.example/2.xml.gz", "2026-01"),
        ("https://www.news.example/3.xml", "2026-03-12"),
        ("https://maps.news.example/4.xml", "2025-01-01"),
        ("https://elsewhere.example/5.xml", "2026-03-13"),
        ("https://bad-news.example/6.xml", "2026-03-13"),
        ("https://maps.example/7.xml", "2026-03-13"),
        (ADDRESS, "2026-03-13"),
        ("/relative.xml", "2026-03-13"),
        ("https://news.example/1.xml", "2026-03-13"),
    ]
    body = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{date}</lastmod></sitemap>" for loc, date in sitemaps)
    found = read(f"<sitemapindex>{body}</sitemapindex>")
    assert found.links == ()
    assert [one.url.rpartition("/")[2] for one in found.more] == ["3.xml", "2.xml.gz", "4.xml", "1.xml"]
    assert found.more[1].updated == datetime(2026, 1, 1, tzinfo=UTC)
    assert found.more[3].updated is None


def test_a_plain_text_has_an_address_a_line():
    found = read("\ufeffhttps://news.example/a\r\nhttps://news.example/b\n\nnot an address\nhttps://news.example/a\n")
    assert paths(found) == ["a", "b"]


def test_a_feed_serves_as_a_sitemap():
    feed = (
        '<rss version="2.0"><channel><item><title>T</title><link>https://news.example/a</link></item></channel></rss>'
    )
    assert paths(read(feed)) == ["a"]
    assert paths(read(gzip.compress(feed.encode()))) == ["a"]


def test_gzip_is_known_by_its_content():
    packed = gzip.compress(urlset(entry("a")).encode())
    assert paths(read(packed)) == ["a"]
    halves = (urlset(entry("a"), entry("b"))[:200].encode(), urlset(entry("a"), entry("b"))[200:].encode())
    assert paths(read(gzip.compress(halves[0]) + gzip.compress(halves[1]) + b"\0" * 100)) == ["a", "b"]


def test_a_damaged_gzip_file_is_read_as_far_as_it_goes():
    packed = gzip.compress(urlset(*(entry(f"story-{number}-{number**7}") for number in range(5000))).encode())
    assert 1000 >= len(read(packed[: len(packed) // 100]).links) > 10
    with pytest.raises(SourceError, match="cannot be unpacked"):
        read(b"\x1f\x8b" + b"nonsense" * 10)


def test_what_is_not_wanted_does_not_count():
    body = urlset(*(entry(f"film/{number}", "2026-03-12") for number in range(1500)), entry("tv/lamp", "2020-01-01"))
    assert len(read(body).links) == 1000
    assert paths(read(body, include=("*/tv/*",))) == ["tv/lamp"]
    assert paths(read(body, exclude=("*/film/*",))) == ["tv/lamp"]
    assert paths(read(body, exclude=("*",))) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty answer"),
        ("<!DOCTYPE html><html><body>Hello</body></html>", 'kind = "listing"'),
        ("<!-- x --><html lang='en'>", 'kind = "listing"'),
        ("# robots\nUser-agent: *\nSitemap: https://news.example/map.xml\n", "https://news.example/map.xml"),
        ("User-agent: *\nDisallow: /", "names none"),
        ("<opml><body/></opml>", "no sitemap"),
        ("Just words.", "no sitemap"),
        ("<!-- never closed", "no sitemap"),
    ],
)
def test_what_is_no_sitemap_is_told_with_a_way_out(text, words):
    with pytest.raises(SourceError) as caught:
        read(text)
    assert words in str(caught.value)
    assert caught.value.url == ADDRESS
