"""Owns the selector of a list's items: the shortest that matches them, and nothing else of the page with a link."""

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from caveat.sources.compounds import Chain, Compound, common, position, select

_MAX_LEVELS = 12
_MAX_OTHERS = 5000
_TELLING = frozenset({"main", "section", "article", "table", "ol", "dl"})
"""Tags that say something without a class."""


def item_selector(
    root: etree._Element, items: Sequence[etree._Element], *, allowed: set[etree._Element], link: Chain
) -> tuple[str, int]:
    """A selector that matches all the items, which share their path, and how many others it matches.

    Those that are `allowed` do not count, nor those in which `link` finds nothing.
    """
    levels = list(_levels(items))
    compounds = [(one, _others(root, one, allowed, link)) for one in common(items)]
    found: list[tuple[str, int]] = []
    for selector, others in _selectors(compounds, levels):
        if not others:
            return selector, 0
        found.append((selector, others))
    return min(found, key=lambda one: one[1])


def _levels(items: Sequence[etree._Element]) -> Iterator[list[etree._Element]]:
    """The elements around the items, those at each distance that are of one tag; from 1, below the root."""
    current = list(items)
    for _ in range(_MAX_LEVELS):
        above = list(dict.fromkeys(parent for one in current if (parent := one.getparent()) is not None))
        if not above or above[0].tag == "html" or any(one.tag != above[0].tag for one in above):
            return
        yield above
        current = above


def _selectors(
    compounds: Sequence[tuple[Compound, list[etree._Element]]], levels: Sequence[list[etree._Element]]
) -> Iterator[tuple[str, int]]:
    """Selectors, the plainest first, each with the number of other elements with links that it matches."""
    lasting = [(one, others) for one, others in compounds if one.is_stable]
    yield from ((str(one), len(others)) for one, others in lasting if one.name)
    for one, others in lasting:
        yield from _inside(one, others, levels, stable=True)
    yield from ((str(one), len(others)) for one, others in lasting if not one.name)
    yield from ((str(one), len(others)) for one, others in compounds if not one.is_stable)
    for one, others in compounds:
        yield from _inside(one, others, levels, stable=False)
        yield from _positioned(one, others, levels)


def _others(
    root: etree._Element, compound: Compound, allowed: set[etree._Element], link: Chain
) -> list[etree._Element]:
    """What a compound matches beside the allowed, where the link is found in that."""
    elements = (one for one in root.iter(compound.tag) if one not in allowed and compound.matches(one))
    return list(islice((one for one in elements if any(True for _ in select(one, link))), _MAX_OTHERS))


def _inside(
    item: Compound, others: list[etree._Element], levels: Sequence[list[etree._Element]], *, stable: bool
) -> Iterator[tuple[str, int]]:
    """The item inside an element around it, and as the end of a path from there."""
    path = str(item)
    chain = [item]
    for around in levels:
        for outer in common(around):
            if outer.is_stable == stable and (outer.name or outer.tag in _TELLING):
                yield f"{outer} {item}", sum(any(map(outer.matches, one.iterancestors())) for one in others)
                yield f"{outer} > {path}", sum(_is_path(one, [outer, *chain]) for one in others)
        plain = Compound(tag=str(around[0].tag))
        path, chain = f"{plain} > {path}", [plain, *chain]


def _positioned(
    item: Compound, others: list[etree._Element], levels: Sequence[list[etree._Element]]
) -> Iterator[tuple[str, int]]:
    """The item at the end of a path in which elements are told by their position."""
    path = str(item)
    chain = [item]
    for around in levels:
        at = position(around[0]) if len(around) == 1 and around[0].tag != "body" else 0
        plain = Compound(tag=str(around[0].tag), position=at)
        path, chain = f"{plain} > {path}", [plain, *chain]
        yield path, sum(_is_path(one, chain) for one in others)


def _is_path(element: etree._Element, chain: list[Compound]) -> bool:
    """Whether an element and those right around it are what a chain says."""
    current: etree._Element | None = element
    for compound in reversed(chain):
        if current is None or not compound.matches(current):
            return False
        current = current.getparent()
    return True
