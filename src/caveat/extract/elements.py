"""Owns the finding and reading of short elements: those that meet a condition, their text on one line."""

from lxml import etree

_MAX_SHORT = 200
_SPACED = 4
"""How far white space may stretch a text."""


def element_text(element: etree._Element, *, limit: int = 20_000, between: str = "", folded: bool = True) -> str:
    """The text of an element, white space `folded`, cut soon after `limit` characters; `between` joins its pieces."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        text = piece if isinstance(piece, str) else piece.decode("utf-8", "replace")
        pieces.append(text[: _SPACED * limit])
        length += len(text.strip())
        if length > limit:
            break
    text = between.join(pieces)
    return " ".join(text.split()) if folded else text


def select(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """The elements that a path finds."""
    found = path(root)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def short_text(element: etree._Element) -> str:
    """The text of a short element; "" for a long one, whose text is more than a byline."""
    text = element_text(element, limit=_MAX_SHORT, between=" ")
    return text if len(text) <= _MAX_SHORT else ""
