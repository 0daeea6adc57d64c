"""Owns what may be revealed: the one place that decides what a subscriber sees of an entry, in every format alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from caveat.characters import one_line, printable
from caveat.model import Article, Content, Disclosure, Enclosure, Entry, Notice, Seen, Source, SourceKind, Where, Work
from caveat.publish.addresses import Site
from caveat.publish.asks import Asked, asks
from caveat.publish.bodies import body
from caveat.publish.coverage import cover, freed, standing
from caveat.publish.frames import DEFAULT, frame
from caveat.publish.seen import has_seen
from caveat.publish.slots import categories, files, lead_image, summary, teaser
from caveat.publish.telling import told
from caveat.publish.warning import known_spoilers, neutral_title, title_prefix, warning
from caveat.urls import holds_key

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
    address: str
    """The same, absolute."""
    headline: str
    """The title as its publisher wrote it, or what stands for it."""
    prefix: str
    """What warns before it, "" where nothing does; ends with a space."""
    warning: str | None
    """One line of plain text."""
    note: str | None
    """One line of plain text that is no warning: what it spoils of works that the subscriber has seen."""
    summary: str
    """Plain text: the warning first, then at most what no notice covers."""
    teaser: str
    """Plain text that the summary keeps back, for a fold behind the warning on a page of ours; "" where it is told
    nowhere."""
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
    via_is_feed: bool
    """That source is a feed."""
    source: str | None
    """Name of what published it."""
    rights: str | None
    """What is said of them (`Article.rights`)."""
    asks: tuple[Asked, ...]
    """The works that it warns of, for a person to say what they have seen."""
    notices: tuple[Notice, ...]
    """Every notice of the article, whatever its polarity, as far as it may be told."""

    @property
    def title(self) -> str:
        """The headline with its warning."""
        return self.prefix + self.headline

    @property
    def content(self) -> str:
        """The body after a plain paragraph that warns, outside any element that a reader program might strip."""
        alert = f"<p><strong>{escape(self.warning, quote=False)}</strong></p>" if self.warning else ""
        note = _paragraph(self.note) if self.note else ""
        return "\n".join(piece for piece in (alert, note, self.body) if piece)


def disclose(entry: Entry, showing: Showing, site: Site) -> View | None:
    """What a subscriber sees of an entry; None where its disclosure leaves it out.

    Raises ValueError for an entry whose times have no zone.
    """
    disclosure, words = showing.disclosure, frame(showing.language)
    if entry.published.tzinfo is None or entry.updated.tzinfo is None:
        raise ValueError(f"{entry.id}: a time without a zone")
    article = _neutral(entry.article, showing, site)
    notices = standing(article.notices, site.works, site.today, showing.seen)
    if notices and disclosure is Disclosure.DROP:
        return None
    parts = cover(article, notices)
    safe = told(article, parts, site.works)
    parts = tuple(part.telling(safe) for part in parts)
    notices = tuple(safe[id(notice)] for notice in notices)
    link = printable(site.link(entry))
    is_neutral = article is not entry.article
    headline = neutral_title(notices, words) if is_neutral else one_line(article.title) or "Untitled"
    image = lead_image(article, parts, notices)
    alert = warning(notices, words) if notices else None
    opening = "" if showing.content is Content.NONE else summary(article, parts, notices)
    whole = body(parts, disclosure, link, words) if showing.content is Content.FULL else _paragraph(opening)
    keeps_back = alert and disclosure is not Disclosure.REDACT and showing.content is not Content.NONE
    via = _via(entry, site)
    return View(
        id=entry.id,
        link=link,
        page=site.page(entry),
        address=site.address(site.page(entry)),
        headline=headline,
        prefix=title_prefix(headline, notices, words) if showing.title_prefix else "",
        warning=alert,
        note=known_spoilers(_seen_works(article, safe, showing, site), words),
        summary=" ".join(text for text in (alert, opening) if text) or headline,
        teaser=teaser(article, parts) if keeps_back else "",
        body=whole or ("" if alert else _paragraph(opening or headline)),
        categories=categories(article, notices, showing.tags, site.given_tags(entry)),
        image=image,
        image_size=_image_size(article) if image else None,
        image_alt=one_line(article.image_alt or "") or None if image and not notices else None,
        enclosures=files(article, disclosure, notices),
        authors=tuple(name for author in article.authors if (name := one_line(author))),
        published=entry.published,
        updated=entry.updated,
        language=article.language if _LANGUAGE.fullmatch(article.language or "") else None,
        via=via.url if via else None,
        via_is_feed=via is not None and via.kind is SourceKind.FEED,
        source=one_line(article.site or "") or None,
        rights=one_line(article.rights or "") or None,
        asks=asks(notices, site.works),
        notices=tuple(safe.values()),
    )


def _neutral(article: Article, showing: Showing, site: Site) -> Article:
    """The article, without its title and the words of the notices in it where a feed shows no title that spoils."""
    notices = standing(article.notices, site.works, site.today, showing.seen) if showing.neutral_titles else ()
    if not any(notice.where is Where.TITLE for notice in notices):
        return article
    wordless = [replace(one, text="") if one.where is Where.TITLE else one for one in article.notices]
    return replace(article, title="", notices=tuple(wordless))


def _seen_works(article: Article, safe: Mapping[int, Notice], showing: Showing, site: Site) -> Sequence[Work]:
    """The works whose notices would warn, had the subscriber not seen them; `safe`: as `told` gives it."""
    known = freed(article.notices, site.works, site.today, showing.seen)
    works = dict.fromkeys(work for notice in known for work in safe[id(notice)].works)
    return [work for work in works if has_seen(showing.seen, work, site.works)]


def _image_size(article: Article) -> tuple[int, int] | None:
    width, height = article.image_width, article.image_height
    return (width, height) if width and height else None


def _via(entry: Entry, site: Site) -> Source | None:
    """The first source that lists it and has an address that everybody may know."""
    listing = (site.sources[source] for source in entry.sources if source in site.sources)
    told = (source for source in listing if source.url and source.shared and not source.sees_more)
    return next((source for source in told if not holds_key(source.url or "")), None)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>" if text else ""
