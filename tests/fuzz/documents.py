"""Owns the documents that readers are fuzzed with: by the grammars of lists, with what breaks them, bytes changed."""

from collections.abc import Sequence
from html import escape

from hypothesis import strategies as st

_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:spoilers="urn:caveat:spoilers:1" '
    'xmlns:letterboxd="https://letterboxd.com" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
_ROOTS = (
    (f'<rss version="2.0" {_SPACES}><channel>', "</channel></rss>"),
    (f'<feed xmlns="http://www.w3.org/2005/Atom" {_SPACES} xml:base="/b/" xml:lang="en">', "</feed>"),
    (f'<feed version="0.3" xmlns="http://purl.org/atom/ns#" {_SPACES}>', "</feed>"),
    (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {_SPACES}>',
        "</rdf:RDF>",
    ),
    ("<rss><channel>", "</channel></rss>"),
    ('<channel href="/">', "</channel>"),
    (f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {_SPACES}>', "</urlset>"),
    ('<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', "</sitemapindex>"),
    ("<!DOCTYPE html><html><body><main>", "</main></body></html>"),
)
_HEADS = (
    *(
        "",
        "",
        '<?xml version="1.0" encoding="utf-8"?>',
        '<?xml version="1.0" encoding="utf-16"?>',
        "\ufeff",
        "junk & <b>",
    ),
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>',
)
_NAMES = (
    *("item", "entry", "url", "sitemap", "article", "li", "div", "section"),
    *(
        "title",
        "link",
        "guid",
        "id",
        "author",
        "name",
        "category",
        "description",
        "summary",
        "content",
        "loc",
        "lastmod",
    ),
    *("pubDate", "published", "updated", "dc:date", "dc:creator", "dc:subject", "content:encoded", "media:group"),
    *(
        "media:content",
        "media:thumbnail",
        "enclosure",
        "itunes:image",
        "image",
        "image:image",
        "image:loc",
        "news:news",
    ),
    *("news:title", "spoilers:notice", "spoilers:text", "spoilers:work", "letterboxd:filmTitle", "ttl", "skipHours"),
    *("hour", "skipDays", "day", "h2", "a", "p", "time", "atom:link", "x:unknown", "language", "keywords", "div"),
)
_ATTRIBUTES = (
    *("href", "url", "rel", "type", "mode", "isPermaLink", "length", "fileSize", "width", "medium", "xml:base", "src"),
    *("xml:lang", "term", "label", "polarity", "title", "season_to", "datetime", "class", "rdf:about", "confidence"),
)
_TEXTS = st.sampled_from([
    *("", " ", "Silver Reach", "Spoilers", "spoilers for Silver Reach S2", "contains spoilers", "no spoilers", "false"),
    *("https://news.example/1", "/1", "//[::1", "http://x:99999999/", "javascript:alert(1)", "https://é.example/\ud800"),
    *("Thu, 12 Mar 2026 10:00:00 +0000", "2026-03-12T24:00Z", "9999-12-31T23:59:59-14:00", "0001-01-01", "31 Feb 2026"),
    *("60", "-1", "99999999999999999999", "24", "Monday", "nan", "1e400", "alternate", "enclosure", "audio/mpeg"),
    *("html", "xhtml", "text", "base64", "image/png", "contains", "denies", "en", "x" * 400, "a@b.example (Ann Lee)"),
    *("<p>Hi & <b>you", "<p><strong>CW:</strong> spoilers</p><hr>x", "<![CDATA[", "]]>", "&nbsp;&#0;&#xFFFF;&a;&f;"),
    *("&#150;&amp;lt;", "\x00\x0b\x1f", "\ufffe\uffff", "<!-- ", "<script>", "<a href='x'", "=?utf-8?q?=00?=", "🎬é漢"),
])  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8-sig", "shift_jis")


def _text(raw: str, how: int) -> str:
    """A text as markup: escaped, as it is, or in CDATA."""
    return (escape(raw), raw, f"<![CDATA[{raw}]]>", raw.replace("<", "&lt;"))[how % 4]


_content = st.builds(_text, _TEXTS | st.text(max_size=8), st.integers(0, 3))
_attributes = st.lists(
    st.builds(lambda name, value: f' {name}="{escape(value)}"', st.sampled_from(_ATTRIBUTES), _TEXTS), max_size=3
).map("".join)


def _element(name: str, attributes: str, inside: Sequence[str], ending: int) -> str:
    closing = "" if ending == 0 else f"</{name}>"
    return f"<{name}{attributes}>{''.join(inside)}{closing}"


_elements = st.recursive(
    _content,
    lambda inside: st.builds(
        _element, st.sampled_from(_NAMES), _attributes, st.lists(inside, max_size=6), st.integers(0, 20)
    ),
    max_leaves=25,
)


def _whole(head: str, root: tuple[str, str], inside: Sequence[str], times: int, encoding: str) -> bytes:
    text = head + root[0] + "".join(inside) * times + root[1]
    return text.encode(encoding, "replace" if encoding in {"cp1252", "shift_jis"} else "surrogatepass")


_generated = st.builds(
    _whole,
    st.sampled_from(_HEADS),
    st.sampled_from(_ROOTS),
    st.lists(_elements, max_size=5),
    st.sampled_from([1, 1, 1, 2, 40]),
    st.sampled_from(_ENCODINGS),
)
_pieces = st.binary(max_size=6) | st.sampled_from(
    [
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<![CDATA[",
        b"\x00",
        b"\xff\xfe",
        b'"',
        b"<item>",
        b"</item>",
        b"<!--",
        b"\n\n",
        b"--x",
    ]
)


def mutated(examples: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Good documents, of which stretches were left out, repeated or replaced."""

    def changed(document: bytes, edits: list[tuple[float, int, bytes, int]]) -> bytes:
        for place, length, piece, times in edits:
            start = int(place * len(document))
            kept = document[start : start + length] * times
            document = document[:start] + piece + kept + document[start + length :]
        return document

    edit = st.tuples(st.floats(0, 1), st.integers(0, 40), _pieces, st.sampled_from([0, 0, 1, 1, 2, 30]))
    return st.builds(changed, st.sampled_from(examples), st.lists(edit, min_size=1, max_size=6))


def documents(examples: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """By the grammars, mutated, or of any bytes."""
    return st.one_of(
        _generated, mutated(examples), _generated.flatmap(lambda one: mutated([one])), st.binary(max_size=60)
    )
