"""Owns the installation that is measured: settings as config/ would give them, in a folder of their own."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bench.prose import WORKS
from bench.site import LISTING, Site
from caveat.model import Every, Feed, FetchSettings, KnownWork, ListingRules, Settings, Source, SourceKind


def installation(folder: Path, site: Site) -> Settings:
    """A source a host, and one feed that shows every article in all formats, with its safe twin."""
    count = len(site.stories)
    source = Source(
        id="reel",
        kind=SourceKind.LISTING,
        schedule=Every(interval=timedelta()),
        limit=count,
        initial=count,
        listing=ListingRules(item="article.card", link="h2 a"),
    )
    return Settings(
        base_url="http://127.0.0.1:8000",
        database=f"sqlite:///{folder / 'var' / 'caveat.db'}",
        feeds_dir=folder / "feeds",
        lock_file=folder / "var" / "caveat.lock",
        fetch=FetchSettings(delay=timedelta(), dial=tuple((host, "127.0.0.1", site.port) for host in site.hosts)),
        sources=tuple(
            replace(source, id=f"reel-{number}", url=f"http://{host}{LISTING}")
            for number, host in enumerate(site.hosts, start=1)
        ),
        feeds=(Feed(id="all", title="Everything", limit=count),),
        works=tuple(KnownWork(title=work, slug=work.lower().replace(" ", "-")) for work in WORKS),
    )
