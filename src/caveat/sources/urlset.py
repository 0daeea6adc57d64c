"""Owns the XML of sitemaps: the entries of a `<urlset>` or `<sitemapindex>`, well-formed or not.

A scanner, no parser: it knows a dozen names, and ignores namespaces, attributes, nesting and the entities of a document
type; so it takes time and memory in proportion to the text, whatever that holds.
"""

import re
from collections.abc import Iterator
from html import unescape

_ENTRIES = frozenset({"url", "sitemap"})
_SECTIONS = frozenset({"image", "news", "video"})
"""Elements of extensions, which have fields of the same names (https://www.sitemaps.org/protocol.html#extending)."""
_TOKEN = re.compile(
    r"<!--|<(/?)(?:[\w.-]{1,40}:)?"
    r"(url|sitemap|image|news|video|loc|lastmod|title|publication_date|keywords|language)(?![\w.:-])([^<>]{0,2000})>"
)
_NAME = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})")
_CDATA = "<![CDATA["
_MAX_TOKENS = 2_000_000
_LONGEST = 5000
"""Characters of a field; a longer one is none."""

Fields = dict[str, str]
"""Texts of one entry by name (`loc`, `lastmod`), those of extensions with their section (`image/loc`, `news/title`)."""


def root_name(text: str) -> str:
    """The local name of the first element in lower case; "" where there is none."""
    position = text.find("<")
    while position >= 0:
        if text.startswith("<!--", position):
            end = text.find("-->", position)
            position = text.find("<", end) if end >= 0 else -1
        elif text[position + 1 : position + 2] in ("!", "?"):
            position = text.find("<", position + 1)
        else:
            name = _NAME.match(text, position)
            return name[1].lower() if name else ""
    return ""


def entries(text: str) -> Iterator[Fields]:
    """The entries in their order; of a text that is cut short, the last one as far as it goes."""
    entry: Fields | None = None
    section = ""
    for is_end, name, value in _tags(text):
        if name in _ENTRIES:
            if entry is not None:
                yield entry
            entry, section = None if is_end else {}, ""
        elif name in _SECTIONS:
            section = "" if is_end else name
        elif entry is not None and value is not None:
            entry.setdefault(f"{section}/{name}" if section else name, value)
    if entry is not None:
        yield entry


def _tags(text: str) -> Iterator[tuple[bool, str, str | None]]:
    """(whether it ends an element, its name, the text since the element's start where it ends the innermost one)."""
    position = 0
    opened, start = "", 0
    for _ in range(_MAX_TOKENS):
        match = _TOKEN.search(text, position)
        if match is None:
            return
        position = match.end()
        if match[2] is None:
            position = text.find("-->", position)
            if position < 0:
                return
        elif match[1]:
            yield True, match[2], _text(text, start, match.start()) if match[2] == opened else None
            opened = ""
        elif not match[3].endswith("/"):
            yield False, match[2], None
            opened, start = match[2], match.end()


def _text(text: str, start: int, end: int) -> str | None:
    """The characters between two tags; None where they are too many."""
    if end - start > _LONGEST:
        return None
    first, *others = text[start:end].split("<!--")
    content = "".join((first, *(other.partition("-->")[2] for other in others)))
    if _CDATA in content:
        return content.replace(_CDATA, "").replace("]]>", "")
    return unescape(content)
