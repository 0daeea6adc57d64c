"""Owns walls: pages that stand where an article should, and show people a way to it instead of the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from caveat.extract.access import is_false
from caveat.extract.blocks import Record
from caveat.extract.elements import element_text
from caveat.extract.jsonld import Node, texts
from caveat.extract.judgement import reading_length
from caveat.extract.wallwords import Wall, asks_to_pay, find_wall_words

_PROMPT_LENGTH = 300
_LONG = 3000
_SHORT = 1200
"""Characters of a story below which it may be a preview of one that its page declares as not free."""
_VERY_SHORT = 500
"""Where nothing is declared."""
_HARDLY = 250
_BREAKS = ("…", "...", "[…]", "[...]")
_WORDS_MISSING = 0.6
_PART = 200
_MAX_PARTS = 10
_MAX_LINES = 3000
_SELECTOR = re.compile(r"([.#])([\w-]{1,100})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was extracted from a page, as far as it tells an article from a wall."""

    root: etree._Element
    node: Node
    """Its JSON-LD article, {} without one."""
    records: Sequence[Record]
    """Every line of the page."""
    title: str
    text: str
    """The story."""


def find_wall(found: Found) -> str | None:
    """Words for the wall that a page is; None for an article.

    Precision comes first. A story of 3000 characters is always an article; a shorter one is, but where its page
    declares that it is not free and it is far shorter than declared, or opens below 1200 characters on to a prompt to
    pay or to nothing; below 500 a prompt is enough.
    """
    length = reading_length(found.text)
    if length >= _LONG:
        return None
    if length < _VERY_SHORT and not _is_declared(found.node):
        wall = _named_wall(found)
        if wall is not None:
            return wall.value
    is_paid = _is_paid(found.node)
    if is_paid and _is_shorter_than_declared(found):
        return Wall.PAY.value
    if length < (_SHORT if is_paid else _VERY_SHORT) and (_prompt(found.records) or (is_paid and _breaks_off(found))):
        return Wall.PAY.value
    return None


def _named_wall(found: Found) -> Wall | None:
    """The wall that the page's title, headings or few lines name."""
    title = found.root.find(".//title")
    headings = [record.text for record in found.records if record.level == 1 and not record.hidden]
    names = [found.title, *headings[:3], "" if title is None else element_text(title)]
    lines = [record.text for record in found.records if not record.hidden and len(record.text) <= _PROMPT_LENGTH]
    unseen = [element_text(element, limit=500) for element in islice(found.root.iter("noscript"), 5)]
    has_password = any(field.get("type") == "password" for field in islice(found.root.iter("input"), 200))
    hardly = len(found.text) < _HARDLY
    return find_wall_words(names, lines[:60], unseen if hardly else (), has_password=has_password)


def _prompt(records: Sequence[Record]) -> bool:
    """Whether a short line of the page says that the rest is for those who pay or log in."""
    lines = (record.text for record in records[:_MAX_LINES] if not record.hidden)
    return any(len(line) <= _PROMPT_LENGTH and asks_to_pay(line) for line in lines)


def _is_declared(node: Node) -> bool:
    return bool(node.get("headline")) and bool(node.get("datePublished"))


def _is_paid(node: Node) -> bool:
    """Whether the JSON-LD says that the article is not free (schema.org, isAccessibleForFree)."""
    return is_false(node.get("isAccessibleForFree"))


def _is_shorter_than_declared(found: Found) -> bool:
    """Whether the story has far fewer words than the JSON-LD counts."""
    said = next(iter(texts(found.node.get("wordCount"))), "")
    count = found.node.get("wordCount")
    words = int(count) if isinstance(count, int | float) else int(said) if said.isascii() and said.isdigit() else 0
    return len(found.text.split()) < _WORDS_MISSING * min(words, 100_000)


def _breaks_off(found: Found) -> bool:
    """Whether a story stops where the part of it that is not free would begin, which the page lacks."""
    stops = len(found.text) < _VERY_SHORT or found.text.rstrip().endswith(_BREAKS)
    return stops and _parts_are_missing(found)


def _parts_are_missing(found: Found) -> bool:
    """Whether the page names the parts of it that are not free, and they are not there or say next to nothing."""
    parts = found.node.get("hasPart")
    parts = parts[:_MAX_PARTS] if isinstance(parts, list) else [parts]
    selectors = [
        selector
        for part in parts
        if isinstance(part, dict) and is_false(part.get("isAccessibleForFree"))
        for selector in texts(part.get("cssSelector"))
    ]
    named = [match for selector in selectors if (match := _SELECTOR.fullmatch(selector.strip()))]
    return bool(named) and all(_says_little(found.root, match[1], match[2]) for match in named)


def _says_little(root: etree._Element, mark: str, name: str) -> bool:
    attribute = "class" if mark == "." else "id"
    length = sum(
        len(element_text(element, limit=_PART))
        for element in root.iter()
        if isinstance(element.tag, str) and name in (element.get(attribute) or "").split()
    )
    return length < _PART
