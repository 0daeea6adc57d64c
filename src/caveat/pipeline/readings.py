"""Owns what comes of a link when it is read, before it is settled."""

from dataclasses import dataclass
from datetime import datetime

from caveat.model import Article, Failure, Link, LinkState, Page, Source, Unmatched
from caveat.pipeline.decide import identity, own_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of one link: an article, or one of the reasons why there is none, or why it is not the page's."""

    link: Link
    article: Article | None = None
    file_id: str | None = None
    """The id that a file gives itself: its front matter's, or the Message-ID of an e-mail."""
    page: Page | None = None
    unmatched: tuple[Unmatched, ...] | None = None
    """The source's rules that found nothing on the page; None: no rule was tried."""
    adopted: str | None = None
    """Key of an entry that another source brought: nothing had to be fetched."""
    unmodified: bool = False
    gone: bool = False
    """The article's own page answers 410 Gone."""
    failure: Failure | None = None
    """Beside an `article`: what its list carries, since its page could not be had."""
    retry_at: datetime | None = None
    """When the server that failed, or was not asked, wants to be asked again."""
    postponed: str | None = None
    """Why the article's page was not asked for yet."""
    final: bool = False
    """The failure lies in the content: trying again at once is useless."""
    keys: frozenset[str] = frozenset()
    """Of every entry that settling it may ask for."""


def wanted_keys(reading: Reading, state: LinkState | None, source: Source) -> frozenset[str]:
    """Keys of every entry that settling this reading may ask for; `state`: what is known of its link."""
    keys = {reading.adopted, own_key(reading.link, source), state.entry_key if state else None}
    if reading.article is not None:
        keys.add(identity(reading.article, reading.link, source, file_id=reading.file_id))
    return frozenset(key for key in keys if key is not None)
