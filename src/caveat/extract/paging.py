"""Owns articles on several pages: which link leads to the next page of the same article, and the pages made one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from caveat.extract.elements import element_text
from caveat.extract.outline import Outline
from caveat.extract.titles import likeness
from caveat.model import Article, Block
from caveat.urls import absolute, canonical, same_site

MAX_PAGES = 10
_MAX_LINKS = 3000
_MAX_LABEL = 60
_MAX_ADDRESS = 2000
_PARAMETER = re.compile(r"(?:page|pg|pageno|page_?num(?:ber)?|seite|pagina|currentpage|story_?page)", re.I)
_IN_PATH = re.compile(r"/(?:(?:page|pg|seite|pagina|p)[-/]?)?(\d{1,2})", re.I)
_IN_NAME = re.compile(r"[-_,.](?:page|seite|p|s)?[-_]?(\d{1,2})", re.I)
_FIRST = re.compile(r"/(?:page|seite|pagina)[-/]1$", re.I)
_NAMED = re.compile(r"[-_,.](?:page|seite|p)[-_]?(\d{1,2})", re.I)
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|shtml)$", re.I)
_NEXT = re.compile(
    r"\W*(?:(?:go to |to )?(?:the )?next(?: page| part)?|continue(?: reading| to (?:the )?next page)?|read on|more"
    r"|(?:zur )?nächsten? seite|weiter(?:lesen)?|(?:page )?suivante?|lire la suite|(?:página )?siguiente|seguir leyendo"
    r"|próxima(?: página)?|(?:pagina )?(?:successiva|seguente)|continua(?: a leggere)?|volgende(?: pagina)?|nästa sida"
    r"|neste side|næste side|następna(?: strona)?|далее|следующая|次へ|次のページ|下一页|下一頁|다음)?\W*",
    re.I,
)
_NUMBERED = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|part|teil|strona|sida) )?(\d{1,2})(?: ?(?:of|von|/|de|di) ?\d{1,2})?\W*", re.I
)
_ENDS_IN_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?:\.[a-z]{3,5})?/*\s*(?:[?&#]|\Z)", re.I)
"""In the address of a further page: at the end of its path, or of a parameter."""
_ASIDE = re.compile(r"comment|respon[ds]|disqus|related|recommend|archive|recent", re.I)
_SEEN_LENGTH = 20
_HEAD = 8
"""Blocks at the head of a page among which short ones, too, are left out where an earlier page has them."""
_SAME_TITLE = 0.5
_HALF = 0.5


def next_page(outline: Outline, base_url: str | None, *, first: str, number: int) -> str | None:
    """The address of the page after page `number` of the article whose first page is `first`; None after the last.

    Only an address that differs from the first page's by a number, one more than that of the page at hand, in a link
    that says "next", or that number: a `rel=next` alone leads to another article as often as not.
    """
    found: str | None = None
    name = _ENDING.sub("", _FIRST.sub("", unquote(urlsplit(first).path).rstrip("/"))).rpartition("/")[2]
    for link in islice(chain(outline.links, outline.anchors), _MAX_LINKS):
        href = link.get("href")
        # Most links are none to a page: they have not the article's name in them, escaped or not, or no number.
        if not href or (name not in href and "%" not in href and (href[0] == "/" or "://" in href)):
            continue
        if len(href) > _MAX_ADDRESS or _ENDS_IN_NUMBER.search(href) is None or not _may_go_on(href, name):
            continue
        address = absolute(base_url, href)
        page = None if address is None else page_number(address, first)
        if page is not None and page > MAX_PAGES:
            return None  # a list of everything that there is stands on the page, and no article is that long
        if page == number + 1 and found is None and _leads_on(link, page) and not _stands_aside(link):
            found = address
    return found


def page_number(address: str, first: str) -> int | None:
    """Which page of the article that begins at `first` has this address, as its form says; None where it has none."""
    if not same_site(address, first):
        return None
    page, start = urlsplit(canonical(address)), urlsplit(canonical(first))
    page_path, start_path = unquote(page.path).rstrip("/"), _FIRST.sub("", unquote(start.path).rstrip("/"))
    if page_path == start_path:
        return _number_in_query(page, start)
    if _other_parameters(page) != _other_parameters(start):
        return None
    ending = _ENDING.search(start_path)
    stem, after = (start_path[: ending.start()], ending[0]) if ending else (start_path, "")
    # A bare "-2" is a page where the name has an ending; else it is how software tells two articles of one name apart.
    forms = ((start_path, _IN_PATH, ""), (stem, _IN_PATH, ""), (stem, _IN_NAME if ending else _NAMED, after))
    for before, pattern, behind in forms:
        if before and page_path.startswith(before) and page_path.endswith(behind):
            number = pattern.fullmatch(page_path[len(before) : len(page_path) - len(behind)])
            if number is not None:
                return int(number[1])
    return None


def join_pages(pages: Sequence[Article]) -> Article:
    """The article of which these are the pages, in order: fields from the first, and the blocks that each one adds.

    What an earlier page has already is left out: headline, standfirst, byline, notices, furniture. A page of another
    title, or one that says hardly anything new, ends the article.
    """
    first = pages[0]
    blocks = list(first.blocks)
    for page in pages[1:]:
        added = [*_added(page, blocks)]
        length = sum(len(block.text) for block in page.blocks) or 1
        is_other = likeness(page.title, first.title) < _SAME_TITLE
        if is_other or sum(len(block.text) for block in added) < (1 - _HALF) * length:
            break
        blocks += added
    return replace(first, blocks=tuple(blocks))


def _may_go_on(href: str, name: str) -> bool:
    """Whether an address may be that of a further page of what has this name in its own."""
    is_whole = href[:1] == "/" or "://" in href
    return not is_whole or name in (unquote(href) if "%" in href else href)


def _leads_on(link: etree._Element, wanted: int) -> bool:
    """Whether a link says of itself that it leads to the next page, or to the one of this number."""
    if "next" in (link.get("rel") or "").lower().split():
        return True
    if link.tag != "a":
        return False
    for label in (element_text(link, limit=2 * _MAX_LABEL), link.get("aria-label") or "", link.get("title") or ""):
        numbered = _NUMBERED.fullmatch(label[:_MAX_LABEL])
        if numbered is not None and int(numbered[1]) == wanted:
            return True
        if label and _NEXT.fullmatch(label[:_MAX_LABEL]):
            return True
    return False


def _stands_aside(link: etree._Element) -> bool:
    """Whether a link stands among comments or in a list of other texts."""
    return any(
        _ASIDE.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:500]) is not None
        for element in islice(link.iterancestors(), 12)
        if element.tag not in ("body", "html", "article", "main")
    )


def _number_in_query(page: SplitResult, start: SplitResult) -> int | None:
    if _other_parameters(page) != _other_parameters(start):
        return None
    values = [value for name, value in _parameters(page) if _PARAMETER.fullmatch(name)]
    return (
        int(values[0])
        if len(values) == 1 and values[0].isascii() and values[0].isdigit() and len(values[0]) < 3
        else None
    )


def _other_parameters(parts: SplitResult) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in _parameters(parts) if not _PARAMETER.fullmatch(name))


def _parameters(parts: SplitResult) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in parts.query.split("&") if pair)
    return [(unquote(name), unquote(value)) for name, _, value in pairs]


def _added(page: Article, before: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a page that none of the pages before it has, their folds numbered on."""
    known = {_key(block) for block in before}
    folds = max((fold for block in before for fold in block.hints.folds), default=0)
    for place, block in enumerate(page.blocks):
        is_told = len(block.text) >= _SEEN_LENGTH or not block.text or place < _HEAD
        if (is_told and _key(block) in known) or (block.text and _NUMBERED.fullmatch(block.text[: 2 * _MAX_LABEL])):
            continue
        numbers = tuple(fold + folds for fold in block.hints.folds)
        yield replace(block, hints=replace(block.hints, folds=numbers)) if numbers else block


def _key(block: Block) -> str:
    return block.text.casefold() if block.text else block.html
