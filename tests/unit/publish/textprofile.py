"""Owns what the profile of feeds asks of texts: plain ones, languages, and HTML."""

import re
from collections.abc import Iterator
from html import unescape
from locale import locale_alias

from tests.unit.publish.markup import faults
from tests.unit.publish.parsed import ATOM, CONTENT, DC, Document

_END_TAG = re.compile(r"</(\w+)>")
_PLAIN = re.compile(r"<(title|category|source|description|subtitle|name|summary|rights|dc:rights)(?: [^>]*)?>([^<]*)")
_DAMAGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd-\uffff]")
_LANGUAGES = {name.partition("_")[0] for name in locale_alias} | {"en"}
_HTML_TAGS = frozenset(["a", "b", "br", "div", "em", "h1", "h2", "i", "li", "p", "s", "script", "span", "strong"])


def nothing_blank(feed: Document) -> Iterator[str]:
    """NotBlank."""
    for element in feed.root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name == "category" and not feed.is_rss:
            blank = not (element.get("term") or "").strip()
        else:
            blank = name in {"title", "id", "guid", "category", "name", "summary", "rights", "creator", "source"}
            blank = blank and not len(element) and not (element.text or "").strip()
        if blank or (name == "content" and element.tag == f"{ATOM}content" and not element.text):
            yield f"{name} is blank"


def languages_are_known(feed: Document) -> Iterator[str]:
    """InvalidLanguage."""
    said = [element.text for element in feed.root.iter("language", f"{DC}language")]
    said += [element.get("{http://www.w3.org/XML/1998/namespace}lang", "en") for element in feed.root.iter()]
    for tag in said:
        if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", tag or "") or _primary(tag) not in _LANGUAGES:
            yield f"language: {tag!r}"


def plain_text_is_plain(feed: Document) -> Iterator[str]:
    """ContainsHTML, ContainsUndeclaredHTML, CharacterData: markup, or what could be, outside elements of HTML.

    The RSS profile lets `&` and `<` pass that the document spells as hexadecimal references.
    """
    for name, text in _PLAIN.findall(feed.body.decode()):
        if not feed.is_rss or name != "description":
            tags = [tag for tag in _END_TAG.findall(unescape(text)) if tag.lower() in _HTML_TAGS]
            yield from (f"{name} ends a {tag}: {text!r}" for tag in tags)
        yield from (f"{name} has {found}: {text!r}" for found in ("&amp;", "&lt;") if found in text)


def nothing_damaged(feed: Document) -> Iterator[str]:
    """BadCharacters, and what HTML forbids (html5lib: invalid-codepoint)."""
    for element in feed.root.iter():
        for text in (element.text or "", *element.values()):
            if bad := _DAMAGE.search(str(text)):
                yield f"{element.tag} holds {bad[0]!r}"


def content_is_safe_html(feed: Document) -> Iterator[str]:
    """SecurityRisk, NotHtml, ContainsRelRef."""
    for element in feed.root.iter(CONTENT, f"{ATOM}content"):
        if element.tag != CONTENT and element.get("type") != "html":
            yield f"content of type {element.get('type')!r}"
        yield from faults(element.text or "")
    for entry in feed.entries if feed.is_rss else []:
        yield from faults(entry.findtext("description") or "")


def _primary(tag: str | None) -> str:
    return (tag or "").partition("-")[0].lower()
