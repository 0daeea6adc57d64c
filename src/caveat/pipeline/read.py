"""Owns the way from a page to an article with its notices: extract, complete, detect. Pure; runs in workers."""

from dataclasses import dataclass, field, replace

from caveat.characters import MAX_SUMMARY, MAX_TITLE, clip, is_text, one_line
from caveat.errors import ExtractError
from caveat.extract import article as extract_article
from caveat.extract import decode, fragment, front_matter_id, letter, text_article
from caveat.model import Article, ArticleRules, KnownWork, Link, Page, Source, SpoilerRules
from caveat.spoilers import detect

_TEXT = "text/plain"
_MARKDOWN = "text/markdown"
_MAIL = "message/rfc822"
_MAX_AUTHORS = 20
_MAX_TAGS = 50
_MAX_NAME = 200
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


def read_article(page: Page | None, link: Link, rules: ReadRules) -> tuple[Article, str | None]:
    """The article of a page, or of what its list carries where there is no page; and the id that a file gives itself.

    Raises `ExtractError` where there is no article.
    """
    article, file_id = _extracted(page, link, rules)
    article = _completed(article, link, rules.language)
    found = detect(article, works=rules.works, rules=rules.spoilers, declared=link.warnings, stated=link.notices)
    return found, file_id


def _extracted(page: Page | None, link: Link, rules: ReadRules) -> tuple[Article, str | None]:
    if page is None:
        return fragment(link.content or link.summary or "", base_url=link.url, title=link.title), None
    if link.url is None and page.media_type == _MAIL:
        mail = letter(page.body, name=link.key)
        return mail.article, mail.id
    if link.url is None and not is_text(page.body, page.charset):
        raise ExtractError("is not text, whatever its name says (if it is one, save it as UTF-8)", url=page.url)
    if page.media_type in (_TEXT, _MARKDOWN):
        text = decode(page.body, page.charset)
        article = text_article(text, name=link.key, markdown=page.media_type == _MARKDOWN)
        return article, one_line(front_matter_id(text) or "") or None
    if page.media_type not in _HTML:
        message = f"is {page.media_type}, and no article{_advice(page.media_type)}"
        raise ExtractError(message, url=page.url)
    article = extract_article(
        page.body,
        url=page.url if link.url else None,
        charset=page.charset,
        rules=rules.article,
        notice_selectors=rules.spoilers.selectors,
    )
    return article, None


def _advice(media_type: str) -> str:
    feed = media_type.endswith(("xml", "json"))
    return ': if it is a feed, it wants a source with kind = "feed"' if feed else ""


def _completed(article: Article, link: Link, language: str | None) -> Article:
    """What the list says, where the article's own page is silent; no field longer than a field may be."""
    description = article.description or (link.summary if link.content else None)
    return replace(
        article,
        url=article.url or link.url,
        title=clip(article.title or link.title or link.key, MAX_TITLE),
        authors=_names(article.authors or link.authors, _MAX_AUTHORS),
        published=article.published or link.published or article.updated or link.updated,
        updated=article.updated or link.updated,
        language=article.language or link.language or language,
        description=clip(description, MAX_SUMMARY) if description else None,
        image=article.image or link.image,
        tags=_names(article.tags or link.tags, _MAX_TAGS),
        enclosures=article.enclosures or link.enclosures,
    )


def _names(names: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first of these names, each short and of characters that a document may hold."""
    return tuple(name for given in names[:most] if (name := clip(given, _MAX_NAME)))
