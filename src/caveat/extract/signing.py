"""Owns how the class, the microdata and the address of an element say that it holds the name of an author."""

import re
from enum import IntEnum
from functools import lru_cache

from lxml import etree

_MAX_NAMED = 300
"""Characters of a class or an address that are read."""
_SIGNS = re.compile(
    r"author|autor(?!i[sz])|auteur|byline|verfasser|redakteur|vcard|posted|post-?by|submitted|\bwriter|contributor"
    r"|signature|skribent|forfatter|schreiber|\byazar|itemposter|(?:^| )(?:fn|p-author)(?: |$)",
    re.I,
)
_STEMS = (
    "auth", "autor", "auteur", "byline", "verfasser", "redakt", "vcard", "post", "submitted", "writer", "contrib",
    "signature", "skribent", "forfatter", "schreiber", "yazar", "fn",
)  # fmt: skip
"""One of these is in whatever `_SIGNS` finds: they are looked for first, because that takes less time."""
_NAMES = re.compile(
    r"(?:^|[ _-])(?:fn|p-author|(?:author|autor|auteur|byline)s?[_-]{0,2}(?:name|link|url|title)\w{0,10})(?: |$|_)"
    r"|(?:authors?|byline)_{0,2}name|(?:^| )(?:author|url fn n)(?: |$)",
    re.I,
)
"""Classes of elements with nothing but a name in them."""
_LEADS_ELSEWHERE = re.compile(
    r"(?:author|autor|byline)s?[\w-]{0,20}(?:bio|desc|avatar|image|img|photo|social|follow|more|posts|articles"
    r"|role|position|job|text|profiles?|email|twitter)(?:$|[ _-])|follow|share|social|meta-prep|copyright|no-author",
    re.I,
)
ELSEWHERE = re.compile(
    r"comment|repl(?:y|ies)\b|respond|related|teaser|recommend|popular|recent|latest|trending|most-?read|(?:^| )widget"
    r"|side-?bar|\bnav|menu|copyright|promo|carousel|slider|newsletter|also|more-?(?:from|stor|post|art|news)"
    r"|list-?posts|posts?-?list|listing|cookie|read-?next|up-?next|next-?(?:post|art)|prev|suggest"
    r"|site-?(?:footer|info|header)|(?:^| )card|(?:^|[ _])aside|(?<!post-)(?<!entry-)(?<!article-)footer-\w",
    re.I,
)
"""Finds classes and ids of what does not belong to the article, comments above all: their authors are other people."""
_AUTHORS = frozenset({
    "author", "authors", "autor", "autoren", "autores", "autorin", "auteur", "auteurs", "autore", "autori", "verfasser",
    "redakteur", "redakteure", "signataire", "signataires", "journalist", "journalists", "contributor", "contributors",
    "creator", "periodista", "periodistas", "columnist", "columnists", "reporter", "reporters", "skribent", "forfatter",
    "yazar", "yazarlar", "staff", "byline", "bylines",
})  # fmt: skip
"""Parts of the path of an address behind which an author is named."""
_USERS = frozenset({"user", "users", "profile", "profil", "profiles", "member", "members"})


class Kind(IntEnum):
    """What of an author an element holds."""

    ELSEWHERE = -1
    """Nothing: it says that it holds something else of an author, or of another article."""
    NOTHING = 0
    BYLINE = 1
    NAME = 2
    """Nothing but a name."""
    LINK = 3
    """Nothing but a name, as far as the address tells that it links to."""
    USER = 4
    """As LINK, but the address may be that of any user of the site."""


def kind_of(element: etree._Element) -> Kind:
    """What of an author an element holds, as far as its attributes tell."""
    classes = element.get("class")
    kind = _class_kind(classes[:_MAX_NAMED]) if classes else Kind.NOTHING
    if kind is not Kind.NOTHING and kind is not Kind.BYLINE:
        return kind
    if element.tag == "a":
        if "author" in (element.get("rel") or ""):
            return Kind.NAME
        linked = address_kind(element.get("href") or "")
        return linked if linked is not Kind.NOTHING else kind
    if element.tag == "address" or "author" in (element.get("itemprop") or ""):
        return Kind.BYLINE
    return kind


def address_kind(address: str) -> Kind:
    """LINK for the address of an author's page, USER for that of a user's, else NOTHING."""
    address = address[-_MAX_NAMED:].lower()
    parts = address.split("/")[1:-1] if "/" in address else []
    if not _AUTHORS.isdisjoint(parts) or "author=" in address:
        return Kind.LINK
    is_user = not _USERS.isdisjoint(parts) or "/user-" in address or "userinfo" in address
    return Kind.USER if is_user else Kind.NOTHING


@lru_cache(maxsize=8192)
def _class_kind(classes: str) -> Kind:
    folded = classes.lower()
    if not any(stem in folded for stem in _STEMS) or not _SIGNS.search(classes):
        return Kind.NOTHING
    if _LEADS_ELSEWHERE.search(classes) or ELSEWHERE.search(classes):
        return Kind.ELSEWHERE
    return Kind.NAME if _NAMES.search(classes) else Kind.BYLINE
