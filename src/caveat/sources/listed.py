"""Owns what a feed says of one article, and the link that it becomes: the same for every format and parser."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape, unescape
from typing import NamedTuple

from caveat.characters import MAX_RIGHTS, MAX_SUMMARY, MAX_TITLE, clip, one_line
from caveat.model import Enclosure, Link, Notice
from caveat.sources.declared import content_warning, warnings
from caveat.sources.fields import digest, identifier, keywords, paragraphs, people, plain
from caveat.urls import absolute

_ADDRESS = re.compile(r"""(<[a-z][^<>]{0,1000}?\s(?:href|src)\s*=\s*)(["'])(?!https?://)([^"'<>]{1,2000})\2""", re.I)
"""Addresses in markup that may be relative."""


class Text(NamedTuple):
    """A text construct (RFC 4287, section 3.1)."""

    value: str
    """Of characters that a document may hold."""
    is_plain: bool = False
    """Plain text; else HTML."""
    base: str | None = None
    """What its links count from; None: the address of the article."""
    language: str | None = None


class Listed(NamedTuple):
    """One item of a feed, bounded by nothing yet."""

    id: str
    url: str | None
    """Absolute."""
    title: Text | None = None
    contents: Sequence[Text] = ()
    summary: Text | None = None
    excerpt: str = ""
    """Plain text that can only be a summary."""
    authors: Iterable[str] = ()
    published: datetime | None = None
    updated: datetime | None = None
    tags: Iterable[str] = ()
    language: str | None = None
    image: str | None = None
    rights: Text | None = None
    enclosures: tuple[Enclosure, ...] = ()
    notices: tuple[Notice, ...] = ()


def link_of(item: Listed) -> Link:
    """The link of an item; its key is "" where nothing tells it from others.

    The longest of its texts is the content, and what it gives beside that the summary.
    """
    title = clip(_text(item.title), MAX_TITLE) if item.title else ""
    texts = [*item.contents, *([item.summary] if item.summary else [])]
    content = _html(max(texts, key=_length), item=item.url) if texts else ""
    warning, content = content_warning(content)
    tags = keywords(item.tags)
    said = warnings(tags, warning)
    summary = clip(item.excerpt, MAX_SUMMARY) or (_summary(item, texts) if len(texts) > 1 else None)
    return Link(
        key=identifier(item.id) or item.url or (digest(title) if title else ""),
        url=item.url,
        title=title,
        authors=people(item.authors),
        published=item.published,
        updated=item.updated,
        tags=tags,
        content=content or None,
        summary=summary,
        language=next((text.language for text in texts if text.language), item.language),
        image=item.image,
        rights=clip(_text(item.rights), MAX_RIGHTS) or None if item.rights else None,
        enclosures=item.enclosures,
        warnings=said,
        notices=item.notices,
        digest=digest(item.url, title, content, summary, item.updated, *_beside(item, said)),
    )


def _beside(item: Listed, said: tuple[str, ...]) -> list[object]:
    """What else makes a new digest; queries of addresses are left out, since some servers make them anew each time."""
    return [*said, *item.notices, *(file.url.partition("?")[0] for file in item.enclosures)]


def _summary(item: Listed, texts: Sequence[Text]) -> str | None:
    """The text that an item gives beside its content; None where it gives one text only."""
    if len({text.value for text in texts}) < 2:
        return None
    shorter = item.summary
    if shorter is None or _length(shorter) == max(map(_length, texts)):
        shorter = min(texts, key=_length)
    return clip(_text(shorter), MAX_SUMMARY) or None


def _length(text: Text) -> int:
    return len(text.value)


def _text(text: Text) -> str:
    """A text construct as plain text on one line."""
    return one_line(text.value) if text.is_plain else plain(text.value)


def _html(text: Text, *, item: str | None) -> str:
    """A text construct as HTML whose links are absolute."""
    if text.is_plain:
        return paragraphs(text.value)
    if _are_absolute(text.value):
        return text.value
    base = text.base or item

    def resolved(match: re.Match[str]) -> str:
        before, quote, address = match.groups()
        target = absolute(base, unescape(address))
        return f"{before}{quote}{escape(target) if target else address}{quote}"

    return _ADDRESS.sub(resolved, text.value)


def _are_absolute(markup: str) -> bool:
    """Whether every address in a piece of HTML is an absolute one, as far as counting tells."""
    lowered = markup.lower()
    named = lowered.count("href") + lowered.count("src")
    return named == lowered.count('href="http') + lowered.count('src="http')
