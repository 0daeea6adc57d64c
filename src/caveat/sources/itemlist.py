"""Owns the lists that a page's own data declares: the addresses of ItemList, Blog and CollectionPage (schema.org)."""

import json
from collections import deque
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from caveat.characters import printable_json
from caveat.urls import absolute, canonical

_LISTS = frozenset({"ItemList", "Blog", "CollectionPage", "SearchResultsPage", "DataFeed"})
_MEMBERS = ("itemListElement", "blogPost", "blogPosts", "hasPart", "dataFeedElement")
_MAX_SCRIPTS = 50
_LONGEST = 2_000_000
_MAX_NODES = 20_000


def declared_addresses(root: etree._Element, *, base: str) -> frozenset[str]:
    """Canonical addresses of what the JSON-LD of a page calls the members of a list; navigation is none."""
    scripts = root.iter("script")
    found = (
        _addresses(script, base) for script in islice(scripts, _MAX_SCRIPTS) if "ld+json" in script.get("type", "")
    )
    return frozenset(address for addresses in found for address in addresses)


def _addresses(script: etree._Element, base: str) -> Iterator[str]:
    text = script.text or ""
    if len(text) > _LONGEST:
        return
    try:
        data = json.loads(printable_json(text), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = deque([(data, False)])
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node, is_listed = waiting.popleft()
        if isinstance(node, list):
            waiting.extend((one, is_listed) for one in node[:_MAX_NODES])
        elif isinstance(node, dict):
            waiting.extend(pair for pair in _within(node, is_listed=is_listed) if pair[0] is not None)
            if is_listed:
                yield from _address(node, base)
        elif is_listed and isinstance(node, str):
            yield from _address({"url": node}, base)


def _within(node: dict[str, object], *, is_listed: bool) -> Iterator[tuple[object, bool]]:
    """The nodes of a node, and whether each is a member of a list; a page's main entity may be the list itself."""
    kinds = node.get("@type")
    is_list = not _LISTS.isdisjoint(
        kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    )
    yield from ((node.get(name), False) for name in ("@graph", "mainEntity"))
    yield from ((node.get(name), is_list) for name in _MEMBERS)
    yield node.get("item"), is_listed


def _address(node: dict[str, object], base: str) -> Iterator[str]:
    value = node.get("url") or node.get("@id")
    address = absolute(base, value) if isinstance(value, str) else None
    if address is not None:
        yield canonical(address)
