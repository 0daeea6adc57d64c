"""Owns what of an article stands beside its body, as far as its notices allow: summary, categories, picture, files."""

import re
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import takewhile
from urllib.parse import parse_qsl

from caveat.characters import clip, one_line, printable
from caveat.model import Article, BlockKind, Disclosure, Enclosure, Notice, Where
from caveat.publish.coverage import Part
from caveat.publish.warning import work_titles

CATEGORY = "spoiler"
_DESCRIPTION_LENGTH = 600
_OPENING_LENGTH = 300
_OPENING_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.DEK, BlockKind.QUOTE, BlockKind.ITEM})
_SRC = re.compile(r'<img [^>]*?src="([^"]*)"')
_SIZES = frozenset(
    ["w", "h", "width", "height", "size", "resize", "fit", "crop", "quality", "q", "dpr", "auto", "format", "fm", "s"]
)


def summary(article: Article, parts: Sequence[Part], notices: Sequence[Notice]) -> str:
    """Text that no notice covers: with one at the top nothing, else the opening; without any, the description."""
    if not notices and article.description:
        return clip(article.description, _DESCRIPTION_LENGTH)
    if any(notice.where in (Where.TITLE, Where.LEAD) for notice in notices):
        return ""
    return _opening(takewhile(lambda part: part.is_free, parts))


def teaser(article: Article, parts: Sequence[Part]) -> str:
    """What would sum up an entry if no notice stood: its description, else the opening of what is covered."""
    if article.description:
        return clip(article.description, _OPENING_LENGTH)
    return _opening(part for part in parts if not part.is_free)


def _opening(parts: Iterable[Part]) -> str:
    lines = [part.block for part in parts if part.block.is_line]
    opening = next((line for line in lines if line.kind in _OPENING_KINDS), lines[0] if lines else None)
    return clip(opening.text, _OPENING_LENGTH) if opening else ""


def categories(
    article: Article, notices: Sequence[Notice], asked: Sequence[str], given: Sequence[str]
) -> tuple[str, ...]:
    """`spoiler` and the works; of the page's section and tags, next to a warning only what is said openly anyway.

    The operator's own give nothing away: those `asked` for, where the page has them, and those `given` to the entry.
    """
    tags = [tag for tag in map(one_line, (article.section or "", *article.tags, *given)) if tag]
    if notices:
        known = {tag.casefold() for tag in (*asked, *given)}
        headline = one_line(article.title).casefold()
        openly = [tag for tag in tags if tag.casefold() in known or tag.casefold() in headline]
        tags = [CATEGORY, *work_titles(notices), *openly]
    seen: dict[str, str] = {}
    for tag in tags:
        seen.setdefault(tag.casefold(), tag)
    return tuple(seen.values())


def lead_image(article: Article, parts: Sequence[Part], notices: Sequence[Notice]) -> str | None:
    """The lead image; next to a warning only where the body shows the same picture openly, and nowhere covered."""
    image = printable(article.image or "")
    if not image or not notices:
        return image or None
    if any(notice.where in (Where.TITLE, Where.LEAD) for notice in notices):
        return None
    picture = _picture(image)
    shown = [part for part in parts if any(_picture(unescape(src)) == picture for src in _SRC.findall(part.block.html))]
    return image if shown and all(part.is_free for part in shown) else None


def files(article: Article, disclosure: Disclosure, notices: Sequence[Notice]) -> tuple[Enclosure, ...]:
    """The files of an article, whose addresses may tell as much as they hold: next to a warning only with the rest."""
    if notices and disclosure is not Disclosure.WARN:
        return ()
    return tuple(file for file in article.enclosures if file.url == printable(file.url))


def _picture(address: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What tells one picture from another, whatever their sizes: the address without the parameters of those."""
    path, _, query = address.partition("?")
    return path, tuple(pair for pair in parse_qsl(query) if pair[0].lower() not in _SIZES)
