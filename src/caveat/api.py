"""Owns the Python face: what a program that imports caveat calls. No network, no files, no state."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from enum import Enum

from caveat import spoilers
from caveat.extract import article, guess_language, has_front_matter, text_article
from caveat.model import Article, Notice, Where

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def extract(html: bytes | str, *, url: str | None = None) -> Article:
    """The article of an HTML page, with its spoiler notices.

    `html` as bytes is decoded by its byte order mark or `<meta>` (WHATWG labels). `url`, the page's own address, makes
    its links absolute. Raises `caveat.errors.ExtractError` where the page holds no text at all.
    """
    return spoilers.detect(_in_language(article(html, url=url)))


def extract_text(text: str, *, markdown: bool | None = None) -> Article:
    """The article of a plain text or Markdown file, with its spoiler notices.

    `markdown`: what the text is; None: Markdown where it opens with front matter, which is a custom of Markdown files.
    Raises `caveat.errors.ExtractError` where there is no text at all.
    """
    is_markdown = has_front_matter(text) if markdown is None else markdown
    return spoilers.detect(_in_language(text_article(text, markdown=is_markdown)))


def _in_language(found: Article) -> Article:
    """The article with the language it is seen to be written in, if it says none."""
    return found if found.language else replace(found, language=guess_language(found.text))


def find_notices(text: str, *, where: Where | str = Where.LEAD, language: str | None = "en") -> tuple[Notice, ...]:
    """The spoiler notices in one paragraph, line or title; `where` it stands: `title`, `lead`, `body` or `end`.

    Their `covers` is empty: a paragraph alone has no lines to cover.
    """
    return spoilers.find_notices(text, where=where, language=language)


def to_dict(value: Article | Notice) -> dict[str, Json]:
    """JSON-ready values under the names of the fields; an article without its blocks, as `preview --json` prints it."""
    if isinstance(value, Notice):
        return _object(asdict(value))
    return {
        "url": value.url,
        "title": value.title,
        "authors": list(value.authors),
        "published": _json(value.published),
        "updated": _json(value.updated),
        "language": value.language,
        "site": value.site,
        "image": value.image,
        "image_width": value.image_width,
        "image_height": value.image_height,
        "image_alt": value.image_alt,
        "rights": value.rights,
        "description": value.description,
        "section": value.section,
        "tags": list(value.tags),
        "is_paywalled": value.is_paywalled,
        "about": [_object(asdict(work)) for work in value.about],
        "reading_minutes": value.reading_minutes,
        "text": value.text,
        "html": value.html,
        "notices": [to_dict(notice) for notice in value.notices],
    }


def _object(fields: dict[str, object]) -> dict[str, Json]:
    return {name: _json(value) for name, value in fields.items()}


def _json(value: object) -> Json:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, Sequence):
        return [_json(item) for item in value]
    message = f"no JSON form of {type(value).__name__}"
    raise TypeError(message)
