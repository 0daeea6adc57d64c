"""Owns the way from the text of an XML feed to its tree, repaired where it has to be, and cut to size for feedparser.

feedparser is quadratic in the attributes of an element and in the length of an author, believes in Python's codecs, and
has a slow parser of its own for ill-formed feeds; so it is handed a tree that was rewritten here, in linear time.
"""

import html
import re
from functools import lru_cache

from lxml import etree

from caveat.sources.fields import MAX_ITEMS, person

_MAX_ATTRIBUTES = 24
_MAX_FIELDS = 200
"""Children of a feed or an item that are no items."""
_MAX_SHORT = 300
"""Characters of a name, a date, a language."""

_ITEMS = frozenset({"item", "entry"})
_PARENTS = _ITEMS | {"channel", "feed", "rdf", "rss"}
_PEOPLE = frozenset({"author", "creator", "managingeditor", "webmaster", "name", "email", "owner", "contributor"})
_DATES = frozenset({"pubdate", "published", "updated", "modified", "issued", "created", "date", "lastbuilddate"})
_SHORT = _PEOPLE | _DATES | {"language", "category", "subject", "keywords", "duration", "width", "height"}

_START = re.compile(r"<\?xml\s|<(?:\w{1,40}:)?(?:rss|feed|rdf)[\s>]|<!DOCTYPE\s", re.I)
"""Where a feed begins, whatever a server printed before it."""
_PROLOGUE = 4096
"""Characters in which that is looked for."""
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
"""What only a repaired document may hold: attributes would expand entities."""
_C1 = re.compile(r"&#(?:1(?:2[89]|[345]\d)|[xX][89][0-9a-fA-F]);")
_CDATA = ("<![CDATA[", "]]>")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?|<(?![A-Za-z_/!?])")
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
"""Prefixes that feeds use without declaring them."""


def tree(text: str) -> etree._Element | None:
    """The root of an XML document without comments, entities unresolved; None where it is no XML at all.

    What is ill-formed, or brings a document type, is repaired first and read as far as it goes.
    """
    start = _START.search(text, 0, _PROLOGUE)
    position = start.start() if start else text.find("<")
    if position < 0:
        return None
    # References to C1 controls are meant for windows-1252, as in HTML.
    text = _C1.sub(lambda match: html.unescape(match[0]), text[position:])
    if not any(sign in text for sign in _DECLARATIONS):
        try:
            return etree.fromstring(text.encode("utf-8"), _parser(recover=False))
        except etree.XMLSyntaxError:
            pass
    try:
        root: etree._Element | None = etree.fromstring(with_references(text).encode("utf-8"), _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    """A parser that looks nothing up; a tree is at most 2048 elements deep, which the parser itself sees to."""
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )


def cut_to_size(root: etree._Element) -> bytes:
    """The document of a tree as well-formed UTF-8, without document type; the tree is changed.

    At most 1000 items, 24 attributes an element, 300 characters a name or date. `mail (Name)` becomes `Name`.
    """
    _prune(root)
    for element in root.iter(etree.Element):
        _bound(element)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def local_name(element: etree._Element) -> str:
    """The name of an element without namespace or prefix, in lower case."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def with_references(text: str) -> str:
    """`text` whose only references are numeric, stray `&` and `<` among them.

    So no entity is ever looked up; and after its first error libxml2 leaves out named references, `&lt;` too.
    """
    pieces: list[str] = []
    position = 0
    while (start := text.find(_CDATA[0], position)) >= 0 and (end := text.find(_CDATA[1], start)) >= 0:
        pieces += [_REFERENCE.sub(_reference, text[position:start]), text[start:end]]
        position = end
    return "".join([*pieces, _REFERENCE.sub(_reference, text[position:])])


def _reference(match: re.Match[str]) -> str:
    return _numeric(match[0], *match.groups())


@lru_cache(maxsize=4096)
def _numeric(reference: str, number: str | None, name: str | None) -> str:
    """One reference, of a character's number or name, or a stray mark, as numeric references."""
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        return f"&#{code};" if _is_character(code) else ""
    if name is None:
        return f"&#{ord(reference)};"
    character = html.unescape(reference)
    return "".join(f"&#{ord(one)};" for one in character) if character != reference else f"&#38;{name};"


def _is_character(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def _prune(root: etree._Element) -> None:
    """Takes out the items and fields that are too many, the first ones staying."""
    items = 0
    for parent in [element for element in root.iter(etree.Element) if local_name(element) in _PARENTS]:
        fields = 0
        for child in list(parent):
            is_item = local_name(child) in _ITEMS
            items, fields = (items + 1, fields) if is_item else (items, fields + 1)
            if (is_item and items > MAX_ITEMS) or (not is_item and fields > _MAX_FIELDS):
                parent.remove(child)


def _bound(element: etree._Element) -> None:
    """Makes one element fit: its name, its attributes, and its text where that is a short field."""
    tag = str(element.tag)
    if ":" in tag and not tag.startswith("{"):
        prefix, _, name = tag.rpartition(":")
        namespace = _NAMESPACES.get(prefix.lower())
        name = name if _NAME.fullmatch(name) else "unnamed"
        element.tag = f"{{{namespace}}}{name}" if namespace else name
    for index, key in enumerate(map(str, element.attrib)):
        if index >= _MAX_ATTRIBUTES or (":" in key and not key.startswith("{")):
            del element.attrib[key]
    name = local_name(element)
    if name in _SHORT:
        _shorten(element, is_person=name in _PEOPLE)


def _shorten(element: etree._Element, *, is_person: bool) -> None:
    text = (element.text or "")[:_MAX_SHORT]
    element.text = person(text) if is_person else text
    for child in element:
        child.tail = None
