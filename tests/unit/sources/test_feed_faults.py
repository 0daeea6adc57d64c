"""Broken and hostile feeds: one item never costs the rest, and nothing takes long."""

import time
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import SourceError
from caveat.model import Every, Page, Source, SourceKind
from caveat.sources import read_feed

SOURCE = Source(id="tv", kind=SourceKind.FEED, url="https://n.example/f", schedule=Every(interval=timedelta(hours=1)))


def read(body, **fields):
    body = body.encode() if isinstance(body, str) else body
    page = Page(url="https://n.example/f", body=body, fetched_at=datetime(2026, 3, 14, tzinfo=UTC), **fields)
    return read_feed(page, source=SOURCE).links


def rss(items):
    return f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def titles(body, **fields):
    return [link.title for link in read(body, **fields)]


@pytest.mark.parametrize(
    "item",
    [
        "<item><title>Two <b></title><link>x</link></item>",
        "<item><title>Two</title><enclosure url=x></item>",
        "<item><title>Two</title><media:thumbnail url='x'/></item>",
        "<item><title>Two</title><description>&nope; & < 3 &#0; &#xFFFF;</description></item>",
        "<item><title>Two</title><pubDate>yesterday, or so</pubDate></item>",
        "<item><title>Two</title><link>http://[::1</link></item>",
        "<item><title>Two</title><link>http://x:99999999/</link></item>",
        "<item><title>Two</title><guid></guid></item>",
        "<item><title>Two\x00\x08\ufffe</title></item>",
    ],
)
def test_one_ill_formed_item_never_costs_the_rest(item):
    found = titles(rss(f"<item><title>One</title></item>{item}<item><title>Three</title></item>"))
    assert found[0] == "One"
    assert "Three" in found
    assert any(title.startswith("Two") for title in found)


def test_markup_after_an_error_is_kept():
    (link,) = read(
        rss("<item><title>I < 3 you & me &amp; us</title><description>&lt;p&gt;Hi&lt;/p&gt;</description></item>")
    )
    assert (link.title, link.content) == ("I < 3 you & me & us", "<p>Hi</p>")


def test_named_references_of_html_are_characters():
    assert titles(rss("<item><title>caf&eacute;&nbsp;&mdash; open</title></item>")) == ["café — open"]


def test_prefixes_that_nobody_declared_are_understood():
    content = "<content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>"
    (link,) = read(rss(f"<item><title>T</title><dc:creator>Ann Lee</dc:creator>{content}</item>"))
    assert (link.authors, link.content) == (("Ann Lee",), "<p>x</p>")


def test_a_feed_cut_short_gives_the_items_before_the_cut():
    whole = rss("<item><title>One</title></item><item><title>Two</title></item>")
    assert titles(whole[: whole.index("wo</title>") + 1]) == ["One", "Tw"]


@pytest.mark.parametrize(
    ("declared", "encoding", "charset"),
    [
        (None, "utf-8-sig", None),
        (None, "utf-16", None),
        (None, "utf-16-le", None),
        (None, "cp1252", None),
        (None, "utf-8", "iso-8859-1"),
        (None, "utf-8", "idna"),
        (None, "utf-8", "utf\x008"),
        ("utf-16", "utf-8", "rot13"),
        ("windows-1252", "cp1252", None),
        ("utf-8", "cp1252", "utf-8"),
    ],
)
def test_the_characters_are_right_whatever_was_declared(declared, encoding, charset):
    head = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    body = (head + rss("<item><title>é’</title></item>")).encode(encoding)
    assert titles(body, charset=charset) == ["é’"]


def test_encodings_of_ascii_bytes_are_believed():
    declared = '<?xml version="1.0" encoding="iso-2022-jp"?>' + rss("<item><title>予告</title></item>")
    assert titles(declared.encode("iso-2022-jp")) == ["予告"]


def test_entities_are_never_expanded_nor_fetched():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss(
        "<item><title>T &l11; &f;</title></item>"
    )
    started = time.process_time()
    (title,) = titles(body)
    assert len(title) < 50
    assert "root" not in title
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "before",
    [
        "\n\n  ",
        "\ufeff\ufeff",
        "<br />\n<b>Warning</b>: it broke in <b>x.php</b>\n",
        "HTTP/1.1 200 OK\n\n",
        "<!-- x -->",
    ],
)
def test_what_a_server_prints_before_the_feed_is_passed_over(before):
    feed = '<?xml version="1.0" encoding="utf-8"?>' + rss("<item><title>One</title></item>")
    assert titles(before + feed) == ["One"]


