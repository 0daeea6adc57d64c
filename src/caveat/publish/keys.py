"""Owns keys: what says all that something published derives from, so that equal ones need no second rendering."""

import hashlib

from caveat.model import Head
from caveat.publish.addresses import Site
from caveat.publish.coverage import expired
from caveat.publish.disclosure import Showing

Key = tuple[object, ...]
"""All that something derives from."""


def head_key(head: Head) -> Key:
    """What an entry adds to whatever shows it. An article that moves has another address in the same revision."""
    return (head.id, head.revision, head.digest, head.url, head.sources)


def view_key(head: Head, showing: Showing, site: Key) -> Key:
    """All that the view of an entry derives from; `site`: all that the installation adds to it."""
    return (*head_key(head), showing, *site)


def site_key(site: Site) -> str:
    """Digest of what every document of an installation derives from, but for the token of a feed.

    Of the day, only which works it has set free.
    """
    sources = [
        (source.id, source.kind, source.url, source.tags, source.shared, source.shares_letters, source.sees_more)
        for source in site.sources.values()
    ]
    over = expired(site.works, site.today)
    return digest([site.version, site.base_url, site.hubs, site.works, over, sources])


def digest(inputs: object) -> str:
    """Another one for anything else; the same in any process."""
    return hashlib.sha256(repr(inputs).encode(errors="backslashreplace")).hexdigest()
