"""Owns JSON-LD: finding the node that describes the article in whatever shape a page gives it (JSON-LD 1.1)."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from lxml import etree

from caveat.characters import printable_json

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None
Node = dict[str, Json]

_ARTICLES = re.compile(r"\w{0,40}(?:Article|Posting|NewsItem)|(?:Critic|Media)Review|Report|Recipe|HowTo")
_REVIEWS = re.compile(r"\w{0,40}Review")
"""What an article may be; more often it is what somebody says below one."""
_PAGES = re.compile(r"(?:Web|Item|About)Page")
_OTHERS = ("WebSite", "BreadcrumbList")
_REVIEWED = "itemReviewed"
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s{0,20}([}\]])")
_MAX_LENGTH = 2_000_000
_MAX_NODES = 5000
_MAX_TEXTS = 100
_REFERRING = ("author", "creator", "publisher", "image", "about", "itemReviewed")
_MAX_KIND = 80
_MAX_VALUES = 1000
"""Values that are opened in search of texts."""


class Declared(NamedTuple):
    """The nodes of a page that say something of its article; {} where there is none."""

    article: Node
    """Of several that describe an article, or else a page, the one that says most.

    Its author, creator, publisher, image and what it is about stand in it even where the page gives them as references
    to other nodes (JSON-LD 1.1, section 3.3).
    """
    site: Node
    """The first WebSite."""
    trail: Node
    """The first BreadcrumbList."""
    review: Node
    """The first review that says what it reviews."""


def read_declared(scripts: Iterable[etree._Element]) -> Declared:
    """What the JSON-LD in the scripts of a page declares."""
    best: Node = {}
    best_rank = 0
    named: dict[str, Json] = {}
    others: dict[str, Node] = {}
    for node in _nodes(scripts):
        if kinds := kinds_of(node):
            rank = _rank(node, kinds)
            if rank > best_rank:
                best, best_rank = node, rank
            for kind in kinds:
                if kind in _OTHERS:
                    others.setdefault(kind, node)
                elif node.get(_REVIEWED) and _REVIEWS.fullmatch(kind):
                    others.setdefault(_REVIEWED, node)
        name = node.get("@id")
        if isinstance(name, str) and (node.get("name") or node.get("contentUrl")):
            named.setdefault(name, node)
    article = {**best, **{key: _resolved(best[key], named) for key in _REFERRING if key in best}}
    return Declared(article, *(others.get(kind, {}) for kind in (*_OTHERS, _REVIEWED)))


def _resolved(value: Json, named: Mapping[str, Json]) -> Json:
    """A value with its references replaced by the nodes that they mean, as far as these have a name."""
    if isinstance(value, list):
        return [item if isinstance(item, list) else _resolved(item, named) for item in value[:_MAX_TEXTS]]
    name = value if isinstance(value, str) else None
    if isinstance(value, dict) and not value.get("name"):
        name = first_text(value.get("@id"))
    return value if name is None else named.get(name, value)


def first_text(value: Json) -> str | None:
    """The plain text of a value: a string, the name or `@value` of a node, or the first that a list gives."""
    return next(iter(texts(value)), None)


def texts(value: Json) -> list[str]:
    """Every plain text of a value, lists opened, nodes read by `name`, `@value` or `url`."""
    found: list[str] = []
    waiting: list[Json] = [value]
    for _ in range(_MAX_VALUES):
        if not waiting or len(found) == _MAX_TEXTS:
            break
        item = waiting.pop()
        if isinstance(item, str):
            text = " ".join(unescape(item).split())
            if text:
                found.append(text)
        elif isinstance(item, list):
            waiting += reversed(item[:_MAX_TEXTS])
        elif isinstance(item, dict):
            waiting.append(next((item[key] for key in ("name", "@value", "url", "@id") if item.get(key)), None))
    return found


def persons(value: Json) -> tuple[list[str], list[str]]:
    """(names of persons, names of organisations) of an `author`."""
    people: list[str] = []
    organisations: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and any("Organization" in kind for kind in texts(item.get("@type"))):
            organisations += texts(item.get("name"))
        elif isinstance(item, dict):
            people += texts(item.get("name"))
        else:
            people += texts(item)
    return people, organisations


def _nodes(scripts: Iterable[etree._Element]) -> Iterator[Node]:
    """Every node of every script, outer ones first, none of them twice."""
    seen = 0
    for script in scripts:
        kind = script.get("type")
        if kind is None or "ld+json" not in kind.lower():
            continue
        waiting: deque[Json] = deque([_load(script.text or "")])
        while waiting and seen < _MAX_NODES:
            item = waiting.popleft()
            seen += 1
            if isinstance(item, list):
                waiting.extendleft(reversed(item[:_MAX_NODES]))
            elif isinstance(item, dict):
                yield item
                waiting += [value for value in item.values() if isinstance(value, (dict, list))]


def _load(text: str) -> Json:
    """The JSON of a script, forgiving line breaks in strings, trailing commas, comment marks and text around it."""
    if len(text) > _MAX_LENGTH:
        return None
    for candidate in _candidates(text):
        try:
            loaded: Json = json.JSONDecoder().raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
        return loaded
    return None


def _candidates(text: str) -> Iterator[str]:
    """What JSON a script may hold, the likeliest first."""
    # One pass for each of the three is faster than a pattern for all of them.
    for mark in "\n\r\t":
        text = text.replace(mark, " ")
    text = printable_json(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip("; "))
    yield text
    yield _TRAILING_COMMA.sub(r"\1", _CONTROLS.sub(" ", text))


def kinds_of(node: Node) -> list[str]:
    """The types that a node says it is of, without the address of their vocabulary."""
    kind = node.get("@type")
    return [name[-_MAX_KIND:].rpartition("/")[2] for name in ([kind] if isinstance(kind, str) else texts(kind))]


def _rank(node: Node, kinds: Iterable[str]) -> int:
    rank = max(_rank_of_kind(kind) for kind in kinds)
    return rank and rank + sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody"))


@lru_cache(maxsize=256)
def _rank_of_kind(kind: str) -> int:
    if _ARTICLES.fullmatch(kind):
        return 10
    if _REVIEWS.fullmatch(kind):
        return 6
    return 1 if _PAGES.fullmatch(kind) else 0
