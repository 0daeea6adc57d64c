"""Owns the way from bytes to one lxml tree: charset, characters, depth."""

import re
from itertools import islice

from lxml import etree

from caveat import characters
from caveat.characters import printable
from caveat.errors import ExtractError

_SMALL = 50_000
_START_TAG = re.compile(
    r"""<(?:(script|style)|([a-z][a-z0-9:-]{0,40}))((?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)"""
    # What stands in a script is no tag, and its quotes are anything.
    r"(?(1)((?:>[^<]*+(?:<(?!/script|/style)[^<]*+)*+)?)|())",
    re.I,
)
_MAX_ATTRIBUTES = 1000
_ENDS = re.compile(r"</(?:body|html)\s{0,20}>", re.I)
_MAX_TAGS = 300_000
_DEPTH = 200
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})[^<>]{0,4000}>")
_UNCOUNTED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
})  # fmt: skip
_OF_HEADS = frozenset({"base", "link", "meta", "title", "style", "script", "noscript", "template"})
"""HTML, section 3.2.5.2.1: metadata content."""


def decode(html: bytes | str, charset: str | None = None) -> str:
    """The page as text of XML 1.0 characters only (XML 1.0, production 2), cut after 300,000 tags.

    Never raises: bytes that fit no encoding become U+FFFD.
    """
    return _bounded(printable(html) if isinstance(html, str) else characters.decode(html, charset))


def parse(text: str) -> etree._Element:
    """The root element of a page, comments and processing instructions left out.

    Elements nested deeper than the parser goes are unwrapped, so that their text is kept. Raises ExtractError for a
    page without any element.
    """
    # The parser drops what follows </body></html>, browsers do not.
    text = _ENDS.sub("", text)
    root, too_deep = _parse(text)
    if too_deep:
        root, _ = _parse(_flatten(text))
    if root is None:
        raise ExtractError("the page is empty")
    _close_head(root)
    return root


def shallow(text: str) -> str:
    """The page, for other parsers: as it is, or flattened where it is nested too deep for any."""
    return _flatten(text) if _parse(text)[1] else text


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


def _bounded(text: str) -> str:
    """The page within numbers of tags, and of attributes in a tag, that only a hostile one exceeds.

    The parser's time grows with the square of the attributes of one element.
    """
    if len(text) > _SMALL:
        text = _START_TAG.sub(_few_attributes, text)
    if text.count("<") <= _MAX_TAGS:
        return text
    return text[: next(islice(re.finditer("<", text), _MAX_TAGS, None)).start()]


def _few_attributes(tag: re.Match[str]) -> str:
    attributes = tag[3]
    if attributes.count("=") > _MAX_ATTRIBUTES or len(attributes.split(None, _MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES:
        return f"<{tag[1] or tag[2]}{tag[4] or ''}"
    return tag[0]


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """(root, whether the parser gave up at a depth)."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, any("xcessive depth" in entry.message for entry in parser.error_log)
