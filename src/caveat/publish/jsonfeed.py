"""Owns JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the notices in its `_spoiler` extension."""

import json
from collections.abc import Mapping, Sequence

from caveat.characters import printable
from caveat.model import NOTICE_NAMESPACE, Enclosure
from caveat.publish.channel import Channel
from caveat.publish.disclosure import View
from caveat.publish.namespace import notice_json
from caveat.publish.syntax import OCTETS, files, language, media_type, undamaged, uri


def json_feed(channel: Channel, items: Sequence[bytes]) -> bytes:
    """The document of these items, in UTF-8."""
    feed: dict[str, object | None] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address,
        "description": channel.description,
        "language": language(channel.language),
        "next_url": channel.pages.previous,
        "hubs": [{"type": "WebSub", "url": hub} for hub in channel.hubs] or None,
        "_spoiler": {"about": NOTICE_NAMESPACE, "disclosure": channel.disclosure},
    }
    head = _encoded(feed).removesuffix(b"}")
    return head + b',"items":[\n' + b",\n".join(items) + b"\n]}\n"


def json_item(view: View) -> bytes:
    """An item. Raises ValueError or TypeError for what no document can hold."""
    item: dict[str, object | None] = {
        "id": view.id,
        "url": uri(view.link) or view.address,
        "title": view.title,
        "content_html": view.content,
        "summary": view.summary,
        "image": uri(view.image),
        "date_published": view.published.isoformat(),
        "date_modified": view.updated.isoformat(),
        "authors": [{"name": author} for author in view.authors] or None,
        "tags": list(view.categories) or None,
        "language": language(view.language),
        "attachments": [_attachment(file, address) for file, address in files(view.enclosures)] or None,
        "_spoiler": _spoiler(view) if view.notices else None,
    }
    return _encoded(item)


def _encoded(members: Mapping[str, object | None]) -> bytes:
    """The members that are known."""
    known = {name: value for name, value in members.items() if value is not None}
    # JSON escapes controls itself; a lone surrogate would not encode.
    return undamaged(printable(json.dumps(known, ensure_ascii=False, separators=(",", ":"))).encode())


def _attachment(file: Enclosure, address: str) -> dict[str, object]:
    size = {} if file.length is None else {"size_in_bytes": file.length}
    return {"url": address, "mime_type": media_type(file.media_type) or OCTETS, **size}


def _spoiler(view: View) -> dict[str, object]:
    return {
        "about": NOTICE_NAMESPACE,
        "warning": view.warning,
        **({"seen": view.note} if view.note else {}),
        "notices": [notice_json(notice) for notice in view.notices],
    }
