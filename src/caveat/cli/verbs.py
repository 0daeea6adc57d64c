"""Owns the verbs that read, publish and look: what each is told on the command line, has done, and prints."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from caveat import app
from caveat.api import to_dict
from caveat.cli import reports
from caveat.cli.command import AsJson, Common, complain_of, fail, opened
from caveat.cli.console import announce, err, is_terminal, out, out_json, progress_bar
from caveat.cli.previews import preview_lines
from caveat.config import default_settings
from caveat.model import Report, Settings, Source

verbs = typer.Typer()

SourceIds = Annotated[
    list[str] | None, typer.Option("--source", metavar="ID", help="Only this source, due or not; repeatable.")
]


@verbs.command()
def run(
    context: typer.Context,
    source: SourceIds = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every source, due or not, and every listed article again.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read, but store no article, and write no feed.")] = False,
    as_json: AsJson = False,
) -> None:
    """One pass over what is due: fetch, extract, store, publish. Quiet under cron when all is well."""
    common, settings = opened(context)
    only = tuple(_chosen(settings, name).id for name in source or ())
    do = app.dry_run if dry_run else app.run
    with progress_bar(wanted=common.verbosity >= 0 and not as_json) as progress:
        report = do(settings, only=only, everything=everything, progress=progress)
    if dry_run and not as_json:
        for line in reports.dry_run_lines(report, settings):
            out(line)
        fail(report)
        return
    _tell(report, settings, common, as_json=as_json)


@verbs.command()
def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", exists=True, help="Files or folders: txt, md, html, eml.")
    ],
    as_json: AsJson = False,
) -> None:
    """Reads files or folders as an inbox does, e-mails too, and publishes them; moves nothing."""
    common, settings = opened(context)
    with progress_bar(wanted=common.verbosity >= 0 and not as_json) as progress:
        report = app.ingest(settings, paths, progress=progress)
    _tell(report, settings, common, as_json=as_json)


@verbs.command()
def preview(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="URL_OR_FILE")],
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Use this source's rules.")] = None,
    as_json: AsJson = False,
) -> None:
    """Shows what would be extracted from one article, and its notices; writes nothing."""
    common: Common = context.obj
    bare = not common.config.is_dir() and source is None
    settings = default_settings(common.config, version=app.VERSION) if bare else common.settings()
    seen = app.preview(settings, target, _chosen(settings, source) if source else None)
    if as_json:
        ruled = {"unmatched": [asdict(rule) for rule in seen.unmatched]} if source else {}
        out_json({**to_dict(seen.article), **ruled})
    else:
        for line in preview_lines(seen.article, settings.works):
            out(line)
    for rule in seen.unmatched:
        complain_of(rule, source)


@verbs.command()
def publish(context: typer.Context, as_json: AsJson = False) -> None:
    """Renders all feeds again from the store, and writes those that differ."""
    common, settings = opened(context)
    report = app.publish(settings)
    if common.verbosity > 0 and not as_json:
        out(reports.published_line(report))
        fail(report)
        return
    _tell(report, settings, common, as_json=as_json)


@verbs.command()
def serve(
    context: typer.Context,
    schedule: Annotated[bool, typer.Option("--schedule/--no-schedule", help="Read sources when they are due.")] = True,
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of the config's.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on, instead of the config's.")
    ] = None,
) -> None:
    """Scheduler and web server in one process, until SIGTERM."""
    common, settings = opened(context)

    def ready(address: str) -> None:
        if common.verbosity >= 0:
            announce(f"serving {address}", "serving", address=address)

    app.serve(settings, schedule=schedule, host=host or settings.host, port=port or settings.port, ready=ready)


@verbs.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Every source: when it was read, when it is next due, what it failed with."""
    _, settings = opened(context)
    states = app.status(settings)
    if as_json:
        out_json(reports.status_json(states))
        return
    for line in reports.status_lines(states):
        out(line)


@verbs.command()
def check(
    context: typer.Context,
    live: Annotated[bool, typer.Option("--live", help="Also try the list of each source.")] = False,
) -> None:
    """Validates config/, every error at once; with --live tries each source too."""
    common, settings = opened(context)
    out(f"{common.config} is well: {reports.counts(settings)}.")
    for warning in reports.warnings(settings):
        err(warning)
    if not live:
        return
    found = app.look(settings)
    for source in found:
        if not source.failures:
            chosen = f", found by {reports.selectors(source.selectors)}" if source.selectors else ""
            out(f"{source.id}: lists {reports.counted(source.listed, 'article')}{chosen}")
    fail(Report(sources=found))


def _chosen(settings: Settings, name: str) -> Source:
    for source in settings.sources:
        if source.id == name:
            return source
    known = ", ".join(source.id for source in settings.sources)
    message = f"no source has the id {name!r}; there are: {known}"
    raise typer.BadParameter(message, param_hint="--source")


def _tell(report: Report, settings: Settings, common: Common, *, as_json: bool) -> None:
    """Prints the report as asked, and ends with 1 where something failed."""
    if as_json:
        out_json(reports.report_json(report))
    elif common.verbosity > 0:
        for line in reports.report_lines(report, settings):
            out(line)
    elif common.verbosity == 0 and is_terminal():
        out(reports.summary_line(report))
    fail(report)
