"""Owns good documents of every kind, of our own writing, for what is left of them when bytes are changed."""

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:spoilers="urn:caveat:spoilers:1">
<channel><title>Harbour news</title><link>https://news.example/</link><language>en</language><ttl>60</ttl>
<skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<item><title>Silver Reach &amp; after</title><link>https://news.example/1?a=1&amp;b=2</link>
<guid isPermaLink="false">reach-1</guid><pubDate>Thu, 12 Mar 2026 10:00:00 +0200</pubDate>
<author>ann@news.example (Ann Lee)</author><dc:creator>Bo Ek</dc:creator><category>Spoilers</category>
<description>&lt;p&gt;A short &lt;b&gt;teaser&lt;/b&gt;.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The whole <a href="/2">story</a> &eacute;.</p>]]></content:encoded>
<enclosure url="https://news.example/1.mp3" type="audio/mpeg" length="1234"/>
<media:group><media:content url="/1.jpg" medium="image" width="640"/><media:thumbnail url="/t.jpg"/></media:group>
<spoilers:notice polarity="contains" severity="major" where="lead" covers="1 2">
<spoilers:text>Spoilers ahead</spoilers:text>
<spoilers:work title="Silver Reach" medium="tv" season_from="1" season_to="2" unit="season"/></spoilers:notice></item>
<item><title>Second</title><guid>https://news.example/2</guid><pubDate>1 Jan 26</pubDate></item></channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/" xml:lang="fr">
<title>B</title><author><name>Ann Lée</name></author><entry><id>urn:uuid:1</id>
<title type="html">A &lt;i&gt;b&lt;/i&gt;</title><link href="one"/><link rel="enclosure" href="a.ogg" length="7"/>
<published>2026-03-12T10:00:00+02:00</published><updated>2026-03-13</updated><category term="t" label="Spoiler alert"/>
<summary>Short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <a href="two">text</a>
</p></div></content></entry></feed>""".encode()

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://rdf.example/"><title>R</title><sy:updatePeriod>daily</sy:updatePeriod></channel>
<item rdf:about="https://rdf.example/1"><title>One</title><dc:date>2026-03-12</dc:date></item></rdf:RDF>"""

JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "J", "language": "en", "items": [
{"id": "1", "url": "https://json.example/1", "title": "A &amp; b", "content_html": "<p>x</p>", "summary": "y",
"date_published": "2026-03-12T10:00:00Z", "authors": [{"name": "Ann Lee"}], "tags": ["Spoilers", "tv"],
"image": "/i.png", "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}],
"_spoiler": {"notices": [{"text": "x", "polarity": "contains", "works": [{"title": "Silver Reach", "season_to": 2}]}]}},
{"id": 2, "content_text": "a\\nb\\ud83c\\udfac\\u0000", "author": {"name": "Bo Ek"}}]}"""

SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/1?a=1&amp;b</loc>
<lastmod>2026-03-12T10:00:00+02:00</lastmod><news:news><news:publication_date>2026-03-11</news:publication_date>
<news:title><![CDATA[Silver & reach]]></news:title></news:news></url><url><loc>https://news.example/2</loc></url></urlset>"""

INDEX = b"""<sitemapindex><sitemap><loc>https://news.example/a.xml</loc><lastmod>2026-03</lastmod></sitemap>
<sitemap><loc>https://other.example/b.xml.gz</loc></sitemap></sitemapindex>"""

LISTING = b"""<!DOCTYPE html><html><head><base href="/tv/"><link rel="next" href="?page=2"><title>TV</title></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav><main>
<article class="card"><h2><a href="one">Silver Reach returns</a></h2>
<time datetime="2026-03-12">12 March</time><p>x</p></article>
<article class="card"><h2><a href="two">A quiet quay</a></h2>
<time datetime="2026-03-11">11 March</time><p>y</p></article>
<article class="card"><h2><a href="three">The third hour</a></h2>
<time datetime="2026-03-10">10 March</time><p>z</p></article>
<article class="card"><h2><a href="four">Afterwards, music</a></h2>
<time datetime="2026-03-09">9 March</time></article>
</main><a class="next" href="?page=2">Older</a></body></html>"""

MAIL = b"""From: "Ann Lee" <ann@news.example>
To: reader@home.example
Subject: =?utf-8?q?Silver_Reach_=E2=80=93_the_finale?=
Message-ID: <1@news.example>
Date: Thu, 12 Mar 2026 10:00:00 +0200
List-Id: Harbour news <harbour.news.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Spoilers for Silver Reach ahead.

They all go home =E2=80=93 at last.
--x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+U3BvaWxlcnMgZm9yIFNpbHZlciBSZWFjaCBhaGVhZC48L3A+PHA+VGhleSBhbGwgZ28gaG9tZS48L3A+
--x--
""".replace(b"\n", b"\r\n")
