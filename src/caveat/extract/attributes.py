"""Owns what the attributes of an element say of it: what it is called, and whether it is for eyes."""

from itertools import islice

from lxml import etree

from caveat.extract.blocks import CHOSEN_MARK
from caveat.extract.inline import NAMELESS, Names
from caveat.model import NOTICE_MARK

_HINT_ATTRIBUTES = frozenset({"role", "itemprop", "aria-label"})
_SILENT = frozenset({"href", "src", "alt", "title", "rel", "target", "style", "width", "height"})
"""Attributes that never tell what an element is called."""
_MAX_WORDS_LENGTH = 600
_MAX_ATTRIBUTES = 20


def element_names(element: etree._Element) -> Names:
    """Its class and id words, and the attributes that may tell of a notice."""
    if _SILENT.issuperset(element.keys()):
        return NAMELESS
    words = f"{element.get('class') or ''} {element.get('id') or ''}"[:_MAX_WORDS_LENGTH].lower().split()
    notice = element.get(NOTICE_MARK)
    attributes = [] if notice is None else [(NOTICE_MARK, notice)]
    for name, value in islice(element.items(), _MAX_ATTRIBUTES):
        if isinstance(name, str) and isinstance(value, str) and _is_telling(name):
            attributes.append((name[:60], value[:200]))
    return Names(tuple(words), tuple(attributes))


def _is_telling(name: str) -> bool:
    return name in _HINT_ATTRIBUTES or (name.startswith("data-") and name not in (NOTICE_MARK, CHOSEN_MARK))


def is_hidden(element: etree._Element) -> bool:
    """Whether no reader sees the element, as far as its own attributes say."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and "display:none" in style[:500].lower().replace(" ", "")
