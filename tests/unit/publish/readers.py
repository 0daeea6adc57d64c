"""Owns models of what reader programs make of a feed: for each entry, the texts a person meets, one string a place.

Each was seen in a real program: which slots it shows, in which order, and what it does to markup. Every text that a
program may show on its own has to warn by itself, so a model gives them apart.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

import feedparser
from lxml import etree
from lxml import html as lxml_html

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM = "{http://www.w3.org/2005/Atom}"
_THUMBNAIL = "{http://search.yahoo.com/mrss/}thumbnail"
_MINIFLUX = frozenset(
    {
        *("a", "abbr", "acronym", "aside", "audio", "blockquote", "b", "br", "caption", "cite", "code", "dd", "del"),
        *("dfn", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe"),
        *("img", "ins", "kbd", "li", "ol", "p", "picture", "pre", "q", "rp", "rt", "rtc", "ruby", "s", "samp", "small"),
        *("source", "strong", "sub", "sup", "table", "td", "th", "thead", "tfoot", "tr", "u", "ul", "var", "video"),
    }
)
"""Its allow list, without details, summary, div and span: what is not in it goes, and its text stays."""
_ADDRESSED = ("alt", "title", "src", "srcset", "href")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, kw_only=True)
class Item:
    """An entry as any program takes it from a document: summary and content as HTML."""

    title: str
    summary: str
    content: str
    categories: tuple[str, ...]
    picture: str


def items(form: str, document: bytes) -> list[Item]:
    """The entries of an RSS, Atom or JSON document."""
    if form == "json":
        return [
            Item(
                title=item["title"],
                summary=escape(item["summary"], quote=False),
                content=item["content_html"],
                categories=tuple(item.get("tags", ())),
                picture=item.get("image", ""),
            )
            for item in json.loads(document)["items"]
        ]
    root = etree.fromstring(document)
    if form == "rss":
        return [
            Item(
                title=item.findtext("title", ""),
                summary=item.findtext("description", ""),
                content=item.findtext(_CONTENT, ""),
                categories=tuple(category.text or "" for category in item.findall("category")),
                picture=_picture(item),
            )
            for item in root.iter("item")
        ]
    return [
        Item(
            title=entry.findtext(f"{_ATOM}title", ""),
            summary=escape(entry.findtext(f"{_ATOM}summary", ""), quote=False),
            content=entry.findtext(f"{_ATOM}content", ""),
            categories=tuple(category.get("term", "") for category in entry.findall(f"{_ATOM}category")),
            picture=_picture(entry),
        )
        for entry in root.iter(f"{_ATOM}entry")
    ]


def beside_content(form: str, document: bytes) -> str:
    """A document of one entry but for its content: every other slot, and the notices as data."""
    if form == "json":
        return json.dumps({**json.loads(document)["items"][0], "content_html": None}, ensure_ascii=False)
    root = etree.fromstring(document)
    for content in [*root.iter(_CONTENT), *root.iter(f"{_ATOM}content")]:
        content.text = None
    text: str = etree.tostring(root, encoding="unicode")
    return text


def miniflux(item: Item) -> list[str]:
    """Content before summary, through an allow list that opens every fold."""
    return [item.title, _allowed(item.content or item.summary, _MINIFLUX)]


def freshrss(item: Item) -> list[str]:
    """Keeps `<details>`, strips classes and styles; its tags and picture stand above the content."""
    bare = re.sub(r' (?:class|style|id|data-[\w-]+)="[^"]*"', "", item.content)
    return [item.title, " ".join((*item.categories, item.picture)), read_aloud(bare)]


def netnewswire(item: Item) -> list[str]:
    """Its list shows its own cut of the content and no summary."""
    return [item.title, strip(item.content)[:300], read_aloud(item.content)]


def stripped(item: Item) -> list[str]:
    """Every tag is stripped, in every slot."""
    return [strip(item.title), strip(item.content), strip(item.summary)]


def snippet(item: Item) -> list[str]:
    """A list with the first 200 characters."""
    return [item.title, strip(item.content)[:200], strip(item.summary)[:200], item.picture]


def summary_first(item: Item) -> list[str]:
    """Summary, then content."""
    return [item.title, read_aloud(item.summary), read_aloud(item.content)]


def content_first(item: Item) -> list[str]:
    """Content, then summary and tags."""
    return [item.title, read_aloud(item.content), read_aloud(item.summary), *item.categories]


def title_only(item: Item) -> list[str]:
    """A list of headlines."""
    return [item.title]


def description_only(item: Item) -> list[str]:
    """What knows nothing but RSS as it was: the body is the description."""
    return [item.title, read_aloud(item.summary)]


def flattened(item: Item) -> list[str]:
    """Newsboat and elfeed: as text, folds opened, pictures named, addresses below."""
    text = re.sub(r"<img [^>]*>", lambda image: f"[image: {_attribute(image[0], 'alt')}]", item.content)
    links = re.findall(r'(?:href|src)="([^"]*)"', item.content)
    return [item.title, "\n".join([strip(text), *map(unescape, links)])]


MODELS: tuple[Callable[[Item], list[str]], ...] = (
    miniflux,
    freshrss,
    netnewswire,
    stripped,
    snippet,
    summary_first,
    content_first,
    title_only,
    description_only,
    flattened,
)


def feedparsed(document: bytes) -> list[list[str]]:
    """RSS or Atom through feedparser's own sanitiser, which keeps `<details>` and drops `<summary>`."""
    parsed = feedparser.parse(document)
    assert not parsed.bozo
    return [
        [entry.title, read_aloud(entry.summary), read_aloud(entry.content[0].value)]
        + [tag.term for tag in entry.get("tags", [])]
        for entry in parsed.entries
    ]


def read_aloud(markup: str) -> str:
    """Text and what images and links say of themselves, in the order of the document, folds opened."""
    return _allowed(markup, None)


def strip(markup: str) -> str:
    """What is left without anything that looks like a tag."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def at_first_sight(markup: str) -> str:
    """What is seen, or asked for, while every fold is closed: HTML without the insides of `<details>`."""
    tree = lxml_html.document_fromstring(markup or "<p></p>")
    for details in tree.findall(".//details"):
        label = details.find("summary")
        details[:] = [] if label is None else [label]
        details.text = None
        for child in details:
            child.tail = None
    text: str = lxml_html.tostring(tree, encoding="unicode")
    return text


def decoded(document: bytes) -> Iterator[str]:
    """A document as anything may come to read it: raw, and with entities, escapes and addresses decoded, to the end."""
    text = document.decode()
    for _ in range(5):
        yield text
        yield re.sub(r"<[^<>]*>", "", text)
        more = unquote(unescape(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)))
        if more == text:
            return
        text = more


def _allowed(markup: str, allowed: frozenset[str] | None) -> str:
    tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    return " ".join(" ".join(_pieces(tree, allowed)).split())


def _pieces(element: lxml_html.HtmlElement, allowed: frozenset[str] | None) -> Iterator[str]:
    if allowed is None or element.tag in allowed:
        yield from (element.get(name, "") for name in _ADDRESSED)
    yield element.text or ""
    for child in element:
        yield from _pieces(child, allowed)
        yield child.tail or ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _picture(item: etree._Element) -> str:
    return " ".join(found.get("url", "") for found in item.iter(_THUMBNAIL))
