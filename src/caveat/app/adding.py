"""Owns `caveat add`: what an address offers is found, the best of it tried on one article, and written as a source."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from caveat import sources
from caveat.app.house import VERSION, open_fetcher
from caveat.clock import SystemClock
from caveat.config import load_settings
from caveat.config.writing import Ids, comment, source_block, sources_folder, write_sources
from caveat.errors import FetchError, ItemError
from caveat.jobs import ProcessWorkers, cron_problem
from caveat.model import Article, Every, Link, Page, Request, Settings, Source, SourceKind
from caveat.pipeline.discover import Discoverer, Discovery
from caveat.pipeline.read import ReadRules, read_article
from caveat.ports import Fetcher, Workers
from caveat.sources import Candidate
from caveat.urls import canonical, without_credentials

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
    reason: str
    """Why this list and not another."""
    path: Path
    text: str
    """Of the file."""
    links: tuple[Link, ...]
    """The articles that it lists now."""
    sample: Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What came of an address."""

    asked: str
    """As it may be shown."""
    known: str | None = None
    """Id of the source that reads it already."""
    discovery: Discovery | None = None
    """None where nothing had to be looked at."""
    new: NewSource | None = None
    """None where nothing usable was found, or it is known."""


def propose(
    settings: Settings, config: Path, url: str, *, kind: SourceKind | None = None, wanted_id: str | None = None
) -> Proposal:
    """What stands behind an address, and the source it would make; nothing is written.

    `config`: the folder; `kind`: only lists of that kind; `wanted_id`: the source's id, which must not be taken.
    """
    if known := _known(settings, [url]):
        return Proposal(asked=without_credentials(url), known=known)
    clock = SystemClock()

    async def do() -> Proposal:
        with ProcessWorkers(1) as workers:
            async with open_fetcher(settings, clock) as fetcher:
                found = await Discoverer(fetcher=fetcher, workers=workers, kind=kind).discover(url, clock.now())
                chosen = found.candidates[0] if found.candidates else None
                known = _known(settings, [found.asked.url, chosen.url] if chosen else [])
                if chosen is None or known is not None:
                    return Proposal(asked=url, known=known, discovery=found)
                chosen = await _opened(chosen, fetcher, workers)
                sample = await _sample(chosen, settings, fetcher, workers)
        name = wanted_id or Ids(config, settings).mint(chosen.title, chosen.url)
        new = _new(name, chosen, found, sample, config=config, today=clock.now().date())
        return Proposal(asked=url, discovery=found, new=new)

    return asyncio.run(do())


def add(config: Path, new: NewSource) -> Path:
    """Writes the file of a new source, and loads the config with it. Raises `StorageError` and `ConfigError`."""

    def check() -> Settings:
        return load_settings(config, version=VERSION, cron_problem=cron_problem)

    return write_sources(config, new.source.id, new.text, check=check)


def _new(name: str, chosen: Candidate, found: Discovery, sample: Sample, *, config: Path, today: date) -> NewSource:
    source = Source(
        id=name,
        kind=chosen.kind,
        url=chosen.url,
        schedule=Every(interval=timedelta()),
        include=sources.section_patterns(chosen, found.asked),
        full_text=sample.full_text,
        listing=chosen.listed.found,
    )
    about = f"{chosen.title or name}: found by `caveat add {found.asked.url}` on {today}."
    return NewSource(
        source=source,
        reason=sources.reason(chosen, found.asked, found.candidates),
        path=sources_folder(config) / f"{name}.toml",
        text=f"{comment(about)}\n{comment(_ADVICE)}\n\n{source_block(source, choices=True)}",
        links=chosen.links,
        sample=sample,
    )


def _known(settings: Settings, urls: Sequence[str]) -> str | None:
    """The source that has one of these addresses already."""
    wanted = {canonical(url) for url in urls}
    known = ((source.id, source.url) for source in settings.sources if source.url is not None)
    return next((name for name, url in known if canonical(url) in wanted), None)


async def _opened(chosen: Candidate, fetcher: Fetcher, workers: Workers) -> Candidate:
    """An index of sitemaps with the articles of the first of them; everything else as it is."""
    if chosen.links or not chosen.listed.more:
        return chosen
    lead = sources.Lead(url=chosen.listed.more[0].url, kind=SourceKind.SITEMAP, origin=chosen.origin)
    try:
        inner = await workers.call(sources.examine, await _page(lead.url, fetcher), lead)
    except ItemError:
        return chosen
    return replace(chosen, listed=replace(chosen.listed, links=inner.links))


async def _sample(chosen: Candidate, settings: Settings, fetcher: Fetcher, workers: Workers) -> Sample:
    """One of the first articles: from its page, where the list does not carry it whole."""
    rules = ReadRules(works=settings.works)
    if chosen.kind is not SourceKind.FEED:
        return await _fetched(chosen.links, rules, fetcher, workers)
    if chosen.has_teasers:
        fetched = await _fetched(chosen.links, rules, fetcher, workers)
        if fetched.article is not None and len(fetched.article.text) >= _LONGER * chosen.text_length:
            return replace(fetched, full_text=True)
    return await _carried(chosen.links, rules, workers)


async def _fetched(links: Sequence[Link], rules: ReadRules, fetcher: Fetcher, workers: Workers) -> Sample:
    """The first article whose page can be read, of three."""
    error = "it lists no article"
    for link in [link for link in links if link.url][:_TRIES]:
        try:
            page = await _page(link.url or "", fetcher)
            return Sample(article=(await workers.call(read_article, page, link, rules))[0])
        except ItemError as failure:
            error = f"{link.url}: {failure}"
    return Sample(error=error)


async def _carried(links: Sequence[Link], rules: ReadRules, workers: Workers) -> Sample:
    """The first article, as its feed carries it."""
    if not links:
        return Sample(error="it lists no article")
    try:
        return Sample(article=(await workers.call(read_article, None, links[0], rules))[0])
    except ItemError as failure:
        return Sample(error=str(failure))


async def _page(url: str, fetcher: Fetcher) -> Page:
    answer = await fetcher.fetch(Request(url=url))
    if not isinstance(answer, Page):
        raise FetchError("answered 304 Not Modified to a request without conditions", url=url)
    return answer
