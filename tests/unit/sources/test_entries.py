"""The fast way through RSS, RDF and Atom: every version says the same of its articles."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from caveat.model import Every, Page, Source, SourceKind
from caveat.sources import fallback, read_feed
from caveat.sources.entries import read_entries
from caveat.sources.wellformed import tree

ADDRESS = "https://news.example/feeds/tv.xml"
SOURCE = Source(id="tv", kind=SourceKind.FEED, url=ADDRESS, schedule=Every(interval=timedelta(hours=1)))
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def read(body):
    body = body.encode() if isinstance(body, str) else body
    return read_feed(Page(url=ADDRESS, body=body, fetched_at=datetime(2026, 3, 14, tzinfo=UTC)), source=SOURCE).links


def read_fast(body):
    root = tree(body)
    assert root is not None
    found = read_entries(root, address=ADDRESS)
    return None if found is None else found.links


def rss(item, attributes='version="2.0"'):
    return f"<rss {attributes}><channel><title>T</title><language>en</language>{item}</channel></rss>"


def atom(entry, head=""):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{head}{entry}</feed>'


@pytest.mark.parametrize(
    "document",
    [
        rss("{}", 'version="0.91"'),
        rss("{}", 'version="2.0" xmlns="http://backend.userland.com/rss2"'),
        rss("{}", 'version="2.0" xmlns="urn:somebodys:own"'),
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"/>{{}}</rdf:RDF>',
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/>{{}}</rdf:RDF>',
        '<RSS version="2.0"><Channel>{}</Channel></RSS>',
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//x" "http://x.example/rss.dtd"><rss><channel>{}</channel></rss>',
        '\n\nWarning: <b>nothing</b>\n<?xml version="1.0"?><rss><channel>{}</channel></rss>',
    ],
    ids=["0.91", "userland", "own-namespace", "1.0", "0.90", "capitals", "doctype", "junk"],
)
def test_every_version_of_rss_is_read_fast(document):
    item = "<item><title>Lamp</title><link>https://news.example/1</link><description>It is back.</description></item>"
    fast = read_fast(document.format(item))
    (link,) = fast
    assert (link.key, link.title, link.content) == ("https://news.example/1", "Lamp", "It is back.")
    assert read(document.format(item)) == fast


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<content type="text/html" mode="escaped">&lt;p&gt;a &amp;amp; b&lt;/p&gt;</content>', "<p>a &amp; b</p>"),
        (
            '<content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">'
            "<p>a &amp; b</p><br/></div></content>",
            "<p>a &amp; b</p><br>",
        ),
        (f'<content type="text/html" mode="base64">{base64.b64encode(b"<p>a</p>").decode()}</content>', "<p>a</p>"),
        (f'<content type="image/png">{base64.b64encode(bytes(range(256))).decode()}</content>', None),
        ("<content>a &lt;b&gt; c</content>", "<p>a &lt;b&gt; c</p>"),
        ('<content type="html"><![CDATA[<p>a &amp; b</p>]]></content>', "<p>a &amp; b</p>"),
        ('<content type="html"><div>a &lt;b&gt;c&lt;/b&gt;</div></content>', "a <b>c</b>"),
        ('<content type="xhtml">a &lt; b</content>', "a &lt; b"),
        ('<content type="html" xml:base="/x/">&lt;a href="y"&gt;z&lt;/a&gt;</content>',
         '<a href="https://news.example/x/y">z</a>'),
    ],
)  # fmt: skip
def test_every_way_of_writing_a_content_comes_out_as_html(content, expected):
    for namespace in ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"):
        (link,) = read(f'<feed xmlns="{namespace}" version="0.3"><entry><id>urn:x:1</id>{content}</entry></feed>')
        assert link.content == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title>a &lt; b &amp;&amp; c</title>", "a < b && c"),
        ("<title>&lt;i&gt;a&lt;/i&gt; &amp;amp; b</title>", "a & b"),
        ("<title><![CDATA[Rock &amp; <b>roll</b>]]></title>", "Rock & roll"),
        ("<title>How to use &lt;video&gt; and &lt;/video&gt;</title>", "How to use <video> and </video>"),
        ("<title>a <i>b</i> c</title>", "a b c"),
        ("<title/><dc:title>a</dc:title>", "a"),
        ("<title>a</title><media:title>b</media:title>", "a"),
        ("<title>  a\n b </title>", "a b"),
        ("<title>Don&#146;t</title>", "Don’t"),
        ("<title>&#X41;&#65;</title>", "AA"),
    ],
)
def test_a_title_of_rss_is_text_or_html_as_it_looks(title, expected):
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    assert read(rss(f"<item>{title}<guid>g</guid></item>", spaces))[0].title == expected


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/a</link><guid>https://news.example/b</guid>", "https://news.example/a"),
        ("<link/><guid>https://news.example/b</guid>", "https://news.example/b"),
        ("<guid>/b</guid>", "https://news.example/b"),
        ('<guid isPermaLink="false">https://news.example/b</guid>', None),
        ("<guid>b</guid>", None),
        ('<link href="https://news.example/c"/><guid>b</guid>', "https://news.example/c"),
        ('<atom:link rel="self" href="/self"/><link>/a</link>', "https://news.example/a"),
    ],
)
def test_the_address_of_an_item_is_its_link_or_else_its_guid(item, url):
    assert read(rss(f"<item><title>t</title>{item}</item>", 'xmlns:atom="http://www.w3.org/2005/Atom"'))[0].url == url


def test_of_several_links_of_an_entry_the_alternate_in_html_counts():
    links = (
        '<link rel="edit" href="/edit"/><link rel="alternate" type="application/json" href="/json"/>'
        '<link type="text/html" href="/html"/><link href="/other"/>'
    )
    assert read(atom(f"<entry><id>1</id>{links}</entry>"))[0].url == "https://news.example/html"


def test_authors_of_every_kind_are_each_told_once():
    item = (
        "<author>ann@news.example (Ann Lee)</author><author>Bo Ek</author><dc:creator>Ann Lee</dc:creator>"
        "<dc:creator>Cy Day</dc:creator><itunes:author>Di Fox</itunes:author><media:credit>Nobody</media:credit>"
    )
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    (link,) = read(rss(f"<item><guid>g</guid>{item}</item>", spaces))
    assert link.authors == ("Ann Lee", "Bo Ek", "Cy Day", "Di Fox")


def test_a_person_without_a_name_is_no_author():
    author = "<author><uri>https://news.example/ann</uri><email>ann@news.example</email></author>"
    assert read(atom(f"<entry><id>1</id>{author}</entry>"))[0].authors == ()


def test_entries_of_atom_without_an_author_have_the_feeds_unless_that_is_but_its_title():
    entry = "<entry><id>1</id></entry><entry><id>2</id><author><name>Bo Ek</name></author></entry>"
    named = read(atom(entry, "<author><name>Ann Lee</name></author>"))
    assert [link.authors for link in named] == [("Ann Lee",), ("Bo Ek",)]
    assert [link.authors for link in read(atom(entry, "<author><name>T</name></author>"))] == [(), ("Bo Ek",)]


@pytest.mark.parametrize(
    ("dates", "published", "updated"),
    [
        ("<pubDate>1 Jan 2026</pubDate><atom:updated>2026-01-02</atom:updated>", 1, 2),
        ("<dc:date>2026-01-01</dc:date>", 1, None),
        ("<pubDate>1 Jan 2026</pubDate><dc:date>2026-01-02</dc:date>", 1, 2),
        ("<dcterms:issued>2026-01-01</dcterms:issued><dcterms:modified>2026-01-03</dcterms:modified>", 1, 3),
        ("<pubDate>soon</pubDate><dcterms:created>2026-01-04</dcterms:created>", 4, None),
        ("<atom:updated>2026-01-02</atom:updated>", None, 2),
    ],
)
def test_dates_are_of_publication_or_of_the_last_change(dates, published, updated):
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    (link,) = read(rss(f"<item><guid>g</guid>{dates}</item>", spaces))
    assert (link.published and link.published.day, link.updated and link.updated.day) == (published, updated)


def test_tags_come_from_every_element_that_holds_some():
    item = (
        "<category>One</category><dc:subject>Two</dc:subject><itunes:category text='Three'>"
        "<itunes:category text='Four'/></itunes:category><itunes:keywords>Five, Six</itunes:keywords>"
        "<media:keywords>Six,Seven</media:keywords><media:category label='Eight'>8</media:category>"
    )
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    (link,) = read(rss(f"<item><guid>g</guid>{item}</item>", spaces))
    assert set(link.tags) == {"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"}


def test_languages_are_inherited_from_the_nearest_that_says_one():
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><entry><id>1</id></entry>'
        '<entry xml:lang="fr"><id>2</id></entry>'
        '<entry xml:lang="fr"><id>3</id><content xml:lang="it">x</content></entry>'
        "</feed>"
    )
    assert [link.language for link in read(feed)] == ["de", "fr", "it"]


def test_elements_of_strange_namespaces_are_not_taken_for_those_of_the_feed():
    item = "<x:title>Not</x:title><title>Yes</title><x:link>/no</x:link><y:item><title>No</title></y:item>"
    links = read(rss(f"<item>{item}<guid>g</guid></item>", 'xmlns:x="urn:x" xmlns:y="urn:y"'))
    assert [(link.title, link.url) for link in links] == [("Yes", None)]


def test_a_description_in_a_group_of_media_is_the_text_where_there_is_no_other():
    entry = (
        "<entry><id>1</id><media:group><media:title>A</media:title><media:description>It is back.</media:description>"
        "</media:group></entry>"
    )
    feed = atom(entry).replace("<feed ", '<feed xmlns:media="http://search.yahoo.com/mrss/" ')
    assert read(feed)[0].content == "<p>It is back.</p>"


def test_what_is_no_known_format_is_left_to_feedparser():
    channel = (
        '<channel href="https://news.example/"><item href="https://news.example/1"><title>Lamp</title></item></channel>'
    )
    assert read_fast(channel) is None
    (link,) = read(channel)
    assert (link.url, link.title) == ("https://news.example/1", "Lamp")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_fast_way_and_feedparser_agree(count):
    item = (
        "<item><title>Lamp {0} &amp;amp; more</title><link>https://news.example/{0}</link><guid>https://news.example/{0}"
        "</guid><category>Series</category><author>a@news.example (Ann Lee)</author>"
        "<pubDate>Thu, 12 Mar 2026 1{0}:00:00 +0200</pubDate><description>&lt;b&gt;Lamp&lt;/b&gt; {0}</description>"
        '<enclosure url="https://news.example/{0}.mp3" type="audio/mpeg" length="1{0}"/></item>'
    )
    document = rss("".join(map(item.format, range(count))))
    root = tree(document)
    assert root is not None
    assert fallback.read_slowly(root, address=ADDRESS) == read(document)
