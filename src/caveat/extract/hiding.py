"""Owns which elements hide what stands in them as a spoiler, by class word, attribute or name."""

from lxml import etree

from caveat.extract.vocabulary import hides_block, says_spoiler

_MAX_LENGTH = 600


def is_hiding_block(element: etree._Element) -> bool:
    """Whether a block element hides its lines."""
    return element.get("data-spoiler") is not None or hides_block(_classes(element))


def is_hiding_inline(element: etree._Element) -> bool:
    """Whether an inline element hides its text; `<spoiler>` and `<tg-spoiler>` do by name."""
    named = "spoiler" in str(element.tag)
    return named or element.get("data-spoiler") is not None or says_spoiler(_classes(element))


def _classes(element: etree._Element) -> str:
    """Class words alone: an id names a place, as `id="spoilers"` does the part on the wings of a car."""
    return (element.get("class") or "")[:_MAX_LENGTH].lower()
