"""Owns text constructs as feeds write them: escaped, as markup, in base64; of RSS, whose titles may be either."""

import base64
import binascii
import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from caveat.characters import printable
from caveat.sources.listed import Text
from caveat.sources.names import Names

_PLAIN, _HTML, _XHTML = "text/plain", "text/html", "application/xhtml+xml"
_TYPES = {"": _PLAIN, "text": _PLAIN, "plain": _PLAIN, "html": _HTML, "xhtml": _XHTML}
_DEFAULTS = {
    "description": _HTML,
    "dc:description": _HTML,
    "content:encoded": _HTML,
    "fullitem": _HTML,
    "body": _XHTML,
    "xhtml:body": _XHTML,
    "xhtml:div": _XHTML,
}
"""Types of elements that do not say theirs; of all others it is plain text."""
_CLOSED = re.compile(r"</\w|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_NAMED = re.compile(r"</?(\w+)")
_INLINE = re.compile(
    r"(?:a|abbr|acronym|b|big|blockquote|br|cite|code|dd|del|dfn|div|dl|dt|em|font|h[1-6r]|i|img|ins|kbd|li|"
    r"mark|nobr|ol|p|pre|q|s|samp|small|span|strike|strong|su[bp]|table|tbody|td|th|tr|tt|u|ul|var|wbr)",
    re.I,
)
"""Elements that plain text of RSS is taken for HTML by."""
_LONGEST_GUESS = 10_000
"""Characters by which that is guessed."""


def text_of(element: etree._Element, names: Names, *, is_atom: bool, base: str | None, language: str | None) -> Text:
    """What an element says: HTML or plain text, by its type and mode (RFC 4287, section 3.1; Atom 0.3), or its name.

    Plain text of RSS that looks like HTML is HTML.
    """
    given = (element.get("type") or "").strip().lower()
    kind = _TYPES.get(given, given) if given else _DEFAULTS.get(names[element.tag], _PLAIN)
    if len(element) == 1 and kind == _HTML and names[element[0].tag] in {"div", "xhtml:div"} and not len(element[0]):
        # Escaped markup in a <div> of its own.
        element = element[0]
    if len(element):
        return Text(value=inner_markup(element), base=base, language=language)
    value = (element.text or "").strip()
    if element.get("mode") == "base64" or not (kind.startswith("text/") or kind.endswith(("/xml", "+xml"))):
        value = _decoded(value)
    elif kind == _XHTML and element.get("mode") != "escaped":
        value = escape(value, quote=False)
    is_plain = kind == _PLAIN and (is_atom or not _looks_like_html(value))
    return Text(value=value, is_plain=is_plain, base=base, language=language)


def inner_text(element: etree._Element) -> str:
    """The text in an element, whatever markup stands around it."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def inner_markup(element: etree._Element) -> str:
    """What stands in an element, as HTML; a single `<div>` around all of it is left out (RFC 4287, section 3.1.1.3).

    The element is emptied.
    """
    _without_namespaces(element)
    # In a tree of its own, where no namespace is declared.
    apart = etree.Element("div")
    apart.text = element.text
    apart.extend(list(element))
    etree.cleanup_namespaces(apart)
    if (
        len(apart) == 1
        and apart[0].tag == "div"
        and not (apart.text or "").strip()
        and not (apart[0].tail or "").strip()
    ):
        apart = apart[0]
    return "".join(_pieces(apart)).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        yield etree.tostring(child, encoding="unicode", method="html")


def _without_namespaces(element: etree._Element) -> None:
    """Gives elements and attributes inside the names that they have in HTML."""
    for inside in element.iterdescendants(etree.Element):
        inside.tag = _local(str(inside.tag))
        for name in [name for name in map(str, inside.attrib) if name.startswith("{") or ":" in name]:
            del inside.attrib[name]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2] or "span"


def _looks_like_html(text: str) -> bool:
    """Whether there is a closed element or a reference in a text, and no other element than those of running text."""
    text = text[:_LONGEST_GUESS]
    if "<" not in text and "&" not in text:
        return False
    return _CLOSED.search(text) is not None and all(_INLINE.fullmatch(name) for name in _NAMED.findall(text))


def _decoded(text: str) -> str:
    """The text that base64 holds; what is none, as it stands; what it holds but is no text, nothing."""
    try:
        return printable(base64.b64decode("".join(text.split()), validate=True).decode("utf-8")).strip()
    except UnicodeDecodeError:
        return ""
    except (binascii.Error, ValueError):
        return text
