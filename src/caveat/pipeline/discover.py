"""Owns the way from any address to the lists that stand behind it: looked at one after the other, within bounds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin

from caveat import sources
from caveat.errors import FetchError, ItemError, RobotsError, WallError
from caveat.model import Page, Request, SourceKind
from caveat.pipeline.asking import ask
from caveat.ports import Fetcher, Workers
from caveat.sources import Asked, Candidate, Front, Lead, Origin
from caveat.urls import canonical

MAX_FEEDS = 12
"""Documents that are fetched as feeds, beside the address itself."""
MAX_SITEMAPS = 3
"""Documents that are fetched as sitemaps, beside robots.txt."""
_MAX_NAMED = 8
"""Of the feeds, those that a page or its host names: the rest is left for guesses."""
_UNWELCOME = frozenset({401, 403, 407, 429, 503})
"""Answers to a guess after which no more guesses are made."""
_OFFERED = frozenset({Origin.DECLARED, Origin.HOST, Origin.LINKED})
"""Addresses that a publisher hands to programs, whatever robots.txt says of the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An address that was looked at in vain."""

    url: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What stands behind an address."""

    asked: Asked
    candidates: tuple[Candidate, ...] = ()
    """The best first."""
    attempts: tuple[Attempt, ...] = ()
    """In the order in which they were made."""


@dataclass(slots=True, kw_only=True)
class Discoverer:
    """Looks behind one address. At most 18 requests: it, the front page, robots.txt, 12 for feeds, 3 for sitemaps."""

    fetcher: Fetcher
    workers: Workers
    now: datetime
    kind: SourceKind | None = None
    """The only kind that is of interest; None: all."""
    tell: Callable[[str], None] = lambda _: None
    """Hears each address that is about to be looked at."""
    _found: list[Candidate] = field(default_factory=list, init=False)
    _attempts: list[Attempt] = field(default_factory=list, init=False)
    _seen: set[str] = field(default_factory=set, init=False)

    async def discover(self, url: str) -> Discovery:
        """Every list that was found. Never raises for what an address answers: that is an `Attempt`."""
        asked, front = await self._look(Lead(url=url, kind=None, origin=Origin.ASKED))
        if asked.is_page and front is not None:
            if self._wants(SourceKind.FEED):
                await self._feeds(asked, front)
            if self._wants(SourceKind.SITEMAP) and (self.kind is not None or not self._is_served(asked)):
                await self._sitemaps(asked.url)
        wanted = [found for found in self._found if self._wants(found.kind)]
        candidates = sources.ranked(wanted, asked, self.now)
        return Discovery(asked=asked, candidates=candidates, attempts=tuple(self._attempts))

    async def _look(self, lead: Lead) -> tuple[Asked, Front | None]:
        """What stands at an address, and what it leads to; None where its host is worth no further request."""
        url = lead.url
        try:
            page = await self._page(url, robots=True)
            front, found = await self.workers.call(sources.look_at, page, lead)
        except RobotsError as error:
            return await self._look_in_spite(lead, error)
        except ItemError as error:
            self._failed(url, error)
            return Asked(url=url), Front() if _is_answer(error) else None
        self._seen.add(canonical(page.url))
        asked = Asked(url=page.url, is_page=front is not None, is_article=front is not None and front.is_article)
        self._take(url, found, is_article=asked.is_article)
        return asked, front

    async def _look_in_spite(self, lead: Lead, refusal: RobotsError) -> tuple[Asked, Front | None]:
        """A feed is offered to programs whatever robots.txt says; nothing else that it closes is looked at."""
        try:
            page = await self._page(lead.url, robots=False)
            found = await self.workers.call(sources.examine, page, replace(lead, kind=SourceKind.FEED))
        except ItemError as error:
            is_answer = _is_answer(error)
            self._failed(lead.url, refusal if is_answer else error)
            return Asked(url=lead.url), Front() if is_answer else None
        self._found.append(found)
        return Asked(url=page.url, is_page=False), None

    async def _feeds(self, asked: Asked, front: Front) -> None:
        """The feeds that are named; where they are not what is looked for, those at the usual addresses."""
        left = MAX_FEEDS - await self._try(front.leads, most=_MAX_NAMED)
        if asked.is_article and not self._is_served(asked):
            home_page = Lead(url=urljoin(asked.url, "/"), kind=None, origin=Origin.FRONT)
            _, home = await self._look(home_page)
            left -= await self._try(home.leads if home else (), most=left)
        if not self._is_served(asked):
            await self._try(sources.usual_leads(asked.url), most=left)

    async def _sitemaps(self, url: str) -> None:
        address = sources.robots_address(url)
        robots: Page | None = None
        try:
            robots = await self._page(address, robots=False)
        except FetchError as error:
            self._failed(address, error)
        await self._try(sources.sitemap_leads(url, robots), most=MAX_SITEMAPS)

    async def _try(self, leads: Iterable[Lead], *, most: int) -> int:
        """Looks where leads lead to, guesses only until one is right; how many requests that took."""
        used = 0
        for lead in leads:
            if used >= most:
                break
            if canonical(lead.url) in self._seen:
                continue
            used += 1
            is_guess = lead.origin is Origin.USUAL
            try:
                page = await self._page(lead.url, robots=lead.origin not in _OFFERED)
                found = await self.workers.call(sources.examine, page, lead)
            except ItemError as error:
                self._failed(lead.url, error)
                if is_guess and _is_unwelcome(error):
                    break
                continue
            self._found.append(found)
            if is_guess:
                break
        return used

    async def _page(self, url: str, *, robots: bool) -> Page:
        """Raises `FetchError`."""
        self._seen.add(canonical(url))
        self.tell(url)
        return await ask(self.fetcher, Request(url=url, robots=robots))

    def _take(self, url: str, found: Candidate | ItemError, *, is_article: bool) -> None:
        if isinstance(found, ItemError):
            self._failed(url, found)
        elif is_article and found.kind is SourceKind.LISTING and self.kind is not SourceKind.LISTING:
            self._attempts.append(Attempt(url=url, error="is an article, and no list of them"))
        else:
            self._found.append(found)

    def _failed(self, url: str, error: ItemError) -> None:
        self._attempts.append(Attempt(url=url, error=str(error)))

    def _wants(self, kind: SourceKind) -> bool:
        return self.kind in (None, kind)

    def _is_served(self, asked: Asked) -> bool:
        """Whether a living feed was found that makes looking further idle: that of a section, or any of a site."""
        listing = next((found for found in self._found if found.kind is SourceKind.LISTING), None)
        return any(
            found.kind is SourceKind.FEED
            and sources.is_alive(found, self.now)
            and not found.of_comments
            and (not asked.is_section or sources.belongs(found, asked, listing))
            for found in self._found
        )


def _is_answer(error: ItemError) -> bool:
    """Whether somebody is there, though no use: feeds are often open to programs where pages are not."""
    return not isinstance(error, FetchError) or error.status is not None or isinstance(error, WallError)


def _is_unwelcome(error: ItemError) -> bool:
    """Whether a host shows that it wants no guesses, or is not there. What robots.txt closes is not even asked for."""
    if not isinstance(error, FetchError) or isinstance(error, RobotsError):
        return False
    return isinstance(error, WallError) or error.status is None or error.status in _UNWELCOME
