"""Owns the way from a page, a file or a piece of HTML to an article of typed blocks."""

from caveat.extract.frontmatter import front_matter_id, has_front_matter
from caveat.extract.language import guess_language
from caveat.extract.letters import letter
from caveat.extract.page import PageRead, article, following_page, fragment, read_page
from caveat.extract.paging import MAX_PAGES, join_pages
from caveat.extract.text import text_article
from caveat.trees import decode

__all__ = [
    "MAX_PAGES",
    "PageRead",
    "article",
    "decode",
    "following_page",
    "fragment",
    "front_matter_id",
    "guess_language",
    "has_front_matter",
    "join_pages",
    "letter",
    "read_page",
    "text_article",
]
