"""Owns what a page embeds of others, players and posts: the address that people would open for it, as a link."""

import re
from html import escape
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from caveat.extract.elements import element_text
from caveat.extract.players import ELEMENTS, PLAYERS, POSTS
from caveat.urls import absolute

FRAMES = frozenset({"iframe", "embed", "object", "amp-iframe"})
MEDIA = frozenset({"video", "audio", "amp-video", "amp-audio"})
_ADDRESSES = (
    "data-src", "data-lazy-src", "data-litespeed-src", "data-cmp-src", "data-cookieblock-src", "data-src-cmplz",
    "src", "data",
)  # fmt: skip
"""Attributes with the address of a frame: what a script will put in place comes before what stands there until then."""
_TITLES = ("title", "aria-label", "data-title")
_POST_ADDRESSES = ("cite", "data-instgrm-permalink", "data-embed-permalink", "data-href", "data-url")
_MAX_LABEL = 200
_MAX_ADDRESS = 2000
_MAX_LINKS = 20
_MAX_SOURCES = 20
_PAGE = re.compile(r"\.html?(?:[?#]|$)", re.I)
_AT = re.compile(r"at://([\w.:-]{1,200})/app\.bsky\.feed\.post/(\w{1,40})")


class _Embed(NamedTuple):
    """Something embedded: whose it is, "" where that is the page's own, and where people see it."""

    name: str
    address: str


def embed_html(element: etree._Element, base_url: str | None) -> str | None:
    """`<figure>` with a link to what an element plays or shows of another site; None for an element that does neither.

    Known are the players and posts of `players`, files of `<video>` and `<audio>`, and the elements of AMP. Frames of
    other sites are advertisements as often as not, and are left out.
    """
    found = _found(element, base_url)
    if found is None:
        return None
    label = _label(element, found)
    return f'<figure><a href="{escape(found.address)}">{escape(label, quote=False)}</a></figure>'


def _found(element: etree._Element, base_url: str | None) -> _Embed | None:
    tag = element.tag
    if tag in FRAMES:
        return next(
            (found for text in _values(element, _ADDRESSES) if (found := _player(absolute(base_url, text)))), None
        )
    if tag in MEDIA:
        return _file(element, base_url)
    if tag in ELEMENTS:
        return _element(element, tag, base_url)
    return _post(element, base_url) if element.get("class") else None


def _values(element: etree._Element, names: tuple[str, ...]) -> list[str]:
    return [value[:_MAX_ADDRESS] for name in names if (value := element.get(name))]


def _player(address: str | None) -> _Embed | None:
    """The player that an address is of."""
    if address is None:
        return None
    parts = urlsplit(address)
    place = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}"
    for player in PLAYERS:
        match = player.place.match(place)
        if match is None:
            continue
        page = match.expand(player.page) if player.page else address
        if player.parameter:
            value = next(iter(parse_qs(parts.query).get(player.parameter, ())), "")
            page = page.replace("{}", value) if _is_safe(value, page) else address
        return _Embed(player.name, absolute(None, page) or address)
    return None


def _is_safe(value: str, page: str) -> bool:
    """Whether the value of a parameter may stand in an address: as all of it, or as a name in it."""
    return page == "{}" or re.fullmatch(r"[\w:.-]{1,100}", value) is not None


def _file(element: etree._Element, base_url: str | None) -> _Embed | None:
    """The file that `<video>` or `<audio>` plays."""
    sources = [element, *islice(element.iter("source"), _MAX_SOURCES)]
    texts = (text for source in sources for text in _values(source, ("data-src", "src")))
    addresses = (absolute(base_url, text) for text in texts)
    address = next((address for address in addresses if address and not _PAGE.search(address)), None)
    return None if address is None else _Embed("", address)


def _element(element: etree._Element, tag: str, base_url: str | None) -> _Embed | None:
    """What an element of AMP, or of a player's own, names by an attribute."""
    player = ELEMENTS[tag]
    value = (element.get(player.attribute) or "").strip()[:_MAX_ADDRESS]
    if player.page == "{}":
        address = absolute(base_url, value)
        known = _player(address)
        return known or (None if address is None else _Embed(player.name, address))
    if re.fullmatch(r"[\w-]{1,100}", value) is None:
        return None
    return _Embed(player.name, player.page.replace("{}", value))


def _post(element: etree._Element, base_url: str | None) -> _Embed | None:
    """The post that a quotation with the class of its site stands for."""
    words = (element.get("class") or "")[:500].split()
    post = next((POSTS[word] for word in words if word in POSTS), None)
    if post is None:
        return None
    at = _AT.fullmatch(element.get("data-bluesky-uri") or "")
    if at is not None:
        return _Embed(post.name, f"https://bsky.app/profile/{at[1]}/post/{at[2]}")
    links = [link.get("href") or "" for link in islice(element.iter("a"), _MAX_LINKS)]
    # The last link of a post is its date, and leads to it; those before it stand in its text.
    for text in (*_values(element, _POST_ADDRESSES), *reversed(links)):
        address = absolute(base_url, text[:_MAX_ADDRESS])
        match = None if address is None else post.place.match(address)
        if match is not None:
            return _Embed(post.name, match[0])
    return None


def _label(element: etree._Element, found: _Embed) -> str:
    """What an embed is called: its site, and its own title, else the words of the post, or the name of the file."""
    titles = (" ".join(title.split()) for title in _values(element, _TITLES))
    title = next(filter(None, titles), "")
    if not title and element.tag not in FRAMES | MEDIA:
        title = element_text(element, limit=2 * _MAX_LABEL, between=" ")
    title = title if len(title) <= _MAX_LABEL else f"{title[:_MAX_LABEL].rpartition(' ')[0]}…"
    if not found.name:
        return title or urlsplit(found.address).path.rpartition("/")[2] or found.address
    if found.name.casefold() in title.casefold():
        return title
    return f"{found.name}: {title}" if title else found.name
