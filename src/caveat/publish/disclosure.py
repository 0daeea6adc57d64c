"""Owns what may be revealed: the one place that decides what a subscriber sees of an entry, in every format alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape, unescape
from itertools import groupby, takewhile
from urllib.parse import parse_qsl

from caveat.characters import clip, one_line, printable
from caveat.model import (
    Article,
    Block,
    BlockKind,
    Content,
    Disclosure,
    Enclosure,
    Entry,
    Notice,
    Seen,
    Where,
    join_blocks,
)
from caveat.publish.addresses import Site
from caveat.publish.coverage import Part, cover, standing, union
from caveat.publish.frames import DEFAULT, Frame, frame
from caveat.publish.spans import cut_spans, fold_spans
from caveat.publish.telling import told
from caveat.publish.warning import title_prefix, warning, work_titles

CATEGORY = "spoiler"
_DESCRIPTION_LENGTH = 600
_OPENING_LENGTH = 300
_OPENING_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.DEK, BlockKind.QUOTE, BlockKind.ITEM})
_SRC = re.compile(r'<img [^>]*?src="([^"]*)"')
_SIZES = frozenset(
    ["w", "h", "width", "height", "size", "resize", "fit", "crop", "quality", "q", "dpr", "auto", "format", "fm", "s"]
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How a document shows its entries."""

    disclosure: Disclosure
    seen: tuple[Seen, ...] = ()
    """What the subscriber has seen already."""
    content: Content = Content.FULL
    title_prefix: bool = True
    neutral_titles: bool = False
    language: str = DEFAULT
    """The feed's, that of the frame of warnings."""
    tags: tuple[str, ...] = ()
    """Those that the operator asks for, which give nothing away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that a document says of an entry. Renderers read nothing else, so what is not here is not published."""

    id: str
    link: str
    page: str
    """Path of the reading page below the feeds folder."""
    headline: str
    """The title as its publisher wrote it."""
    prefix: str
    """What warns before it, "" where nothing does; ends with a space."""
    warning: str | None
    """One line of plain text."""
    summary: str
    """Plain text: the warning first, then at most what no notice covers."""
    body: str
    """Sanitised HTML, disclosed."""
    categories: tuple[str, ...]
    image: str | None
    """Absolute address of a lead image that gives nothing away."""
    image_size: tuple[int, int] | None
    """Width and height of that image in pixels, where they are known."""
    image_alt: str | None
    """What that image shows; None beside a warning, which speaks for such words as well."""
    enclosures: tuple[Enclosure, ...]
    """The files of the article; none where they may show what is covered."""
    authors: tuple[str, ...]
    published: datetime
    updated: datetime
    language: str | None
    via: str | None
    """Address of the source that lists it, where that is no secret."""
    source: str | None
    """Name of what published it."""
    notices: tuple[Notice, ...]
    """Every notice of the article, whatever its polarity, as far as it may be told."""

    @property
    def title(self) -> str:
        """The headline with its warning."""
        return self.prefix + self.headline

    @property
    def content(self) -> str:
        """The body after a plain paragraph that warns, outside any element that a reader program might strip."""
        if self.warning is None:
            return self.body
        return f"<p><strong>{escape(self.warning, quote=False)}</strong></p>\n{self.body}".rstrip()


def disclose(entry: Entry, showing: Showing, site: Site) -> View | None:
    """What a subscriber sees of an entry; None where its disclosure leaves it out.

    Raises ValueError for an entry whose times have no zone.
    """
    given = site.given_tags(entry)
    article = replace(entry.article, tags=(*entry.article.tags, *given)) if given else entry.article
    disclosure, tags = showing.disclosure, (*showing.tags, *given)
    if entry.published.tzinfo is None or entry.updated.tzinfo is None:
        raise ValueError(f"{entry.id}: a time without a zone")
    notices = standing(article.notices, site.works, site.today, showing.seen)
    if notices and disclosure is Disclosure.DROP:
        return None
    parts = cover(article, notices)
    safe = told(article, parts, site.works)
    parts = tuple(part.telling(safe) for part in parts)
    notices = tuple(safe[id(notice)] for notice in notices)
    link = printable(site.link(entry))
    headline = one_line(article.title) or "Untitled"
    words = frame(showing.language)
    image = _image(article, parts, notices)
    size = (article.image_width, article.image_height)
    alert = warning(notices, words) if notices else None
    summary = _summary(article, parts, notices)
    return View(
        id=entry.id,
        link=link,
        page=site.page(entry),
        headline=headline,
        prefix=title_prefix(headline, notices, words) if showing.title_prefix else "",
        warning=alert,
        summary=" ".join(text for text in (alert, summary) if text) or headline,
        body=_body(parts, disclosure, link, words) or ("" if alert else _paragraph(summary or headline)),
        categories=_categories(article, notices, tags),
        image=image,
        image_size=(size[0], size[1]) if image and size[0] and size[1] else None,
        image_alt=one_line(article.image_alt or "") or None if image and not notices else None,
        enclosures=_enclosures(article, disclosure, notices),
        authors=tuple(name for author in article.authors if (name := one_line(author))),
        published=entry.published,
        updated=entry.updated,
        language=article.language if _LANGUAGE.fullmatch(article.language or "") else None,
        via=_via(entry, site),
        source=one_line(article.site or "") or None,
        notices=tuple(safe.values()),
    )


