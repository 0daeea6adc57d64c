"""Owns JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): its items become links."""

import json
from collections.abc import Iterator, Mapping

from caveat.characters import printable_json
from caveat.model import Link
from caveat.sources.fields import language_tag
from caveat.sources.listed import Listed, Text, link_of
from caveat.sources.media import MOST, Media, chosen
from caveat.sources.statements import json_notices
from caveat.sources.timestamps import parse_date
from caveat.urls import absolute

_VERSION = "jsonfeed.org/version/1"


def json_feed_links(text: str, *, base: str) -> Iterator[Link] | None:
    """The links of a JSON Feed, `base` being its address; None where the text is none."""
    try:
        feed = json.loads(printable_json(text))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or _VERSION not in _string(feed, "version"):
        return None
    items = feed.get("items")
    language = language_tag(_string(feed, "language"))
    return (
        _link(item, base=base, language=language)
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    )


def _link(item: Mapping[str, object], *, base: str, language: str | None) -> Link:
    html = _string(item, "content_html")
    content = Text(value=html) if html else Text(value=_string(item, "content_text"), is_plain=True)
    enclosures, image = chosen(list(_media(item)), base=base)
    tags = item.get("tags")
    return link_of(
        Listed(
            id=_string(item, "id"),
            url=absolute(base, _string(item, "url")) or absolute(base, _string(item, "external_url")),
            title=Text(value=_string(item, "title")),
            contents=(content,) if content.value else (),
            excerpt=_string(item, "summary"),
            authors=_authors(item),
            published=parse_date(_string(item, "date_published")),
            updated=parse_date(_string(item, "date_modified")),
            tags=[tag for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str)],
            language=language_tag(_string(item, "language")) or language,
            image=image,
            enclosures=enclosures,
            notices=json_notices(item.get("_spoiler")),
        )
    )


def _media(item: Mapping[str, object]) -> Iterator[Media]:
    attachments = item.get("attachments")
    for attachment in (attachments if isinstance(attachments, list) else [])[: 5 * MOST]:
        if isinstance(attachment, dict):
            yield Media(
                url=_string(attachment, "url"),
                media_type=_string(attachment, "mime_type"),
                length=_string(attachment, "size_in_bytes").removesuffix(".0"),
            )
    # The widest wins, and of equals the first: `image` is what the article is shown by.
    for name in ("image", "banner_image"):
        yield Media(url=_string(item, name), is_file=False, is_picture=True)


def _authors(item: Mapping[str, object]) -> Iterator[str]:
    """Names under `authors` (1.1) or `author` (1.0)."""
    several = item.get("authors")
    for author in several if isinstance(several, list) else [item.get("author")]:
        if isinstance(author, dict):
            yield _string(author, "name")


def _string(values: Mapping[str, object], key: str) -> str:
    """A string or a number as a string; "" for anything else."""
    value = values.get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
