"""Owns our profile of JSON feeds."""

import json
from collections import Counter
from collections.abc import Iterator

from tests.unit.publish.markup import faults
from tests.unit.publish.profile import MIME, RFC3339, URI


def json_complaints(body: bytes) -> Iterator[str]:
    """JSON Feed 1.1: what is required, of which type, and no member that says nothing."""
    feed = json.loads(body)
    items = feed["items"]
    for name in ("version", "title", "feed_url", "home_page_url"):
        if not isinstance(feed.get(name), str):
            yield f"no {name}"
    ids = [item["id"] for item in items]
    yield from (f"id twice: {one}" for one, times in Counter(ids).items() if times > 1)
    for item in items:
        if "content_html" not in item and "content_text" not in item:
            yield "an item without content"
        yield from (f"{name} says nothing" for name, value in item.items() if value in (None, [], {}))
        yield from (f"{item[name]!r}" for name in ("url", "image") if not URI.fullmatch(item.get(name, "x:y")))
        yield from (f"{name}" for name in ("date_published", "date_modified") if not RFC3339.fullmatch(item[name]))
        yield from (f"{file}" for file in item.get("attachments", []) if not MIME.fullmatch(file["mime_type"]))
        yield from (f"{text}" for text in faults(item.get("content_html", "")))
