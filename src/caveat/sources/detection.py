"""Owns the finding of a list of articles on a page by its structure alone, and the selectors that say where it is."""

from collections.abc import Sequence
from itertools import chain, islice
from math import log2

from lxml import etree

from caveat.model import ListingRules
from caveat.sources.candidates import find_candidates
from caveat.sources.compounds import Chain
from caveat.sources.grouping import group
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
    if not chosen or is_article(root, [item.element for one in chosen for item in one.items]):
        return None
    return _rules(root, chosen)


def _choose(groups: Sequence[Scored]) -> list[Scored]:
    """The groups that are the list, the best first."""
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
    return chosen[:_MAX_GROUPS]


def _rules(root: etree._Element, chosen: Sequence[Scored]) -> ListingRules:
    allowed = {item.element for one in chosen for item in one.items}
    parts = [_parts(root, one, allowed) for one in chosen]
    return ListingRules(
        item=", ".join(dict.fromkeys(item for item, _, _, _ in parts)),
        link=_joined([(item, link) for item, link, _, _ in parts]) or "a",
        title=_joined([(item, title) for item, _, title, _ in parts]),
        published=_joined([(item, published) for item, _, _, published in parts]),
    )


def _parts(
    root: etree._Element, one: Scored, allowed: set[etree._Element]
) -> tuple[str, Chain | None, Chain | None, Chain | None]:
    """The selectors of one group: its items, and in them the link, the title, the date."""
    elements = [item.element for item in one.items]
    found: list[tuple[int, str, Chain]] = []
    for link in chain(islice(link_selectors(one.items), _MAX_TRIES), [ANY_LINK]):
        selector, others = item_selector(root, elements, allowed=allowed, link=link)
        found.append((others, selector, link))
        if not others:
            break
    _, selector, link = min(found, key=lambda tried: tried[0])
    return selector, link, title_selector(one.items, link), date_selector(one.items)


def _joined(parts: Sequence[tuple[str, Chain | None]]) -> str | None:
    """One selector for all groups: where they differ, each is tied to its own items."""
    written = [(item, " ".join(map(str, part))) for item, part in parts if part is not None]
    if not written:
        return None
    if len(written) == len(parts) and len({inner for _, inner in written}) == 1:
        return written[0][1]
    return ", ".join(dict.fromkeys(f"{item} {inner}" for item, inner in written))
