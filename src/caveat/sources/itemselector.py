"""Owns the selector of a list's items: the shortest that matches them, and nothing else of the page with a link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from caveat.sources.compounds import Chain, Compound, common, is_inside, is_path, position, select

_MAX_LEVELS = 12
_MAX_OTHERS = 5000
_MAX_TRIED = 200
_SAMPLE = 50
"""Others on which a selector is tried before all of them."""
_TELLING = frozenset({"main", "section", "article", "table", "ol", "dl"})
"""Tags that say something without a class."""


_Judged = tuple[Compound, list[etree._Element]]
"""A compound that matches every item, and the other elements that it matches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Selector:
    """A selector of the items that may match other elements too."""

    chain: Chain
    others: list[etree._Element]
    """What its last compound matches beside the items."""
    is_path: bool = False
    """Each compound is a child of the one before, not just inside it."""

    def __str__(self) -> str:
        return (" > " if self.is_path else " ").join(map(str, self.chain))

    def matches(self, element: etree._Element) -> bool:
        return is_path(element, self.chain) if self.is_path else is_inside(element, self.chain)


def item_selector(
    root: etree._Element, items: Sequence[etree._Element], *, allowed: set[etree._Element], link: Chain
) -> tuple[str, int]:
    """A selector that matches all the items, which share their path, and how many others it matches.

    Those that are `allowed` do not count, nor those in which `link` finds nothing.
    """
    levels = list(_levels(items))
    found: list[tuple[str, int]] = []
    for tried in islice(
        _selectors([(one, _others(root, one, allowed, link)) for one in common(items)], levels), _MAX_TRIED
    ):
        others = sum(map(tried.matches, tried.others[:_SAMPLE]))
        if not others and not any(map(tried.matches, tried.others[_SAMPLE:])):
            return str(tried), 0
        found.append((str(tried), max(others, 1)))
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


def _selectors(compounds: Sequence[_Judged], levels: Sequence[list[etree._Element]]) -> Iterator[_Selector]:
    """Selectors, the plainest first."""
    lasting = [(one, others) for one, others in compounds if one.is_stable]
    yield from (_Selector(chain=(one,), others=others) for one, others in lasting if one.name)
    for one, others in lasting:
        yield from _inside(one, others, levels, stable=True)
    yield from (_Selector(chain=(one,), others=others) for one, others in lasting if not one.name)
    yield from (_Selector(chain=(one,), others=others) for one, others in compounds if not one.is_stable)
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
) -> Iterator[_Selector]:
    """The item inside an element around it, and as the end of a path from there."""
    path: Chain = (item,)
    for around in levels:
        for outer in common(around):
            if outer.is_stable == stable and (outer.name or outer.tag in _TELLING):
                yield _Selector(chain=(outer, item), others=others)
                yield _Selector(chain=(outer, *path), others=others, is_path=True)
        path = (Compound(tag=str(around[0].tag)), *path)


def _positioned(
    item: Compound, others: list[etree._Element], levels: Sequence[list[etree._Element]]
) -> Iterator[_Selector]:
    """The item at the end of a path in which elements are told by their position."""
    path: Chain = (item,)
    for around in levels:
        at = position(around[0]) if len(around) == 1 and around[0].tag != "body" else 0
        path = (Compound(tag=str(around[0].tag), position=at), *path)
        yield _Selector(chain=path, others=others, is_path=True)
