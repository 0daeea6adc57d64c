"""Owns the way from entries to published documents: feeds in three formats, their twins, index and reading pages."""

from caveat.publish.addresses import ARTICLES, Site, page_id
from caveat.publish.drafts import article_draft, feed_drafts, index_draft
from caveat.publish.selection import select

__all__ = ["ARTICLES", "Site", "article_draft", "feed_drafts", "index_draft", "page_id", "select"]
