"""Owns what a source lists: the links of a feed, of a listing page, of an inbox folder."""

from caveat.sources.feed import feed_links
from caveat.sources.inbox import InboxList, inbox_links
from caveat.sources.listing import listing_links

__all__ = ["InboxList", "feed_links", "inbox_links", "listing_links"]
