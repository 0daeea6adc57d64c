"""Owns the way from bytes to one lxml tree: charset, characters, depth."""

import re
from itertools import islice
from typing import AnyStr

from lxml import etree

from caveat import characters
from caveat.characters import printable
from caveat.errors import ExtractError
from caveat.tokens import bounded

_ENDS = re.compile(rb"</(?:body|html)\s{0,20}>", re.I)
_LAST = re.compile(rb"(?:\s++|</(?:body|html)\s{0,20}>)*+", re.I)
_MAX_TAGS = 100_000
_DEPTH = 200
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})[^<>]{0,4000}>")
_UNCOUNTED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
})  # fmt: skip
_OF_HEADS = frozenset({"base", "link", "meta", "title", "style", "script", "noscript", "template"})
"""HTML, section 3.2.5.2.1: metadata content."""


def decode(html: bytes | str, charset: str | None = None) -> str:
    """The page as text of XML 1.0 characters only (XML 1.0, production 2), cut after 100,000 tags.

    Never raises: bytes that fit no encoding become U+FFFD.
    """
    return _cut(printable(html) if isinstance(html, str) else characters.decode(html, charset), "<")


def parse(html: bytes | str, charset: str | None = None) -> etree._Element:
    """The root element of a page, comments and processing instructions left out; read as `decode` does.

    Elements nested deeper than the parser goes are unwrapped, so that their text is kept, and tags with more than 500
    attributes lose them. Raises ExtractError for a page without any element.
    """
    page = _open_ended(bounded(_cut(characters.utf8(html, charset), b"<")))
    root, too_deep = _parse(page)
    if too_deep:
        root, _ = _parse(_flatten(page.decode()).encode())
    if root is None:
        raise ExtractError("the page is empty")
    _close_head(root)
    return root


def shallow(text: str) -> str:
    """The page, for other parsers: as it is, or flattened where it is nested too deep for any."""
    return _flatten(text) if _parse(bounded(text.encode("utf-8", "replace")))[1] else text


def _close_head(root: etree._Element) -> None:
    """Moves what is of the body into it: the parser leaves elements that it does not know (`<main>`) in the head."""
    head, body = root.find("head"), root.find("body")
    misplaced = [] if head is None else [child for child in head if child.tag not in _OF_HEADS]
    if not misplaced:
        return
    if body is None:
        body = etree.SubElement(root, "body")
    misplaced[-1].tail = (misplaced[-1].tail or "") + (body.text or "")
    body.text = None
    for place, element in enumerate(misplaced):
        body.insert(place, element)


def _flatten(text: str) -> str:
    """The page with the tags of elements left out that stand more than 200 levels deep."""
    pieces: list[str] = []
    depth = end = 0
    for match in _TAG.finditer(text):
        pieces.append(text[end : match.start()])
        end = match.end()
        if match[2].lower() in _UNCOUNTED:
            pieces.append(match[0])
        elif match[1]:
            if depth <= _DEPTH:
                pieces.append(match[0])
            depth = max(depth - 1, 0)
        else:
            depth += 1
            if depth <= _DEPTH:
                pieces.append(match[0])
    pieces.append(text[end:])
    return "".join(pieces)


def _cut(page: AnyStr, sign: AnyStr) -> AnyStr:
    """The page up to a number of tags, of at least three characters each, that only a hostile one exceeds."""
    if len(page) <= 3 * _MAX_TAGS or page.count(sign) <= _MAX_TAGS:
        return page
    return page[: next(islice(re.finditer(sign, page), _MAX_TAGS, None)).start()]


def _open_ended(page: bytes) -> bytes:
    """The page without `</body>` and `</html>`, where anything follows: the parser would drop it, browsers do not."""
    end = _ENDS.search(page)
    return page if end is None or _LAST.fullmatch(page, end.start()) else _ENDS.sub(b"", page)


def _parse(page: bytes) -> tuple[etree._Element | None, bool]:
    """(root, whether the parser gave up at a depth)."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        collect_ids=False,  # nothing asks for elements by id, and a table of them takes a tenth of the time
    )
    try:
        root = etree.fromstring(page, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, any("xcessive depth" in entry.message for entry in parser.error_log)
