"""Owns compound selectors over the lxml tree: enough of Selectors Level 4 to write rules and know what they match."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from soupsieve import escape

from caveat.sources.grouping import classes

_HASHED = re.compile(
    r"(?:css|sc|jsx|svelte|emotion|styled|chakra)-\w{4,}|_\w+|.*\d.*|.*__(?=.*[A-Z])[\w-]{5}"
    r"|(?=.*[a-z][A-Z].*[a-z][A-Z])\w{5,8}"
)
"""Class names that a build made, and that the next one makes anew."""
_LONGEST = 100
_MAX_POSITION = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """A compound selector: a tag with at most one of a class, an id, a position, an address."""

    tag: str
    name: str = ""
    """A class; with a `#` before it an id."""
    position: int = 0
    """From 1, among the siblings of its tag; 0: any."""
    start: str = ""
    """How its `href` begins."""

    def __str__(self) -> str:
        if self.name:
            return f"{self.tag}{self.name[0]}{escape(self.name[1:])}"
        if self.start:
            return f'{self.tag}[href^="{self.start}"]'
        return f"{self.tag}:nth-of-type({self.position})" if self.position else self.tag

    @property
    def is_stable(self) -> bool:
        """Whether it will likely still match when the site was built anew."""
        return not self.name or not _HASHED.fullmatch(self.name[1:])

    def matches(self, element: etree._Element) -> bool:
        """Whether an element is what it says."""
        if element.tag != self.tag:
            return False
        if self.name[:1] == "#":
            return element.get("id") == self.name[1:]
        if self.name:
            return self.name[1:] in (element.get("class") or "").split()
        if self.start:
            return (element.get("href") or "").startswith(self.start)
        return not self.position or position(element) == self.position


Chain = tuple[Compound, ...]
"""Compounds that stand each inside the one before; written with blanks between them."""


def position(element: etree._Element) -> int:
    """Which of the siblings of its tag an element is, from 1; 0 where there are more than 100 before it."""
    before = sum(1 for _ in islice(element.itersiblings(str(element.tag), preceding=True), _MAX_POSITION + 1))
    return before + 1 if before <= _MAX_POSITION else 0


def common(elements: Iterable[etree._Element]) -> list[Compound]:
    """What fits all of some elements of one tag: by a lasting class, by an id, by the tag, by a class of a build."""
    distinct = list(dict.fromkeys(elements))
    tag = str(distinct[0].tag)
    shared = [name for name in classes(distinct[0]) if all(name in classes(one) for one in distinct[1:])]
    named = [Compound(tag=tag, name=f".{name}") for name in shared if len(name) <= _LONGEST]
    number = distinct[0].get("id") or ""
    if len(distinct) == 1 and number and not re.search(r"[\d\s]", number) and len(number) <= _LONGEST:
        named.append(Compound(tag=tag, name=f"#{number}"))
    lasting = [one for one in named if one.is_stable]
    return [*lasting, Compound(tag=tag), *(one for one in named if not one.is_stable)]


def select(root: etree._Element, compounds: Chain) -> Iterator[etree._Element]:
    """The elements in `root` that a chain of compounds matches, each inside of the one before."""
    return (element for element in root.iter(compounds[-1].tag) if is_inside(element, compounds))


def is_inside(element: etree._Element, compounds: Chain) -> bool:
    """Whether an element is the last of the compounds, with the others around it in their order."""
    *outer, last = compounds
    if not last.matches(element):
        return False
    around = element.iterancestors()
    return all(any(compound.matches(one) for one in around) for compound in reversed(outer))


def is_path(element: etree._Element, compounds: Chain) -> bool:
    """Whether an element is the last of the compounds, with the others right around it."""
    current: etree._Element | None = element
    for compound in reversed(compounds):
        if current is None or not compound.matches(current):
            return False
        current = current.getparent()
    return True
