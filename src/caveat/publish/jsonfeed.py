"""Owns JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the notices in its `_spoiler` extension."""

import json
from collections.abc import Mapping, Sequence

from caveat.characters import printable
from caveat.model import NOTICE_NAMESPACE, Enclosure
from caveat.publish.channel import Channel
from caveat.publish.disclosure import View
from caveat.publish.namespace import notice_json


def json_feed(channel: Channel, items: Sequence[bytes]) -> bytes:
    """The document of these items, in UTF-8."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address,
        "description": channel.description,
        "language": channel.language,
        "_spoiler": {"about": NOTICE_NAMESPACE, "disclosure": channel.disclosure},
    }
    head = _encoded(feed).removesuffix(b"}")
    return head + b',"items":[\n' + b",\n".join(items) + b"\n]}\n"


def json_item(view: View) -> bytes:
    """An item. Raises ValueError or TypeError for what no document can hold."""
    item: dict[str, object | None] = {
        "id": view.id,
        "url": view.link,
        "title": view.title,
        "content_html": view.content,
        "summary": view.summary,
        "image": view.image,
        "date_published": view.published.isoformat(),
        "date_modified": view.updated.isoformat(),
        "authors": [{"name": author} for author in view.authors] or None,
        "tags": list(view.categories) or None,
        "language": view.language,
        "attachments": [_attachment(file) for file in view.enclosures] or None,
        "_spoiler": _spoiler(view) if view.notices else None,
    }
    return _encoded({name: value for name, value in item.items() if value is not None})


def _encoded(members: Mapping[str, object]) -> bytes:
    # JSON escapes controls itself; a lone surrogate would not encode.
    return printable(json.dumps(members, ensure_ascii=False, separators=(",", ":"))).encode()


def _attachment(file: Enclosure) -> dict[str, object]:
    size = {} if file.length is None else {"size_in_bytes": file.length}
    return {"url": file.url, "mime_type": file.media_type or "application/octet-stream", **size}


def _spoiler(view: View) -> dict[str, object]:
    return {
        "about": NOTICE_NAMESPACE,
        "warning": view.warning,
        "notices": [notice_json(notice) for notice in view.notices],
    }
