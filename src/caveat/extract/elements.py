"""Owns the reading of short elements: their text on one line."""

from lxml import etree


def element_text(element: etree._Element, *, limit: int = 20_000, between: str = "") -> str:
    """The text of an element, white space folded, cut soon after `limit` characters; `between` joins its pieces."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        text = piece if isinstance(piece, str) else piece.decode("utf-8", "replace")
        pieces.append(text)
        length += len(text.strip())
        if length > limit:
            break
    return " ".join(between.join(pieces).split())
