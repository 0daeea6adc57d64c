"""RSS, RDF and Atom feeds become links."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import SourceError
from caveat.model import Every, Page, Source, SourceKind
from caveat.sources import read_feed

ADDRESS = "https://news.example/feeds/tv.xml"
SOURCE = Source(id="tv", kind=SourceKind.FEED, url=ADDRESS, schedule=Every(interval=timedelta(hours=1)))

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>TV</title><link>https://news.example/</link><language>en-gb</language>
<item>
  <title>Lamp &amp;amp; &lt;i&gt;Keeper&lt;/i&gt; return</title>
  <link>/2026/lamp?id=1&amp;part=2</link>
  <guid isPermaLink="false">lamp-1</guid>
  <author>ann.lee@news.example (Ann Lee)</author>
  <dc:creator>Bo Ek</dc:creator>
  <category>Series</category><category>Lamps</category><category>Series</category>
  <pubDate>Thu, 12 Mar 2026 10:00:00 +0200</pubDate>
  <description>The &lt;b&gt;lamp&lt;/b&gt; is back.</description>
  <content:encoded><![CDATA[<p>The lamp & the keeper are back, <a href="more">read on</a>.</p>]]></content:encoded>
</item>
<item><title>Only a teaser</title><link>https://news.example/teaser</link><description>&lt;p&gt;Short.&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/blog/" xml:lang="fr"><title>B</title>
<entry><id>urn:uuid:1</id><title type="html">A &lt;i&gt;b&lt;/i&gt; &amp;amp; c</title><link href="one.html"/>
<author><name>Ann Lee</name><email>ann@atom.example</email></author><author><name>Bo Ek</name></author>
<published>2026-03-12T10:00:00+02:00</published><updated>2026-03-13T10:00:00Z</updated>
<category term="t" label="Tea"/><summary>Short &lt; long</summary>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Long <a href="two.html">text</a></p></div></content></entry>
<entry><id>urn:uuid:2</id><title>a &lt; b</title><link href="https://atom.example/2"/>
<content>5 &lt; 6</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://rdf.example/"><title>R</title></channel>
<item rdf:about="https://rdf.example/1"><title>One</title><link>https://rdf.example/1</link>
<dc:creator>Ann Lee</dc:creator><dc:date>2026-03-12</dc:date></item></rdf:RDF>"""


def page(body, **fields):
    body = body.encode() if isinstance(body, str) else body
    return Page(url=ADDRESS, body=body, fetched_at=datetime(2026, 3, 14, tzinfo=UTC), **fields)


def read(body, **fields):
    return read_feed(page(body, **fields), source=SOURCE).links


def rss(items):
    return f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def test_an_rss_item_says_everything_of_its_article():
    link = read(RSS)[0]
    assert link.key == "lamp-1"
    assert link.url == "https://news.example/2026/lamp?id=1&part=2"
    assert link.title == "Lamp & Keeper return"
    assert link.authors == ("Ann Lee", "Bo Ek")
    assert link.published == datetime(2026, 3, 12, 8, tzinfo=UTC)
    assert link.published.utcoffset() == timedelta(hours=2)
    assert link.updated is None
    assert link.tags == ("Series", "Lamps")
    assert link.summary == "The lamp is back."
    assert link.content.startswith("<p>The lamp & the keeper")
    assert link.language == "en-gb"


def test_relative_links_in_content_count_from_the_item():
    assert 'href="https://news.example/2026/more"' in read(RSS)[0].content


def test_a_description_alone_is_the_content_and_no_summary_beside_it():
    link = read(RSS)[1]
    assert (link.content, link.summary) == ("<p>Short.</p>", None)
    assert link.key == link.url == "https://news.example/teaser"


def test_the_longer_of_two_texts_is_the_content():
    item = "<item><title>T</title><description>&lt;p&gt;The whole story.&lt;/p&gt;</description>{}</item>"
    short = "<content:encoded>&lt;i&gt;Teaser&lt;/i&gt;</content:encoded>"
    (link,) = read(rss(item.format(short)))
    assert (link.content, link.summary) == ("<p>The whole story.</p>", "Teaser")


