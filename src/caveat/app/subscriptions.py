"""Owns `caveat opml`: subscription lists of other programs become sources, and the sources such a list."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from caveat.app.house import VERSION
from caveat.clock import SystemClock
from caveat.config import load_settings
from caveat.config.writing import Ids, comment, source_block, sources_folder, write_sources
from caveat.fetch import read_file
from caveat.jobs import cron_problem
from caveat.model import Every, Settings, Source, SourceKind
from caveat.sources import Skipped, Subscription, read_opml, write_opml
from caveat.urls import canonical, without_credentials


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a subscription list would add."""

    path: Path
    """Of the file of sources."""
    text: str
    """Of that file; "" where there is nothing to add."""
    added: tuple[Source, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The feeds of the config as a subscription list."""

    document: bytes
    left_out: tuple[Skipped, ...] = ()
    """The sources that are not in it, and why."""


def read_subscriptions(settings: Settings, config: Path, file: Path) -> Import:
    """The sources that the feeds of an OPML file would make; nothing is written. Raises `ItemError`."""
    place = file.resolve()
    page = read_file(place.parent, place.name, max_size=settings.fetch.max_size, clock=SystemClock())
    found = read_opml(page.body, name=str(file))
    known = {canonical(source.url): source.id for source in settings.sources if source.url is not None}
    ids = Ids(config, settings)
    name = ids.mint(found.title or file.stem, "")
    added: list[Source] = []
    skipped = list(found.skipped)
    for feed in found.feeds:
        if reader := known.get(canonical(feed.url)):
            skipped.append(Skipped(name=feed.title or feed.url, reason=f"is read already as {reader}"))
            continue
        if without_credentials(feed.url) != feed.url:
            reason = "its address holds a password: write that source by hand, with [source.headers]"
            skipped.append(Skipped(name=feed.title or without_credentials(feed.url), reason=reason))
            continue
        added.append(_source(feed, ids.mint(feed.title, feed.url)))
    head = comment(f"{len(added)} feeds, from the OPML file {file.name}. Anything may be changed here.")
    blocks = [source_block(source) for source in added]
    return Import(
        path=sources_folder(config) / f"{name}.toml",
        text="\n".join([f"{head}\n", *blocks]) if blocks else "",
        added=tuple(added),
        skipped=tuple(skipped),
    )


def add_subscriptions(config: Path, found: Import) -> Path:
    """Writes the file of an import, and loads the config with it. Raises `StorageError` and `ConfigError`."""

    def check() -> Settings:
        return load_settings(config, version=VERSION, cron_problem=cron_problem)

    return write_sources(config, found.path.stem, found.text, check=check)


def export_subscriptions(settings: Settings, *, everything: bool) -> Export:
    """The feeds among the sources as OPML 2.0, without a secret: headers and passwords are left out.

    `everything`: those also that are not shared.
    """
    feeds: list[Subscription] = []
    left_out: list[Skipped] = []
    for source in settings.sources:
        if source.kind is not SourceKind.FEED:
            left_out.append(Skipped(name=source.id, reason=f"is of kind {source.kind}, which OPML does not know"))
        elif not (source.shared or everything):
            left_out.append(Skipped(name=source.id, reason="is not shared; --all takes it in"))
        else:
            feeds.append(
                Subscription(url=source.url or "", title=source.id, tags=source.tags, language=source.language)
            )
    document = write_opml("Sources of caveat", feeds)
    return Export(document=document, left_out=tuple(left_out))


def _source(feed: Subscription, name: str) -> Source:
    return Source(
        id=name,
        kind=SourceKind.FEED,
        url=feed.url,
        schedule=Every(interval=timedelta()),
        tags=feed.tags,
        language=feed.language,
    )
