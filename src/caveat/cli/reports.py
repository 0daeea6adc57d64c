"""Owns how reports, articles and states are told: to a person in lines, to a program in JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from caveat.app import SourceStatus
from caveat.demo import ORIGIN
from caveat.model import (
    Disclosure,
    Failure,
    Level,
    ListingRules,
    Report,
    Settings,
    Source,
    SourceKind,
    SourceReport,
    Unmatched,
)
from caveat.urls import host


def report_json(report: Report) -> dict[str, object]:
    """The JSON of `run --json`."""
    left_out = ("found", "selectors")
    sources = [
        {name: value for name, value in asdict(source).items() if name not in left_out} for source in report.sources
    ]
    return {
        "sources": sources,
        "feeds": [asdict(feed) for feed in report.feeds],
        "failures": [asdict(failure) for failure in report.failures],
        "seconds": round(report.seconds, 3),
    }


def failures(report: Report) -> Iterator[tuple[str | None, Failure]]:
    """Every failure of a pass, with the id of its source where it has one."""
    for source in report.sources:
        for failure in source.failures:
            yield source.id, failure
    for failure in report.failures:
        yield None, failure


def failure_line(source: str | None, failure: Failure) -> str:
    """A failure in a line."""
    return ": ".join(part for part in (source, failure.stage, failure.url, failure.error) if part)


def unmatched_line(source: str | None, rule: Unmatched) -> str:
    """A rule that matched nothing, in a line."""
    where = f"on any of {rule.pages} pages" if rule.pages > 1 else "on the page"
    instead = {"remove": "nothing was removed", "selectors": "it marked no notice"}.get(
        rule.key, f"the {rule.key} is what caveat finds by itself"
    )
    said = f'[{rule.table}] {rule.key} "{rule.selector}" matches nothing {where}: {instead}'
    return ": ".join(part for part in (source, said) if part)


def summary_line(report: Report) -> str:
    """A pass in a sentence."""
    written = sum(feed.changed for feed in report.feeds)
    if not report.sources and not written:
        return "No source is due, and nothing was written."
    if not (written or any(source.new or source.changed for source in report.sources)):
        return f"{counted(len(report.sources), 'source')} read: nothing new, nothing written."
    return f"{_read(report)}; {counted(written, 'feed file')} written."


def published_line(report: Report) -> str:
    """A rendering of everything, in a sentence."""
    written = sum(feed.changed for feed in report.feeds)
    return f"{counted(len(report.feeds), 'feed file')} rendered, {written} written."


def dry_run_lines(report: Report, settings: Settings) -> Iterator[str]:
    """A pass that stored nothing, at length."""
    yield from _reading_lines(report, settings)
    yield ""
    yield f"{_read(report)}; a dry run, so nothing was stored or written."


def report_lines(report: Report, settings: Settings) -> Iterator[str]:
    """A pass at length: what was read, which notices were found, what was left out, which files to open."""
    yield from _reading_lines(report, settings)
    changed = [feed for feed in report.feeds if feed.changed]
    if changed:
        yield "Written"
        for feed in changed:
            yield f"  {_without_tokens(near(Path(feed.path)), settings)}  ({counted(feed.entries, 'entry', 'entries')})"
    yield ""
    yield summary_line(report)
    if report.feeds:
        index = near(settings.feeds_dir / "index.html")
        yield f"Open {index} in a browser, or run `caveat serve` and subscribe at {settings.base_url}/"
    if settings.newsroom:
        yield f"{host(ORIGIN)} is served for the run only: links to it, and its pictures, lead nowhere afterwards."


def _without_tokens(path: str, settings: Settings) -> str:
    """A path as logs may keep it, which more people read than may read a private feed."""
    for token in filter(None, (feed.token for feed in settings.feeds)):
        path = path.replace(token, "TOKEN")
    return path


def _reading_lines(report: Report, settings: Settings) -> Iterator[str]:
    places = {source.id: source.place if source.url else near(source.path) for source in settings.sources}
    if report.sources:
        yield "Read"
        width = max(len(source.id) for source in report.sources)
        for source in report.sources:
            yield f"  {source.id:{width}}  {places.get(source.id, '')}  {_numbers(source)}"
            if source.selectors is not None:
                yield f"  {'':{width}}  list found by itself: {selectors(source.selectors)}"
    found = dict.fromkeys(pair for source in report.sources for pair in source.found)
    if found:
        yield "Spoiler notices"
        for title, notice in found:
            yield f"  {title}"
            beside = "" if notice.warns else f"  ({notice.polarity}: no warning)"
            yield f"      {notice.text or '(hidden by the publisher)'}{beside}"
    dropped = [(source.id, drop) for source in report.sources for drop in source.dropped]
    if dropped:
        yield "Left out"
        for source_id, drop in dropped:
            yield f"  {source_id}: {drop.url}: {drop.reason}"


def selectors(rules: ListingRules) -> str:
    """The selectors of a listing as keys of `[source.select]`."""
    return ", ".join(f"{name} = {value!r}" for name, value in asdict(rules).items() if value is not None)


def counts(settings: Settings) -> str:
    """What a config describes, in numbers."""
    numbers = ((settings.sources, "source"), (settings.feeds, "feed"), (settings.works, "work"))
    return ", ".join(counted(len(values), noun) for values, noun in numbers)


def warnings(settings: Settings) -> Iterator[str]:
    """What is no error of the config and would still be a surprise."""
    if not settings.sources:
        yield "No source is configured, so nothing would be read: a file in its folder sources/ describes one or more."
    for source in settings.sources:
        for key, kind in _unread(source):
            yield f'{source.id}: {key} has no effect: it is for sources of kind "{kind}".'
        if source.path is not None and not source.path.is_dir():
            yield f"{source.id}: its folder {source.path} is not there: make it, or correct path."
    for feed in settings.feeds:
        seeing = [source.id for source in settings.sources if source.id in feed.sources and not source.shared]
        if seeing and feed.token is None:
            yield (
                f"{feed.id}: everybody may read it, and it shows what is not shared, of {', '.join(seeing)}: "
                "a token would make it private."
            )
        if feed.spoilers and Level.NONE not in feed.spoilers and feed.disclosure is Disclosure.DROP:
            yield f'{feed.id}: can have no entry: disclosure = "drop" leaves out every one that spoilers asks for.'


def _unread(source: Source) -> Iterator[tuple[str, SourceKind]]:
    """(key, the kind that reads it) of what is said of a source and not read."""
    said = {
        "full_text": (source.full_text, SourceKind.FEED),
        "move": (source.move, SourceKind.INBOX),
        "page_url": (source.page_url is not None, SourceKind.LISTING),
        "[source.select]": (source.listing is not None, SourceKind.LISTING),
    }
    for key, (is_said, kind) in said.items():
        if is_said and source.kind is not kind:
            yield key, kind


def status_json(states: Iterable[SourceStatus]) -> list[dict[str, object]]:
    """The JSON of `status --json`."""
    return [{name: _instant(value) for name, value in asdict(state).items()} for state in states]


def status_lines(states: Sequence[SourceStatus]) -> Iterator[str]:
    """The sources, two lines each."""
    if not states:
        yield "No source is configured."
    for state in states:
        yield f"{state.id}  ({state.kind}, {state.schedule}; {_next(state)})  {state.place}"
        if state.moved_to:
            yield f"    moved for good to {state.moved_to}: asked there; correct its url"
        yield f"    {_standing(state)}"


def _next(state: SourceStatus) -> str:
    """When a source is polled next, and why where its schedule does not say so already."""
    if state.stopped:
        return "stopped"
    if state.next_at is None:
        return "due now"
    reason = "" if state.why in ("", state.schedule) else f", {state.why}"
    return f"next {_instant(state.next_at)}{reason}"


def _standing(state: SourceStatus) -> str:
    """How the last poll of a source went."""
    if state.polled_at is None:
        return "never read yet"
    succeeded = _instant(state.succeeded_at) or "never"
    if state.unfinished:
        return f"{state.error}; last success: {succeeded}"
    if state.stopped:
        return f"stopped: {state.error}; last success: {succeeded}"
    if state.failures:
        return f"failed {counted(state.failures, 'time')} in a row: {state.error}; last success: {succeeded}"
    if state.error:
        return f"read {_instant(state.polled_at)}, {state.new} new; not every article: {state.error}"
    return f"well: last read {_instant(state.polled_at)}, {state.new} new"


def _read(report: Report) -> str:
    new, changed = sum(source.new for source in report.sources), sum(source.changed for source in report.sources)
    notices = sum(source.notices for source in report.sources)
    return (
        f"{counted(len(report.sources), 'source')} read: {new} new, {changed} changed, "
        f"{counted(notices, 'spoiler notice')}"
    )


def _numbers(source: SourceReport) -> str:
    words: Mapping[str, int] = {
        "listed": source.listed,
        "fetched": source.fetched,
        "not modified": source.unmodified,
        "new": source.new,
        "changed": source.changed,
        "known": source.unchanged,
        "left out": len(source.dropped),
        "failed": len(source.failures),
    }
    return ", ".join(f"{number} {word}" for word, number in words.items() if number) or "not modified"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def _instant(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def near(path: Path | None) -> str:
    """A path as seen from the folder one stands in, if it lies below it."""
    if path is None:
        return ""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