def _via(entry: Entry, site: Site) -> str | None:
    """The address of the first source that lists it and that everybody may know."""
    listing = (site.sources[source] for source in entry.sources if source in site.sources)
    return next((source.url for source in listing if source.url and source.shared and not source.sees_more), None)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _summary(article: Article, parts: Sequence[Part], notices: Sequence[Notice]) -> str:
    """Text that no notice covers: with one at the top nothing, else the opening; without any, the description."""
    if not notices and article.description:
        return clip(article.description, _DESCRIPTION_LENGTH)
    if any(notice.where in (Where.TITLE, Where.LEAD) for notice in notices):
        return ""
    free = takewhile(lambda part: part.is_free, parts)
    lines = [part.block for part in free if part.block.is_line]
    opening = next((line for line in lines if line.kind in _OPENING_KINDS), lines[0] if lines else None)
    return clip(opening.text, _OPENING_LENGTH) if opening else ""


def _categories(article: Article, notices: Sequence[Notice], harmless: Sequence[str]) -> tuple[str, ...]:
    """`spoiler` and the works; of the page's section and tags, next to a warning only what is said openly anyway."""
    tags = [tag for tag in map(one_line, (article.section or "", *article.tags)) if tag]
    if notices:
        known = {tag.casefold() for tag in harmless}
        headline = one_line(article.title).casefold()
        openly = [tag for tag in tags if tag.casefold() in known or tag.casefold() in headline]
        tags = [CATEGORY, *work_titles(notices), *openly]
    seen: dict[str, str] = {}
    for tag in tags:
        seen.setdefault(tag.casefold(), tag)
    return tuple(seen.values())


def _image(article: Article, parts: Sequence[Part], notices: Sequence[Notice]) -> str | None:
    """The lead image; next to a warning only where the body shows the same picture openly, and nowhere covered."""
    image = printable(article.image or "")
    if not image or not notices:
        return image or None
    if any(notice.where in (Where.TITLE, Where.LEAD) for notice in notices):
        return None
    picture = _picture(image)
    shown = [part for part in parts if any(_picture(unescape(src)) == picture for src in _SRC.findall(part.block.html))]
    return image if shown and all(part.is_free for part in shown) else None


def _enclosures(article: Article, disclosure: Disclosure, notices: Sequence[Notice]) -> tuple[Enclosure, ...]:
    """The files of an article, whose addresses may tell as much as they hold: next to a warning only with the rest."""
    if notices and disclosure is not Disclosure.WARN:
        return ()
    return tuple(file for file in article.enclosures if file.url == printable(file.url))


def _picture(address: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What tells one picture from another, whatever their sizes: the address without the parameters of those."""
    path, _, query = address.partition("?")
    return path, tuple(pair for pair in parse_qsl(query) if pair[0].lower() not in _SIZES)


def _body(parts: Sequence[Part], disclosure: Disclosure, link: str, words: Frame) -> str:
    if disclosure is Disclosure.WARN or disclosure is Disclosure.DROP:
        return printable(join_blocks(tuple(part.block for part in parts)))
    pieces = []
    for is_covered, run in groupby(parts, key=lambda part: bool(part.notices)):
        stretch = tuple(run)
        if not is_covered:
            pieces.append(join_blocks(tuple(_without_spans(part, disclosure, link, words) for part in stretch)))
        elif disclosure is Disclosure.FOLD:
            pieces.append(_folded(stretch, words))
        else:
            pieces.append(f'<p><a href="{escape(link)}">{words.left_out}</a></p>')
    return printable("\n".join(pieces))


def _folded(stretch: Sequence[Part], words: Frame) -> str:
    inside = join_blocks(tuple(part.block for part in stretch))
    return f"<details><summary>{escape(warning(union(stretch), words), quote=False)}</summary>\n{inside}\n</details>"


def _without_spans(part: Part, disclosure: Disclosure, link: str, words: Frame) -> Block:
    if not part.hidden:
        return part.block
    if disclosure is Disclosure.FOLD:
        return replace(part.block, html=fold_spans(part.block.html, warning(part.hidden, words)))
    return replace(part.block, html=cut_spans(part.block.html, link))
