"""Owns the finding of a list of articles on a page by its structure alone, and the selectors that say where it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from math import log2

from lxml import etree

from caveat.model import ListingRules
from caveat.sources.candidates import find_candidates
from caveat.sources.compounds import Chain
from caveat.sources.grouping import Group, Item, group
from caveat.sources.itemlist import declared_addresses
from caveat.sources.itemselector import item_selector
from caveat.sources.partselectors import ANY_LINK, date_selector, link_selectors, title_selector
from caveat.sources.prose import is_article
from caveat.sources.scoring import Scored, score

_HEADLINES = 2.5
_SURE = 5.0
_MANY, _FEW = 3, 2
_NEARLY, _ALMOST_ALL = 0.6, 0.8
_MAX_GROUPS = 12
_MAX_TRIES = 6


def find_rules(root: etree._Element, *, url: str, base: str) -> ListingRules | None:
    """Selectors of the list of articles on the page at `url`, relative addresses counting from `base`.

    None where there is none to be sure of: a page that is one article, or has nothing but menus.
    """
    declared = declared_addresses(root, base=base)
    groups = [score(one, declared=declared) for one in group(root, find_candidates(root, url=url, base=base))]
    chosen = _choose(groups)
    chosen = [one for one in chosen if any(True for _ in link_selectors(one.items))]
    if not chosen or is_article(root, [item.element for one in chosen for item in one.items]):
        return None
    return _rules(root, chosen)


def _choose(groups: Sequence[Scored]) -> list[Scored]:
    """The groups that are the list, in the order of the page."""
    lists = [one for one in groups if one.strength >= (_HEADLINES if len(one.items) >= _MANY else _SURE)]
    lists.sort(key=lambda one: one.strength**2 * log2(1 + len(one.items)), reverse=True)
    best = next((one for one in lists if len(one.items) >= _FEW), None)
    if best is None:
        return []
    chosen = [best]
    known = {item.link.key for item in best.items}
    for one in lists:
        keys = {item.link.key for item in one.items}
        if one.strength >= _NEARLY * best.strength and len(keys & known) < _ALMOST_ALL * len(keys):
            chosen.append(one)
            known |= keys
    return sorted(chosen[:_MAX_GROUPS], key=groups.index)


def _rules(root: etree._Element, chosen: Sequence[Scored]) -> ListingRules:
    allowed = {item.element for one in chosen for item in one.items}
    lists: defaultdict[str, list[Item]] = defaultdict(list)
    for one in chosen:
        lists[_item(root, one.items, allowed)] += one.items
    links = {selector: next(link_selectors(items), ANY_LINK) for selector, items in lists.items()}
    titles = {selector: title_selector(items, links[selector]) for selector, items in lists.items()}
    days = {selector: date_selector(items) for selector, items in lists.items()}
    bare = {selector for selector, items in lists.items() if not any(item.level for item in items)}
    return ListingRules(
        item=", ".join(lists),
        link=_joined({selector: () if selector in bare else link for selector, link in links.items()}) or "a",
        title=_joined(titles),
        published=_joined(days),
    )


def _item(root: etree._Element, items: Group, allowed: set[etree._Element]) -> str:
    """The selector of the items of one group that matches the least beside them."""
    elements = [item.element for item in items]
    tried: list[tuple[int, str]] = []
    for link in islice(link_selectors(items), _MAX_TRIES):
        selector, others = item_selector(root, elements, allowed=allowed, link=link)
        tried.append((others, selector))
        if not others:
            break
    return min(tried, key=lambda one: one[0])[1]


def _joined(parts: Mapping[str, Chain | None]) -> str | None:
    """One selector for all lists, given each by the selector of its items; where they differ, tied to those."""
    inner = {selector: " ".join(map(str, part)) for selector, part in parts.items() if part is not None}
    if len(inner) == len(parts) and len(set(inner.values())) == 1:
        return next(iter(inner.values())) or None
    return ", ".join(f"{selector} {part}".strip() for selector, part in inner.items()) or None
