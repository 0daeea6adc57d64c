"""Owns the repeated structure of a page: its links in groups that stand alike, each link with the item around it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from caveat.sources.boxes import text_of
from caveat.sources.candidates import HEADINGS, Candidate, is_titled

_STATES = frozenset({
    "first", "last", "odd", "even", "active", "current", "selected", "visible", "hidden", "open", "new", "sticky",
    "featured", "left", "right", "even-row", "odd-row",
})  # fmt: skip
_REPEATED = frozenset(
    {"li", "tr", "td", "th", "dt", "dd", "article", "p", "a", "h1", "h2", "h3", "h4", "h5", "h6", "span"}
)
_CELLS = frozenset({"td", "th"})
_OUTERMOST = frozenset({"body", "html", "main"})
_MAX_CLASSES = 20
_MAX_LEVELS = 40
_MAX_COLUMNS = 50
_MAX_PARTS = 60
_REPEATEDLY = 3
_MAX_ALONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A link and what belongs to it."""

    link: Candidate
    element: etree._Element
    """The link's anchor, or an element around it that holds no other link of the group."""
    level: int
    """How far the element is above the anchor."""
    title: str
    """The link's text; where many links say the same, that of the heading in the item; "" where there is neither."""


Group = tuple[Item, ...]
"""Items whose links stand at the end of the same path of elements and classes."""


def group(root: etree._Element, candidates: Iterable[Candidate]) -> list[Group]:
    """The groups in the order of their first links; each address of a group once."""
    paths = _Paths(root)
    alike: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        alike[paths.of(candidate.anchor)].append(candidate)
    return [_items(kept) for links in alike.values() if (kept := _leading_to_one(links))]


def _leading_to_one(links: list[Candidate]) -> list[Candidate]:
    """The links but for those that many items of a group share, as they do the link to their section."""
    places: defaultdict[str, set[etree._Element | None]] = defaultdict(set)
    for link in links:
        places[link.key].add(link.anchor.getparent())
    return [link for link in links if len(places[link.key]) < _REPEATEDLY]


def classes(element: etree._Element) -> list[str]:
    """The classes of an element, at most 20, without those that say in which state it is, or which of several."""
    return [name for name in (element.get("class") or "").split()[:_MAX_CLASSES] if name.lower() not in _STATES]


class _Paths:
    """Numbers the paths of elements: equal numbers, equal tags and main classes up to the root."""

    def __init__(self, root: etree._Element) -> None:
        self._frequency = Counter(
            (str(element.tag), name) for element in root.iter(etree.Element) for name in classes(element)
        )
        self._numbers: dict[etree._Element, int] = {}
        self._known: dict[tuple[int, str, str], int] = {}

    def of(self, element: etree._Element) -> int:
        passed: list[etree._Element] = []
        current: etree._Element | None = element
        while current is not None and current not in self._numbers:
            passed.append(current)
            current = current.getparent()
        number = 0 if current is None else self._numbers[current]
        for one in reversed(passed):
            step = (number, str(one.tag), self._name(one))
            number = self._numbers[one] = self._known.setdefault(step, len(self._known) + 1)
        return number

    def _name(self, element: etree._Element) -> str:
        """The class that most elements of its tag share, if any do, or it holds others; of a cell, its column."""
        tag = str(element.tag)
        best = max(classes(element), key=lambda name: self._frequency[tag, name], default="")
        if best and (self._frequency[tag, best] > 1 or tag not in _REPEATED):
            return best
        if tag in _CELLS:
            return str(sum(1 for _ in islice(element.itersiblings(preceding=True), _MAX_COLUMNS)))
        name = element.get("id") or ""
        return "" if any(character.isdigit() for character in name) else f"#{name}"


def _items(links: list[Candidate]) -> Group:
    """Each link with the largest element that is its own."""
    level, elements = 0, [link.anchor for link in links]
    while level < _MAX_LEVELS:
        above = [element.getparent() for element in elements]
        if not _are_separate(above, links) or (len(links) == 1 and _is_enough(elements[0], level)):
            break
        elements = [element for element in above if element is not None]
        level += 1
    texts = _told_once(links)
    unique: dict[str, Item] = {}
    for link, element in zip(links, elements, strict=True):
        title = link.text if link.text in texts else _heading_text(element)
        known = unique.get(link.key)
        if known is None or (title and not known.title):
            unique[link.key] = Item(link=link, element=element, level=level, title=title)
    return tuple(unique.values())


def _told_once(links: list[Candidate]) -> set[str]:
    """The texts that are of one or two addresses: what leads to more is no title, but a call to read on."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        keys[link.text].add(link.key)
    return {text for text, leads in keys.items() if text and len(leads) < _REPEATEDLY}


def _heading_text(element: etree._Element) -> str:
    """The text of the heading in an element, or of what calls itself a title; "" where there is none."""
    parts = list(islice(element.iter(etree.Element), _MAX_PARTS))
    titles = [one for one in parts if one.tag in HEADINGS] + [one for one in parts if is_titled(one)]
    return text_of(titles[0]) if titles else ""


def _are_separate(elements: list[etree._Element | None], links: list[Candidate]) -> bool:
    """Whether no element holds links to several addresses."""
    first: dict[etree._Element, str] = {}
    for element, link in zip(elements, links, strict=True):
        if element is None or element.tag in _OUTERMOST or first.setdefault(element, link.key) != link.key:
            return False
    return True


def _is_enough(element: etree._Element, level: int) -> bool:
    """Whether to look no further around a link that stands alone, which would take in everything."""
    return level >= _MAX_ALONE or element.tag in ("article", "li", "tr", "section")
