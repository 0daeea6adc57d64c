"""Owns where an XML feed names the files and pictures of an article: enclosures, links, Media RSS, iTunes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from caveat.sources.media import MOST, Media, is_image
from caveat.sources.names import Names

_MANY = 5 * MOST
"""Files that are looked at."""
_PLACES = frozenset({"enclosure", "link", "media:content", "media:thumbnail", "media:group", "itunes:image", "image"})


def media_of(fields: Mapping[str, Sequence[etree._Element]], names: Names) -> tuple[Media, ...]:
    """What an item offers, by the names of its elements. Of a `media:group`, whose files are one, the default."""
    if _PLACES.isdisjoint(fields):
        return ()
    return tuple(islice(_media(fields, names), _MANY))


def _media(fields: Mapping[str, Sequence[etree._Element]], names: Names) -> Iterator[Media]:
    for element in fields.get("enclosure", ()):
        yield _file(element, element.get("url") or element.get("href") or "", element.get("length"))
    for element in fields.get("link", ()):
        if (element.get("rel") or "").lower() == "enclosure":
            yield _file(element, element.get("href") or "", element.get("length"))
    for element in fields.get("media:content", ()):
        yield from _content(element, names)
    for element in fields.get("media:group", ()):
        yield from _group(element, names)
    for element in fields.get("media:thumbnail", ()):
        yield _thumbnail(element)
    for element in (*fields.get("itunes:image", ()), *fields.get("image", ())):
        yield Media(url=_picture_address(element, names), is_file=False, is_picture=True)


def _file(element: etree._Element, url: str, length: str | None) -> Media:
    return Media(url=url, media_type=element.get("type") or "", length=length or "")


def _content(element: etree._Element, names: Names) -> Iterator[Media]:
    """A `media:content`, with the thumbnails in it."""
    url, kind = element.get("url") or "", element.get("type") or ""
    picture = is_image(kind, element.get("medium") or "", url)
    yield Media(
        url=url,
        media_type=kind,
        length=element.get("fileSize") or "",
        width=element.get("width") or "",
        is_picture=picture,
    )
    for child in islice(element, MOST):
        if names[child.tag] == "media:thumbnail":
            yield _thumbnail(child)


def _group(group: etree._Element, names: Names) -> Iterator[Media]:
    inside = list(islice(group, _MANY))
    contents = [child for child in inside if names[child.tag] == "media:content"]
    chosen = next((child for child in contents if child.get("isDefault") == "true"), next(iter(contents), None))
    if chosen is not None:
        yield from _content(chosen, names)
    for child in inside:
        if names[child.tag] == "media:thumbnail":
            yield _thumbnail(child)


def _thumbnail(element: etree._Element) -> Media:
    url = element.get("url") or (element.text or "").strip()
    return Media(url=url, width=element.get("width") or "", is_file=False, is_picture=True)


def _picture_address(element: etree._Element, names: Names) -> str:
    """The address of an `<itunes:image href>`, or of an `<image>` with its `<url>`."""
    given = element.get("href") or element.get("url")
    if given:
        return given
    inside = next((child for child in islice(element, MOST) if names[child.tag] in {"url", "href"}), element)
    return (inside.text or "").strip()