def test_items_that_stand_in_one_another_are_items_all_the_same():
    assert titles(rss("<item><title>One</title><item><title>Two</title></item><item><title>Three</title>")) == [
        *("One", "Two", "Three"),
    ]


def test_no_entity_is_expanded_in_an_attribute():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE x [<!ENTITY l0 "https://n.example/">{laughs}]>' + rss(
        '<item><title>T</title><enclosure url="&l11;"/><enclosure url="https://n.example/a.mp3"/></item>'
    )
    (link,) = read(body)
    assert len(link.enclosures[0].url) < 100
    assert link.enclosures[-1].url == "https://n.example/a.mp3"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (rss("<item><title>T</title><description>" + "a &lt;b&gt; " * 5_000_000 + "</description></item>"), 1),
        (rss("<item><title>T</title><description>x</description></item>" * 200_000), 1),
        (rss("".join(f"<item><guid>{n}</guid><title>T</title></item>" for n in range(200_000))), 1000),
        ("<rss>" + "<item>" * 300_000, 0),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>" + "<entry><content type='xhtml'>" + "<div>" * 100_000, 0),
        ("<feed>" * 300_000, 0),
        (rss("<item><title>T</title>" + "<a:b xmlns:a='u'>" * 50_000 + "</item>"), 1),
        ("<rss " + " ".join(f"xmlns:n{n}='u{n}'" for n in range(20_000)) + "><item><title>T</title></item></rss>", 1),
        (rss("<item><title>T</title>" + "&l;" * 500_000 + "</item>"), 1),
        ('{"version": "https://jsonfeed.org/version/1", "items": [' + '{"id": "1"},' * 200_000 + '{"id": "2"}]}', 1),
        ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 1_000_000, None),
    ],
    ids=[
        "50-mb",
        "same",
        "items",
        "nested-items",
        "xhtml",
        "feeds",
        "prefixes",
        "namespaces",
        "references",
        "json",
        "brackets",
    ],
)
def test_hostile_feeds_take_memory_in_proportion(body, found):
    body = body.encode()
    tracemalloc.start()
    started = time.process_time()
    try:
        links = read(body)
        assert found is not None
        assert len(links) == found or (found == 0 and len(links) <= 1)
    except SourceError:
        assert found in (None, 0)
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 100_000_000 + 12 * len(body)
    assert time.process_time() - started < 60


def test_what_feedparser_trips_over_is_no_feed():
    strange = (
        "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><image><media:thumbnail>x<item></channel></rss>"
    )
    with pytest.raises(SourceError, match="no feed"):
        read(strange)


@pytest.mark.parametrize(
    "item",
    [
        "<item " + " ".join(f'a{n}="1"' for n in range(100_000)) + "><title>T</title></item>",
        "<item><title>T</title><author>" + "a" * 200_000 + "</author></item>",
        "<item><title>T</title><author>" + "a<!-- -->" * 50_000 + "</author></item>",
        "<item><title>T</title>" + "<category>c</category>" * 50_000 + "</item>",
        "<item><title>T</title><pubDate>" + "1 " * 100_000 + "</pubDate></item>",
        "<item><title>T</title><description>" + "<![CDATA[" * 100_000 + "</description></item>",
        "<item><title>T</title><description>" + "&lt;a " * 100_000 + "</description></item>",
        "<item><title>T" + " &lt;b" * 100_000 + "</title></item>",
        "<item><title>T</title><description>" + "<a>" * 50_000 + "</description></item>",
    ],
    ids=["attributes", "author", "split-author", "categories", "date", "cdata", "tags", "title", "depth"],
)
def test_hostile_feeds_end_in_time(item):
    started = time.process_time()
    assert titles(rss(item))[0].startswith("T")
    assert time.process_time() - started < 20


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet="<>/!?&;[]='\"{}:, rsitemlnkguda0\x00é", max_size=200).map(str.encode)
    )
)
def test_any_bytes_are_links_or_a_source_error(noise):
    for body in (
        noise,
        rss("<item><title>T</title>").encode() + noise,
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + noise,
    ):
        try:
            links = read(body)
        except SourceError:
            continue
        assert all(link.key and "\x00" not in link.title for link in links)
