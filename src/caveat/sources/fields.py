"""Owns the fields of a link: text out of markup and markup out of text, names, the digest over them all."""

import re
from collections.abc import Iterable
from hashlib import sha256
from html import escape, unescape

from lxml import etree

from caveat.characters import clip, one_line, printable

MAX_ITEMS = 1000
"""Articles that are read of one list."""

_MARKUP = re.compile(r"<[A-Za-z/!]|&[#A-Za-z]")
_TAG = re.compile(r"<[A-Za-z/!]")
_ORDINARY_TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|h[1-6]|i|img|li|ol|p|small|span|strong|sub|sup|u|ul)"
    r"""(?:\s[^<>"']{0,500}(?:"[^"<>]{0,2000}"[^<>"']{0,500}){0,20})?/?>""",
    re.I,
)
"""Tags that need no parser to be left out: their names are those of running text, and their quotes are closed."""
_UNSEEN = re.compile(r"<(?:script|style|template|rt|rp)\b", re.I)
"""Elements whose text nobody reads; of ruby, the reading beside the word."""
_BREAKS = re.compile(r"<(?:p|br|li|div)\b", re.I)
"""Elements that part words."""
_BY = re.compile(r"^by\s+", re.I)
_MAILBOX = re.compile(r"<?[^\s<>()@,;]{1,100}@[^\s<>()@,;]{1,100}>?")
_AND = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+", re.I)
_MIN_WORDS, _MAX_WORDS = 2, 4
"""Words of a name, where several names stand in one string."""
_MAX_PEOPLE = 20
_LONGEST_NAMES = 1000
_LONGEST_NAME = 200
_MAX_TAGS = 50
_LONGEST_TAG = 100
_LONGEST_ID = 1000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_LONGEST_MARKUP = 100_000
"""Characters of markup that are read for plain text; the rest is left out."""


def plain(markup: str) -> str:
    """The text of a piece of HTML, on one line; text that is no HTML stands as it is."""
    if not _MARKUP.search(markup):
        return one_line(markup)
    markup = printable(markup[:_LONGEST_MARKUP])
    between = " " if _BREAKS.search(markup) else ""
    bare = _ORDINARY_TAG.sub(between, markup)
    if not _TAG.search(bare):
        return one_line(unescape(bare))
    # A declared encoding: whatever the markup says of its own is ignored.
    root = etree.fromstring(f"<div>{markup}</div>".encode(), _html_parser())
    if root is None:
        return ""
    if _UNSEEN.search(markup):
        etree.strip_elements(root, "script", "style", "template", "rt", "rp", with_tail=False)
    pieces = map(str, root.itertext())
    return one_line(between.join(pieces))


def _html_parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph a line."""
    lines = [one_line(line) for line in text.splitlines()]
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def person(text: str) -> str:
    """The name in `mail (Name)` or `Name <mail>`; "" where there is nothing but an address."""
    if "@" not in text:
        return text
    name = _MAILBOX.sub(" ", text).replace("( )", "").strip()
    return name[1:-1] if name.startswith("(") and name.endswith(")") and name != text.strip() else name


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Names of people, one by one: `By A B, C D and E F` are three; each once, at most 20."""
    found: dict[str, str] = {}
    for name in names:
        name = _BY.sub("", plain(name[:_LONGEST_NAMES]))
        pieces = [piece.strip() for piece in _AND.split(name)]
        whole = all(_MIN_WORDS <= len(piece.split()) <= _MAX_WORDS for piece in pieces)
        for one in pieces if whole else [name]:
            if one and "@" not in one:
                found.setdefault(one.casefold(), clip(one, _LONGEST_NAME))
    return tuple(found.values())[:_MAX_PEOPLE]


def keywords(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags, each once and none longer than 100 characters, at most 50."""
    found: dict[str, None] = {}
    for tag in tags:
        if len(found) == _MAX_TAGS:
            break
        folded = clip(tag, _LONGEST_TAG)
        if folded:
            found[folded] = None
    return tuple(found)


def identifier(text: str) -> str:
    """The id that a feed gives an item, on one line; of one that is too long to be kept, a digest."""
    return one_line(text) if len(text) <= _LONGEST_ID else digest(text)


def language_tag(text: str) -> str | None:
    """The BCP 47 tag that a list gives; None for what is none."""
    tag = text.strip()
    return tag.replace("_", "-") if _LANGUAGE.fullmatch(tag) else None


def digest(*values: object) -> str:
    """Hex digest over what a list says of one article: 32 digits."""
    return sha256("\x00".join(str(value) for value in values).encode("utf-8", "replace")).hexdigest()[:32]
