"""Owns what a source lists: the links of a feed, a listing page, a sitemap, an inbox folder; and finding such lists."""

from caveat.sources.choosing import Asked, belongs, is_alive, ranked, reason, section_patterns, usable
from caveat.sources.conventions import robots_address
from caveat.sources.discovery import Front, Lead, Origin, sitemap_leads, usual_leads
from caveat.sources.examination import FULL_TEXT, Candidate, examine, look_at
from caveat.sources.feed import read_feed
from caveat.sources.fields import MAX_ITEMS
from caveat.sources.inbox import InboxList, inbox_links
from caveat.sources.listing import read_listing
from caveat.sources.opml import Skipped, Subscription, Subscriptions, read_opml, write_opml
from caveat.sources.patterns import wanted
from caveat.sources.sitemap import read_sitemap

__all__ = [
    "FULL_TEXT",
    "MAX_ITEMS",
    "Asked",
    "Candidate",
    "Front",
    "InboxList",
    "Lead",
    "Origin",
    "Skipped",
    "Subscription",
    "Subscriptions",
    "belongs",
    "examine",
    "inbox_links",
    "is_alive",
    "look_at",
    "ranked",
    "read_feed",
    "read_listing",
    "read_opml",
    "read_sitemap",
    "reason",
    "robots_address",
    "section_patterns",
    "sitemap_leads",
    "usable",
    "usual_leads",
    "wanted",
    "write_opml",
]
