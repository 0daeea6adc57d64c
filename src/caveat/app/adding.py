"""Owns `caveat add`: what an address offers is found, the best of it tried on one article, and written as a source."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from caveat import sources
from caveat.app.house import VERSION, host_memory, open_fetcher
from caveat.clock import SystemClock
from caveat.config import load_settings
from caveat.config.writing import Ids, comment, source_block, sources_folder, write_sources
from caveat.errors import ItemError
from caveat.jobs import ProcessWorkers, cron_problem
from caveat.model import Article, Every, Link, Page, Request, Settings, Source, SourceKind
from caveat.pipeline.asking import ask
from caveat.pipeline.discover import Discoverer, Discovery
from caveat.pipeline.read import ReadRules, read_pages
from caveat.ports import Fetcher, Workers
from caveat.sources import Candidate
from caveat.urls import canonical

_ADVICE = "Anything may be changed here: `caveat check` says whether all is well."
_TRIES = 3
"""Articles that are tried until one can be read."""
_LONGER = 1.5
"""How much more than a feed's own text an article's page must hold to be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One article of a list, read as a pass would read it."""

    article: Article | None = None
    error: str | None = None
    """Why there is none."""
    full_text: bool = False
    """Whether its page holds more than the feed does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source that was found and can be written."""

    source: Source
    title: str
    """As the list calls itself."""
    reason: str
    """Why this list and not another."""
    path: Path
    """Of the file."""
    links: tuple[Link, ...]
    """The articles that it lists now."""
    sample: Sample

    @property
    def text(self) -> str:
        """Of the file."""
        head = (comment(f"{self.title}: written by `caveat add`."), comment(_ADVICE))
        return "\n".join([*head, "", source_block(self.source, choices=True)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What came of an address."""

    asked: str
    known: str | None = None
    """Id of the source that reads it already."""
    discovery: Discovery | None = None
    """None where nothing had to be looked at."""
    new: NewSource | None = None
    """None where nothing usable was found, or it is known."""


def propose(
    settings: Settings,
    config: Path,
    url: str,
    *,
    kind: SourceKind | None = None,
    wanted_id: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Proposal:
    """What stands behind an address, and the source it would make; nothing is written.

    `config`: the folder; `kind`: only lists of that kind; `wanted_id`: the source's id, which must not be taken;
    `tell` hears each address that is about to be looked at.
    """
    if known := _known(settings, [url]):
        return Proposal(asked=url, known=known)
    clock = SystemClock()

    async def do() -> Proposal:
        with ProcessWorkers(1) as workers, host_memory(settings) as memory:
            async with open_fetcher(settings, clock, memory) as fetcher:
                discoverer = Discoverer(fetcher=fetcher, workers=workers, now=clock.now(), kind=kind, tell=tell)
                found = await discoverer.discover(url)
                chosen = next((candidate for candidate in found.candidates if sources.usable(candidate)), None)
                known = _known(settings, [found.asked.url, chosen.url]) if chosen else None
                if chosen is None or known is not None:
                    return Proposal(asked=url, known=known, discovery=found)
                name = wanted_id or Ids(config, settings).mint(chosen.title, chosen.url)
                source = Source(
                    id=name,
                    kind=chosen.kind,
                    url=chosen.url,
                    schedule=Every(interval=timedelta()),
                    include=sources.section_patterns(chosen, found.asked),
                    listing=chosen.listed.found,
                )
                trial = _Trial(fetcher=fetcher, workers=workers, rules=ReadRules(works=settings.works), tell=tell)
                links, sample = await trial.read(chosen, source)
        new = NewSource(
            source=replace(source, full_text=sample.full_text),
            title=chosen.title or name,
            reason=sources.reason(chosen, found.asked, found.candidates, only=kind),
            path=sources_folder(config) / f"{name}.toml",
            links=links,
            sample=sample,
        )
        return Proposal(asked=url, discovery=found, new=new)

    return asyncio.run(do())


def add(config: Path, new: NewSource) -> Path:
    """Writes the file of a new source, and loads the config with it. Raises `StorageError` and `ConfigError`."""

    def check() -> Settings:
        return load_settings(config, version=VERSION, cron_problem=cron_problem)

    return write_sources(config, new.source.id, new.text, check=check)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """Reads one article of a list, as a pass would."""

    fetcher: Fetcher
    workers: Workers
    rules: ReadRules
    tell: Callable[[str], None]

    async def read(self, chosen: Candidate, source: Source) -> tuple[tuple[Link, ...], Sample]:
        """The articles that the source would take of the list, and the first of them that can be read."""
        listed = await self._links(chosen)
        links = tuple(link for link in listed if link.url is None or sources.wanted(link.url, source))
        if chosen.kind is not SourceKind.FEED:
            return links, await self._fetched(links)
        if chosen.has_teasers:
            fetched = await self._fetched(links)
            if fetched.article is not None and len(fetched.article.text) >= _LONGER * chosen.text_length:
                return links, replace(fetched, full_text=True)
        return links, await self._carried(links)

    async def _links(self, chosen: Candidate) -> tuple[Link, ...]:
        """What a list holds; of an index of sitemaps, what the first of them does."""
        if chosen.links or not chosen.listed.more:
            return chosen.links
        lead = sources.Lead(url=chosen.listed.more[0].url, kind=SourceKind.SITEMAP, origin=chosen.origin)
        try:
            return (await self.workers.call(sources.examine, await self._page(lead.url), lead)).links
        except ItemError:
            return ()

    async def _fetched(self, links: Sequence[Link]) -> Sample:
        """The first article whose page can be read, of three."""
        error = "it lists no article"
        for link in [link for link in links if link.url][:_TRIES]:
            try:
                page = await self._page(link.url or "")
                read = await self.workers.call(read_pages, (page,), link, self.rules)
                return Sample(article=read.article)
            except ItemError as failure:
                error = f"{link.url}: {failure}"
        return Sample(error=error)

    async def _carried(self, links: Sequence[Link]) -> Sample:
        """The first article, as its feed carries it."""
        if not links:
            return Sample(error="it lists no article")
        try:
            read = await self.workers.call(read_pages, (), links[0], self.rules)
            return Sample(article=read.article)
        except ItemError as failure:
            return Sample(error=str(failure))

    async def _page(self, url: str) -> Page:
        self.tell(url)
        return await ask(self.fetcher, Request(url=url))


def _known(settings: Settings, urls: Sequence[str]) -> str | None:
    """The source that has one of these addresses already."""
    wanted = {canonical(url) for url in urls}
    known = ((source.id, source.url) for source in settings.sources if source.url is not None)
    return next((name for name, url in known if canonical(url) in wanted), None)
