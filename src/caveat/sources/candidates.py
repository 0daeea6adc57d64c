"""Owns the links of a page that may lead to its articles, each with what speaks for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from caveat import dates
from caveat.characters import one_line
from caveat.sources.boxes import Boxes, text_of, words
from caveat.urls import absolute, canonical, same_site

MAX_CANDIDATES = 5000
_MAX_LINKS = 50_000
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADLINE_WORDS = frozenset({"title", "headline", "heading", "hed", "titel", "titre", "titulo"})
_NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|pdf|zip|gz|mp3|mp4|m4a|webm|xml|rss|atom|json|css|js|ics|txt|epub|docx?|xlsx?)$",
    re.I,
)
_OTHER_RELATIONS = frozenset(
    {"tag", "author", "next", "prev", "previous", "home", "category", "license", "search", "up"}
)
_NO_ARTICLES = frozenset({
    "tag", "tags", "category", "categories", "author", "authors", "user", "users", "member",
    "members", "about", "about-us", "contact", "contact-us", "privacy", "privacy-policy", "terms",
    "imprint", "impressum", "datenschutz", "login", "signin", "sign-in", "logout", "register", "signup", "account",
    "subscribe", "subscription", "newsletter", "newsletters", "sitemap", "faq", "careers", "advertise",
    "advertising", "cookies", "cookie-policy", "legal", "feed", "rss", "cart", "checkout", "password", "lostpassword",
    "share", "wp-login.php", "kategorie", "schlagwort", "autor", "categorie", "auteur", "etiqueta", "categoria",
})  # fmt: skip
"""Last or last but one segments of paths that lead to people, lists, forms, and what else a site has to have."""
_DOUBTFUL = frozenset({
    "topic", "topics", "section", "sections", "series", "label", "search", "help", "page", "pages", "archive",
    "archives", "shop", "thema", "profile", "profiles", "people", "staff", "jobs",
})  # fmt: skip
_DATED = re.compile(r"/(?:19|20)\d\d[/-]\d{1,2}(?:[/-]\d{1,2})?(?:[/-]|$)|/(?:19|20)\d{6}(?:[/_-]|$)")
_NUMBER = re.compile(r"\d{3,}")
_FILE = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.I)
_SEPARATOR = re.compile(r"[-_]|%20|\+")
_LONG_SLUG, _SLUG_WORDS = 15, 3
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
"""Scripts in which a character says as much as two or three letters."""
_SHORT, _MEDIUM, _LONG = 10, 22, 250
_HOPELESS = -2.0
_MAX_PARTS = 40
_MAX_DATE = 40
_CARD = 2
"""Pieces of text in a link, from which on it is more than a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A link that may lead to an article."""

    anchor: etree._Element
    key: str
    """Canonical address."""
    text: str
    """Its own, or that of the heading or title in it, or of the picture that it is."""
    heading: etree._Element | None
    """The heading around it or in it."""
    inline: bool
    """It stands in a sentence."""
    likeness: float
    """How much its address looks like that of an article, from -2 to about 4."""


def find_candidates(root: etree._Element, *, url: str, base: str) -> list[Candidate]:
    """The links to other pages of the same site outside menus and the like, in the page's order, at most 5000."""
    boxes = Boxes(root)
    here = canonical(url)
    return list(islice(_candidates(root, boxes, here, base), MAX_CANDIDATES))


def _candidates(root: etree._Element, boxes: Boxes, here: str, base: str) -> Iterator[Candidate]:
    for anchor in islice(root.iter("a"), _MAX_LINKS):
        reference = anchor.get("href")
        if not reference or reference.startswith("#") or _is_other(anchor):
            continue
        address = absolute(base, reference)
        if address is None or not same_site(address, here) or boxes.aside(anchor):
            continue
        key = canonical(address)
        likeness = _likeness(key, here)
        if key != here and likeness > _HOPELESS and not _NOT_PAGES.search(urlsplit(key).path):
            heading = _heading(anchor)
            yield Candidate(
                anchor=anchor,
                key=key,
                text=_text(anchor, heading),
                heading=heading,
                inline=heading is None and _is_inline(anchor),
                likeness=likeness,
            )


