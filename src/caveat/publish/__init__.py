"""Owns the way from entries to published documents: feeds in three formats, their twins, index and reading pages."""

from caveat.publish.addresses import ARTICLES, INDEX, OPML, Site, feed_page_path, feed_path, is_private
from caveat.publish.channel import query_of
from caveat.publish.drafts import RENDERING, Press, article_draft, feed_drafts, index_draft, opml_draft
from caveat.publish.keys import digest, site_key
from caveat.publish.memory import Memory
from caveat.publish.seen import read_wish
from caveat.publish.selection import is_timed, select

__all__ = [
    "ARTICLES",
    "INDEX",
    "OPML",
    "RENDERING",
    "Memory",
    "Press",
    "Site",
    "article_draft",
    "digest",
    "feed_drafts",
    "feed_page_path",
    "feed_path",
    "index_draft",
    "is_private",
    "is_timed",
    "opml_draft",
    "query_of",
    "read_wish",
    "select",
    "site_key",
]
