"""Owns the passes that are measured: whole ones, as `caveat run` does them, and one that is timed stage by stage."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.installation import installation
from bench.memory import Peak
from bench.site import Site
from bench.stages import STAGES, Here, Stopwatch, TimedFetcher, TimedFolder, TimedShelf, TimedStore, TimedWorkers
from caveat.app import House, house, run
from caveat.jobs import InlineWorkers
from caveat.model import Failure, FeedReport, Report
from caveat.pipeline.publish import Publisher
from caveat.publish import Site as PublishedSite


class BenchError(Exception):
    """The pass did not do its work, so that its speed means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A pass over everything with an empty store, and the one after it."""

    seconds: float
    again: float
    """Seconds of the second pass, which found nothing new."""
    main: float
    """Peak of this process, in MB."""
    workers: tuple[float, ...]
    """Peak of each worker, in MB."""
    published: int
    """Bytes of all files in the feeds folder."""
    files: int


def whole_pass(site: Site) -> Pass:
    """One installation from nothing to written feeds, with worker processes. Raises BenchError."""
    with TemporaryDirectory(prefix="caveat-bench-") as name:
        settings = installation(Path(name), site)
        with Peak() as peak:
            started = time.perf_counter()
            report = run(settings)
            seconds = time.perf_counter() - started
        _check(report, site)
        started = time.perf_counter()
        second = run(settings)
        again = time.perf_counter() - started
        if second.failed or any(source.new or source.changed for source in second.sources):
            message = "the second pass found something new, or failed"
            raise BenchError(message)
        sizes = [path.stat().st_size for path in settings.feeds_dir.rglob("*") if path.is_file()]
    return Pass(
        seconds=seconds,
        again=again,
        main=peak.main,
        workers=peak.workers,
        published=sum(sizes),
        files=len(sizes),
    )


def staged_pass(site: Site) -> Mapping[str, float]:
    """The seconds of each stage of one such pass, everything done in one thread of this process. Raises BenchError."""

    async def do(folder: Path) -> Mapping[str, float]:
        asyncio.get_running_loop().set_default_executor(Here())
        settings = installation(folder, site)
        watch = Stopwatch()
        async with house(settings, workers=InlineWorkers()) as plain:
            timed = replace(
                plain,
                store=TimedStore(plain.store, watch),
                shelf=TimedShelf(plain.shelf, watch),
                fetcher=TimedFetcher(plain.fetcher, watch, {source.url for source in settings.sources if source.url}),
                workers=TimedWorkers(watch, settings.works),
            )
            _check(await _pass_over(timed, watch), site)
        return {stage: watch.seconds[stage] for stage in STAGES}

    with TemporaryDirectory(prefix="caveat-bench-") as name:
        return asyncio.run(do(Path(name)))


async def _pass_over(timed: House, watch: Stopwatch) -> Report:
    """What `caveat.app` does in a pass, one source after the other."""
    settings = timed.settings
    with watch.time("settle"):
        updater = timed.updater()
        reports = [await updater.update(source, None) for source in settings.sources]
    with watch.time("render"):
        feeds, failures = _publish(timed, TimedFolder(settings.feeds_dir, watch))
    return Report(sources=tuple(reports), feeds=feeds, failures=failures)


def _publish(timed: House, folder: TimedFolder) -> tuple[tuple[FeedReport, ...], tuple[Failure, ...]]:
    settings = timed.settings
    publisher = Publisher(shelf=timed.shelf, folder=folder, feeds=settings.feeds, sources=timed.sources)
    now = timed.clock.now()
    return publisher.publish(PublishedSite(base_url=settings.base_url, version="bench", works=settings.works, now=now))


def _check(report: Report, site: Site) -> None:
    """Every article has to be new, and every notice has to be found."""
    count = len(site.stories)
    new = sum(source.new for source in report.sources)
    warned = sum(len(source.found) for source in report.sources)
    notices = sum(story.notice is not None for story in site.stories)
    shown = {feed.entries for feed in report.feeds}
    if report.failed or new != count or warned < notices or shown != {count}:
        failures = [failure.error for source in report.sources for failure in source.failures][:3]
        message = f"{new} of {count} articles, {warned} of {notices} notices, feeds of {shown} entries; {failures}"
        raise BenchError(message)