def _is_other(anchor: etree._Element) -> bool:
    return not _OTHER_RELATIONS.isdisjoint((anchor.get("rel") or "").lower().split())


def _heading(anchor: etree._Element) -> etree._Element | None:
    """The heading that the link stands in, or the first that stands in it."""
    for outer in islice(anchor.iterancestors(), 3):
        if outer.tag in HEADINGS or outer.get("role") == "heading":
            return outer
    return next(iter(anchor.iter(*HEADINGS)), None)


def _is_inline(anchor: etree._Element) -> bool:
    """Whether words go before the link in its paragraph, and no date."""
    parent, before = anchor.getparent(), anchor.getprevious()
    if parent is None or parent.tag not in ("p", "em", "i", "b", "strong", "blockquote"):
        return False
    words_before = one_line((parent.text if before is None else before.tail) or "")
    return len(words_before) >= _SHORT and dates.find_date(words_before[-_MAX_DATE:]) is None


def _text(anchor: etree._Element, heading: etree._Element | None) -> str:
    is_inside = heading is not None and any(outer is anchor for outer in heading.iterancestors())
    text = text_of(heading if heading is not None and is_inside else _title_part(anchor))
    picture = None if text else anchor.find(".//img[@alt]")
    return text if picture is None else one_line(picture.get("alt") or "")


def _title_part(anchor: etree._Element) -> etree._Element:
    """The title in a link that holds a whole card: what is called so, else the first part that looks like one."""
    parts = list(islice(anchor.iterdescendants(etree.Element), _MAX_PARTS))
    leaves = [one for one in parts if len(one) == 0 and (one.text or "").strip()]
    if len(leaves) < _CARD and len(text_of(anchor)) <= _LONG:
        return anchor
    titled = [one for one in parts if is_titled(one) and text_of(one)]
    weighty = [one for one in leaves if title_weight(text_of(one)) > 0 and not dates.find_date(text_of(one))]
    return next(iter([*titled, *weighty]), anchor)


def is_titled(element: etree._Element) -> bool:
    """Whether an element calls itself a title."""
    return not _HEADLINE_WORDS.isdisjoint(words(element))


def title_weight(text: str) -> float:
    """How much a text looks like a title, from -1 to 2."""
    length = len(text) + round(1.5 * len(_WIDE.findall(text)))
    if length < _SHORT or text.isdigit():
        return -1.0 if length < _SHORT / 2 or text.isdigit() else 0.0
    return 1.0 if length < _MEDIUM or length > _LONG else 2.0


def _likeness(key: str, here: str) -> float:
    """What an address says for and against its being an article's."""
    parts = urlsplit(key)
    pieces = [piece for piece in parts.path.lower().split("/") if piece]
    if not pieces and not parts.query:
        return -4.0
    weight = 0.0
    weight -= 4.0 if not _NO_ARTICLES.isdisjoint(pieces[-2:]) else 0.0
    weight -= 2.0 if not _DOUBTFUL.isdisjoint(pieces[-2:]) else 0.0
    last = pieces[-1] if pieces else ""
    if _DATED.search(parts.path):
        weight += 2.0
    weight += _slug_weight(last, parts.query)
    if len(pieces) == 1 and not parts.query and not _NUMBER.search(last) and not _SEPARATOR.search(last):
        weight -= 0.5
    if parts.path.startswith(urlsplit(here).path.rstrip("/") + "/") and len(pieces) > 1:
        weight += 0.5
    return weight


def _slug_weight(last: str, query: str) -> float:
    weight = 0.0
    slug = _FILE.sub("", last)
    if len(_SEPARATOR.split(slug)) >= _SLUG_WORDS and len(slug) >= _LONG_SLUG:
        weight += 1.5
    if _NUMBER.search(slug) or _NUMBER.search(query):
        weight += 1.0
    return weight + (0.5 if slug != last else 0.0)
