"""Owns the selectors of what is in an item: its link, its title where that is not the link's text, its date."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from lxml import etree

from caveat import dates
from caveat.sources.boxes import text_of, words
from caveat.sources.candidates import HEADINGS, is_titled
from caveat.sources.compounds import Chain, Compound, common, position, select
from caveat.sources.grouping import Item

ANY_LINK: Chain = (Compound(tag="a"),)
_MOST = 0.8
_HALF = 0.5
_SAMPLE = 40
_MAX_PARTS = 60
_LONGEST_DATE = 60
_PATH_START = re.compile(r"(?:https?://[\w.-]{1,100})?(?:/?[\w.~%-]{1,60}){1,6}")
_DATE_WORDS = frozenset({"date", "time", "published", "pubdate", "posted", "datetime", "timestamp", "datum", "fecha"})


def link_selectors(items: Sequence[Item]) -> Iterator[Chain]:
    """Selectors that find the link of every item before any other, the plainest first.

    Where there is none such, one that does so in most items; none where there is not that either.
    """
    best, most = None, _MOST * len(items)
    for chain in _link_chains(items):
        fitting = sum(_finds(item, chain) for item in items)
        if fitting == len(items):
            best, most = None, fitting + 1.0
            yield chain
        elif fitting >= most:
            best, most = chain, fitting + 0.5
    if best is not None:
        yield best


def _finds(item: Item, chain: Chain) -> bool:
    first = next((one for one in select(item.element, chain) if one.get("href")), None)
    return first is not None and (first is item.link.anchor or first.get("href") == item.link.anchor.get("href"))


def _link_chains(items: Sequence[Item]) -> Iterator[Chain]:
    anchors = [item.link.anchor for item in items]
    level = min(item.level for item in items)
    headings = {item.link.heading.tag for item in items if item.link.heading is not None and _is_around(item)}
    if len(headings) == 1:
        yield Compound(tag=str(headings.pop())), *ANY_LINK
    yield ANY_LINK
    yield from ((compound,) for compound in common(anchors) if compound.name)
    start = _common_start([anchor.get("href") or "" for anchor in anchors])
    if start:
        yield (Compound(tag="a", start=start),)
    yield from (one for one in [_positioned(anchors)] if one is not None)
    around = anchors
    for _ in range(level):
        around = [parent for one in around if (parent := one.getparent()) is not None]
        if len({one.tag for one in around}) > 1:
            return
        yield from ((compound, *ANY_LINK) for compound in common(around))
        place = _positioned(around)
        if place is not None:
            yield *place, *ANY_LINK


def _positioned(elements: Sequence[etree._Element]) -> Chain | None:
    """The place that elements of one tag have in common among their siblings."""
    places = {position(one) for one in elements}
    shared = places.pop() if len(places) == 1 else 0
    return (Compound(tag=str(elements[0].tag), position=shared),) if shared else None


def _common_start(references: Sequence[str]) -> str:
    """The directories that all addresses begin with, where they say more than which site it is."""
    first, last = min(references), max(references)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    start = "".join(character for character, _ in alike).rpartition("/")[0]
    return f"{start}/" if _PATH_START.fullmatch(start) else ""


def _is_around(item: Item) -> bool:
    """Whether the link's heading is around it, and in the item."""
    heading = item.link.heading
    between = item.link.anchor.iterancestors() if item.level else ()
    return heading is not None and heading in islice(between, item.level)


def title_selector(items: Sequence[Item], link: Chain) -> Chain | None:
    """What holds the title of most items; None where the text of their links is it."""
    sample = items[:_SAMPLE]
    if sum(_link_text(item, link) == item.title for item in sample) >= _MOST * len(sample):
        return None
    return next((chain for chain in _title_chains(sample) if _fits_titles(sample, chain)), None)


def _fits_titles(items: Sequence[Item], chain: Chain) -> bool:
    texts = [next((text for one in select(item.element, chain) if (text := text_of(one))), "") for item in items]
    return sum(text == item.title for text, item in zip(texts, items, strict=True)) >= _MOST * len(items)


def _title_chains(items: Sequence[Item]) -> list[Chain]:
    """The headings, what is called a title, and what says nothing but the title, the most frequent first."""
    seen: Counter[Compound] = Counter()
    for item in items:
        parts = islice(item.element.iterdescendants(etree.Element), _MAX_PARTS)
        for part in parts:
            if part.tag in HEADINGS:
                seen[Compound(tag=str(part.tag))] += 1
            elif is_titled(part) or text_of(part) == item.title:
                seen.update(common([part]))
    return [(compound,) for compound, _ in seen.most_common()]


def _link_text(item: Item, link: Chain) -> str:
    """The title that the item has by its link alone."""
    reference = item.link.anchor.get("href")
    anchors = [one for one in select(item.element, link) if one.get("href") == reference]
    texts = [*map(text_of, anchors), *(image.get("alt") or "" for one in anchors for image in one.iter("img"))]
    return next((text for text in texts if text), "")


def date_selector(items: Sequence[Item]) -> Chain | None:
    """What holds a date in at least half of the items, before anything that is none."""
    sample = items[:: max(1, len(items) // _SAMPLE)][:_SAMPLE]
    for chain in _date_chains(sample):
        dated = sum(_is_dated(next(iter(select(item.element, chain)), None)) for item in sample)
        if dated >= _HALF * len(sample):
            return chain
    return None


def _date_chains(items: Sequence[Item]) -> Iterator[Chain]:
    yield (Compound(tag="time"),)
    seen: Counter[Compound] = Counter()
    for item in items:
        for part in islice(item.element.iterdescendants(etree.Element), _MAX_PARTS):
            if part.get("datetime") or (_is_short(part) and _is_dated(part)):
                seen.update(_dated_compounds(part))
    yield from ((compound,) for compound, _ in seen.most_common())
    yield from ((compound,) for compound in common(item.element for item in items))


def _dated_compounds(part: etree._Element) -> list[Compound]:
    """How an element with a date may be told: by class, best one that names a date, by column, by tag."""
    found = [one for one in common([part]) if one.name[:1] != "#"]
    found.sort(key=lambda one: (not one.name, _DATE_WORDS.isdisjoint(words(part))))
    return [*found, Compound(tag="td", position=position(part))] if part.tag == "td" else found


def _is_short(element: etree._Element) -> bool:
    return element.tag != "a" and len(text_of(element)) <= _LONGEST_DATE


def _is_dated(element: etree._Element | None) -> bool:
    if element is None:
        return False
    stamp = element.get("datetime") or next((one.get("datetime") or "" for one in element.iter("time")), "")
    return bool(dates.parse_date(stamp) or dates.find_date(text_of(element)))
