"""Owns what an inline element becomes in a line, as its tag and attributes say."""

import re

from lxml import etree

from caveat.extract.attributes import is_hidden
from caveat.extract.hiding import DATA_NAMES, is_hiding_inline
from caveat.extract.inline import Tag
from caveat.extract.tags import INLINE

_TELLING = frozenset({"hidden", "aria-hidden", "style", *DATA_NAMES})
_MAX_CLASS = 200
_CAP = re.compile(r"drop-?_?cap|initial|first-?_?(?:letter|char)|lettrine", re.I)


def inline_tag(element: etree._Element, tag: str, *, in_spoiler: bool = False) -> Tag | None:
    """An inline element as what it becomes; None for one that is not for eyes. `in_spoiler`: nothing there is, yet."""
    items = element.items()
    if not items:
        return Tag("span", spoiler=True) if "spoiler" in tag else Tag(INLINE.get(tag, ""))
    named = telling = "spoiler" in tag
    for name, value in items:
        if name == "class":
            named = True
            telling = telling or "poil" in value.lower() or "blur" in value.lower()
        elif name in _TELLING or "poiler" in value:
            telling = True
    if telling:
        if is_hiding_inline(element):
            return Tag("span", element, spoiler=True)
        if not in_spoiler and is_hidden(element):
            return None
    if tag == "a":
        is_link = element.get("href") is not None and element.get("role") != "button"
        return Tag("a" if is_link else "", element, linked=is_link)
    return Tag(INLINE.get(tag, ""), element if named or telling or len(items) > 1 else None)


def is_cap(element: etree._Element, letter: str) -> bool:
    """Whether a letter is set large at the head of a story: such a class says so."""
    return letter.isupper() and _CAP.search((element.get("class") or "")[:_MAX_CLASS]) is not None