def test_an_atom_entry_says_everything_of_its_article():
    link = read(ATOM)[0]
    assert (link.key, link.url) == ("urn:uuid:1", "https://atom.example/blog/one.html")
    assert link.title == "A b & c"
    assert link.authors == ("Ann Lee", "Bo Ek")
    assert link.published == datetime(2026, 3, 12, 8, tzinfo=UTC)
    assert link.updated == datetime(2026, 3, 13, 10, tzinfo=UTC)
    assert link.tags == ("Tea",)
    assert link.summary == "Short < long"
    assert link.content == '<p>Long <a href="https://atom.example/blog/two.html">text</a></p>'
    assert link.language == "fr"


def test_plain_text_in_atom_is_text():
    link = read(ATOM)[1]
    assert (link.title, link.content) == ("a < b", "<p>5 &lt; 6</p>")


def test_an_rdf_item_is_read():
    (link,) = read(RDF)
    assert (link.key, link.url, link.title) == ("https://rdf.example/1", "https://rdf.example/1", "One")
    assert link.authors == ("Ann Lee",)
    assert link.title == "One"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("ann@news.example (Ann Lee)", ("Ann Lee",)),
        ("Ann Lee &lt;ann@news.example&gt;", ("Ann Lee",)),
        ("Ann Lee (ann@news.example)", ("Ann Lee",)),
        ("ann@news.example", ()),
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("Ann Lee, Bo Ek, and Cy Day", ("Ann Lee", "Bo Ek", "Cy Day")),
        ("Marks and Spencer", ("Marks and Spencer",)),
        ("Ann Lee (she/her)", ("Ann Lee (she/her)",)),
    ],
)
def test_the_author_is_a_name_without_an_address(author, names):
    assert read(rss(f"<item><title>T</title><author>{author}</author></item>"))[0].authors == names


def test_an_item_without_guid_or_link_is_known_by_its_title():
    one, other = read(rss("<item><title>One</title></item><item><title>Two</title></item><item/>"))
    assert one.url is None
    assert one.key != other.key
    assert one.key == read(rss("<item><title>One</title><description>new</description></item>"))[0].key


def test_items_that_share_a_guid_are_told_apart_by_their_address():
    item = "<item><guid isPermaLink='false'>g</guid><title>{0}</title><link>https://news.example/{0}</link></item>"
    links = read(rss(item.format("a") + item.format("b") + item.format("a")))
    assert [link.key for link in links] == ["g https://news.example/a", "g https://news.example/b"]
    backwards = read(rss(item.format("b") + item.format("a")))
    assert {link.key for link in backwards} == {link.key for link in links}


def test_a_guid_that_is_an_address_is_the_link():
    (link,) = read(rss("<item><guid>https://news.example/1</guid><title>T</title></item>"))
    assert link.url == "https://news.example/1"


def test_links_that_lead_elsewhere_than_the_web_are_none():
    (link,) = read(rss("<item><title>T</title><link>javascript:alert(1)</link></item>"))
    assert link.url is None


def test_the_digest_changes_with_what_the_feed_says():
    item = "<item><guid>g</guid><title>T</title><description>{}</description></item>"
    one, same, other = (read(rss(item.format(text)))[0].digest for text in ("a", "a", "b"))
    assert one == same != other


def test_at_most_a_thousand_items_are_read():
    links = read(rss("".join(f"<item><title>{n}</title></item>" for n in range(1500))))
    assert [link.title for link in links] == [str(n) for n in range(1000)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!DOCTYPE html><html><body><p>Hello<br></body></html>", "HTML page"),
        ("\n<html><head><title>x</title></head></html>", "HTML page"),
        ("", "empty"),
        ("404 not found", "RSS"),
        ("<sitemap><url/></sitemap>", "RSS"),
        ('{"version": "1"}', "RSS"),
        ("/etc/passwd", "RSS"),
        (b"\xff\xfe\x00\xd8", "RSS"),
    ],
)
def test_what_is_no_feed_is_an_error_that_names_the_address(body, words):
    with pytest.raises(SourceError, match=words) as caught:
        read(body)
    assert caught.value.url == ADDRESS


def test_an_empty_feed_lists_nothing():
    assert read(rss("")) == ()


def test_the_address_of_the_answer_is_what_links_count_from():
    moved = replace(page(rss("<item><link>one</link></item>")), url="https://other.example/a/b.xml")
    assert read_feed(moved, source=SOURCE).links[0].url == "https://other.example/a/one"
