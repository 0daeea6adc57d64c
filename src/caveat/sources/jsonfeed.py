"""Owns JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): its items become links."""

import json
from collections.abc import Iterator, Mapping

from caveat.characters import MAX_SUMMARY, MAX_TITLE, clip, printable, printable_json
from caveat.model import Link
from caveat.sources.fields import digest, identifier, keywords, language_tag, paragraphs, parse_date, people, plain
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
    url = absolute(base, _string(item, "url")) or absolute(base, _string(item, "external_url"))
    title = clip(plain(_string(item, "title")), MAX_TITLE)
    content = printable(_string(item, "content_html")) or paragraphs(_string(item, "content_text"))
    summary = clip(_string(item, "summary"), MAX_SUMMARY)
    updated = parse_date(_string(item, "date_modified"))
    tags = item.get("tags")
    return Link(
        key=identifier(_string(item, "id")) or url or (digest(title) if title else ""),
        url=url,
        title=title,
        authors=people(_authors(item)),
        published=parse_date(_string(item, "date_published")),
        updated=updated,
        tags=keywords(tag for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str)),
        content=content or None,
        summary=summary or None,
        language=language_tag(_string(item, "language")) or language,
        digest=digest(url, title, content, summary, updated),
    )


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
