"""Owns what a source lists: the links of a feed, of a listing page, of a sitemap, of an inbox folder."""

from caveat.sources.feed import read_feed
from caveat.sources.inbox import InboxList, inbox_links
from caveat.sources.listing import read_listing
from caveat.sources.patterns import wanted
from caveat.sources.sitemap import read_sitemap

__all__ = ["InboxList", "inbox_links", "read_feed", "read_listing", "read_sitemap", "wanted"]
