"""Owns the judgement of a group of links: how much they look like the headlines of a list of articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from caveat import dates
from caveat.sources.boxes import text_of, words
from caveat.sources.candidates import is_titled, title_weight
from caveat.sources.grouping import Group, Item

_SAMPLE = 40
_MAX_PARTS = 60
_MAX_INNER = 20
_ITEM_WORDS = frozenset({"hentry", "post", "entry", "article", "story", "card", "teaser", "news", "item", "result"})
_HEADLINE, _TITLED, _ITEM, _DATED, _DECLARED, _INLINE = 2.0, 1.0, 0.5, 1.5, 3.0, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A group and what it is worth."""

    items: Group
    strength: float
    """The mean over its items: from 2.5 on headlines, from about 5 on without doubt."""


def score(group: Group, *, declared: frozenset[str]) -> Scored:
    """Judges a group by at most 40 of its items; `declared` are canonical addresses that the page's data lists."""
    sample = group[:: max(1, len(group) // _SAMPLE)][:_SAMPLE]
    return Scored(items=group, strength=sum(_strength(item, declared) for item in sample) / len(sample))


def _strength(item: Item, declared: frozenset[str]) -> float:
    link = item.link
    weight = title_weight(item.title) + link.likeness
    if link.heading is not None or (item.title and item.title != link.text):
        weight += _HEADLINE
    elif any(map(is_titled, _around(link.anchor))):
        weight += _TITLED
    if item.element.tag == "article" or not _ITEM_WORDS.isdisjoint(words(item.element)):
        weight += _ITEM
    if _is_dated(item.element):
        weight += _DATED
    return weight + (_DECLARED if link.key in declared else 0.0) - (_INLINE if link.inline else 0.0)


def _around(anchor: etree._Element) -> Iterator[etree._Element]:
    """A link, what is right around it, and what is in it."""
    yield from islice(anchor.iterancestors(), 2)
    yield from islice(anchor.iter(etree.Element), _MAX_INNER)


def _is_dated(element: etree._Element) -> bool:
    """Whether an item holds a date."""
    parts = islice(element.iter(etree.Element), _MAX_PARTS)
    return any(part.tag == "time" or part.get("datetime") for part in parts) or bool(dates.find_date(text_of(element)))
