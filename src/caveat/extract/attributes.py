"""Owns what the attributes of an element say of it: what it is called, and whether it is for eyes."""

from dataclasses import dataclass
from itertools import islice

from lxml import etree

from caveat.model import NOTICE_MARK

CHOSEN_MARK = "data-caveat-body"
"""Attribute that marks the elements which an operator's rule chose as the body, for the walk alone."""
_HINT_ATTRIBUTES = frozenset({"role", "itemprop", "aria-label"})
_MAX_WORDS_LENGTH = 600
_MAX_ATTRIBUTES = 20


@dataclass(frozen=True, slots=True)
class Names:
    """What an element is called: class and id words in lower case, and the attributes that say something of it."""

    words: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


NAMELESS = Names()


def element_names(element: etree._Element) -> Names:
    """Its class and id words, and the attributes that may tell of a notice."""
    items = element.items()
    if not items:
        return NAMELESS
    words = f"{element.get('class') or ''} {element.get('id') or ''}"[:_MAX_WORDS_LENGTH].lower().split()
    notice = element.get(NOTICE_MARK)
    attributes = [] if notice is None else [(NOTICE_MARK, notice)]
    for name, value in islice(items, _MAX_ATTRIBUTES):
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
    return style is not None and hides_by_style(style)


def hides_by_style(style: str) -> bool:
    """Whether declarations of CSS take an element off the page."""
    return "none" in style and "display:none" in style[:500].lower().replace(" ", "")
