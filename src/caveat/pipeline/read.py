"""Owns the way from a page to an article with its notices: extract, complete, detect. Pure; runs in workers."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time

from caveat.characters import MAX_SUMMARY, MAX_TITLE, clip, is_text, one_line
from caveat.errors import ExtractError, ItemError
from caveat.extract import (
    decode,
    following_page,
    fragment,
    front_matter_id,
    guess_language,
    join_pages,
    letter,
    read_page,
    text_article,
)
from caveat.model import Article, ArticleRules, KnownWork, Link, Page, Source, SpoilerRules, Unmatched
from caveat.spoilers import detect

_TEXT = "text/plain"
_MARKDOWN = "text/markdown"
_MAIL = "message/rfc822"
_MAX_AUTHORS = 20
_MAX_TAGS = 50
_MAX_NAME = 200
_MAX_HEADING = 100
"""Characters of a title that is made of an article's first words."""
_HTML = frozenset({"text/html", "application/xhtml+xml", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRules:
    """What an operator says of a source's articles, and of works."""

    article: ArticleRules = field(default_factory=ArticleRules)
    spoilers: SpoilerRules = field(default_factory=SpoilerRules)
    language: str | None = None
    works: tuple[KnownWork, ...] = ()

    @classmethod
    def of(cls, source: Source, works: tuple[KnownWork, ...]) -> "ReadRules":
        """The rules of one source."""
        return cls(article=source.rules, spoilers=source.spoilers, language=source.language, works=works)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of one link."""

    article: Article
    file_id: str | None = None
    """The id that a file gives itself."""
    next_page: str | None = None
    """Where the article goes on, if only its first page was given."""
    unmatched: tuple[Unmatched, ...] | None = None
    """The source's rules that found nothing on its first page; None: no rule was tried."""


def read_pages(pages: tuple[Page, ...], link: Link, rules: ReadRules) -> Read:
    """The article of these pages, the first one first; without any, of what the list carries.

    Raises `ExtractError` where there is no article, `WallError` where a wall stands in its place.
    """
    read = _extracted(pages[0] if pages else None, link, rules)
    article = read.article
    if len(pages) > 1:
        further = (_further(page, pages[0], number, rules) for number, page in enumerate(pages[1:], 2))
        article = join_pages((article, *(page for page in further if page is not None)))
        read = replace(read, next_page=None)
    article = _completed(article, link, rules.language)
    found = detect(article, works=rules.works, rules=rules.spoilers, declared=link.warnings, stated=link.notices)
    return replace(read, article=_titled(found, link))


def read_articles(items: tuple[tuple[Page | None, Link], ...], rules: ReadRules) -> tuple[Read | ItemError, ...]:
    """What `read_pages` gives, or raises, for each of several links of one source, in their order."""
    return tuple(_tried(page, link, rules) for page, link in items)


def _tried(page: Page | None, link: Link, rules: ReadRules) -> Read | ItemError:
    try:
        return read_pages(() if page is None else (page,), link, rules)
    except ItemError as error:
        return error


def find_next(page: Page, first: str, number: int) -> str | None:
    """Where the article that begins at `first` goes on after its page `number`."""
    return following_page(page.body, url=page.url, charset=page.charset, first=first, number=number)


def _further(page: Page, first: Page, number: int, rules: ReadRules) -> Article | None:
    """A further page of an article; None for one that says nothing."""
    try:
        return _page(page, page.url, rules, first=first.url, number=number).article
    except ExtractError:
        return None


def _extracted(page: Page | None, link: Link, rules: ReadRules) -> Read:
    if page is None:
        return Read(article=fragment(link.content or link.summary or "", base_url=link.url, title=link.title))
    if link.url is None and page.media_type == _MAIL:
        mail = letter(page.body, name=link.key)
        return Read(article=mail.article, file_id=mail.id)
    if link.url is None and not is_text(page.body, page.charset):
        raise ExtractError("is not text, whatever its name says (if it is one, save it as UTF-8)", url=page.url)
    if page.media_type in (_TEXT, _MARKDOWN):
        text = decode(page.body, page.charset)
        article = text_article(text, name=link.key, markdown=page.media_type == _MARKDOWN)
        return Read(article=article, file_id=one_line(front_matter_id(text) or "") or None)
    if page.media_type not in _HTML:
        message = f"is {page.media_type}, and no article{_advice(page.media_type)}"
        raise ExtractError(message, url=page.url)
    return _page(page, page.url if link.url else None, rules)


def _page(page: Page, url: str | None, rules: ReadRules, *, first: str | None = None, number: int = 1) -> Read:
    """One page of HTML; a wall is looked for on those that came from an address."""
    read = read_page(
        page.body,
        url=url,
        charset=page.charset,
        rules=rules.article,
        notice_selectors=rules.spoilers.selectors,
        walls=url is not None,
        first=first,
        number=number,
    )
    has_rules = bool(rules.article or rules.spoilers.selectors)
    return Read(article=read.article, next_page=read.next_page, unmatched=read.unmatched if has_rules else None)


def _advice(media_type: str) -> str:
    feed = media_type.endswith(("xml", "json"))
    return ': if it is a feed, it wants a source with kind = "feed"' if feed else ""


def _completed(article: Article, link: Link, language: str | None) -> Article:
    """What the list says, where the article's own page is silent; no field longer than a field may be."""
    description = article.description or (link.summary if link.content else None)
    return replace(
        article,
        url=article.url or link.url,
        title=clip(article.title or link.title, MAX_TITLE),
        authors=_names(article.authors or link.authors, _MAX_AUTHORS),
        published=_exact(article.published, link.published) or article.updated or link.updated,
        updated=article.updated or link.updated,
        language=article.language or link.language or language or guess_language(article.text),
        description=clip(description, MAX_SUMMARY) if description else None,
        image=article.image or link.image,
        tags=_names(article.tags or link.tags, _MAX_TAGS),
        rights=article.rights or link.rights,
        enclosures=article.enclosures or link.enclosures,
    )


def _exact(own: datetime | None, listed: datetime | None) -> datetime | None:
    """The article's own date; the list's where that adds a time to the same day."""
    if own is None or listed is None or own.timetz() != time(tzinfo=own.tzinfo):
        return own or listed
    return listed if listed.astimezone(own.tzinfo).date() == own.date() else own


def _titled(article: Article, link: Link) -> Article:
    """A post without a title is headed by its first words; where a warning speaks for them, by its author and day."""
    if article.title:
        return article
    if any(notice.warns for notice in article.notices):
        who = article.authors[0] if article.authors else article.site
        day = f"{article.published:%Y-%m-%d}" if article.published else None
        words = ", ".join(part for part in (who, day) if part) if who else ""
    else:
        words = next((line.text for line in article.lines), "")
    return replace(article, title=clip(words, _MAX_HEADING) or clip(link.key, MAX_TITLE))


def _names(names: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first of these names, each short and of characters that a document may hold."""
    return tuple(name for given in names[:most] if (name := clip(given, _MAX_NAME)))
